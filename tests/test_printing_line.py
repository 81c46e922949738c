"""Many prints at once: one is made, a few wait in a fair line, the others are told so; and questions come first."""

from __future__ import annotations

import gc
import sys
import time
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from contextlib import ExitStack
from threading import Event, Thread
from typing import Any

import pytest
from client import Visitor
from flask import Flask

from trajectplan.pdf import plan as printed_plan
from trajectplan.web import printing
from trajectplan.web.printing import Courtesy, Crowded, Line, TooMuch, Traffic

SOON = 5.0


def waiting(line: Line) -> int:
    return len(line._line)


def wait_until(line: Line, count: int) -> None:
    """Until so many are in the line."""
    until = time.monotonic() + SOON
    while waiting(line) != count:
        assert time.monotonic() < until, f"{waiting(line)} in the line, not {count}"
        time.sleep(0.002)


def test_one_at_a_time_in_the_order_of_arrival() -> None:
    line, order, inside = Line(places=4), [], []

    def come(number: int) -> None:
        with line.turn():
            inside.append(number)
            assert inside == [number]
            order.append(number)
            inside.remove(number)

    threads = []
    with line.turn():
        for number in range(4):
            threads.append(Thread(target=come, args=(number,)))
            threads[-1].start()
            wait_until(line, number + 2)
    for thread in threads:
        thread.join(SOON)
    assert order == [0, 1, 2, 3]
    assert waiting(line) == 0


def test_a_full_line_turns_away_at_once_and_takes_the_next_one_again() -> None:
    line = Line(places=0)
    with line.turn(), pytest.raises(Crowded), line.turn():
        pytest.fail("nobody else may come in")
    with line.turn():
        assert waiting(line) == 1


def test_nobody_waits_longer_than_patience_and_who_gave_up_keeps_nobody() -> None:
    line = Line(places=2, patience=0.05)
    with ExitStack() as stack:
        stack.enter_context(line.turn())
        began = time.monotonic()
        with pytest.raises(Crowded), line.turn():
            pytest.fail("it wasn't her turn")
        assert 0.04 < time.monotonic() - began < SOON
    with line.turn():
        assert waiting(line) == 1


def test_a_print_that_fails_leaves_the_line() -> None:
    line = Line()
    with pytest.raises(ZeroDivisionError), line.turn():
        raise ZeroDivisionError
    assert waiting(line) == 0


# Courtesy -------------------------------------------------------------------------------------------------------------


def test_a_print_waits_while_questions_are_answered() -> None:
    traffic = Traffic()
    courtesy = Courtesy(traffic, most=SOON)
    traffic.enter()
    time.sleep(2 * printing.STRETCH_SECONDS)
    went_on = Event()

    def draw() -> None:
        courtesy.pause()
        went_on.set()

    thread = Thread(target=draw)
    thread.start()
    assert not went_on.wait(0.05)
    traffic.leave()
    assert went_on.wait(SOON)
    thread.join(SOON)


def test_a_print_gets_done_however_busy_it_is() -> None:
    traffic = Traffic()
    traffic.enter()
    courtesy, began = Courtesy(traffic, most=0.1), time.monotonic()
    for _flowable in range(50):
        time.sleep(printing.STRETCH_SECONDS)
        courtesy.pause()
    spent = time.monotonic() - began
    assert 0.1 <= spent < 50 * printing.STRETCH_SECONDS + 1


def test_traffic_counts_and_forgets() -> None:
    traffic = Traffic()
    for _turn in range(2):
        traffic.enter()
    traffic.leave()
    assert not traffic.quiet.is_set()
    traffic.leave()
    assert traffic.quiet.is_set()


# Over HTTP ------------------------------------------------------------------------------------------------------------


@pytest.fixture
def slow(monkeypatch: pytest.MonkeyPatch) -> Iterator[Event]:
    """Prints that are done when the event is set."""
    done = Event()

    def render(*_arguments: Any, **_options: Any) -> bytes:
        assert done.wait(SOON)
        return b"%PDF"

    monkeypatch.setattr(printed_plan, "render", render)
    yield done
    done.set()


def ask(app: Flask, cookie: str) -> tuple[int, dict[str, str], str]:
    client = app.test_client()
    client.set_cookie("plan", cookie)
    response = client.get("/print/plan.pdf")
    return response.status_code, dict(response.headers), response.get_data(as_text=True)


def test_ten_prints_at_once(her: Visitor, app: Flask, slow: Event) -> None:
    her.speak("en")
    cookie = her.client.get_cookie("plan")
    assert cookie is not None
    line = app.extensions[printing.NAME].line
    most = printing.WAITING + 1
    with ThreadPoolExecutor(10) as pool:
        asked = [pool.submit(ask, app, cookie.value) for _turn in range(10)]
        wait_until(line, most)
        until = time.monotonic() + SOON
        while sum(each.done() for each in asked) < 10 - most and time.monotonic() < until:
            time.sleep(0.01)
        assert her.go("/plan") == 200, "questions go on"
        slow.set()
        answers = [each.result(timeout=SOON) for each in asked]
    refused = [each for each in answers if each[0] == 503]
    assert [each[0] for each in answers].count(200) == most
    assert len(refused) == 10 - most
    for _status, headers, page in refused:
        assert headers["Retry-After"] == headers["Refresh"] == str(printing.RETRY_SECONDS)
        assert headers["Cache-Control"] == "no-store"
        assert "Many people are printing now. One moment." in page
    assert app.extensions[printing.NAME].traffic.quiet.is_set()


def test_the_page_for_who_must_wait(her: Visitor, app: Flask, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(app.extensions[printing.NAME], "line", Line(places=-1))
    with her.expecting(503):
        assert her.go("/print/plan.pdf") == 503
    assert her.page.text()


def test_whatever_comes_of_a_request_it_is_counted_out(her: Visitor, app: Flask) -> None:
    for address in ("/plan", "/nowhere", "/print", "/plan/1/9999"):
        her.go(address)
        assert app.extensions[printing.NAME].traffic.quiet.is_set(), address


# Too much -------------------------------------------------------------------------------------------------------------


def test_a_print_that_takes_too_long_stops_and_says_what_she_can_do(
    her: Visitor, app: Flask, monkeypatch: pytest.MonkeyPatch
) -> None:
    her.speak("en")
    assert her.go("/print/plan.pdf") == 200
    before, often = her.downloaded(), sys.getswitchinterval()
    with monkeypatch.context() as patch:
        patch.setattr(printing, "MOST_WORK_SECONDS", -1.0)
        assert her.go("/print/plan.pdf") == 413
        assert her.sees("This is too much for one print")
        assert her.sees("Choose fewer parts, and print the others after that.")
        assert her.downloaded() == before
        assert her.go("/print/plan.pdf") == 413, "one is as good as another"
    assert sys.getswitchinterval() == often
    assert waiting(app.extensions[printing.NAME].line) == 0
    assert app.extensions[printing.NAME].traffic.quiet.is_set()
    assert gc.isenabled()
    assert her.follow("/print") == 200
    assert "Choose other parts" not in her.page.text()
    assert her.go("/print/plan.pdf") == 200
    assert her.data.startswith(b"%PDF")


def test_a_print_is_counted_by_the_work_of_its_own_thread(monkeypatch: pytest.MonkeyPatch) -> None:
    worked = [0.0]
    monkeypatch.setattr(time, "thread_time", lambda: worked[0])
    courtesy = Courtesy(Traffic())
    worked[0] = printing.MOST_WORK_SECONDS
    courtesy.pause()
    worked[0] += 0.1
    with pytest.raises(TooMuch):
        courtesy.pause()
