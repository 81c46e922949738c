"""How a plan is kept safe: its code, its keys, its row in the database and the session that has it open."""
