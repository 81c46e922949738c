"""A new code: the old one and every other open page end with it, and she loses neither a word nor the new code."""

from __future__ import annotations

import threading
from collections.abc import Callable, Iterator
from dataclasses import replace
from urllib.parse import urlsplit

import pytest
from client import Visitor
from flask import Flask
from places import STORY
from sqlalchemy import select, update

from trajectplan.storage.database import plans
from trajectplan.storage.kept import FORMER, PlanKey
from trajectplan.storage.sessions import Session
from trajectplan.storage.store import Gone, Opened, PlanStore, UnknownCode
from trajectplan.web.services import NAME, Services

WORDS = "Ik zorg voor mijn moeder"


@pytest.fixture
def rooms(app: Flask) -> Services:
    found: Services = app.extensions[NAME]
    return found


def ask(her: Visitor) -> None:
    """To the page that asks once more, from the page of the code."""
    her.go(her.address("keep.code"))
    her.follow(her.address("keep.code_new"))


def opened_by(rooms: Services, code: str) -> Opened:
    return rooms.store.unlock(code.replace(" ", ""))


def answer_of(rooms: Services, code: str) -> object:
    return opened_by(rooms, code).kept.plan.answers


def elsewhere(app: Flask, code: str) -> Visitor:
    """Somebody on another device who has her plan open."""
    other = Visitor(app)
    assert other.come_back(code) == 200
    return other


# The page -------------------------------------------------------------------------------------------------------------


def test_she_gets_another_code_and_keeps_her_answers(her: Visitor, rooms: Services) -> None:
    old = her.code()
    before = answer_of(rooms, old)
    ask(her)
    assert opened_by(rooms, old).kept.code in old.replace(" ", ""), "it asks once more"
    assert her.press("new") == 200
    assert her.path == her.address("keep.code")
    new = her.code()
    assert new != old
    assert answer_of(rooms, new) == before
    with pytest.raises(UnknownCode):
        opened_by(rooms, old)
    assert her.go(STORY.url(her)) == 200, "she goes on where she was"


def test_it_is_shown_at_once_and_once(her: Visitor) -> None:
    ask(her)
    her.press("new")
    assert "the-code" in her.page.by_id
    assert her.sees("Done. The old code no longer works.") or her.sees("Klaar. De oude code werkt niet meer.")
    her.go(her.address("keep.code"))
    assert "the-code" not in her.page.by_id
    assert not her.sees("The old code no longer works")
    assert not her.sees("De oude code werkt niet meer")


def test_it_is_not_written_down_yet(her: Visitor, rooms: Services) -> None:
    key = opened_by(rooms, her.code()).key
    rooms.store.update(key, lambda kept: replace(kept, written_down=True))
    ask(her)
    her.press("new")
    assert list(her.page.all("button", name="written_down")), "she is asked again"
    assert not opened_by(rooms, her.code()).kept.written_down


def test_nobody_without_an_open_plan_gets_one(visitor: Visitor) -> None:
    visitor.start("nl")
    visitor.go(visitor.address("keep.code_new"))
    assert visitor.path == visitor.address("wizard.task_list")


def test_a_form_made_for_another_plan_changes_no_code(her: Visitor, app: Flask, rooms: Services) -> None:
    code = her.code()
    stranger = Visitor(app).start("nl")
    stranger.go(STORY.url(stranger))
    stranger.press("next", {STORY.name: ["Iemand anders"]})
    ask(stranger)
    pairs = stranger.page.sent(stranger.page.buttons()["new"])
    assert her.post(her.address("keep.code_new"), pairs) == 403
    assert opened_by(rooms, code).kept.code in code.replace(" ", "")


# Others, and her own other pages --------------------------------------------------------------------------------------


def test_whoever_has_it_open_elsewhere_is_out(her: Visitor, app: Flask) -> None:
    thief = elsewhere(app, her.code())
    ask(her)
    her.press("new")
    for endpoint in ("wizard.task_list", "wizard.check", "keep.code"):
        assert thief.go(thief.address(endpoint)) == 403, endpoint
    assert thief.come_back(her.code()) == 200, "she herself opens it there with the new one"


def test_pressed_twice_it_changes_once(her: Visitor) -> None:
    ask(her)
    url, pairs = her.url, her.page.sent(her.page.buttons()["new"])
    her.post(url, pairs)
    new = her.code()
    assert her.post(url, pairs) == 200
    assert her.path == her.address("keep.code")
    assert her.code() == new


def test_an_answer_that_never_arrives_takes_nothing_from_her(her: Visitor, rooms: Services) -> None:
    ask(her)
    cookie = her.client.get_cookie("plan")
    assert cookie is not None
    her.press("new")
    # The line broke: her browser has the cookie that it had.
    her.client.set_cookie("plan", cookie.value)
    assert her.go(her.address("wizard.task_list")) == 200
    assert STORY.name in str(answer_of(rooms, her.code()))


def test_a_page_in_her_other_tab_still_keeps_what_she_types(her: Visitor, rooms: Services) -> None:
    her.go(STORY.url(her))
    her.type({STORY.name: [WORDS]})
    url, pairs = her.url, her.page.sent(her.page.buttons()["next"])
    ask(her)
    her.press("new")
    assert her.post(url, pairs) == 200
    assert WORDS in str(answer_of(rooms, her.code()))


def test_words_sealed_when_time_ran_out_return_with_the_new_code(her: Visitor, app: Flask, rooms: Services) -> None:
    old = her.code()
    her.go(STORY.url(her))
    her.type({STORY.name: [WORDS]})
    url, pairs = her.url, her.page.sent(her.page.buttons()["next"])
    services = app.extensions[NAME]
    cookie = her.client.get_cookie("plan")
    assert cookie is not None
    services.sessions.end(cookie.value.partition(".")[0])
    assert her.post(url, pairs) == 403
    new = services.store.new_code(opened_by(rooms, old).key).kept.code
    her.submit(her.page.default_button(her.page.by_id["code-form"]), {"code": [new]})
    assert WORDS in str(answer_of(rooms, new))


# The store ------------------------------------------------------------------------------------------------------------


@pytest.fixture
def opened(her: Visitor, rooms: Services) -> Opened:
    return opened_by(rooms, her.code())


@pytest.fixture
def store(rooms: Services) -> PlanStore:
    return rooms.store


def test_neither_number_nor_key_are_those_of_before(store: PlanStore, opened: Opened) -> None:
    moved = store.new_code(opened.key)
    assert moved.key.id != opened.key.id
    assert moved.key.data_key != opened.key.data_key
    assert moved.kept == replace(opened.kept, code=moved.kept.code, written_down=False, former=(opened.key.id.hex(),))
    assert store.load(moved.key) == moved == store.unlock(moved.kept.code)
    with pytest.raises(Gone):
        store.load(opened.key)
    with pytest.raises(Gone):
        store.new_code(opened.key)


def test_it_remembers_a_few_former_numbers(store: PlanStore, opened: Opened) -> None:
    ids = [opened.key.id.hex()]
    for _ in range(FORMER + 2):
        opened = store.new_code(opened.key)
        assert opened.kept.former == tuple(ids[:FORMER])
        ids.insert(0, opened.key.id.hex())


def test_what_another_wrote_meanwhile_is_kept(
    store: PlanStore, opened: Opened, monkeypatch: pytest.MonkeyPatch
) -> None:
    take = store._pool.take

    def slow(who: bytes = b"") -> object:
        store.update(opened.key, lambda kept: replace(kept, plan=kept.plan.with_answers({"other": WORDS})))
        return take(who)

    monkeypatch.setattr(store._pool, "take", slow)
    assert store.new_code(opened.key).kept.plan.answers["other"] == WORDS


def test_a_code_that_is_someone_s_already_is_not_given(
    store: PlanStore, opened: Opened, monkeypatch: pytest.MonkeyPatch
) -> None:
    codes = iter([opened.kept.code, "1234567890123450"])

    def take(_who: bytes = b"") -> object:
        code = next(codes)
        return code, store._derivation.derive(code)

    # The row that holds this code is someone else's.
    other = store.new_code(opened.key)
    way = store._way_in(other.key, store._derivation.derive(opened.kept.code))
    with store.engine.begin() as connection:
        connection.execute(update(plans).where(plans.c.id == other.key.id).values(**way))
    plan = store.create(other.kept.plan)
    monkeypatch.setattr(store._pool, "take", take)
    assert store.new_code(plan.key).kept.code == "1234567890123450"


def test_two_at_once_give_one_code(store: PlanStore, opened: Opened) -> None:
    found: list[Opened | None] = []

    def change() -> None:
        try:
            found.append(store.new_code(opened.key))
        except Gone:
            found.append(None)

    threads = [threading.Thread(target=change) for _ in range(4)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    [moved] = [each for each in found if each]
    assert len(found) == 4
    assert store.unlock(moved.kept.code) == moved
    with store.engine.connect() as connection:
        ids = connection.execute(select(plans.c.id)).scalars().all()
    assert opened.key.id not in ids


def test_session_and_plan_change_together_or_not_at_all(rooms: Services, opened: Opened) -> None:
    token = rooms.sessions.start(Session(plan=opened.key))

    def fails(_key: object) -> object:
        raise LookupError

    with pytest.raises(LookupError):
        rooms.store.new_code(opened.key, along=fails)  # type: ignore[arg-type]
    assert rooms.store.load(opened.key) == opened
    moved = rooms.store.new_code(opened.key, along=lambda key: rooms.sessions.moved(token, Session(plan=key)))
    session = rooms.sessions.load(token)
    assert session is not None
    assert session.plan == moved.key


def test_when_her_session_ends_meanwhile_the_old_code_stays(rooms: Services, opened: Opened) -> None:
    token = rooms.sessions.start(Session(plan=opened.key))
    rooms.sessions.end(token)
    with pytest.raises(Gone):
        rooms.store.new_code(opened.key, along=lambda key: rooms.sessions.moved(token, Session(plan=key)))
    assert rooms.store.unlock(opened.kept.code).key == opened.key


def test_a_page_that_was_asked_for_before_does_not_lead_back(rooms: Services, opened: Opened) -> None:
    token = rooms.sessions.start(Session(plan=opened.key))
    stale = rooms.sessions.load(token)
    assert stale is not None
    moved = rooms.store.new_code(opened.key, along=lambda key: rooms.sessions.moved(token, Session(plan=key)))
    rooms.sessions.save(token, replace(stale, also={"noted": "late"}))
    session = rooms.sessions.load(token)
    assert session == replace(stale, plan=moved.key, also={"noted": "late"})


# Two pages of one session at the very same moment ---------------------------------------------------------------------


@pytest.fixture
def overtaken(
    her: Visitor, rooms: Services, monkeypatch: pytest.MonkeyPatch
) -> Iterator[Callable[[str], list[Opened]]]:
    """Before the named method of the store runs once, her plan gets a new code in another request of her session."""
    moved: list[Opened] = []

    def overtake(name: str) -> list[Opened]:
        method = getattr(PlanStore, name)

        def late(store: PlanStore, key: object, *arguments: object, **options: object) -> object:
            if not moved:
                cookie = her.client.get_cookie("plan")
                assert cookie is not None
                token = cookie.value.partition(".")[0]
                session = rooms.sessions.load(token)
                assert session is not None
                assert session.plan is not None
                moved.append(None)  # type: ignore[arg-type]  # so that this one isn't overtaken too
                moved[0] = store.new_code(
                    session.plan, along=lambda new: rooms.sessions.moved(token, replace(session, plan=new))
                )
            return method(store, key, *arguments, **options)

        monkeypatch.setattr(PlanStore, name, late)
        return moved

    yield overtake
    assert moved, "it was overtaken"


@pytest.mark.parametrize("method", ["load", "update"])
def test_an_answer_in_the_same_moment_is_kept(
    method: str, her: Visitor, rooms: Services, overtaken: Callable[[str], list[Opened]]
) -> None:
    her.go(STORY.url(her))
    moved = overtaken(method)
    assert her.press("next", {STORY.name: [WORDS]}) == 200
    assert WORDS in str(rooms.store.unlock(moved[0].kept.code).kept.plan.answers)


def test_two_presses_in_the_same_moment_lead_to_the_code(
    her: Visitor, overtaken: Callable[[str], list[Opened]]
) -> None:
    ask(her)
    moved = overtaken("new_code")
    assert her.press("new") == 200
    assert her.path == her.address("keep.code")
    assert her.code().replace(" ", "") == moved[0].kept.code


def test_a_row_that_is_gone_for_good_ends_the_visit(her: Visitor, rooms: Services) -> None:
    code = her.code()
    ask(her)
    pairs, url = her.page.sent(her.page.buttons()["new"]), her.url
    rooms.store.delete(opened_by(rooms, code).key)
    assert her.post(url, pairs) == 403
    assert "code" not in her.page.by_id
    assert any(urlsplit(link.get("href", "")).path == her.address("keep.open_plan") for link in her.page.all("a"))


# Deleted meanwhile ----------------------------------------------------------------------------------------------------


def test_deleted_from_a_page_made_for_the_old_code(her: Visitor, rooms: Services) -> None:
    her.go(her.address("keep.delete"))
    form = her.page.sent(her.page.buttons()["delete"])
    ask(her)
    her.press("new")
    new = her.code()
    her.post(her.address("keep.delete"), form)
    assert her.path == "/deleted"
    with pytest.raises(UnknownCode):
        opened_by(rooms, new)


def moved_before_deletion(rooms: Services, patch: pytest.MonkeyPatch, move: Callable[[PlanKey], object]) -> None:
    """Have ``move`` come between the page that is read and the row that is deleted, once."""
    delete = rooms.store.delete

    def late(key: PlanKey) -> bool:
        patch.setattr(rooms.store, "delete", delete)
        move(key)
        return delete(key)

    patch.setattr(rooms.store, "delete", late)


def test_deleted_while_another_tab_asks_for_a_new_code(
    her: Visitor, rooms: Services, app: Flask, monkeypatch: pytest.MonkeyPatch
) -> None:
    tab, cookie = Visitor(app), her.client.get_cookie("plan")
    assert cookie is not None
    tab.client.set_cookie("plan", cookie.value)
    ask(tab)
    her.go(her.address("keep.delete"))
    moved_before_deletion(rooms, monkeypatch, lambda _key: aside(lambda: tab.press("new")))
    before = lasting(rooms)
    her.press("delete")
    assert her.path == "/deleted"
    assert lasting(rooms) == before - 1


def test_not_called_deleted_when_it_has_another_code_by_then(
    her: Visitor, rooms: Services, monkeypatch: pytest.MonkeyPatch
) -> None:
    codes: list[str] = []
    her.go(her.address("keep.delete"))
    moved_before_deletion(rooms, monkeypatch, lambda key: codes.append(rooms.store.new_code(key).kept.code))
    assert her.press("delete") == 403
    assert her.sees("Dit plan is weg")
    assert her.sees("Het is verwijderd, of het heeft nu een nieuwe code.")
    assert answer_of(rooms, codes[0])


def aside(do: Callable[[], object]) -> None:
    """Do this as another request, while one is being answered."""
    thread = threading.Thread(target=do)
    thread.start()
    thread.join()


def lasting(rooms: Services) -> int:
    """How many plans there are."""
    with rooms.store.engine.connect() as connection:
        return len(connection.execute(select(plans.c.id)).all())
