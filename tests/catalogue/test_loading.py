"""A mistake in a data file stops the start, with the file, the key and what is wrong."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest

from trajectplan.catalogue import loading
from trajectplan.catalogue.loading import CatalogueError, Entry, entries, read

GOOD = {"label": "A tap", "icon": "drop", "esco": ["one", "two"], "money_note": True}


def entry(**fields: object) -> Entry:
    return Entry("tools.toml: tap", "tap", {**GOOD, **fields})


def test_a_good_entry_is_read() -> None:
    good = entry()
    assert (good.word("icon"), good.words("esco"), good.flag("money_note")) == ("drop", ("one", "two"), True)
    assert good.all_of("esco", ("one", "two", "three")) == ("one", "two")
    assert good.said_if("note") == ""
    assert good.said("label") is not None
    good.done()


def test_what_may_be_absent_is_absent() -> None:
    bare = Entry("tools.toml: tap", "tap", {})
    assert (bare.words("esco"), bare.flag("money_note"), bare.has("label")) == ((), False, False)


@pytest.mark.parametrize(
    ("read_it", "what"),
    [
        (lambda: entry().word("group"), "group is missing"),
        (lambda: entry(icon="").word("icon"), "icon is missing"),
        (lambda: entry(icon=3).word("icon"), "icon is 3, which is of another kind"),
        (lambda: entry(money_note="yes").flag("money_note"), "money_note is 'yes', which is of another kind"),
        (lambda: entry().one_of("icon", ("leaf",)), "icon names 'drop', which is nowhere in the catalogue"),
        (lambda: entry().all_of("esco", ("one",)), "esco names 'two', which is nowhere in the catalogue"),
        (lambda: entry(esco=["one", "one"]).all_of("esco", ("one",)), "esco names something twice"),
        (lambda: entry().said("icon"), "icon is not among the texts that are translated"),
        (
            lambda: entry(lable="A tape").done(),
            "esco, icon, label, lable, money_note is no field of this kind of entry",
        ),
        (lambda: list(entry(parts=[{"label": "x"}]).parts("parts")), "key is missing"),
    ],
)
def test_a_mistake_names_the_file_the_key_and_itself(read_it: Callable[[], object], what: str) -> None:
    with pytest.raises(CatalogueError, match=r"^tools\.toml: tap") as caught:
        read_it()
    assert str(caught.value).endswith(what)


def test_a_stray_field_is_found_once_the_entry_was_used() -> None:
    with pytest.raises(CatalogueError, match=r"^tools\.toml: tap: size is no field"):
        [each.word("icon") for each in entries("tools.toml", {"tap": {"icon": "drop", "size": "big"}})]


def test_a_file_that_is_no_toml_is_named(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    (tmp_path / "tools.toml").write_text("[tap", "utf-8")
    monkeypatch.setattr(loading, "FOLDER", tmp_path)
    with pytest.raises(CatalogueError, match=r"^tools\.toml: "):
        read("tools.toml")
