"""``python -m trajectplan`` is the same as ``trajectplan``."""

from __future__ import annotations

from trajectplan.cli import main

if __name__ == "__main__":
    main(prog_name="trajectplan")
