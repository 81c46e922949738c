"""The program as tests know it: its chapters with the specimens, its languages with those that nobody speaks."""

from __future__ import annotations

from collections.abc import Callable

import pseudo
import specimen
from flask import Flask

from trajectplan.chapters import CHAPTERS
from trajectplan.storage.derivation import Strength

LANGUAGES = ("nl", "en", pseudo.LONG, pseudo.MIRRORED)
WEAK = Strength(version=1, memory_kib=8, passes=1, lanes=1)
ALL = (*CHAPTERS, specimen.SPECIMEN)
"""The chapters of the product, and one with every question type."""

MakeApp = Callable[..., Flask]
