"""Typesetting: words in any script into lines, columns and tables of a tagged PDF; knows nothing of plans."""
