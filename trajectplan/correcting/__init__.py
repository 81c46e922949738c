"""Corrections of whoever read a translation: read from a file, checked line by line, written all at once."""
