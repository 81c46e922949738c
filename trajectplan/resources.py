"""Where templates, static files and catalogues are, in a checkout and in an installed wheel."""

from __future__ import annotations

from pathlib import Path

__all__ = ["STATIC", "TEMPLATES", "TRANSLATIONS"]


def _root(package: Path) -> Path:
    """The folder that holds the three: a wheel carries them inside the package, a checkout beside it."""
    return package if (package / "templates").is_dir() else package.parent


_ROOT = _root(Path(__file__).resolve().parent)

TEMPLATES = _ROOT / "templates"
STATIC = _ROOT / "static"
TRANSLATIONS = _ROOT / "translations"
