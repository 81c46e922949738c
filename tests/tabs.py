"""One page in two tabs: filled in here, then filled in and sent there, and only then sent from here."""

from __future__ import annotations

from client import Visitor
from markup import Fields
from places import Place


def sent_in_two_tabs(visitor: Visitor, place: Place, here: Fields, there: Fields) -> list[tuple[str, str]]:
    """Have both versions of this page in front of her; what was sent from the first tab, to send it again."""
    visitor.go(place.url(visitor))
    visitor.type(here)
    first_tab = visitor.page.sent(visitor.page.buttons()["next"])
    visitor.go(place.url(visitor))
    visitor.press("next", there)
    assert visitor.post(place.url(visitor), first_tab) == 409
    return first_tab
