"""What a plan is: its data, how it reads and what follows from it; knows no web, no database and no paper."""
