"""Pictograms on paper: every icon becomes a drawing that fills its square, kept once in a document."""

from __future__ import annotations

import re
from io import BytesIO

import pikepdf
import pytest
from reportlab.lib.pagesizes import A4

from trajectplan.pdf.typeset.pictures import LIGHT, SIDE, Picture, draw_picture, paths_of
from trajectplan.pdf.typeset.tagging import TaggedCanvas
from trajectplan.resources import STATIC

ICONS = sorted(file.stem for file in (STATIC / "icons").glob("*.svg"))
OPERATOR = re.compile(r"(?:-?\d+(?:\.\d)? )*(?:m|l|c|h|f)|(?:0|0\.\d+) g")


def nothing(canvas: TaggedCanvas, page: int, pages: int) -> None:
    del canvas, page, pages


def document(*pictures: Picture, pages: int = 1) -> pikepdf.Pdf:
    """The same pictures on every page, one below the other."""
    file = BytesIO()
    canvas = TaggedCanvas(file, pagesize=A4, lang="nl", invariant=1, finish=nothing)
    canvas.setTitle("Plaatjes")
    for _page in range(pages):
        for place, picture in enumerate(pictures):
            picture.wrap(400, 700)
            picture.drawOn(canvas, 50, 700 - 60 * place)
        canvas.showPage()
    canvas.save()
    return pikepdf.open(BytesIO(file.getvalue()))


def forms(page: pikepdf.Page) -> list[str]:
    return sorted(page.resources.get("/XObject", {}).keys())


def test_every_icon_is_a_drawing_within_its_square() -> None:
    for name in ICONS:
        lines = paths_of(name).split("\n")
        assert not [line for line in lines if not OPERATOR.fullmatch(line)], name
        numbers = [float(number) for line in lines if not line.endswith(" g") for number in line.split()[:-1]]
        # Curves reach no further than the points that steer them; those of a round corner may stand a little outside.
        assert all(-16 <= number <= SIDE + 16 for number in numbers), name
        assert max(numbers) - min(numbers) > SIDE / 4, name


def test_the_lighter_layer_is_grey_and_below_the_outline() -> None:
    greys = [line for line in paths_of("baby").split("\n") if line.endswith(" g")]
    assert greys == [f"{LIGHT} g", "0 g"]


def test_a_quadratic_curve_becomes_the_same_cubic_one() -> None:
    from fontTools.svgLib.path.parser import parse_path  # noqa: PLC0415

    from trajectplan.pdf.typeset.pictures import _Pen  # noqa: PLC0415

    pen = _Pen()
    parse_path("M0 0Q30 60 60 0Z", pen)
    assert pen.operators == ["0 0 m", "20 40 40 40 60 0 c", "0 0 l", "h"]


def test_an_unknown_icon_is_an_error() -> None:
    with pytest.raises(FileNotFoundError):
        paths_of("no-such-icon")


def test_an_icon_is_kept_once_in_a_document() -> None:
    pdf = document(Picture("baby", 40), Picture("baby", 20), Picture("key", 20), pages=3)
    for page in pdf.pages:
        assert forms(page) == ["/FormXob.icon-baby", "/FormXob.icon-key"]
    kept = [each for each in pdf.objects if isinstance(each, pikepdf.Stream) and each.get("/Subtype") == "/Form"]
    assert len(kept) == 2
    assert all("/Font" not in form.Resources for form in kept)


def test_a_picture_that_words_explain_is_decoration() -> None:
    pdf = document(Picture("baby", 40))
    content = pdf.pages[0].Contents.read_bytes()
    assert b"/Artifact" in content
    assert b"MCID" not in content


@pytest.mark.parametrize("alt", ["A (b", "C:\\) (", "één (1)", "a\nb"])
def test_the_words_of_a_figure_come_back_as_they_were(alt: str) -> None:
    pdf = document(Picture("baby", 40, alt=alt, language="nl"))
    assert str(pdf.Root.StructTreeRoot.K.K.Alt) == alt


def test_a_picture_that_stands_for_words_is_a_figure() -> None:
    pdf = document(Picture("baby", 40, alt="Kind", language="nl"))
    assert b"/Artifact" not in pdf.pages[0].Contents.read_bytes()
    figure = pdf.Root.StructTreeRoot.K.K
    assert (str(figure.S), str(figure.Alt), str(figure.Lang)) == ("/Figure", "Kind", "nl")
    assert [float(number) for number in figure.A.BBox] == [50, 700, 90, 740]


def test_lines_that_start_on_the_right_have_their_picture_there() -> None:
    pdf = document(Picture("baby", 40, alt="طفل", language="ar", rtl=True))
    figure = pdf.Root.StructTreeRoot.K.K
    assert [float(number) for number in figure.A.BBox] == [410, 700, 450, 740]
    assert str(figure.Alt) == "طفل"


def test_a_picture_takes_its_own_height_and_is_never_broken() -> None:
    picture = Picture("baby", 40)
    assert picture.height_at(10) == picture.height_at(500) == 40
    assert picture.broken_at(10, 5) == [picture]


def test_what_is_drawn_twice_gives_the_same_bytes() -> None:
    def made() -> bytes:
        file = BytesIO()
        canvas = TaggedCanvas(file, pagesize=A4, lang="nl", invariant=1, finish=nothing)
        draw_picture(canvas, "baby", 10, 10, 30)
        canvas.showPage()
        canvas.save()
        return file.getvalue()

    assert made() == made()
