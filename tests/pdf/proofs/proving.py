"""Everything that is proven of every PDF, in one call."""

from __future__ import annotations

from pdf.proofs.layout import Margins, layout_faults
from pdf.proofs.rules import structure_faults
from pdf.proofs.validators import faults_by_page, faults_by_vera

__all__ = ["prove"]


def prove(pdf: bytes, name: str = "", margins: Margins | None = None) -> None:
    """Raise AssertionError with all that is wrong by both checkers of PDF/UA-1, in the tree and on the paper."""
    faults = [f"page-validation {fault}" for fault in faults_by_page(pdf)]
    faults += [f"veraPDF {fault}" for fault in faults_by_vera(pdf)]
    faults += [f"tree: {fault}" for fault in structure_faults(pdf)]
    faults += [f"paper: {fault}" for fault in layout_faults(pdf, margins)]
    assert not faults, "\n".join([f"{name or 'The PDF'}:", *faults])
