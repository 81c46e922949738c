"""What some systems can't do: the one place that says which proofs are left out there, and why.

Whoever runs the program does so on Linux, where continuous integration leaves none of them out. On the Windows or the
Mac of a developer the rest of the tests still says whether a change is sound.
"""

from __future__ import annotations

import os
import sys

import pytest

IS_WINDOWS, IS_LINUX, FORKS = os.name != "posix", sys.platform == "linux", hasattr(os, "fork")

has_rights = pytest.mark.skipif(IS_WINDOWS, reason="no rights of POSIX")  # Windows keeps no group and others of a file
asks_to_end = pytest.mark.skipif(IS_WINDOWS, reason="no request to end")  # Windows ends a process without asking it
can_fork = pytest.mark.skipif(not FORKS, reason="no fork")  # where the server can't be copied it can't be killed midway
limits_others = pytest.mark.skipif(not IS_LINUX, reason="no prlimit")  # Linux alone limits a process from outside it
