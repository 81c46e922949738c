"""Her words are in nothing that is left: not after a crash, in a backup, a log or a core file, not in the browser."""

from __future__ import annotations

import os
import re
import shutil
import signal
import sqlite3
import subprocess
import sys
import threading
import time
from collections.abc import Callable, Iterator
from contextlib import closing, suppress
from pathlib import Path

import pytest
from browser.conftest import FLAGS
from load.killable import ROOT, Site
from load.launcher import LOG_LEVEL
from load.person import BROKEN, STORY, Person
from platforms import can_fork, limits_others
from playwright.sync_api import Page, Playwright
from traces import files, found_in

WORD, DRAFT, LOST = "Kwikzilverduif", "Boekenlegger één", "Zilverschoonblad"
MOST_SECONDS = 20

pytestmark = can_fork


@pytest.fixture
def site(tmp_path: Path) -> Iterator[Site]:
    """The program with all that it says in the log, and temporary files where they can be looked for."""
    temporary = tmp_path / "temporary"
    temporary.mkdir()
    with Site(tmp_path, **{LOG_LEVEL: "DEBUG", "TMPDIR": str(temporary), "SQLITE_TMPDIR": str(temporary)}) as site:
        # The launcher itself uses it while it starts.
        site.run("purge")
        yield site.open()


def left(folder: Path, *words: str) -> list[str]:
    """Which words stand in which files, or in their names."""
    return [f"{word!r} in {path}" for path, content in files([folder]) for word in found_in(content, words)]


def cut_off(site: Site, person: Person, words: str) -> None:
    """Kill the server while this is being saved again and again."""
    form = person.form()

    def save() -> None:
        with suppress(*BROKEN):
            while True:
                person.save(words, form)

    saving = threading.Thread(target=save)
    saving.start()
    time.sleep(0.2)
    assert site.stop(signal.SIGKILL) == -signal.SIGKILL
    saving.join(MOST_SECONDS)


def test_nothing_is_left_on_the_server(site: Site, tmp_path: Path) -> None:
    her, temporary = Person(site.port), tmp_path / "temporary"
    untouched = temporary.stat().st_mtime_ns
    assert her.begin("shared").status == 303
    assert her.save(f"{WORD} zit in de boom").status == 303
    code, token = her.code(), her.cookies["plan"].partition(".")[0]
    words = (WORD, LOST, code, code.replace(" ", ""), token)
    for page in ("/check", "/print", "/print/plan.pdf", "/print/view/1", "/file/plan.json", "/code/slip"):
        assert her.get(page).status in {200, 303}, page
    assert left(tmp_path, *words) == [], "after printing"

    cut_off(site, her, LOST)
    assert left(tmp_path, *words) == [], "after a crash"
    site.open()
    assert her.story() == LOST

    assert site.run_beside("backup", str(tmp_path / "backup")) == 0
    assert her.come_back("1234 5678 9012 3456").status == 422
    assert her.come_back(code).status == 303
    assert left(tmp_path, *words, her.cookies["plan"].partition(".")[0]) == [], "in a backup, and after coming back"

    assert her.post("/delete", her.form().ours).status == 303
    assert site.stop() == 0
    assert site.run("keys", "rotate") == 0
    assert site.run("purge") == 0
    looked_at = {path.name for path, _content in files([tmp_path])}
    assert {"plans.db", "backup", "log", "pepper", "tombstones"} <= looked_at
    assert left(tmp_path, *words) == [], "after deleting"
    assert temporary.stat().st_mtime_ns == untouched, "no temporary file was ever made"


@limits_others
def test_a_crash_leaves_no_core_file(site: Site, tmp_path: Path) -> None:
    import resource  # noqa: PLC0415 - isn't there on Windows

    assert site.stop() == 0
    most = resource.getrlimit(resource.RLIMIT_CORE)[1]
    site.limit(resource.RLIMIT_CORE, most)
    site.open()
    limits = Path(f"/proc/{site.process}/limits").read_text()
    assert re.search(r"^Max core file size +0 +0 ", limits, re.MULTILINE)
    assert site.stop(signal.SIGABRT) == -signal.SIGABRT
    assert not list(tmp_path.rglob("*core*"))


@limits_others
def test_no_program_of_the_system_takes_a_copy_either() -> None:
    program = (
        "import ctypes; from trajectplan.server import _leave_no_core_file\n"
        "can_be_copied = lambda: ctypes.CDLL(None).prctl(3, 0, 0, 0, 0)  # PR_GET_DUMPABLE\n"
        "before = can_be_copied(); _leave_no_core_file(); print(before, can_be_copied())\n"
    )
    told = subprocess.run([sys.executable, "-c", program], cwd=ROOT, capture_output=True, text=True, check=True).stdout
    assert told == "1 0\n"


# The browser ----------------------------------------------------------------------------------------------------------


def write_and_print(page: Page, address: str) -> str:
    """What she does on a shared computer, with something typed that is never sent; her code."""
    page.goto(f"{address}/device")
    page.locator("[value=shared]").first.click()
    if page.url.endswith("/device"):
        page.locator("main form button").last.click()
    page.goto(address + STORY)
    page.locator("main textarea").first.fill(WORD)
    page.locator("main [name=do][value=next]").first.click()
    page.wait_for_url("**/code")
    code = re.search(r"\d{4}(?: \d{4}){3,4}", page.locator("main").inner_text())
    assert code is not None
    for path in ("/check", "/print", "/print/view/1", "/plan"):
        page.goto(address + path)
    with suppress(Exception):  # a browser without a reader for PDF takes it for a download
        page.goto(f"{address}/print/plan.pdf")
    page.goto(address + STORY)
    assert page.locator("main textarea").first.input_value() == WORD
    page.locator("main textarea").first.fill(DRAFT)
    return code[0]


def stop(page: Page, address: str) -> None:
    page.goto(f"{address}/stop")
    page.locator("main form button").last.click()
    page.wait_for_url("**/stopped**")


def leave_now(page: Page, _address: str) -> None:
    page.locator("button.leave").first.click()
    page.wait_for_url("**/recipe**")


@pytest.mark.soak
@pytest.mark.parametrize("way", [stop, leave_now])
@pytest.mark.parametrize("script", [True, False])
def test_nothing_is_left_in_the_browser(
    playwright: Playwright, site: Site, tmp_path: Path, way: Callable[[Page, str], None], *, script: bool
) -> None:
    profile, downloads = tmp_path / "profile", tmp_path / "downloads"
    address = f"http://127.0.0.1:{site.port}"
    context = playwright.chromium.launch_persistent_context(
        profile,
        executable_path=os.environ.get("TEST_CHROMIUM") or shutil.which("chromium"),
        args=FLAGS,
        java_script_enabled=script,
        downloads_path=downloads,
    )
    page = context.pages[0]
    code = write_and_print(page, address)
    way(page, address)
    time.sleep(1)
    context.close()
    with closing(sqlite3.connect(profile / "Default" / "History")) as history:
        visited = history.execute("SELECT url, title FROM urls").fetchall()
    assert len(visited) > 5
    assert not [(url, title) for url, title in visited if found_in(f"{url} {title}".encode(), (WORD, DRAFT))]
    assert left(profile, WORD, DRAFT, code, code.replace(" ", "")) == []
    assert left(downloads, WORD, DRAFT, code) == []
