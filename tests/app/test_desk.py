"""The desk in a real browser: every page in both languages, decisions, and hostile words.

Needs a Chromium on the machine (Debian: ``apt install chromium``); skipped where there is none.
"""

from __future__ import annotations

import json
import os
import shutil
import socket
import subprocess
import sys
import time
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import httpx
import pytest

from app.desk.access import may_decide

pytestmark = pytest.mark.slow

ROOT = Path(__file__).parents[2]
CHROMIUM = next(filter(None, map(shutil.which, ("chromium", "chromium-browser"))), None)
HOSTILE = (
    "決済画面で<script>document.title='broken in'</script>と**太字**[押す](javascript:alert(1))"
    "が出て支払いができません。\u202eabc " + "長" * 300
)
PAGES = ("", "topics", "voices", "answers", "operations")
Koe = Callable[..., Any]


@pytest.fixture(scope="module")
def account(small_account: Path, koe_in_process_of_its_own: Koe) -> Path:
    """An account after a night, one of its customers hostile."""
    exports = small_account.parent / "exports"
    first = json.loads((exports / "day.ndjson").read_text(encoding="utf-8").partition("\n")[0])
    hostile = first | {"id": 7777, "description": HOSTILE, "subject": "hostile"}
    hostile["comments"] = [
        first["comments"][0] | {"id": 777701, "plain_body": HOSTILE, "body": HOSTILE}
    ]
    (exports / "hostile.ndjson").write_text(json.dumps(hostile), encoding="utf-8")
    told = koe_in_process_of_its_own("run", "--json", "--config", small_account)
    assert told.code == 0, told.err
    return small_account


@pytest.fixture(scope="module")
def desk(account: Path) -> Iterator[str]:
    """The address of a running desk."""
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        port = probe.getsockname()[1]
    command = [
        sys.executable,
        "-m",
        "app.main",
        "desk",
        "--config",
        str(account),
        "--port",
        str(port),
    ]
    told = account.parent / "desk.log"
    with (
        told.open("wb") as log,
        subprocess.Popen(
            command,
            env={**os.environ, "PYTHONPATH": str(ROOT)},
            stdout=log,
            stderr=log,
            start_new_session=True,
        ) as server,
    ):
        try:
            yield _ready(f"http://127.0.0.1:{port}", told)
        finally:
            os.killpg(server.pid, 15)


def _ready(address: str, log: Path) -> str:
    for _ in range(600):
        try:
            if httpx.get(f"{address}/_stcore/health").status_code == 200:
                return address
        except httpx.TransportError:
            pass
        time.sleep(0.1)
    raise AssertionError(log.read_text(encoding="utf-8"))


@pytest.fixture(scope="module")
def browser() -> Iterator[Any]:
    if CHROMIUM is None:
        pytest.skip("no Chromium on this machine (Debian: apt install chromium)")
    from playwright.sync_api import sync_playwright

    with sync_playwright() as playwright:
        chromium = playwright.chromium.launch(executable_path=CHROMIUM, args=["--no-sandbox"])
        yield chromium
        chromium.close()


@pytest.fixture
def look(browser: Any, desk: str) -> Iterator[Callable[..., Any]]:
    """Opens a page of the desk and waits until it is drawn."""
    opened = []

    def at(path: str, *, locale: str = "ja-JP", width: int = 1280) -> Any:
        page = browser.new_page(locale=locale, viewport={"width": width, "height": 900})
        page.set_default_timeout(60_000)
        opened.append(page)
        page.goto(f"{desk}/{path}")
        page.wait_for_selector("h1")
        _drawn(page)
        return page

    yield at
    for page in opened:
        page.close()


def _drawn(page: Any) -> None:
    page.wait_for_selector('[data-testid="stStatusWidget"]', state="detached")
    page.wait_for_timeout(500)


def _errors(page: Any) -> list[str]:
    found: list[str] = page.locator('[data-testid="stException"]').all_inner_texts()
    return found


@pytest.mark.parametrize("path", PAGES)
def test_every_page_stands_in_both_languages(look: Callable[..., Any], path: str) -> None:
    japanese, english = look(path), look(path, locale="en-US")
    assert _errors(japanese) == _errors(english) == []
    assert "今日" in japanese.inner_text("body")
    assert "Today" in english.inner_text("body")


def test_a_phone_shows_the_day_without_scrolling_sideways(look: Callable[..., Any]) -> None:
    page = look("", width=390)
    assert page.evaluate("document.documentElement.scrollWidth") <= 390


def test_one_click_leads_from_what_rose_to_the_raw_voices(look: Callable[..., Any]) -> None:
    page = look("")
    page.locator('[data-testid="stPageLink"] a').first.click()
    page.wait_for_selector(".koe-voice")
    assert "/topic" in page.url
    assert "n=" in page.url


def test_what_a_customer_wrote_stays_text(look: Callable[..., Any]) -> None:
    page = look("voices?q=broken+in")
    voice = page.locator(".koe-voice p").first
    assert "<script>document.title='broken in'</script>と**太字**" in voice.inner_text()
    assert page.title() != "broken in"
    assert page.locator('.koe-voice a[href^="javascript"]').count() == 0


def test_filters_stand_in_the_address_so_that_a_view_can_be_sent(look: Callable[..., Any]) -> None:
    page = look("voices")
    page.get_by_label("言葉", exact=True).fill("決済")
    page.get_by_label("言葉", exact=True).press("Enter")
    page.wait_for_url("**/voices?q=*")
    again = look(page.url.rpartition("/")[2])
    again.wait_for_selector(".koe-voice p")
    texts = again.locator(".koe-voice p").all_inner_texts()
    assert texts
    assert all("決済" in text for text in texts)


def test_the_language_is_a_switch_that_stays_when_the_page_changes(
    look: Callable[..., Any],
) -> None:
    page = look("")
    page.get_by_text("English", exact=True).click()
    page.wait_for_selector("text=What rose")
    page.locator('[data-testid="stSidebarNav"] a').nth(4).click()
    page.wait_for_selector("text=Waiting for product")


def test_the_table_of_topics_can_be_taken_along(look: Callable[..., Any], tmp_path: Path) -> None:
    page = look("topics")
    with page.expect_download() as waited:
        page.get_by_text("CSVで保存").click()
    target = tmp_path / "topics.csv"
    waited.value.save_as(target)
    text = target.read_text(encoding="utf-8-sig")
    assert text.startswith("number,name_ja,name_en")
    assert len(text.splitlines()) > 2


def test_a_topic_is_renamed_and_the_renaming_undone(look: Callable[..., Any]) -> None:
    page = look("topic?n=1")
    before = page.inner_text("h1")
    _decide(page, "名前を変える", {"日本語の名前": "支払いの画面が止まる"})
    page.wait_for_selector("h1:has-text('支払いの画面が止まる')")
    _decide(page, "取り消す", {})
    page.wait_for_function("was => document.querySelector('h1').innerText === was", arg=before)


def _decide(page: Any, what: str, fields: dict[str, str]) -> None:
    """Fill the form as a reviewer does, with who and why."""
    _drawn(page)
    if not page.get_by_label("決める人", exact=True).is_visible():
        page.get_by_text("このトピックについて決める").first.click()
    page.locator('[data-testid="stExpander"] [data-testid="stSelectbox"] input').click()
    page.get_by_role("option", name=what).click()
    _drawn(page)
    for label, text in {
        **fields,
        "決める人": "田中",
        "理由（残ります）": "お客様の言葉に合わせる",
    }.items():
        page.get_by_label(label, exact=True).fill(text)
    page.get_by_role("button", name="実行").click()


def test_where_a_login_is_on_only_reviewers_decide() -> None:
    assert may_decide("Hanako@Example.com", ("hanako@example.com",))
    assert not may_decide("taro@example.com", ("hanako@example.com",))
    assert not may_decide("", ("",))


def test_a_desk_that_others_could_reach_needs_a_login(account: Path, koe: Koe) -> None:
    told = koe("desk", "--config", account, "--address", "0.0.0.0")
    assert told.code == 2
    assert "no login is set up" in told.err
