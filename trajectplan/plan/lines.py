"""A text as one line."""

from __future__ import annotations


def one_line(text: str) -> str:
    """The text with one space for every stretch of spaces, tabs and breaks of lines or paragraphs, none around it."""
    return " ".join(text.split())
