"""What a submitted screen does to a plan: nothing typed is ever lost, and nothing else changes."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from typing import Any

import pytest
from cards import without_ids
from hypothesis import assume, given
from hypothesis import strategies as st
from refusals import refusals
from strategies import (
    EVERYTHING,
    FEW,
    MANY,
    SOME,
    THINGS,
    EachParts,
    EachThing,
    Everything,
    Posted,
    Thing,
    answers_of,
    each_of,
    named_things,
    plain,
    plans,
    posted,
    spoken,
    typed_into,
)
from werkzeug.datastructures import MultiDict

from trajectplan.answering import (
    ConflictError,
    Submitted,
    both,
    change_items,
    has_no_room,
    is_valid,
    keep,
    take_over,
    with_new_ids,
)
from trajectplan.chapters import CHAPTERS
from trajectplan.pages import Page, Screen
from trajectplan.plan.document import Plan
from trajectplan.questions import CardItems

NEW = THINGS.about("new")
BUTTONS = ("next", "back", "skip", "stop", "list", "add", "language:en", "hours:copy:week", "hours:more:week:mon")

buttons = st.sampled_from(BUTTONS)
typed = typed_into(Everything())
stored = answers_of(Everything())


@pytest.fixture(autouse=True, scope="module")
def _speaking() -> Iterator[None]:
    with spoken():
        yield


def submit(screen: Screen, plan: Plan, data: Posted, do: str = "next") -> Submitted:
    """The screen posted with the revision that it has now."""
    return Submitted(data, do, screen.revision(plan))


def held(screen: Screen, plan: Plan) -> tuple[object, object]:
    """What a plan holds of a screen: its answers and its draft."""
    return plain(screen.stored_form(plan).answers()), plan.drafts.get(screen.key)


def beside(plan: Plan, key: str) -> dict[str, Any]:
    """All that a screen doesn't hold."""
    others = {name: draft for name, draft in plan.drafts.items() if name != key}
    return {"language": plan.language, "done": plan.done, "printing": plan.printing, "drafts": others}


def ids_of(plan: Plan, screen: Screen = THINGS) -> list[str]:
    return [item["id"] for item in plan.items(screen.page.lists, screen.place)]


# What was submitted ---------------------------------------------------------------------------------------------------


def test_what_is_ours_is_sorted_out_from_what_was_typed() -> None:
    form: Posted = MultiDict(
        [("do", "back"), ("revision", "5f"), ("token", "t"), ("page", "p"), ("from", "check"), ("a", "1"), ("a", "2")]
    )
    submitted = Submitted.from_form(form)
    assert (submitted.do, submitted.revision, submitted.draft) == ("back", "5f", {"a": ["1", "2"]})
    assert Submitted.from_form(MultiDict()) == Submitted(MultiDict(), "next", "")


def test_a_draft_leaves_out_only_what_is_wholly_empty() -> None:
    data: Posted = MultiDict([("cards", "red"), ("cards", ""), ("text", ""), ("story", " ")])
    assert Submitted(data, "next", "").draft == {"cards": ["red", ""], "story": [" "]}


# Keeping --------------------------------------------------------------------------------------------------------------


@given(plans, stored, typed, buttons)
@MANY
def test_nothing_typed_is_ever_lost(rest: Plan, answers: dict[str, Any], data: Posted, do: str) -> None:
    plan = rest.with_answers(answers).with_draft(EVERYTHING.key, None)
    submitted = submit(EVERYTHING, plan, data, do)
    form = submitted.on(EVERYTHING, plan)
    kept = keep(plan, EVERYTHING, submitted)
    if form.validate():
        assert held(EVERYTHING, kept) == (plain(form.answers()), None)
    else:
        assert held(EVERYTHING, kept)[0] == held(EVERYTHING, plan)[0]
        assert kept.drafts[EVERYTHING.key] == {
            name: each for name, each in submitted.changed(EVERYTHING, plan).typed.lists() if any(each)
        }
    assert beside(kept, EVERYTHING.key) == beside(plan, EVERYTHING.key)
    assert (kept.place, kept.removed) == (EVERYTHING.key, {})


@given(stored, typed)
@SOME
def test_a_page_that_is_opened_again_shows_what_was_typed(answers: dict[str, Any], data: Posted) -> None:
    plan = Plan(answers=answers)
    submitted = submit(EVERYTHING, plan, data)
    kept = keep(plan, EVERYTHING, submitted)
    before, after = submitted.on(EVERYTHING, plan), EVERYTHING.form(Plan.from_json(kept.to_json()))
    assert before.validate() == after.validate()
    assert before.answers() == after.answers()
    assert refusals(before) == refusals(after)
    if EVERYTHING.key in kept.drafts:
        assert posted(after) == posted(before)


@given(stored, typed, buttons)
@SOME
def test_posting_twice_is_the_same_as_once(answers: dict[str, Any], data: Posted, do: str) -> None:
    plan = Plan(answers=answers)
    submitted = submit(EVERYTHING, plan, data, do)
    once = keep(plan, EVERYTHING, submitted)
    assert keep(once, EVERYTHING, submitted) == once


@given(stored)
@SOME
def test_a_page_posted_as_it_was_drawn_changes_nothing(answers: dict[str, Any]) -> None:
    plan = Plan(answers=answers, place=EVERYTHING.key)
    assert keep(plan, EVERYTHING, submit(EVERYTHING, plan, posted(EVERYTHING.form(plan)))) == plan


@given(typed, typed)
@SOME
def test_what_comes_after_a_draft_counts(drafted: Posted, data: Posted) -> None:
    plan = Plan().with_draft(EVERYTHING.key, dict(drafted.lists()))
    assert held(EVERYTHING, keep(plan, EVERYTHING, submit(EVERYTHING, plan, data))) == held(
        EVERYTHING, keep(Plan(), EVERYTHING, submit(EVERYTHING, Plan(), data))
    )


def test_hours_that_were_cleared_stay_away_while_something_else_is_wrong() -> None:
    plan = Plan(answers={"week": {"mon": [["08:00", "09:00"]]}})
    kept = keep(plan, EVERYTHING, submit(EVERYTHING, plan, MultiDict({"week-mon-1-from": "", "count": "many"})))
    again = EVERYTHING.form(kept)
    assert isinstance(again, Everything)
    assert (again.week.answer(), again.count.typed) == (None, "many")


@pytest.mark.parametrize("do", ["hours:copy:week", "hours:more:week:mon"])
def test_hours_are_copied_and_get_more_room(do: str) -> None:
    data: Posted = MultiDict({"week-mon-1-from": "8", "week-mon-1-until": "9"})
    submitted = submit(EVERYTHING, Plan(), data, do)
    form = submitted.on(EVERYTHING, Plan())
    assert isinstance(form, Everything)
    days = ("mon", "tue", "wed", "thu", "fri") if "copy" in do else ("mon",)
    assert keep(Plan(), EVERYTHING, submitted).answers == {"week": {day: [["08:00", "09:00"]] for day in days}}
    assert len(form.week.hours[0].spans) == (1 if "copy" in do else 2)


@pytest.mark.parametrize("do", ["hours:copy:text", "hours:copy:", "hours", "hours:copy:nothing:x:y", ":::::"])
def test_a_button_that_means_nothing_only_keeps(do: str) -> None:
    assert keep(Plan(), EVERYTHING, submit(EVERYTHING, Plan(), MultiDict({"text": "x"}), do)).answers == {"text": "x"}


def _screens(page: type[Page]) -> list[Screen]:
    """A page of the product, or the screen of a thing that it lists; of a child of eight where it comes for each."""
    chapter = next(chapter for chapter in CHAPTERS if page in chapter.pages)
    screen = Screen(chapter, page, ((page.each.lists, "c"),) if page.each else ())
    return [screen.about("t")] if page.lists and not page().own_questions else [screen]


def _one_of(page: type[Page]) -> dict[str, Any]:
    """One thing of the kind that this page lists."""
    things = page().things
    return {"id": "c", "card": next(iter(things.known))} if isinstance(things, CardItems) else {"id": "c", "age": 12}


PRODUCT = [screen for chapter in CHAPTERS for page in chapter.pages for screen in _screens(page)]
EACH = [page.each for chapter in CHAPTERS for page in chapter.pages if page.each]
ONE_OF_EACH = Plan(answers={page.lists: [_one_of(page)] for page in EACH})


@pytest.mark.parametrize("screen", PRODUCT, ids=lambda screen: screen.key)
@given(data=st.data())
@FEW
def test_nothing_typed_is_lost_on_any_page_of_the_product(screen: Screen, data: st.DataObject) -> None:
    posts = data.draw(typed_into(screen.form(ONE_OF_EACH)))
    submitted = submit(screen, ONE_OF_EACH, posts)
    kept = Plan.from_json(keep(ONE_OF_EACH, screen, submitted).to_json())
    form = submitted.on(screen, ONE_OF_EACH)
    if is_valid(screen, form):
        assert without_ids(screen.stored_form(kept).answers()) == without_ids(form.answers())
        assert screen.key not in kept.drafts
    else:
        assert kept.drafts[screen.key] == submitted.draft
        assert without_ids(screen.form(kept).answers()) == without_ids(form.answers())
    assert all(kept.at(((page.lists, "c"),)) for page in EACH)


# Things with a screen of their own ------------------------------------------------------------------------------------


@given(named_things(), typed_into(Thing()))
@SOME
def test_a_new_thing_is_kept_at_the_end_or_as_a_draft(things: list[dict[str, Any]], data: Posted) -> None:
    plan = Plan(answers={"things": things}) if things else Plan()
    assume("new" not in ids_of(plan))
    submitted = submit(NEW, plan, data)
    form, kept = submitted.on(NEW, plan), keep(plan, NEW, submitted)
    if not form.is_touched:
        assert (kept.answers, kept.drafts) == (plan.answers, {})
    elif is_valid(NEW, form) and not has_no_room(plan, NEW):
        assert kept.items("things") == (*things, {"id": "new", **plain(form.answers())})
    else:
        assert (kept.answers, kept.drafts) == (plan.answers, {NEW.key: submitted.draft})
    assert kept.place == THINGS.key


@given(named_things(1), typed_into(Thing()), st.data())
@SOME
def test_a_thing_that_is_changed_leaves_the_others_alone(
    things: list[dict[str, Any]], data: Posted, choice: st.DataObject
) -> None:
    plan = Plan(answers={"things": things})
    at = choice.draw(st.integers(0, len(things) - 1))
    screen = THINGS.about(things[at]["id"])
    kept = keep(plan, screen, submit(screen, plan, data))
    after = list(kept.items("things"))
    assert [item["id"] for item in after] == [item["id"] for item in things]
    assert after[:at] + after[at + 1 :] == things[:at] + things[at + 1 :]
    pages = {name: value for name, value in things[at].items() if name not in {"thing_name", "thing_size"}}
    assert {name: value for name, value in after[at].items() if name in pages} == pages


def test_a_list_is_left_as_it_is_when_its_page_is_posted() -> None:
    plan = Plan(answers={"things": [{"id": "a", "thing_name": "A"}]})
    kept = keep(plan, THINGS, submit(THINGS, plan, MultiDict({"things_note": "x", "things": "y"})))
    assert kept.answers == {"things": [{"id": "a", "thing_name": "A"}], "things_note": "x"}
    parts = each_of(EachParts, "a")
    assert keep(plan, parts, submit(parts, plan, MultiDict())).answers == plan.answers


# Conflicts ------------------------------------------------------------------------------------------------------------


@given(stored, typed, typed)
@MANY
def test_there_is_a_conflict_exactly_when_this_screen_was_changed_to_something_else(
    answers: dict[str, Any], elsewhere: Posted, here: Posted
) -> None:
    shown = Plan(answers=answers)
    submitted = submit(EVERYTHING, shown, here)
    now = keep(shown, EVERYTHING, submit(EVERYTHING, shown, elsewhere))
    kept = keep(now, EVERYTHING, replace(submitted, revision=EVERYTHING.revision(now)))
    was_changed = held(EVERYTHING, now) != held(EVERYTHING, shown)
    is_different = held(EVERYTHING, kept) != held(EVERYTHING, now)
    if was_changed and is_different:
        with pytest.raises(ConflictError) as caught:
            keep(now, EVERYTHING, submitted)
        assert caught.value.plan == now
    else:
        assert keep(now, EVERYTHING, submitted) == kept


@given(stored, typed)
@FEW
def test_a_change_of_another_screen_is_no_conflict(answers: dict[str, Any], data: Posted) -> None:
    shown = Plan(answers=answers)
    elsewhere = shown.with_answers({"things_note": "x"}).with_draft(NEW.key, {"thing_size": ["y"]})
    kept = keep(elsewhere, EVERYTHING, submit(EVERYTHING, shown, data))
    assert kept.answers["things_note"] == "x"
    assert kept.drafts[NEW.key] == {"thing_size": ["y"]}


def test_a_thing_that_was_taken_away_meanwhile_is_a_conflict() -> None:
    shown = Plan(answers={"things": [{"id": "a", "thing_name": "A"}]})
    screen = THINGS.about("a")
    submitted = submit(screen, shown, MultiDict({"thing_name": "B"}))
    with pytest.raises(ConflictError):
        keep(change_items(shown, THINGS, "remove", "a"), screen, submitted)


def words_in(value: object) -> set[str]:
    """Every word, card and span in an answer."""
    if isinstance(value, str):
        return set(value.split())
    if isinstance(value, dict):
        return {f"{day} {span}" for day, spans in value.items() for span in spans}
    return {word for each in value for word in words_in(each)} if isinstance(value, list) else set()


@given(stored, stored)
@SOME
def test_both_versions_are_kept_together(mine: dict[str, Any], theirs: dict[str, Any]) -> None:
    plan = Plan(answers=theirs, place="elsewhere")
    together = both(plan, EVERYTHING, Submitted(posted(Everything(data=mine)), "keep_both", "old")).answers
    for name in {*mine, *theirs}:
        if name in {"text", "story", "cards"}:
            assert words_in(together[name]) == words_in(mine.get(name)) | words_in(theirs.get(name))
        elif name == "week":
            days = {**theirs.get("week", {}), **mine.get("week", {})}
            assert together["week"] == days
        elif name == "minutes":
            assert together["minutes"] == {
                day: {**theirs.get("minutes", {}).get(day, {}), **mine.get("minutes", {}).get(day, {})}
                for day in together["minutes"]
            }
            assert together["minutes"].keys() == {*mine.get("minutes", ()), *theirs.get("minutes", ())}
        else:
            assert together[name] == mine.get(name, theirs.get(name))
    assert together.keys() == {*mine, *theirs}


@given(stored, typed)
@SOME
def test_both_loses_nothing_that_cannot_be_read(theirs: dict[str, Any], data: Posted) -> None:
    assume(not Everything(data).validate())
    plan = Plan(answers=theirs)
    together = both(plan, EVERYTHING, Submitted(data, "keep_both", "old"))
    assert (together.answers, together.drafts) == (theirs, {EVERYTHING.key: Submitted(data, "", "").draft})


def test_both_cannot_be_had_beside_a_draft() -> None:
    plan = Plan().with_draft(EVERYTHING.key, {"count": ["many"]})
    with pytest.raises(ConflictError) as caught:
        both(plan, EVERYTHING, Submitted(MultiDict({"text": "x"}), "keep_both", "old"))
    assert caught.value.plan == plan


# Ordering, copying, taking away, putting back -------------------------------------------------------------------------

verbs = st.sampled_from(("up", "down", "copy", "remove", "restore", "burn"))


def drafted(things: list[dict[str, Any]]) -> Plan:
    """A plan with these things and a draft about each of them, on its own screen and on a page for each."""
    plan = Plan(answers={"things": things} if things else {}).with_draft("everything", {"text": ["x"]})
    for item in things:
        plan = plan.with_draft(f"things/{item['id']}", {"thing_size": ["many"]})
        plan = plan.with_draft(f"each_thing/{item['id']}", {"each_words": ["x" * 99]})
    return plan


@given(named_things(), st.lists(st.tuples(verbs, st.integers(0, 4)), max_size=8))
@SOME
def test_whatever_is_pressed_the_things_keep_their_answers(
    things: list[dict[str, Any]], presses: list[tuple[str, int]]
) -> None:
    plan = drafted(things)
    for verb, at in presses:
        before = ids_of(plan)
        plan = change_items(plan, THINGS, verb, before[at] if at < len(before) else "none")
        assert len(set(ids_of(plan))) == len(ids_of(plan)) <= 4
        assert Plan.from_json(plan.to_json()) == plan
    originals = {item["id"]: item for item in things}
    removed = [plan.removed["item"]] if plan.removed else []
    for item in (*plan.items("things"), *removed):
        assert originals.get(item["id"], item) == item
    assert plan.drafts["everything"] == {"text": ["x"]}


@given(named_things(1), st.data())
@SOME
def test_up_and_down_change_the_order_alone(things: list[dict[str, Any]], data: st.DataObject) -> None:
    plan, at = drafted(things), data.draw(st.integers(0, len(things) - 1))
    chosen = things[at]["id"]
    up, down = (change_items(plan, THINGS, verb, chosen) for verb in ("up", "down"))
    assert ids_of(up).index(chosen) == max(0, at - 1)
    assert ids_of(down).index(chosen) == min(len(things) - 1, at + 1)
    for moved in (up, down):
        assert sorted(moved.items("things"), key=lambda item: item["id"]) == sorted(things, key=lambda item: item["id"])
        others = [item_id for item_id in ids_of(moved) if item_id != chosen]
        assert others == [item["id"] for item in things if item["id"] != chosen]
        assert moved.drafts == plan.drafts
    if at > 0:
        assert change_items(up, THINGS, "down", chosen) == plan


@given(named_things(1), st.data())
@SOME
def test_a_copy_stands_behind_with_new_ids_all_through(things: list[dict[str, Any]], data: st.DataObject) -> None:
    plan, at = drafted(things), data.draw(st.integers(0, len(things) - 1))
    copied = change_items(plan, THINGS, "copy", things[at]["id"])
    if len(things) == 4:
        assert copied == plan
        return
    after = list(copied.items("things"))
    copy = after.pop(at + 1)
    assert after == things
    assert copy["id"] not in ids_of(plan)
    assert stripped(copy) == stripped(things[at])
    assert not {part["id"] for part in copy.get("parts", ())} & {part["id"] for part in things[at].get("parts", ())}
    assert copied.drafts == plan.drafts


def stripped(answers: Any) -> Any:
    """Answers without any id in them."""
    if isinstance(answers, dict):
        return {name: stripped(value) for name, value in answers.items() if name != "id"}
    return [stripped(each) for each in answers] if isinstance(answers, list) else answers


@given(named_things(1), st.data())
@SOME
def test_what_is_taken_away_can_be_put_back_just_as_it_was(things: list[dict[str, Any]], data: st.DataObject) -> None:
    plan, at = drafted(things), data.draw(st.integers(0, len(things) - 1))
    chosen = things[at]["id"]
    removed = change_items(plan, THINGS, "remove", chosen)
    assert removed.items("things") == (*things[:at], *things[at + 1 :])
    assert removed.drafts == {key: draft for key, draft in plan.drafts.items() if chosen not in key.split("/")[1:]}
    back = change_items(Plan.from_json(removed.to_json()), THINGS, "restore", "0")
    assert (back.answers, back.drafts, back.removed) == (plan.answers, plan.drafts, {})
    assert change_items(back, THINGS, "restore", "0") == back


def test_the_button_that_puts_back_works_after_the_page_it_stands_on_was_kept() -> None:
    plan = Plan(answers={"things": [{"id": "a", "thing_name": "A"}, {"id": "b", "thing_name": "B"}]})
    removed = change_items(plan, THINGS, "remove", "a")
    kept = keep(removed, THINGS, submit(THINGS, removed, MultiDict({"things_note": "x"}), "item:restore:0"))
    assert ids_of(change_items(kept, THINGS, "restore", "0")) == ["a", "b"]
    gone = keep(removed, THINGS, submit(THINGS, removed, MultiDict(), "next"))
    assert ids_of(change_items(gone, THINGS, "restore", "0")) == ["b"]


def test_what_is_put_back_has_its_drafts_again_but_not_before_newer_ones() -> None:
    plan = drafted([{"id": "a"}, {"id": "b"}])
    removed = change_items(plan, THINGS, "remove", "a")
    assert set(removed.removed["drafts"]) == {"things/a", "each_thing/a"}
    newer = removed.with_draft("things/a", {"thing_size": ["lots"]})
    back = change_items(newer, THINGS, "restore", "0")
    assert back.drafts["things/a"] == {"thing_size": ["lots"]}
    assert back.drafts["each_thing/a"] == plan.drafts["each_thing/a"]
    gone = keep(removed, THINGS, submit(THINGS, removed, MultiDict(), "next"))
    assert b"each_thing/a" not in gone.to_json()
    assert "drafts" not in change_items(Plan(answers=plan.answers), THINGS, "remove", "a").removed


@pytest.mark.parametrize(("verb", "item_id"), [("copy", "b"), ("up", "c"), ("down", "b")])
def test_what_was_taken_away_is_forgotten_once_the_others_are_changed(verb: str, item_id: str) -> None:
    plan = Plan(answers={"things": [{"id": "a"}, {"id": "b"}, {"id": "c"}]})
    removed = change_items(plan, THINGS, "remove", "a")
    changed = change_items(removed, THINGS, verb, item_id)
    assert changed.removed == {}
    assert change_items(changed, THINGS, "restore", "0") == changed


def test_a_thing_is_put_back_only_where_it_was_taken_away() -> None:
    plan = Plan(answers={"things": [{"id": "a", "parts": [{"id": "p"}]}, {"id": "b"}]})
    removed = change_items(plan, each_of(EachParts, "a"), "remove", "p")
    assert change_items(removed, each_of(EachParts, "b"), "restore", "0") == removed
    assert change_items(removed, THINGS, "restore", "0") == removed
    assert change_items(removed, each_of(EachParts, "a"), "restore", "0").answers == plan.answers


def test_removing_the_second_thing_leaves_the_hours_of_the_third() -> None:
    plan = Plan()
    for item_id, start in (("a", "8"), ("b", "9"), ("c", "10")):
        plan = plan.with_answers({"thing_name": item_id}, (("things", item_id),))
        screen = each_of(EachThing, item_id)
        data: Posted = MultiDict({"each_week-mon-1-from": start, "each_week-mon-1-until": "12"})
        plan = keep(plan, screen, submit(screen, plan, data))
    fewer = change_items(plan, THINGS, "remove", "b")
    assert [item["each_week"]["mon"] for item in fewer.items("things")] == [[["08:00", "12:00"]], [["10:00", "12:00"]]]


# Taking over ----------------------------------------------------------------------------------------------------------


@given(named_things(2), st.sampled_from((EachThing, EachParts)))
@SOME
def test_answers_are_taken_over_with_ids_of_their_own(things: list[dict[str, Any]], page: type[Page]) -> None:
    plan, (other, mine) = drafted(things), (item["id"] for item in things[:2])
    screen = each_of(page, mine)
    taken = take_over(plan, screen, other)
    if not each_of(page, other).is_answered(plan) or screen.is_answered(plan):
        assert taken == plan
        return
    asked = [question.short_name for question in page().questions]
    theirs, ours = (plain({name: item.get(name) for name in asked}) for item in taken.items("things")[:2])
    assert stripped(ours) == stripped(theirs)
    assert not {part["id"] for part in ours.get("parts", ())} & {part["id"] for part in theirs.get("parts", ())}
    assert taken.items("things")[0] == things[0]
    rest = {name: value for name, value in things[1].items() if name not in asked}
    assert {name: value for name, value in taken.items("things")[1].items() if name not in asked} == rest
    assert screen.key not in taken.drafts


@pytest.mark.parametrize("other", ["b", "nobody", ""])
def test_nothing_is_taken_over_from_nobody(other: str) -> None:
    plan = Plan(answers={"things": [{"id": "a"}, {"id": "b", "each_words": "x"}]})
    assert take_over(plan, each_of(EachThing, "b"), other) == plan
    assert take_over(plan, EVERYTHING, other) == plan


@given(named_things())
@SOME
def test_new_ids_change_nothing_but_ids(things: list[dict[str, Any]]) -> None:
    copy = with_new_ids({"things": things, "cards": ["red"], "count": 3})
    assert stripped(copy) == stripped({"things": things, "cards": ["red"], "count": 3})
    assert not {item["id"] for item in things} & {item["id"] for item in copy["things"]}
