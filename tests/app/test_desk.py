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
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import Any

import httpx
import pytest

from app.desk.access import may_decide
from flows.night import open_warehouse
from flows.settings import load_settings
from records.alert import Alert, AlertKind, StandsOut
from warehouse.alerts.keep import keep_alert
from warehouse.snapshot import publish

pytestmark = pytest.mark.slow

ROOT = Path(__file__).parents[2]
CHROMIUM = next(filter(None, map(shutil.which, ("chromium", "chromium-browser"))), None)
HOSTILE = (
    "決済画面で<script>document.title='broken in'</script>と**太字**[押す](javascript:alert(1))"
    "が出て支払いができません。\u202eabc " + "長" * 300
)
PAGES = ("", "topics", "voices", "labels", "answers", "operations")
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
def alert(account: Path, desk: str) -> str:
    """The id of an alert about topic 1, published while the desk runs."""
    settings = load_settings(account)
    wh = open_warehouse(settings)
    with wh.lock(20):
        with wh.transaction() as conn:
            (subject, day, run_id) = conn.execute(
                "SELECT topic_uid, (SELECT max(created_day) FROM tickets), max(run_id)"
                " FROM topics, runs WHERE number = 1 GROUP BY ALL"
            ).fetchall()[0]
            said = conn.execute(
                "SELECT voice_id FROM assignments WHERE topic_uid = $uid ORDER BY 1 LIMIT 3",
                {"uid": subject},
            ).fetchall()
            since = datetime(day.year, day.month, day.day, tzinfo=UTC) - timedelta(days=4)
            told = Alert(
                *("3f9a0001", AlertKind.RISE, subject, day, since, 96, 9.0, 2.0, 0.0004, 8, day),
                stands_out=StandsOut("version", "4.1", 0.9, 0.3),
                voice_ids=tuple(voice for (voice,) in said),
            )
            keep_alert(conn, told, run_id, since)
        publish(wh, settings.at(settings.paths.snapshot))
    return told.alert_id


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
    page.wait_for_selector('[data-testid="stApp"][data-test-script-state="notRunning"]')


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
    _rename(page, "支払いの画面が止まる")
    page.wait_for_selector("h1:has-text('支払いの画面が止まる')")
    _drawn(page)
    page.get_by_text("これまでの決定").click()
    page.wait_for_selector("text=田中: お客様の言葉に合わせる")
    _fill(page, "取り消す: 名前を変える")
    page.wait_for_function("was => document.querySelector('h1').innerText === was", arg=before)


def _rename(page: Any, name: str) -> None:
    """Fill the form as a reviewer does, with who and why."""
    page.get_by_text("このトピックについて決める").first.click()
    page.get_by_label("日本語の名前", exact=True).fill(name)
    _fill(page, "実行")


def _fill(page: Any, button: str) -> None:
    """Say who and why in the form of this button, and press it."""
    form = page.locator('[data-testid="stForm"]').filter(
        has=page.get_by_role("button", name=button)
    )
    form.get_by_label("決める人", exact=True).fill("田中")
    form.get_by_label("理由（残ります）", exact=True).fill("お客様の言葉に合わせる")
    form.get_by_role("button", name=button).click()


def test_a_decision_during_a_night_is_shown_as_waiting_and_carried_out_when_it_ends(
    look: Callable[..., Any], account: Path
) -> None:
    page = look("topic?n=2")
    with open_warehouse(load_settings(account)).lock(20):
        _rename(page, "夜のあいだの名前")
        page.wait_for_selector("text=夜の処理が終わるのを待っています")
        assert "夜のあいだの名前" not in page.inner_text("h1")
    page.wait_for_selector("h1:has-text('夜のあいだの名前')")
    page.wait_for_selector("text=夜の処理が終わるのを待っています", state="detached")


def test_what_cannot_be_done_is_said_with_the_reason_until_it_is_put_away(
    look: Callable[..., Any],
) -> None:
    page = look("topic?n=3")
    taken = look("topic?n=4").inner_text("h1").partition(" ")[2]
    _rename(page, taken)
    page.wait_for_selector("text=できませんでした")
    assert "koe topics merge 3 4" in page.inner_text("body")
    page.get_by_role("button", name="閉じる").click()
    page.wait_for_selector("text=できませんでした", state="detached")


def test_an_alert_tells_all_and_is_put_away_and_taken_out_again(
    look: Callable[..., Any], alert: str
) -> None:
    page = look("")
    card = page.get_by_text("増加: ").first
    card.wait_for()
    told = page.inner_text('[data-testid="stMain"]')
    for part in ("9件（ふだんは2.0件）", "偶然なら", "お客様8人", "とくに「4.1」"):
        assert part in told
    assert page.locator(".koe-voice").count() == 3
    page.get_by_text("確認した・あとで知らせる").first.click()
    _fill(page, "実行")
    page.get_by_text("これまでの変化と対応").click()
    page.wait_for_selector("text=田中: お客様の言葉に合わせる")
    assert page.locator(".koe-voice").count() == 0
    _drawn(page)
    _fill(page, "もう一度開く")
    page.wait_for_selector(".koe-voice")


def test_a_label_is_corrected_from_a_voice_and_the_correction_undone(
    look: Callable[..., Any],
) -> None:
    page = look("voices?q=決済")
    page.wait_for_selector(".koe-voice code")
    look_up = page.locator('.koe-voice a[href^="labels"]').first.get_attribute("href")
    page = look(look_up)
    page.wait_for_selector("text=問い合わせの種類: ")
    form = page.locator('[data-testid="stForm"]').first
    form.get_by_role("combobox").click()
    page.get_by_role("option", name="お褒め").click()
    _fill(page, "実行")
    page.wait_for_selector("text=問い合わせの種類: お褒め (人が決めた)")
    _drawn(page)
    page.locator('[data-testid="stExpander"]').get_by_text("取り消す").click()
    form = page.locator('[data-testid="stExpander"] [data-testid="stForm"]')
    form.get_by_label("決める人", exact=True).fill("田中")
    form.get_by_label("理由（残ります）", exact=True).fill("読みちがえた")
    form.get_by_role("button", name="実行").click()
    page.wait_for_selector("text=問い合わせの種類: お褒め (人が決めた)", state="detached")


def test_a_reviewer_is_shown_what_helps_most_to_label_next(look: Callable[..., Any]) -> None:
    page = look("labels", locale="en-US")
    page.get_by_text("Most useful to label next").wait_for()
    page.wait_for_selector(".koe-voice p")
    assert page.locator(".koe-voice p").count() == 10


def test_where_a_login_is_on_only_reviewers_decide() -> None:
    assert may_decide("Hanako@Example.com", ("hanako@example.com",))
    assert not may_decide("taro@example.com", ("hanako@example.com",))
    assert not may_decide("", ("",))


def test_a_desk_that_others_could_reach_needs_a_login(account: Path, koe: Koe) -> None:
    told = koe("desk", "--config", account, "--address", "0.0.0.0")
    assert told.code == 2
    assert "no login is set up" in told.err
