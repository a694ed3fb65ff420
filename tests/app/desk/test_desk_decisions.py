"""Decisions at the desk, in a real browser: shown at once, undone, waiting, refused, put away."""

from __future__ import annotations

import re
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import Any

import pytest
from playwright.sync_api import expect

from flows.night import open_warehouse
from flows.settings import load_settings
from records.alert import Alert, AlertKind, StandsOut
from warehouse.alerts.keep import keep_alert
from warehouse.snapshot import publish

pytestmark = pytest.mark.slow

DECIDE_TOPIC, MERGE = "このトピックについて決める", "別のトピックを統合する"
SPLIT, UNDONE = "分割する", "取り消し済み"
# The field that a kind of decision asks for, where it asks for any.
RENAMES, OTHER = "日本語の名前", "統合するトピックの番号"
DECIDE_ALERT, WHY = "確認した・あとで知らせる", "理由（残ります）"


@pytest.fixture(scope="module")
def alert(account: Path, desk: str) -> str:
    """The id of an alert about topic 1, published while the desk runs; two others follow it."""
    settings = load_settings(account)
    wh = open_warehouse(settings)
    with wh.lock(20):
        with wh.transaction() as conn:
            for number, alert_id in ((3, "3f9a0003"), (2, "3f9a0002"), (1, "3f9a0001")):
                _keep(conn, number, alert_id)
        publish(wh, settings.at(settings.paths.snapshot))
    return alert_id


def _keep(conn: Any, number: int, alert_id: str) -> None:
    (subject, day, run_id) = conn.execute(
        "SELECT topic_uid, (SELECT max(created_day) FROM tickets), max(run_id)"
        " FROM topics, runs WHERE number = $number GROUP BY ALL",
        {"number": number},
    ).fetchall()[0]
    said = conn.execute(
        "SELECT voice_id FROM assignments WHERE topic_uid = $uid ORDER BY 1 LIMIT 3",
        {"uid": subject},
    ).fetchall()
    since = datetime(day.year, day.month, day.day, tzinfo=UTC) - timedelta(days=4)
    told = Alert(
        *(alert_id, AlertKind.RISE, subject, day, since, 96, 9.0, 2.0, 0.0002 * number, 8, day),
        stands_out=StandsOut("version", "4.1", 0.9, 0.3),
        voice_ids=tuple(voice for (voice,) in said),
    )
    keep_alert(conn, told, run_id, since)


def test_a_topic_is_renamed_and_the_renaming_undone(reader: Any) -> None:
    page = reader.opens("topic?n=1")
    before = page.inner_text("h1")
    _rename(reader, page, "支払いの画面が止まる")
    page.wait_for_selector("h1:has-text('支払いの画面が止まる')")
    reader.drawn(page)
    reader.presses(page.get_by_text("これまでの決定"))
    page.wait_for_selector("text=田中: お客様の言葉に合わせる")
    reader.decides(page, "取り消す: 名前を変える")
    page.wait_for_function("was => document.querySelector('h1')?.innerText === was", arg=before)


def _rename(reader: Any, page: Any, name: str) -> None:
    """Fill the form as a reviewer does, with who and why; the topic has another name so far."""
    assert name not in page.inner_text("h1")
    reader.presses(page.get_by_text(DECIDE_TOPIC).first)
    reader.decides(page, "実行", **{RENAMES: name})


def _opens_the_form(reader: Any, page: Any) -> Any:
    reader.presses(page.get_by_text(DECIDE_TOPIC).first)
    return page.locator('[data-testid="stExpander"]').filter(has_text=DECIDE_TOPIC)


def _chooses_kind(reader: Any, page: Any, form: Any, kind: str) -> None:
    """Choose what to do, until the form asks for what it needs and for nothing else."""
    reader.chooses(page, form.get_by_role("combobox").first, kind)
    form.get_by_label(RENAMES).wait_for(state="detached")
    form.get_by_label(OTHER).wait_for(state="visible" if kind == MERGE else "detached")


@pytest.mark.parametrize("kind", ["通知を止める", "固定する"])
def test_a_topic_is_muted_or_pinned_and_it_is_undone(reader: Any, kind: str) -> None:
    page = reader.opens("topic?n=4")
    form = _opens_the_form(reader, page)
    _chooses_kind(reader, page, form, kind)
    reader.decides(page, "実行")
    reader.presses(page.get_by_text("これまでの決定"))
    reader.decides(page, f"取り消す: {kind}")
    page.get_by_text(f"{kind} ({UNDONE})").first.wait_for()


def test_topics_are_merged_split_into_their_parts_again_and_both_undone(reader: Any) -> None:
    page = reader.opens("topic?n=4")
    form = _opens_the_form(reader, page)
    _chooses_kind(reader, page, form, MERGE)
    reader.chooses(page, form.get_by_label(OTHER), "#3")
    reader.decides(page, "実行")
    reader.presses(page.get_by_text("これまでの決定"))
    page.get_by_role("button", name=f"取り消す: {MERGE}").wait_for()
    _chooses_kind(reader, page, form, SPLIT)
    reader.decides(page, "実行")
    for kind in (SPLIT, MERGE):
        page.get_by_role("button", name=f"取り消す: {kind}").wait_for()
        reader.decides(page, f"取り消す: {kind}")
        page.get_by_text(f"{kind} ({UNDONE})").first.wait_for()


def test_a_decision_during_a_night_is_shown_as_waiting_and_carried_out_when_it_ends(
    reader: Any, account: Path
) -> None:
    page = reader.opens("topic?n=2")
    with open_warehouse(load_settings(account)).lock(20):
        _rename(reader, page, "夜のあいだの名前")
        page.wait_for_selector("text=夜の処理が終わるのを待っています")
        assert "夜のあいだの名前" not in page.inner_text("h1")
    page.wait_for_selector("h1:has-text('夜のあいだの名前')")
    page.wait_for_selector("text=夜の処理が終わるのを待っています", state="detached")


def test_words_that_somebody_is_typing_stay_while_an_earlier_decision_is_carried_out(
    reader: Any, account: Path
) -> None:
    page = reader.opens("topic?n=2")
    with open_warehouse(load_settings(account)).lock(20):
        _rename(reader, page, "先に決めた名前")
        page.wait_for_selector("text=夜の処理が終わるのを待っています")
        reader.drawn(page)
        why = reader.form(page, "実行").get_by_label("理由（残ります）", exact=True)
        why.press_sequentially("、そして次の理由")
        typed = why.input_value()
    page.wait_for_selector("h1:has-text('先に決めた名前')")
    page.wait_for_selector("text=夜の処理が終わるのを待っています", state="detached")
    reader.drawn(page)
    expect(why).to_be_visible()
    expect(why).to_have_value(typed)


def test_a_list_that_somebody_has_open_stays_open_while_a_decision_is_carried_out(
    reader: Any, account: Path
) -> None:
    page = reader.opens("topic?n=2")
    form = _opens_the_form(reader, page)
    with open_warehouse(load_settings(account)).lock(20):
        _chooses_kind(reader, page, form, "固定する")
        reader.decides(page, "実行")
        page.wait_for_selector("text=夜の処理が終わるのを待っています")
        _chooses_kind(reader, page, form, MERGE)
        box = form.get_by_label(OTHER)
        box.scroll_into_view_if_needed()
        page.wait_for_timeout(500)
        box.click()
        page.get_by_role("option", name="#3").wait_for()
    page.wait_for_selector("text=夜の処理が終わるのを待っています", state="detached")
    page.wait_for_selector("text=新しい内容を読み込んでいます", state="detached")
    reader.drawn(page)
    page.get_by_role("option", name="#3").click(timeout=5_000)
    expect(box).to_have_value(re.compile("^#3"))


def test_on_a_phone_what_waits_covers_nothing_that_cannot_be_scrolled_clear(
    reader: Any, account: Path
) -> None:
    page = reader.opens("topic?n=2", width=390)
    with open_warehouse(load_settings(account)).lock(20):
        _rename(reader, page, "電話で決めた名前")
        page.wait_for_selector("text=夜の処理が終わるのを待っています")
        reader.drawn(page)
        page.locator('[data-testid="stMain"]').evaluate("one => one.scrollTo(0, one.scrollHeight)")
        waiting = page.locator(".st-key-watched").bounding_box()
        button = page.get_by_role("button", name="実行", exact=True).last.bounding_box()
        assert button["y"] + button["height"] <= waiting["y"]
    page.wait_for_selector("h1:has-text('電話で決めた名前')")


def test_what_cannot_be_done_is_said_with_the_reason_until_it_is_put_away(
    reader: Any,
) -> None:
    page = reader.opens("topic?n=3")
    taken = reader.opens("topic?n=4").inner_text("h1").partition(" ")[2]
    _rename(reader, page, taken)
    page.wait_for_selector("text=できませんでした")
    expect(page.locator("body")).to_contain_text("koe topics merge 3 4", use_inner_text=True)
    reader.presses(page.get_by_role("button", name="閉じる"))
    page.wait_for_selector("text=できませんでした", state="detached")


def test_an_alert_tells_all_and_is_put_away_and_taken_out_again(reader: Any, alert: str) -> None:
    page = reader.opens("")
    card = page.get_by_text("増加: ").first
    card.wait_for()
    page.locator(".koe-voice").nth(2).wait_for()
    for part in ("9件（ふだんは2.0件）", "偶然なら", "お客様8人", "とくに「4.1」"):
        expect(page.get_by_test_id("stMain")).to_contain_text(part, use_inner_text=True)
    cards = _cards(page)
    reader.presses(cards.first.get_by_text(DECIDE_ALERT).first)
    reader.decides(page, "実行", within=cards.first)
    reader.presses(page.get_by_text("これまでの変化と対応"))
    page.wait_for_selector("text=田中: お客様の言葉に合わせる")
    expect(cards).to_have_count(2)
    reader.decides(page, "もう一度開く")
    expect(cards).to_have_count(3)


def test_what_somebody_types_about_one_alert_stays_while_another_is_put_away(
    reader: Any, account: Path, alert: str
) -> None:
    page = reader.opens("")
    cards = _cards(page)
    expect(cards).to_have_count(3)
    with open_warehouse(load_settings(account)).lock(20):
        reader.presses(cards.first.get_by_text(DECIDE_ALERT).first)
        reader.decides(page, "実行", within=cards.first)
        page.wait_for_selector("text=夜の処理が終わるのを待っています")
        reader.drawn(page)
        reader.presses(cards.last.get_by_text(DECIDE_ALERT).first)
        cards.last.get_by_label(WHY, exact=True).press_sequentially("週末の障害のため")
    expect(cards).to_have_count(2)
    page.wait_for_selector("text=夜の処理が終わるのを待っています", state="detached")
    reader.drawn(page)
    why = cards.last.get_by_label(WHY, exact=True)
    expect(why).to_be_visible()
    expect(why).to_have_value("週末の障害のため")


def _cards(page: Any) -> Any:
    """The forms of the alerts that are open."""
    return page.locator('[data-testid="stExpander"]').filter(has_text=DECIDE_ALERT)
