"""Small chapters with pages of every depth, and how somebody walks through them."""

from __future__ import annotations

from collections.abc import Iterator
from urllib.parse import parse_qs, urlsplit

from client import Visitor
from specimen import ICONS

from trajectplan.i18n import _
from trajectplan.pages import CORE, MORE, SHORT, Chapter, Page
from trajectplan.plan.document import Plan
from trajectplan.questions import Group, Items, LongText, Number, ShortText

CAUTION = "Keep this paper where only you can see it."


def words(page: str, depth: int) -> type[Page]:
    """A page with one question, of this depth."""
    fields = {
        "__module__": __name__,
        "icon": ICONS[0],
        "title": f"The page {page}",
        "depth": depth,
        f"{page.lower()}_words": LongText(f"What about {page}?"),
    }
    return type(f"Page{page}", (Page,), fields)


class Bird(Group):
    """A thing with a name."""

    naming = "bird_name"
    bird_name = ShortText("The name of the bird")
    bird_size = Number("The size of the bird", least=0, most=99)


class Birds(Page):
    """A list on the short road."""

    depth = SHORT
    icon = ICONS[1]
    title = "All the birds"
    birds = Items(
        "The birds",
        Bird,
        item=_("Thing %(number)s"),
        add=_("One more thing"),
        remove=_("Remove %(name)s"),
        word="bird",
    )

    @classmethod
    def before_printing(cls, plan: Plan) -> str:
        """A caution once there is a bird."""
        return CAUTION if plan.items("birds") else ""


class BirdSong(Page):
    """A page for each bird, in the core."""

    each = Birds
    icon = ICONS[2]
    title = _("Looking at %(bird)s")
    song = LongText("How does it sing?")


class BirdMore(Page):
    """A page for each bird, for who wants to tell more."""

    each = Birds
    depth = MORE
    icon = ICONS[3]
    title = _("Looking at %(bird)s")
    feathers = LongText("Which feathers has it?")

    before_printing = Birds.before_printing


A, B, C = words("Alpha", CORE), words("Beta", SHORT), words("Gamma", MORE)
D, E, F = words("Delta", CORE), words("Epsilon", MORE), words("Zeta", SHORT)
FIRST = Chapter("first", ICONS[0], "The first chapter", 3, "How the first begins.", (A, B, C, D), note="Mind the note.")
SECOND = Chapter("second", ICONS[1], "The second chapter", 4, "", (Birds, BirdSong, BirdMore, E, F))
ONLY_MORE = Chapter("only_more", ICONS[2], "The third chapter", 1, "", (words("Eta", MORE),))
NEVER = Chapter("never", ICONS[3], "The fourth chapter", 1, "", (BirdMore, BirdSong))
CHAPTERS = (FIRST, SECOND, ONLY_MORE)

AT_A, AT_B, AT_C, AT_D = "/plan/1/1", "/plan/1/2", "/plan/1/3", "/plan/1/4"
AT_BIRDS, AT_E, AT_F = "/plan/2/1", "/plan/2/4", "/plan/2/5"


def road(visitor: Visitor) -> str:
    """The road that the address names."""
    return parse_qs(urlsplit(visitor.url).query).get("from", [""])[0]


def past_the_code(visitor: Visitor) -> None:
    """After the first answer her code comes; she goes on."""
    if visitor.path == visitor.address("keep.code"):
        visitor.choose("written")


def walked(visitor: Visitor, button: str = "next") -> Iterator[str]:
    """The pages of questions from this one on, as she presses this button on each."""
    for _step in range(20):
        if "q" not in visitor.page.by_id:
            return
        yield visitor.path
        road_before = road(visitor)
        assert visitor.press(button) == 200
        past_the_code(visitor)
        assert road(visitor) == road_before or "q" not in visitor.page.by_id, visitor.url
    raise AssertionError("the road has no end")


def say(visitor: Visitor, page: str, text: str = "Zwaluwnest") -> None:
    """Answer the page in front of her and go on."""
    assert visitor.press("next", {f"{page.lower()}_words": [text]}) == 200, visitor.problems
    past_the_code(visitor)


def add_bird(visitor: Visitor, name: str) -> str:
    """Add a bird on its list; its id."""
    visitor.press("add")
    bird = visitor.path.rsplit("/", 1)[-1]
    visitor.press("next", {"bird_name": [name]})
    past_the_code(visitor)
    return bird


def position(visitor: Visitor) -> str:
    """What the page says of where she is."""
    page = visitor.page
    return " ".join(page.text(next(each for each in page.all("p") if each.get("class") == "where")).split())
