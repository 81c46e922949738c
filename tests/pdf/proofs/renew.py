"""Draw the reference pictures anew: ``make pictures``. Look at every one that changed before it is kept."""

from __future__ import annotations

from pathlib import Path
from typing import Final

from pdf.gallery import sheets
from pdf.proofs.pictures import pictures, save

REFERENCES: Final = Path(__file__).parents[1] / "references"


def reference(number: int) -> Path:
    """Where the picture of a sheet of the gallery is kept; the first is 1."""
    return REFERENCES / f"gallery-{number}.png"


def main() -> None:
    """Write the pictures, and take away those of sheets that are no more."""
    REFERENCES.mkdir(exist_ok=True)
    for old in REFERENCES.glob("gallery-*.png"):
        old.unlink()
    for number, (pdf, _places) in enumerate(sheets(), 1):
        save(pictures(pdf)[0], reference(number))


if __name__ == "__main__":
    main()
