"""The face of each cluster: fonts of the wheel first, then Noto fonts of the system."""

from __future__ import annotations

from collections.abc import Iterator
from itertools import chain
from pathlib import Path
from types import SimpleNamespace

import pytest
import regex

from trajectplan.pdf.typeset import faces, finding
from trajectplan.pdf.typeset.faces import MAIN, MAIN_BOLD, Face, covered, pieces
from trajectplan.resources import STATIC

ARABIC, ETHIOPIC, EMOJI, SIGNS = (
    "NotoSansArabic-Regular",
    "NotoSansEthiopic-Regular",
    "NotoEmoji-Regular",
    "NotoSansSymbols2-Regular",
)


def _forget() -> None:
    for remembered in (finding._families, finding._opened, finding._for_name, finding._for_han):
        remembered.cache_clear()
    for kept in (faces._opened, faces._pieces, faces.covered):
        kept.cache_clear()


@pytest.fixture
def folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[Path]:
    """The only folder of fonts of the system, empty."""
    monkeypatch.setattr(finding, "_folders", lambda: [tmp_path])
    _forget()
    yield tmp_path
    _forget()


def name_of(cluster: str, *, bold: bool = False, before: Face | None = None) -> str:
    ((face, text),) = pieces(cluster, bold=bold, before=before)
    assert text == cluster
    return face.name


@pytest.mark.usefixtures("folder")
@pytest.mark.parametrize(
    ("text", "name"),
    [
        ("aé1©™ăệơŨẹ́ṣńЇґєЖαω№€“", "NotoSans-Regular"),
        ("سپچژگکیەھڕڵڤۆێڼټځډښۍ٣۴،؛؟", ARABIC),
        ("ትግኛቐ፡።", ETHIOPIC),
        ("●◐○☐☑✓✗★■", SIGNS),
        ("😀🧿🫩🇳", EMOJI),
    ],
)
def test_the_wheel_draws_its_scripts(text: str, name: str) -> None:
    assert {name_of(cluster) for cluster in regex.findall(r"\X", text)} == {name}
    assert covered(text)


@pytest.mark.parametrize("cluster", ["👩🏽", "🇳🇱", "1️⃣", "1⃣", "👨‍👩‍👧‍👦", "❤️", "🏴󠁧󠁢󠁳󠁣󠁴󠁿", "☎️"])
def test_pictures_are_one_piece(cluster: str) -> None:
    assert name_of(cluster) == EMOJI


@pytest.mark.parametrize(("cluster", "name"), [("1", "NotoSans-Regular"), ("❤︎", SIGNS), ("❤", SIGNS), ("☎︎", SIGNS)])
def test_a_sign_is_text_unless_it_asks_to_be_a_picture(cluster: str, name: str) -> None:
    assert name_of(cluster) == name


@pytest.mark.parametrize(
    ("letter", "name"), [("a", "NotoSans-Bold"), ("س", "NotoSansArabic-Bold"), ("ት", "NotoSansEthiopic-Bold")]
)
def test_bold_letters_are_bold(letter: str, name: str) -> None:
    assert name_of(letter, bold=True) == name


def test_what_stands_between_letters_stays_with_their_face() -> None:
    ((arabic, _text),) = pieces("س", bold=False, before=None)
    assert [name_of(cluster, before=arabic) for cluster in " .\u200f"] == [ARABIC] * 3
    assert [name_of(cluster, before=arabic) for cluster in "(a1"] == ["NotoSans-Regular"] * 3


@pytest.mark.parametrize("cluster", ["😀", "●"])
def test_a_space_never_takes_the_face_of_a_picture_or_sign(cluster: str) -> None:
    ((face, _text),) = pieces(cluster, bold=False, before=None)
    assert name_of(" ", before=face) == "NotoSans-Regular"


def test_a_regular_text_never_goes_on_in_bold() -> None:
    ((bold, _text),) = pieces("س", bold=True, before=None)
    assert name_of(".", before=bold) == "NotoSans-Regular"


@pytest.mark.usefixtures("folder")
def test_letter_and_mark_are_split_where_no_face_has_both() -> None:
    found = [(face.name, text) for face, text in pieces("س\u0303\u200d", bold=False, before=None)]
    assert found == [(ARABIC, "س"), ("NotoSans-Regular", "\u0303\u200d")]


@pytest.mark.usefixtures("folder")
@pytest.mark.parametrize("character", ["ש", "漢", "न", "\ue000", "\u0378", "\0", "\ud800", "\U0010ffff"])
def test_without_fonts_of_the_system_other_scripts_are_not_covered(character: str) -> None:
    assert not covered(character)
    assert name_of(character) == "NotoSans-Regular"


def test_what_only_steers_needs_no_glyph() -> None:
    assert covered("\u200d\u200c\u2067\ufe0f\U000e0067\u034f")


def test_sizes_are_those_of_the_font() -> None:
    assert (MAIN.upem, MAIN.ascent, MAIN.descent) == (1000, 1.069, -0.293)
    assert (MAIN.advance(MAIN.hb_font.get_nominal_glyph(ord("m"))), MAIN.is_cff, MAIN_BOLD.bold) == (935, False, True)
    assert repr(MAIN) == "Face(NotoSans-Regular)"


# The fonts of the system ----------------------------------------------------------------------------------------------


def put(folder: Path, *names: str) -> None:
    """Noto Sans under other names: it stands for fonts that not every machine has."""
    for name in names:
        (folder / name).write_bytes((STATIC / "fonts" / "NotoSans-Regular.ttf").read_bytes())


def files(character: str, *, bold: bool = False, language: str = "") -> list[str]:
    return [file.path.name for file in finding.candidates(character, bold=bold, language=language)]


def test_files_are_found_by_the_name_of_the_character(folder: Path) -> None:
    put(folder, "NotoSansTaiTham-Regular.ttf", "NotoSansTaiLe-Regular.ttf", "NotoSerifTaiLe-Regular.ttf")
    put(folder, "NotoSansThai-Regular.ttf", "NotoSansTaiLeUI-Regular.ttf", "NotoSansMath-Regular.ttf")
    found = files("\u1950")
    assert found == [
        "NotoSansTaiLe-Regular.ttf",
        "NotoSerifTaiLe-Regular.ttf",
        "NotoSansTaiTham-Regular.ttf",
        "NotoSansMath-Regular.ttf",
    ]


def test_a_family_without_bold_gives_its_regular(folder: Path) -> None:
    put(folder, "NotoSansNKo-Regular.ttf", "NotoSansHebrew-Regular.ttf", "NotoSansHebrew-Bold.ttf")
    assert files("ߊ", bold=True) == ["NotoSansNKo-Regular.ttf"]
    assert files("ש", bold=True) == ["NotoSansHebrew-Bold.ttf"]


def test_han_is_found_by_language(folder: Path) -> None:
    put(folder, "NotoSansSC-Regular.otf", "NotoSansJP-Regular.otf", "NotoSansKR-Regular.otf")
    firsts = [files("漢", language=language)[0] for language in ("", "zh", "ja", "ko")]
    assert firsts == ["NotoSansSC-Regular.otf"] * 2 + ["NotoSansJP-Regular.otf", "NotoSansKR-Regular.otf"]


def test_a_broken_font_is_passed_over(folder: Path) -> None:
    (folder / "NotoSansHebrew-Regular.ttf").write_bytes(b"no font")
    (folder / "NotoSansThai-Regular.ttf").write_bytes(b"")
    (folder / "NotoSansLao-Regular.ttf").symlink_to(folder / "gone.ttf")
    assert not any(map(covered, "שกກ"))


def face_of_file(family: str, style: str, *axes: str) -> SimpleNamespace:
    names = {1: family, 2: style}
    return SimpleNamespace(get_name=names.get, axis_infos=[SimpleNamespace(tag=axis) for axis in axes])


def test_a_collection_gives_the_face_of_the_region_and_weight() -> None:
    collection = [
        face_of_file("Noto Sans CJK JP", "Regular"),
        face_of_file("Noto Sans CJK SC", "Regular"),
        face_of_file("Noto Sans CJK SC", "Bold"),
        face_of_file("Noto Sans Mono CJK SC", "Regular"),
    ]
    for bold, index in ((False, 1), (True, 2)):
        found = list(finding._fitting(Path("a.ttc"), collection, bold=bold, region="sc"))
        assert found == [finding.FontFile(Path("a.ttc"), index, bold)]


@pytest.mark.parametrize(("bold", "weight"), [(False, 400), (True, 700)])
def test_a_variable_font_is_set_to_the_weight(folder: Path, *, bold: bool, weight: int) -> None:
    put(folder, "NotoSansHebrew[wdth,wght].ttf")
    assert files("ש") == ["NotoSansHebrew[wdth,wght].ttf"]
    variable = [face_of_file("Noto Sans Hebrew", "Regular", "wdth", "wght")]
    (found,) = finding._fitting(Path("a.ttf"), variable, bold=bold, region="")
    assert found.axes == (("wght", weight),)


def test_folders_of_fonts_follow_the_customs_of_each_system(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    monkeypatch.setenv("HOME", str(tmp_path))
    monkeypatch.setenv("XDG_DATA_HOME", "")
    monkeypatch.setenv("XDG_DATA_DIRS", f"{tmp_path / 'data'}:")
    own = [tmp_path / ".fonts", tmp_path / ".local/share/fonts", tmp_path / "data/fonts"]
    shared = [Path("/usr/local/share/fonts"), Path("/usr/share/fonts")]
    monkeypatch.setattr("sys.platform", "linux")
    assert list(finding._folders()) == own + shared
    monkeypatch.setattr("sys.platform", "darwin")
    assert Path("/System/Library/Fonts") in finding._folders()
    monkeypatch.setattr("sys.platform", "win32")
    monkeypatch.setenv("WINDIR", "C:/Windows")
    assert Path("C:/Windows/Fonts") in finding._folders()


def test_every_font_of_the_system_draws_what_it_promises() -> None:
    """Whatever Noto fonts this machine has: a covered character is in the face that is picked for it."""
    ranges = chain(range(0x590, 0x600), range(0x900, 0x1200, 5), range(0x1780, 0x17B4), range(0x4E00, 0x9FFF, 997))
    some = [chr(code) for code in ranges if covered(chr(code))]
    assert all(pieces(character, bold=False, before=None, language="ja")[0][0].has(character) for character in some)
