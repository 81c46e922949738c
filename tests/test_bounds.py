"""Every bound, tried from outside: a clear page, nothing of hers lost or changed, and never a fault of the server."""

from __future__ import annotations

import gzip
import io
import json
import time
import zipfile
import zlib
from collections.abc import Callable

import pytest
from client import Visitor
from places import LINE, STORY, answer, page_with
from werkzeug.datastructures import FileStorage

from trajectplan.plan.document import DEEPEST, MOST_BYTES
from trajectplan.questions import Number
from trajectplan.web.bounds import MOST_FIELDS

FORM = "application/x-www-form-urlencoded"
FIRST = "Eerste woorden"
NUMBER = page_with(Number, alone=False)
SOON = 3.0


def next_pairs(visitor: Visitor, name: str = STORY.name) -> list[tuple[str, str]]:
    """What "next" would send from the page in front of her, without the answer called ``name``."""
    return [pair for pair in visitor.page.sent(visitor.page.buttons()["next"]) if pair[0] != name]


# Forms ----------------------------------------------------------------------------------------------------------------


@pytest.mark.parametrize("others", [[("x", "")], [(f"k{number}", "v") for number in range(100)]], ids=["same", "other"])
def test_fields_without_end_are_refused_before_they_are_read(her: Visitor, others: list[tuple[str, str]]) -> None:
    her.go(STORY.url(her))
    began = time.monotonic()
    assert her.post(her.url, [*next_pairs(her), (STORY.name, "Niet bewaard"), *others * (40_000 // len(others))]) == 413
    assert time.monotonic() - began < SOON
    assert her.page.text(her.page.one("h1"))
    assert answer(her, STORY.name) == FIRST


def test_the_bound_on_fields_is_exact(her: Visitor) -> None:
    her.go(STORY.url(her))
    pairs = [*next_pairs(her), (STORY.name, "Zwaluwnest")]
    room = MOST_FIELDS - len(pairs)
    assert her.post(her.url, [*pairs, *[("x", "")] * (room + 1)]) == 413
    assert answer(her, STORY.name) == FIRST
    assert her.post(STORY.url(her), [*pairs, *[("x", "")] * room]) == 200
    assert answer(her, STORY.name) == "Zwaluwnest"


def test_a_field_with_a_very_long_name_is_no_answer(her: Visitor) -> None:
    her.go(STORY.url(her))
    pairs = [*next_pairs(her), (STORY.name, "Zwaluwnest"), ("n" * 100_000, "x"), (f"{STORY.name}-{'n' * 100_000}", "x")]
    assert her.post(her.url, pairs) == 200
    assert answer(her, STORY.name) == "Zwaluwnest"


def test_parts_without_end_are_refused(her: Visitor) -> None:
    her.go(her.address("files.load"))
    parts: list[tuple[str, object]] = [(f"k{number}", "v") for number in range(MOST_FIELDS)]
    parts.append(("file", FileStorage(io.BytesIO(plan_file()), filename="plan.json")))
    assert her.post(her.address("files.load"), parts, kind="multipart/form-data") == 413
    assert answer(her, STORY.name) == FIRST


@pytest.mark.parametrize("typed", ["9" * 5000, "1e999", "-1" + "0" * 400, "٩" * 5000, "NaN", "1_0", "0x10"])
def test_a_number_without_end_stays_in_its_field(her: Visitor, typed: str) -> None:
    her.go(NUMBER.url(her))
    name = next(name for name in (each.get("name", "") for each in her.page.all("input")) if NUMBER.name in name)
    assert her.press("next", {name: [typed]}) == 422
    assert her.page.filled([name]) == {name: [typed]}
    assert her.problems


def test_a_line_and_a_text_that_are_too_long_come_back_whole(her: Visitor) -> None:
    for place in (LINE, STORY):
        her.go(place.url(her))
        typed = "Zwaluwnest " * 2000
        assert her.press("next", {place.name: [typed.strip()]}) == 422
        assert her.page.filled([place.name]) == {place.name: [typed.strip()]}


# Bodies ---------------------------------------------------------------------------------------------------------------


@pytest.mark.parametrize("packing", ["gzip", "deflate", "br", "GZIP", "identity, gzip", "x" * 500])
@pytest.mark.parametrize("pack", [gzip.compress, zlib.compress, bytes], ids=["gzip", "zlib", "as it is"])
def test_a_packed_body_is_refused(her: Visitor, packing: str, pack: Callable[[bytes], bytes]) -> None:
    her.go(STORY.url(her))
    body = b"&".join(f"{name}={value}".replace("+", "%2B").encode() for name, value in next_pairs(her))
    body += b"&" + STORY.name.encode() + b"=Bom" + b"m" * 100_000
    headers = {"Sec-Fetch-Site": "same-origin", "Content-Encoding": packing}
    found = her.client.post(STORY.url(her), data=pack(body), content_type=FORM, headers=headers)
    assert found.status_code == 415
    assert answer(her, STORY.name) == FIRST


@pytest.mark.parametrize("kind", ["application/json", "application/xml", "text/plain", "multipart/form-data", "x", ""])
def test_a_body_of_another_kind_changes_nothing(her: Visitor, kind: str) -> None:
    body = json.dumps({STORY.name: "Bom", "do": "next"}).encode()
    headers = {"Sec-Fetch-Site": "same-origin"}
    found = her.client.post(STORY.url(her), data=body, content_type=kind, headers=headers)
    assert 400 <= found.status_code < 500
    assert answer(her, STORY.name) == FIRST


@pytest.mark.parametrize(
    "number", ["9" * 40, "9" * 5000, "0" * 5000 + "1", "٣"], ids=["long", "endless", "zeros", "arab"]
)
@pytest.mark.parametrize("address", ["/plan/{}/1", "/plan/1/{}", "/check/{}", "/plan/{}/end", "/dutch/{}/1"])
def test_an_address_with_a_number_without_end(her: Visitor, address: str, number: str) -> None:
    assert her.go(address.format(number)) in {200, 400, 404}


def test_a_query_without_end_is_bounded_too(her: Visitor) -> None:
    assert her.go(f"{STORY.url(her)}?open={'9' * 5000}&from={'x' * 5000}&language={'x' * 3000}") == 200


# Files ----------------------------------------------------------------------------------------------------------------


def plan_file(answers: str = "{}", more: str = "") -> bytes:
    """A file of a plan with these answers, and more fields, as JSON is written."""
    return f'{{"format": "trajectplan", "version": 1, "language": "nl", "answers": {answers}{more}}}'.encode()


def zipped(name: str, size: int) -> bytes:
    """A ZIP file in which so many bytes are packed."""
    packed = io.BytesIO()
    with zipfile.ZipFile(packed, "w", zipfile.ZIP_DEFLATED) as archive:
        archive.writestr(name, b" " * size)
    return packed.getvalue()


LAUGHS = "".join(f'<!ENTITY l{number} "{f"&l{number - 1};" * 10}">' for number in range(1, 10))
NO_PLANS = {
    "zip": zipped("plan.json", 50_000_000),
    "gzip": gzip.compress(plan_file()),
    "gzip bomb": gzip.compress(b" " * 50_000_000),
    "xml": b'<?xml version="1.0"?><plan/>',
    "xml bomb": f'<?xml version="1.0"?><!DOCTYPE l [<!ENTITY l0 "ha">{LAUGHS}]><l>&l9;</l>'.encode(),
    "xml entity": b'<?xml version="1.0"?><!DOCTYPE l [<!ENTITY l SYSTEM "file:///etc/hostname">]><l>&l;</l>',
    "utf-16": plan_file().decode().encode("utf-16"),
    "a list": b"[" * 100_000 + b"]" * 100_000,
    "a number": b"9" * 100_000,
    "nothing": b"null",
}
DAMAGED = {
    "deep": plan_file('{"x": ' + "[" * (DEEPEST + 1) + "]" * (DEEPEST + 1) + "}"),
    "bottomless": plan_file('{"x": ' + "[" * 50_000 + "]" * 50_000 + "}"),
    "mappings": plan_file('{"a": ' * 30_000 + "1" + "}" * 30_000),
    "endless number": plan_file('{"x": ' + "9" * 100_000 + "}"),
    "infinite": plan_file('{"x": 1e999}'),
    "minus infinite": plan_file('{"x": [-1e999]}'),
    "no number": plan_file('{"x": NaN}'),
    "endless version": plan_file().replace(b'"version": 1,', b'"version": 1e999,'),
    "half a character": plan_file('{"x": "\\ud800"}'),
}


@pytest.mark.parametrize("text", NO_PLANS.values(), ids=NO_PLANS)
def test_what_is_no_plan_gets_the_ordinary_answer(her: Visitor, text: bytes) -> None:
    began = time.monotonic()
    assert her.load(text) == 422
    assert time.monotonic() - began < SOON
    assert [problem.target for problem in her.problems] == ["file"]
    assert her.sees("Dit is geen plan van deze site.")
    assert answer(her, STORY.name) == FIRST


@pytest.mark.parametrize("text", DAMAGED.values(), ids=DAMAGED)
def test_a_plan_that_would_do_harm_is_called_damaged(her: Visitor, text: bytes) -> None:
    assert len(text) < MOST_BYTES
    began = time.monotonic()
    assert her.load(text) == 422
    assert time.monotonic() - began < SOON
    assert her.sees("Dit bestand is stuk.")
    assert answer(her, STORY.name) == FIRST


def test_a_number_too_large_for_any_question_is_refused(her: Visitor) -> None:
    for number in ("9" * 4000, "-" + "9" * 400, "1e308"):
        assert her.load(plan_file(f'{{"{NUMBER.name}": {number}}}')) == 422
        assert answer(her, STORY.name) == FIRST


def test_of_keys_that_stand_there_twice_the_last_counts(her: Visitor) -> None:
    twice = f'{{"{STORY.name}": "Eerst", "{STORY.name}": "Daarna"}}'
    assert her.load(plan_file('{"x": 1}', f', "answers": {twice}, "drafts": {{}}, "drafts": {{}}')) == 200
    her.press("replace")
    assert answer(her, STORY.name) == "Daarna"


def test_a_file_of_a_hundred_thousand_small_things_is_refused_soon(her: Visitor) -> None:
    for text in (plan_file("[" + "{}," * 60_000 + "{}]"), plan_file('{"x": [' + '"",' * 60_000 + '""]}')):
        began = time.monotonic()
        assert her.load(text) in {200, 422}
        assert time.monotonic() - began < SOON
        assert answer(her, STORY.name) == FIRST


def test_a_file_larger_than_a_plan_is_refused(her: Visitor) -> None:
    assert her.load(plan_file(f'{{"{STORY.name}": "{"x" * MOST_BYTES}"}}')) == 422
    assert her.sees("256 kB")
    kind = "multipart/form-data; boundary=x"
    body = b'--x\r\nContent-Disposition: form-data; name="file"; filename="a"\r\n\r\n' + b" " * 600_000 + b"\r\n--x--"
    headers = {"Sec-Fetch-Site": "same-origin"}
    # Sent as it is: Flask's client would put a form of this size into a file.
    found = her.client.post(her.address("files.load"), data=body, content_type=kind, headers=headers)
    assert found.status_code == 413
    assert answer(her, STORY.name) == FIRST
