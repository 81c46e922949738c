"""What some systems can't do: the one place that says which proofs are left out there, and why.

Whoever runs the program does so on Linux, where continuous integration leaves none of them out. On the Windows or the
Mac of a developer the rest of the tests still says whether a change is sound.
"""

from __future__ import annotations

import os
import sys

import pytest

has_rights = pytest.mark.skipif(os.name != "posix", reason="Windows keeps no owner, group and others of a file")
"""Who may read a file is set with POSIX's rights."""
asks_to_end = pytest.mark.skipif(os.name != "posix", reason="Windows ends a process without asking it")
"""A server that is asked to end finishes what it is doing."""
can_fork = pytest.mark.skipif(not hasattr(os, "fork"), reason="Windows has no fork and no SIGKILL")
"""The server is copied by fork, and killed in the middle of its work."""
limits_others = pytest.mark.skipif(sys.platform != "linux", reason="Linux alone sets and tells limits of a process")
"""The limits of another process are set and read from outside: so much memory, so many bytes of a file."""
