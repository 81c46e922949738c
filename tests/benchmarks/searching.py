"""Search among the activities: every everyday word of the tests, many times over, in Dutch and in English."""

from __future__ import annotations

import statistics
import tomllib
from functools import partial
from pathlib import Path
from typing import NamedTuple

from flask import Flask
from flask_babel import Babel

from trajectplan.catalogue import search
from trajectplan.resources import TRANSLATIONS

from .timing import timed

WORDS = Path(__file__).resolve().parents[1] / "catalogue" / "everyday_words.toml"
TIMES = 20


class Searches(NamedTuple):
    """Seconds: the first search in a language makes its index; of all later ones the median and the 99th percentile."""

    first: float
    median: float
    p99: float
    words: int


def measure() -> Searches:
    """Search for every word, round after round."""
    asked = [
        (words, language) for language, known in tomllib.loads(WORDS.read_text("utf-8")).items() for words in known
    ]
    app = Flask("search")
    Babel(app, default_translation_directories=str(TRANSLATIONS))
    with app.app_context():
        first = max(timed(partial(search, "x", language)).wall for language in ("nl", "en"))
        walls = [timed(partial(search, *each)).wall for _round in range(TIMES) for each in asked]
    return Searches(first, statistics.median(walls), statistics.quantiles(walls, n=100)[-1], len(asked))
