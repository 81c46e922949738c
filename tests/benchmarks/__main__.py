"""``python -m benchmarks``, with ``tests`` on the path."""

from __future__ import annotations

from .bench import main

main()
