"""Digits as other scripts write them, for what may be typed in any of them."""

from __future__ import annotations

from hypothesis import strategies as st

ZEROS = {"Arabic-Indic": "٠", "Persian": "۰", "Devanagari": "\u0966", "fullwidth": "\uff10", "Bengali": "\u09e6"}
scripts = st.sampled_from(sorted(ZEROS))


def in_digits(script: str, text: str) -> str:
    """The text with 0–9 as another script writes them."""
    return "".join(chr(ord(ZEROS[script]) + int(c)) if c in "0123456789" else c for c in text)
