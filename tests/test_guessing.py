"""Guessing and flooding: what one address may do, what all may, and that a room of people never notices."""

from __future__ import annotations

import ipaddress
import time
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from contextlib import suppress
from http import HTTPStatus
from pathlib import Path

import pytest
from click.testing import CliRunner
from client import Visitor
from flask import Flask
from hypothesis import given
from hypothesis import strategies as st
from places import STORY, answer
from program import WEAK, MakeApp
from sqlalchemy import func, select

from trajectplan.cli import main
from trajectplan.plan.document import Plan
from trajectplan.storage.database import sessions
from trajectplan.storage.derivation import Derivation
from trajectplan.storage.resume_code import generate
from trajectplan.storage.store import Busy, Gone, UnknownCode
from trajectplan.web import guessing, visit
from trajectplan.web.guessing import (
    ADDRESSES,
    DAY_SECONDS,
    IPV6_ROOMS,
    Addresses,
    Budget,
    Limits,
    Networks,
    TooOften,
    guesses_per_second,
)
from trajectplan.web.services import NAME

HER, THEM = (b"her address",), (b"another",)
MOST, SECONDS = 6, 10.0
SOON = 8.0


class Clock:
    """Seconds that run when the test says so."""

    def __init__(self) -> None:
        self.now = 1000.0

    def __call__(self) -> float:
        return self.now


@pytest.fixture
def clock() -> Clock:
    return Clock()


def spend(budget: Budget, who: Networks, times: int) -> int:
    """Spend so many times; how often there was something left."""
    done = 0
    for _ in range(times):
        try:
            budget.spend(who)
        except TooOften:
            continue
        done += 1
    return done


# Addresses ------------------------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("one", "other", "same"),
    [
        ("192.0.2.1", "192.0.2.1", True),
        ("192.0.2.1", "192.0.2.2", False),
        ("192.0.2.1", "::ffff:192.0.2.1", True),
        ("::ffff:192.0.2.1", "::ffff:192.0.2.2", False),
        ("2001:db8:1:2::1", "2001:db8:1:2:ffff:ffff:ffff:ffff", True),
        ("2001:db8:1:2::1", "2001:db8:1:3::1", False),
        ("fe80::1%eth0", "fe80::2%eth0", True),
        ("", "unix socket", True),
    ],
)
def test_what_counts_as_one_address(clock: Clock, one: str, other: str, same: bool) -> None:  # noqa: FBT001
    addresses = Addresses(clock)
    assert (addresses.hashed(one)[0] == addresses.hashed(other)[0]) is same


def test_an_address_counts_under_wider_networks_too(clock: Clock) -> None:
    hashed = Addresses(clock).hashed
    one = hashed("2001:db8:1:2::1")
    assert [here == there for here, there in zip(one, hashed("2001:db8:1:2f::1"), strict=True)] == [False, True, True]
    assert [here == there for here, there in zip(one, hashed("2001:db8:1:ff02::1"), strict=True)] == [
        False,
        False,
        True,
    ]
    assert not set(one) & set(hashed("2001:db8:2:2::1"))
    assert len(hashed("192.0.2.1")) == len(hashed("::ffff:192.0.2.1")) == len(hashed("unix socket")) == 1


def test_tomorrow_nobody_knows_who_came_today(clock: Clock) -> None:
    addresses = Addresses(clock)
    today = addresses.hashed("192.0.2.1")
    clock.now += DAY_SECONDS - 1
    assert addresses.hashed("192.0.2.1") == today
    clock.now += 1
    assert addresses.hashed("192.0.2.1") != today
    assert Addresses(clock).hashed("192.0.2.1") != addresses.hashed("192.0.2.1"), "another process, another key"


# The budget -----------------------------------------------------------------------------------------------------------


def test_what_is_spent_comes_back_with_time(clock: Clock) -> None:
    budget = Budget(MOST, SECONDS, clock)
    assert spend(budget, HER, MOST + 4) == MOST
    with pytest.raises(TooOften) as often:
        budget.spend(HER)
    assert often.value.retry_after == SECONDS
    clock.now += often.value.retry_after - 0.01
    assert spend(budget, HER, 1) == 0
    clock.now += 0.02
    assert spend(budget, HER, 2) == 1
    clock.now += MOST * SECONDS
    assert spend(budget, HER, MOST + 1) == MOST


def test_one_address_takes_nothing_from_another(clock: Clock) -> None:
    budget = Budget(MOST, SECONDS, clock)
    spend(budget, THEM, 2 * MOST)
    assert spend(budget, HER, MOST) == MOST


def test_all_addresses_together_have_a_budget_too(clock: Clock) -> None:
    budget = Budget(MOST, SECONDS, clock)
    done = sum(spend(budget, (str(number).encode(),), MOST) for number in range(2 * ADDRESSES))
    assert done == MOST * ADDRESSES
    clock.now += SECONDS
    assert spend(budget, (b"new",), MOST) == MOST
    assert sum(spend(budget, (f"newer {number}".encode(),), MOST) for number in range(ADDRESSES)) == ADDRESSES - MOST


@pytest.mark.parametrize(("step", "rooms"), [(1, 2), (256, 5)], ids=["/56", "/48"])
def test_one_customer_with_many_networks_shuts_nobody_out(clock: Clock, step: int, rooms: int) -> None:
    addresses, budget = Addresses(clock), Budget(MOST, SECONDS, clock)
    theirs = [addresses.hashed(f"2001:db8:1:{number * step:x}::1") for number in range(200)]
    assert sum(spend(budget, who, MOST) for who in theirs) == MOST * rooms
    assert spend(budget, addresses.hashed("2001:db8:2::1"), 2 * MOST) == MOST
    assert spend(budget, addresses.hashed("192.0.2.1"), 2 * MOST) == MOST
    clock.now += SECONDS
    assert sum(spend(budget, who, MOST) for who in theirs) == rooms, "and it comes back as much faster"


def test_given_back_is_as_if_it_was_never_spent(clock: Clock) -> None:
    budget = Budget(MOST, SECONDS, clock)
    at_home = Addresses(clock).hashed("2001:db8::1")
    for _ in range(3 * MOST * ADDRESSES):
        for who in (HER, at_home):
            budget.spend(who)
            budget.give_back(who)
    assert len(budget) == 0
    budget.give_back((b"never seen",))
    assert spend(budget, HER, MOST + 1) == MOST


STEPS = st.lists(st.tuples(st.integers(0, 4), st.floats(0, 3 * SECONDS)), max_size=120)


@given(STEPS)
def test_in_no_time_more_than_the_budget_is_spent(steps: list[tuple[int, float]]) -> None:
    clock = Clock()
    budget, began, done = Budget(MOST, SECONDS, clock), clock.now, dict.fromkeys(range(5), 0)
    for who, pause in steps:
        clock.now += pause
        done[who] += spend(budget, (str(who).encode(),), 1)
        # From any address at any moment: what it had at once, and what came back since.
        assert done[who] <= MOST + (clock.now - began) / SECONDS + 1e-6


@given(STEPS)
def test_who_waits_as_long_as_told_gets_in(steps: list[tuple[int, float]]) -> None:
    clock = Clock()
    budget = Budget(MOST, SECONDS, clock)
    for who, pause in steps:
        clock.now += pause
        try:
            budget.spend((str(who).encode(),))
        except TooOften as often:
            clock.now += often.retry_after
            assert spend(budget, (str(who).encode(),), 1) == 1


@given(st.lists(st.tuples(st.integers(0, 300), st.floats(0, SECONDS / 4)), min_size=200, max_size=600))
def test_who_is_forgotten_had_everything_back(steps: list[tuple[int, float]]) -> None:
    clock, most = Clock(), 1
    budget, begins = Budget(most, SECONDS, clock), dict[bytes, float]()
    for number, pause in steps:
        clock.now += pause
        known = set(budget._own)
        if spend(budget, (str(number).encode(),), 1):
            begins[str(number).encode()] = clock.now
        assert len(budget) <= 2 * most * ADDRESSES * len(IPV6_ROOMS)
        for gone in known - set(budget._own):
            assert clock.now - begins[gone] >= most * SECONDS - 1e-6


def test_a_flood_of_addresses_takes_no_more_memory(clock: Clock, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(guessing, "MOST_COUNTED", 50)
    budget = Budget(MOST, SECONDS, clock)
    for number in range(1000):
        clock.now += SECONDS
        budget.spend((ipaddress.IPv6Address(number << 64).packed[:8],))
    assert len(budget) == 50


# What counts ----------------------------------------------------------------------------------------------------------


def test_only_a_wrong_code_counts(clock: Clock) -> None:
    limits = Limits(people=1, clock=clock)
    for error in (Busy(1), ZeroDivisionError(), KeyboardInterrupt()):
        with pytest.raises(type(error)), limits.trying(HER):
            raise error
    with limits.trying(HER):
        pass
    assert len(limits.failures) == 0
    for _ in range(2):
        with pytest.raises(UnknownCode), limits.trying(HER):
            raise UnknownCode
    with pytest.raises(TooOften), limits.trying(HER):
        pytest.fail("no further try")


def test_a_right_code_wins_no_new_guesses(clock: Clock) -> None:
    limits, wrong = Limits(people=1, clock=clock), 0
    for _ in range(10):
        with suppress(TooOften), limits.trying(HER):
            pass
        with suppress(TooOften, UnknownCode), limits.trying(HER):
            wrong += 1
            raise UnknownCode
    assert wrong == 2


def test_only_a_plan_that_was_made_counts(clock: Clock) -> None:
    limits = Limits(people=1, clock=clock)
    for _ in range(5):
        with pytest.raises(Gone), limits.beginning(HER):
            raise Gone
    assert len(limits.plans) == 0
    for _ in range(2):
        with limits.beginning(HER):
            pass
    with pytest.raises(TooOften), limits.beginning(HER):
        pytest.fail("no further plan")


# At the doors ---------------------------------------------------------------------------------------------------------


def give_code(visitor: Visitor, code: str, **headers: str) -> int:
    control = visitor.page.by_id["code"]
    form = visitor.page.form_of(control)
    assert form is not None
    return visitor.submit(visitor.page.default_button(form), {"code": [code]}, **headers)


def retry_after(visitor: Visitor) -> int:
    assert visitor.response is not None
    return int(visitor.response.headers["Retry-After"])


@pytest.fixture
def strict(make_app: MakeApp, clock: Clock) -> Callable[..., Flask]:
    """Makes the program with room for so many people behind one address, by the clock of the test."""

    def make(people: int, **options: object) -> Flask:
        app = make_app(people_per_address=people, **options)
        limits = Limits(people, clock)
        object.__setattr__(app.extensions[NAME], "limits", limits)
        return app

    return make


@pytest.mark.usefixtures("no_errors_logged")
@pytest.mark.parametrize("door", ["keep.open_plan", "output.choose"])
def test_a_guesser_must_wait_and_what_she_typed_stays(strict: Callable[..., Flask], clock: Clock, door: str) -> None:
    app = strict(2)
    right = Visitor(app).start("nl")
    right.go(STORY.url(right))
    right.press("next", {STORY.name: ["Eerste woorden"]})
    code = right.code().replace(" ", "")
    visitor = Visitor(app).start("nl")
    visitor.go(visitor.address(door))
    for slip in ("12", "0" * 15 + "1", "abc", ""):
        assert give_code(visitor, slip) == 422, "the check digit comes first, and costs nothing"
    for _ in range(4):
        assert give_code(visitor, generate()) == 422
    with visitor.expecting(503):
        assert give_code(visitor, code) == 503
        assert retry_after(visitor) == 150
        assert visitor.page.filled(["code"]) == {"code": [code]}
        assert visitor.sees("150")
        assert give_code(visitor, "12") == 422, "a slip is told at once, whatever was tried before"
    clock.now += 150
    assert give_code(visitor, code) == 200
    assert visitor.path in {visitor.address("wizard.task_list"), visitor.address("output.choose")}


@pytest.mark.usefixtures("no_errors_logged")
def test_a_room_that_mistypes_a_lot_is_not_stopped(strict: Callable[..., Flask]) -> None:
    app = strict(30)
    store = app.extensions[NAME].store
    for _person in range(15):
        visitor = Visitor(app).start("nl")
        visitor.go(visitor.address("keep.open_plan"))
        for _try in range(3):
            assert give_code(visitor, generate()) == 422
        visitor.come_back(store.create(Plan()).kept.code)
        assert visitor.path == visitor.address("wizard.task_list")


@pytest.mark.usefixtures("no_errors_logged")
def test_another_address_is_not_stopped(strict: Callable[..., Flask]) -> None:
    app = strict(1, proxies=1)
    guesser, other = (Visitor(app) for _ in range(2))
    for visitor, address in ((guesser, "192.0.2.1"), (other, "192.0.2.2")):
        visitor.client.environ_base["HTTP_X_FORWARDED_FOR"] = address
        visitor.start("nl").go(visitor.address("keep.open_plan"))
    with guesser.expecting(503):
        assert [give_code(guesser, generate()) for _ in range(3)] == [422, 422, 503]
    assert give_code(other, generate()) == 422


# Flooding -------------------------------------------------------------------------------------------------------------


@pytest.mark.usefixtures("no_errors_logged")
def test_a_workshop_of_thirty_begins_at_once(strict: Callable[..., Flask]) -> None:
    app = strict(30)
    for _person in range(30):
        visitor = Visitor(app).start("nl")
        visitor.go(STORY.url(visitor))
        assert visitor.press("next", {STORY.name: ["Eerste woorden"]}) == 200
        assert visitor.path == visitor.address("keep.code")


@pytest.mark.usefixtures("no_errors_logged")
def test_who_makes_plan_after_plan_must_wait_with_her_words_kept(strict: Callable[..., Flask], clock: Clock) -> None:
    app = strict(1)
    for _ in range(2):
        visitor = Visitor(app).start("nl")
        visitor.go(STORY.url(visitor))
        assert visitor.press("next", {STORY.name: ["Eerste woorden"]}) == 200
    visitor = Visitor(app).start("nl")
    visitor.go(STORY.url(visitor))
    with visitor.expecting(503):
        assert visitor.press("next", {STORY.name: ["Zwaluwnest"]}) == 503
    assert retry_after(visitor) == 900
    assert visitor.sees("Zwaluwnest")
    clock.now += 900
    main = visitor.page.one("main")
    [again] = [each for each in visitor.page.all("button") if main in visitor.page.above(each)]
    assert visitor.submit(again) == 200
    assert answer(visitor, STORY.name) == "Zwaluwnest"


@pytest.mark.usefixtures("no_errors_logged")
def test_first_answers_of_different_people_stand_in_the_fair_line_together(make_app: MakeApp) -> None:
    derivation = Derivation((WEAK,))
    app = make_app(derivation=derivation)
    visitors = [Visitor(app).start("nl") for _ in range(5)]
    for visitor in visitors:
        visitor.go(STORY.url(visitor))
    with ThreadPoolExecutor(len(visitors)) as pool:
        with derivation.line.turn():
            asked = [pool.submit(visitor.press, "next", {STORY.name: ["Eerste woorden"]}) for visitor in visitors]
            until = time.monotonic() + SOON
            while derivation.line.length < len(visitors) - 1:  # two sessions in a thousand share a lock
                assert time.monotonic() < until, f"{derivation.line.length} in the line"
                time.sleep(0.005)
        assert [each.result() for each in asked] == [200] * len(visitors)


@pytest.mark.parametrize("headers", [{}, {"Cookie": "plan=over.nl"}], ids=["new", "over"])
def test_sessions_without_end_are_not_opened(strict: Callable[..., Flask], headers: dict[str, str]) -> None:
    app = strict(1)
    app.testing = False
    client, found = app.test_client(use_cookies=False), []
    for _ in range(14):
        answer = (
            client.get("/plan", headers=headers)
            if headers
            else client.post("/device", data={"device": "mine"}, headers={"Sec-Fetch-Site": "same-origin"})
        )
        found.append(answer.status_code)
    # To tell that a visit is over needs no session: without a new one it is still told.
    then = HTTPStatus.FORBIDDEN if headers else HTTPStatus.SERVICE_UNAVAILABLE
    assert found == [HTTPStatus.FORBIDDEN if headers else HTTPStatus.SEE_OTHER] * 10 + [then] * 4
    with app.extensions[NAME].store.engine.connect() as connection:
        assert connection.execute(select(func.count()).select_from(sessions)).scalar_one() == 10


@pytest.mark.usefixtures("no_errors_logged")
def test_a_first_answer_that_is_stuck_holds_nobody_up(make_app: MakeApp, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(visit, "PATIENCE_SECONDS", 0.1)
    app = make_app()
    with_session, without = Visitor(app).start("nl"), Visitor(app).start("nl")
    for visitor in (with_session, without):
        visitor.go(STORY.url(visitor))
        visitor.type({STORY.name: ["Zwaluwnest"]})
    without.client.delete_cookie("plan")
    stuck = app.extensions[NAME].creating
    for lock in stuck:
        lock.acquire()
    with with_session.expecting(503):
        assert with_session.press("next") == 503
    assert retry_after(with_session) == 1
    assert with_session.sees("Het is nu heel druk")
    assert with_session.sees("Zwaluwnest")
    assert without.press("next") == 200, "who has no session waits for nobody's"
    for lock in stuck:
        lock.release()
    main = with_session.page.one("main")
    [again] = [each for each in with_session.page.all("button") if main in with_session.page.above(each)]
    assert with_session.submit(again) == 200
    assert answer(with_session, STORY.name) == "Zwaluwnest"


# The odds -------------------------------------------------------------------------------------------------------------


def told(folder: Path, *arguments: str, **settings: str) -> list[str]:
    """The lines with the odds that ``trajectplan settings`` prints."""
    environ = {"TRAJECTPLAN_DATA_DIR": str(folder), **settings}
    result = CliRunner().invoke(main, ["settings", *arguments], env=environ)
    assert result.exit_code == 0, result.output
    return [line.strip() for line in result.stdout.splitlines() if line.strip().startswith("with ")]


def test_settings_tells_the_odds_without_making_a_database(tmp_path: Path) -> None:
    folder = tmp_path / "data"
    assert [line.partition(":")[0] for line in told(folder)] == [
        "with 1,000 plans",
        "with 10,000 plans",
        "with 100,000 plans",
    ]
    few, many = told(folder, "--plans", "5"), told(folder, "--plans", "5", TRAJECTPLAN_CODE_DIGITS="20")
    assert few == ["with 5 plans: 2,600,000 years over the web, 530 years with both stolen"]
    assert many == ["with 5 plans: 26,000,000,000 years over the web, 5,300,000 years with both stolen"]
    assert not folder.exists()


def test_settings_tells_the_odds_for_the_plans_that_there_are(make_app: MakeApp, tmp_path: Path) -> None:
    app = make_app(data_dir=tmp_path)
    for _ in range(3):
        app.extensions[NAME].store.create(Plan())
    assert told(tmp_path)[0].startswith("with 3 plans: ")
    assert told(tmp_path, "--plans", "7")[0].startswith("with 7 plans: ")


def test_however_many_people_codes_are_derived_one_by_one() -> None:
    assert guesses_per_second(30) == 2
    assert guesses_per_second(100_000) == 5
