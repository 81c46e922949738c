"""Recordings: found by their names, served in parts, heard instead of a voice, in languages without texts too."""

from __future__ import annotations

import struct
from collections.abc import Callable, Iterator
from pathlib import Path
from urllib.parse import urlsplit

import pytest
from client import Visitor
from flask import Flask
from places import LINE, STORY
from program import MakeApp

from trajectplan.plan.document import Plan
from trajectplan.web.clips import Clips
from trajectplan.web.cookies import HAD_PLAN, Remembered
from trajectplan.web.services import NAME

ComeWith = Callable[..., Visitor]
PAGE = STORY.page.key
START = {"Accept_Language": "nl"}


def opus(seconds: float, mark: int = 1) -> bytes:
    """A file in Ogg with so much silence, coded as Opus (RFC 3533, RFC 7845); ``mark`` makes it another."""
    head = b"OpusHead" + struct.pack("<BBHIhB", 1, 1, 0, 48000, 0, 0)
    tags = b"OpusTags" + struct.pack("<I", 4) + b"mute" + struct.pack("<I", 0)
    frames = [b"\xf8\xff\xfe"] * max(1, int(seconds * 50))
    groups = [frames[first : first + 200] for first in range(0, len(frames), 200)]
    pages, granule = [(2, 0, [head]), (0, 0, [tags])], 0
    for number, group in enumerate(groups, 1):
        granule += 960 * len(group)
        pages.append((4 if number == len(groups) else 0, granule, group))
    return b"".join(_ogg_page(kind, at, mark, number, group) for number, (kind, at, group) in enumerate(pages))


def _ogg_page(kind: int, granule: int, serial: int, number: int, packets: list[bytes]) -> bytes:
    sizes = bytes(len(packet) for packet in packets)
    head = struct.pack("<4sBBqIII", b"OggS", 0, kind, granule, serial, number, 0) + bytes([len(packets)]) + sizes
    page = head + b"".join(packets)
    return page[:22] + struct.pack("<I", _crc(page)) + page[26:]


def _crc(data: bytes) -> int:
    found = 0
    for byte in data:
        found ^= byte << 24
        for _bit in range(8):
            found = (found << 1 ^ (0x04C11DB7 if found & 0x80000000 else 0)) & 0xFFFFFFFF
    return found


FILES = {
    "nl/start": opus(4),
    f"nl/{PAGE}": opus(9, 2),
    f"rif/{PAGE}": opus(1, 3),
    f"kea/{PAGE}": opus(1, 4),
}


def write(folder: Path, files: dict[str, bytes]) -> Path:
    """A folder with these recordings."""
    for name, content in files.items():
        path = folder / f"{name}.opus"
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_bytes(content)
    return folder


@pytest.fixture(scope="module")
def audio(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Recordings in Dutch, and in two languages without texts."""
    return write(tmp_path_factory.mktemp("audio"), FILES)


@pytest.fixture(scope="module")
def heard(make_app: MakeApp, audio: Path) -> Flask:
    """The program with these recordings."""
    return make_app(audio=audio, languages=("nl", "en"))


@pytest.fixture
def her(heard: Flask, come_with: ComeWith) -> Visitor:
    """Somebody with a plan, on a page that is recorded."""
    she = come_with(Plan(language="nl", answers={}), "nl", app=heard)
    she.go(STORY.url(she))
    return she


def sources(visitor: Visitor) -> Iterator[str]:
    """Where the recordings on the page in front of her are."""
    return (each.get("src", "") for each in visitor.page.all("audio"))


def languages_heard(visitor: Visitor) -> list[str]:
    """The languages of the recordings on the page."""
    return [urlsplit(source).path.split("/")[3] for source in sources(visitor)]


# What is found --------------------------------------------------------------------------------------------------------


def test_recordings_are_found_by_language_and_page(audio: Path) -> None:
    found = Clips.found_in(audio)
    assert {f"{each.language}/{each.key}": each.size for each in found.by_page.values()} == {
        name: len(content) for name, content in FILES.items()
    }
    assert found.beside(("nl", "en")) == ("kea", "rif")
    assert found.beside(("nl", "kea")) == ("rif",)


def test_what_is_no_recording_is_left_alone(tmp_path: Path) -> None:
    folder = write(
        tmp_path / "audio", {"nl/start": opus(1), "NL/start": opus(1), "nl/Sta rt": opus(1), "n/start": opus(1)}
    )
    write(folder, {"nl/empty": b"", "nl/mp3": b"ID3\x04", "start": opus(1), "nl/deep/start": opus(1)})
    (folder / "nl" / "folder.opus").mkdir()
    (folder / "nl" / "start.ogg").write_bytes(opus(1))
    assert [*Clips.found_in(folder).by_page] == [("nl", "start")]
    assert Clips.found_in(tmp_path / "nothing") == Clips()


def test_a_language_without_any_name_is_left_out_and_the_log_says_so(
    tmp_path: Path, caplog: pytest.LogCaptureFixture
) -> None:
    folder = write(
        tmp_path, {f"{each}/start": opus(1) for each in ("xx", "zzz-CV", "rif", "ary", "qad", "pt-CV", "ti")}
    )
    assert Clips.found_in(folder).beside(("ti",)) == ("ary", "pt-CV", "qad", "rif")
    assert [record.getMessage() for record in caplog.records] == [
        f"Recordings in {code} are left out: no language is known by that code." for code in ("xx", "zzz-CV")
    ]


def test_sizes_are_rounded_upwards(tmp_path: Path) -> None:
    found = Clips.found_in(write(tmp_path, {"nl/a": b"OggS" + bytes(996), "nl/b": b"OggS" + bytes(997)}))
    assert [each.kilobytes for each in found.by_page.values()] == [1, 2]


# On a page ------------------------------------------------------------------------------------------------------------


def test_a_recording_takes_the_place_of_the_voice(her: Visitor) -> None:
    control = her.page.one("audio")
    assert control.get("preload") == "none"
    assert "controls" in control.attrib
    assert "autoplay" not in control.attrib
    assert languages_heard(her) == ["nl"]
    assert "aloud" not in her.page.by_id
    fold = next(each for each in her.page.above(control) if each.tag == "details")
    assert f"({-(-len(FILES[f'nl/{PAGE}']) // 1000)} kB)" in her.page.text(fold)
    assert "open" not in fold.attrib


def test_the_first_page_has_its_own(heard: Flask) -> None:
    visitor = Visitor(heard)
    visitor.go("/", **START)
    assert [urlsplit(source).path.split("/")[-1].split(".")[0] for source in sources(visitor)] == ["start"]


def test_where_nothing_is_recorded_there_is_the_voice(her: Visitor) -> None:
    for url in (LINE.url(her), "/how", "/help", "/privacy", "/code"):
        her.go(url)
        assert not list(sources(her)), url
        button = her.page.by_id["aloud"]
        assert "hidden" in button.attrib
        assert button.get("aria-pressed") == "false"
        assert her.client.get(button.get("data-src", "")).mimetype == "text/javascript"
    her.go("/plan")
    assert "aloud" not in her.page.by_id


def test_another_language_has_its_own_recordings_only(her: Visitor) -> None:
    her.speak("en")
    her.go(STORY.url(her))
    assert languages_heard(her) == []
    assert "aloud" in her.page.by_id


def test_the_policy_lets_only_our_own_be_heard(her: Visitor) -> None:
    assert her.response is not None
    policy = her.response.headers["Content-Security-Policy"].split("; ")
    assert "media-src 'self'" in policy


# The file -------------------------------------------------------------------------------------------------------------


def test_it_is_served_whole_and_kept_for_ever(her: Visitor) -> None:
    response = her.client.get(next(sources(her)))
    assert response.status_code == 200
    assert response.mimetype == "audio/ogg"
    assert response.get_data() == FILES[f"nl/{PAGE}"]
    assert "immutable" in response.headers["Cache-Control"]
    assert "Set-Cookie" not in response.headers
    assert response.headers["Accept-Ranges"] == "bytes"


@pytest.mark.parametrize(("asked", "first", "last"), [("0-9", 0, 9), ("10-", 10, None), ("-5", -5, None)])
def test_it_is_served_in_parts(her: Visitor, asked: str, first: int, last: int | None) -> None:
    whole = FILES[f"nl/{PAGE}"]
    response = her.client.get(next(sources(her)), headers={"Range": f"bytes={asked}"})
    assert response.status_code == 206
    assert response.get_data() == whole[first : None if last is None else last + 1]
    assert response.headers["Content-Range"].endswith(f"/{len(whole)}")
    assert "immutable" in response.headers["Cache-Control"]


def test_a_part_beyond_its_end_is_refused_and_a_known_one_not_sent_again(her: Visitor) -> None:
    source = next(sources(her))
    assert her.client.get(source, headers={"Range": "bytes=999999-"}).status_code == 416
    known = her.client.get(source).headers["ETag"]
    again = her.client.get(source, headers={"If-None-Match": known})
    assert (again.status_code, again.get_data()) == (304, b"")


def test_another_content_has_another_address(make_app: MakeApp, her: Visitor, tmp_path: Path) -> None:
    other = Visitor(make_app(audio=write(tmp_path, {"nl/start": opus(4, 9)})))
    other.go("/", **START)
    her.go("/help")
    first = Visitor(her.app)
    first.go("/", **START)
    assert next(sources(first)) != next(sources(other))


@pytest.mark.parametrize(
    "name",
    [
        *(
            "nl/start.opus",
            "nl/start.000000000000.opus",
            "nl/",
            "nl",
            "nl/nothing.opus",
            "xx/start.opus",
            "rif/start.opus",
        ),
        *("../app.css", "nl/../../app.css", "nl/..%2f..%2fapp.css", "%2e%2e/app.css", "nl/..\\start.opus"),
        *("/etc/passwd", "nl/%2fetc%2fpasswd"),
    ],
)
def test_no_other_name_finds_anything(her: Visitor, name: str) -> None:
    assert her.client.get(f"/static/audio/{name}").status_code in {308, 404}


def test_a_recording_of_another_language_has_no_address_here(her: Visitor) -> None:
    source = next(sources(her))
    assert her.client.get(source.replace("/nl/", "/rif/")).status_code == 404


def test_one_that_was_taken_away_is_not_there(make_app: MakeApp, tmp_path: Path) -> None:
    visitor = Visitor(make_app(audio=write(tmp_path, {"nl/start": opus(1)})))
    visitor.go("/", **START)
    source = next(sources(visitor))
    (tmp_path / "nl" / "start.opus").unlink()
    assert visitor.client.get(source).status_code == 404


# A language that is only spoken ---------------------------------------------------------------------------------------


def hear(visitor: Visitor, language: str) -> None:
    """Choose to hear this language, or none, and come back to the page."""
    visitor.go(f"/language?back={STORY.url(visitor)}")
    visitor.press(f"hear:{language}")
    assert visitor.path == STORY.url(visitor)


def test_it_is_offered_by_its_name(her: Visitor) -> None:
    her.go("/language?back=/plan")
    named = {value: her.page.text(each) for value, each in her.page.buttons().items() if value.startswith("hear:")}
    assert list(named) == ["hear:kea", "hear:rif"]
    assert named["hear:kea"].endswith("Kabuverdianu")
    assert named["hear:rif"].endswith("Tarifit")


def test_a_code_stands_where_no_name_is_known(make_app: MakeApp, tmp_path: Path) -> None:
    visitor = Visitor(make_app(audio=write(tmp_path, {"qad/start": opus(1)})))
    visitor.go("/language")
    assert visitor.page.text(visitor.page.buttons()["hear:qad"]).endswith("qad")


def test_a_language_without_a_name_in_itself_has_its_english_one(make_app: MakeApp, tmp_path: Path) -> None:
    visitor = Visitor(make_app(audio=write(tmp_path, {"ary/start": opus(1)})))
    visitor.go("/language")
    assert visitor.page.text(visitor.page.buttons()["hear:ary"]).endswith("Moroccan Arabic")


def test_without_recordings_nothing_is_offered(visitor: Visitor) -> None:
    visitor.go("/language")
    assert not [value for value in visitor.page.buttons() if value.startswith("hear:")]
    assert not visitor.page.buttons().keys() & {"hear:"}
    visitor.go("/", **START)
    assert not list(sources(visitor))


def test_it_is_chosen_and_given_up(her: Visitor) -> None:
    hear(her, "rif")
    assert languages_heard(her) == ["rif"]
    her.go("/language?back=/plan")
    assert her.page.buttons()["hear:"].get("aria-pressed") == "true"
    hear(her, "kea")
    assert languages_heard(her) == ["kea"]
    hear(her, "")
    assert languages_heard(her) == ["nl"]


def test_where_it_says_nothing_the_page_speaks_its_own_language(her: Visitor) -> None:
    hear(her, "rif")
    her.go(LINE.url(her))
    assert "aloud" in her.page.by_id


def test_it_is_kept_through_languages_and_the_second(her: Visitor) -> None:
    hear(her, "rif")
    her.speak("en")
    her.go("/language?back=/plan")
    her.press("also:nl")
    her.go(STORY.url(her))
    assert languages_heard(her) == ["rif"]


def test_it_outlives_the_session(her: Visitor) -> None:
    code = her.code()
    hear(her, "rif")
    cookie = her.client.get_cookie("plan")
    assert cookie is not None
    assert Remembered.read(cookie.value).heard == "rif"
    her.app.extensions[NAME].sessions.end(Remembered.read(cookie.value).token)
    her.go(STORY.url(her))
    assert "code" in her.page.by_id
    her.go("/language?back=/help")
    assert "hear:" in her.page.buttons()
    her.come_back(code)
    her.go(STORY.url(her))
    assert languages_heard(her) == ["rif"]


def test_whoever_comes_next_hears_the_language_of_the_page(her: Visitor) -> None:
    hear(her, "rif")
    her.stop()
    her.client.language = ""
    her.go("/language")
    assert "hear:" not in her.page.buttons()


def test_another_plan_on_this_computer_hears_its_own(her: Visitor, heard: Flask) -> None:
    hear(her, "rif")
    her.come_back(heard.extensions[NAME].store.create(Plan(language="nl")).kept.code)
    her.go(STORY.url(her))
    assert languages_heard(her) == ["nl"]


@pytest.mark.parametrize("chosen", ["nl", "en", "xx", "../rif", "rif,kea", "<b>", "rif+kea", "rif.plan"])
def test_what_is_not_offered_changes_nothing(her: Visitor, chosen: str) -> None:
    her.go(f"/language?back={STORY.url(her)}")
    button = her.page.buttons()["hear:rif"]
    button.set("value", f"hear:{chosen}")
    her.submit(button)
    assert her.status == 200
    assert languages_heard(her) == ["nl"]


def test_a_cookie_that_was_made_up_hears_nothing(heard: Flask) -> None:
    for cookie in ("t.nl++xx", "t.nl+en+../rif.plan", "t.nl++", "t.nl+++rif", ".++rif+kea.plan", "t.nl+en+rif"):
        visitor = Visitor(heard)
        visitor.client.set_cookie("plan", cookie)
        visitor.go("/language?back=/help")
        assert visitor.status == 200
        assert ("hear:" in visitor.page.buttons()) == (Remembered.read(cookie).heard in {"rif", "kea"}), cookie


@pytest.mark.parametrize("second", ["", "en"])
@pytest.mark.parametrize("heard_language", ["", "rif", "pt-CV"])
@pytest.mark.parametrize("has_plan", [True, False])
def test_a_cookie_is_read_as_it_was_written(second: str, heard_language: str, *, has_plan: bool) -> None:
    cookie = Remembered("token", "ti", second, heard_language, HAD_PLAN if has_plan else "")
    assert Remembered.read(str(cookie)) == cookie
