"""Support's word to an answer, at the desk in a real browser: shown at once, and taken back."""

from __future__ import annotations

import csv
import io
from collections.abc import Callable
from dataclasses import replace
from datetime import UTC, date, datetime, timedelta
from pathlib import Path
from typing import Any

import pytest
from playwright.sync_api import expect

from flows.night import open_warehouse
from flows.settings import load_settings
from records.issue import Answer, IssueState
from warehouse.issues import issues, save_issue
from warehouse.snapshot import publish

pytestmark = pytest.mark.slow

Opens = Callable[..., Any]


@pytest.fixture(scope="module")
def answered(account: Path) -> dict[Answer, int]:
    """Topics by what the product team answered, published as the tracker would have told it."""
    settings = load_settings(account)
    wh = open_warehouse(settings)
    told = {Answer.DECLINED: 1, Answer.SHIPPED: 2, Answer.NEEDS_INFO: 3, Answer.RECEIVED: 4}
    with wh.lock(20):
        with wh.connect() as conn:
            numbers = dict(conn.execute("SELECT topic_uid, number FROM topics").fetchall())
            (tracker,) = conn.execute("SELECT any_value(tracker) FROM issues").fetchall()[0]
        by_number = {numbers[one.topic_uid]: one for one in issues(wh, tracker)}
        now = datetime.now(UTC)
        for answer, number in told.items():
            if answer is not Answer.RECEIVED:
                save_issue(wh, _answered(by_number[number], answer, now), tracker=tracker, now=now)
        publish(wh, settings.at(settings.paths.snapshot))
    return told


def _answered(issue: IssueState, answer: Answer, now: datetime) -> IssueState:
    new = replace(issue, answer=answer, status="Done", updated_at=now)
    if answer is Answer.DECLINED:
        return replace(new, resolution="対応しない", reason="来期に見直します", resolved_at=now)
    if answer is Answer.SHIPPED:
        day = date(2026, 10, 8)
        return replace(new, resolved_at=now - timedelta(hours=1), version="6.2", released_on=day)
    return replace(new, status="Open", reason="どの端末ですか")


def said(reader: Any, page: Any, button: str, words: str, *, who: str, label: str) -> None:
    form = reader.form(page, button)
    form.get_by_role("textbox", name=label).fill(words)
    form.get_by_label(who, exact=True).fill("田中")
    reader.presses(form.get_by_role("button", name=button, exact=True))


def test_a_no_is_disputed_with_evidence_and_the_dispute_taken_back(
    reader: Any, answered: dict[Answer, int]
) -> None:
    page = reader.opens(f"answers?n={answered[Answer.DECLINED]}")
    page.get_by_text("開発より：来期に見直します").wait_for()
    reader.chooses(page, page.get_by_label("根拠にするチケット"))
    page.keyboard.press("Escape")
    button, words = "再検討をお願いする", "三社が解約しました。連絡は taro@example.com まで。"
    said(reader, page, button, words, who="決める人", label="開発に伝える言葉")
    page.get_by_text("（次の報告で伝わります）").wait_for()
    main = page.get_by_test_id("stMain")
    dispute = "田中: 三社が解約しました。連絡は <EMAIL> まで。 (チケット 1"
    expect(main).to_contain_text(dispute, use_inner_text=True)
    reader.drawn(page)
    reader.presses(page.get_by_text("取り下げる: 再検討のお願い").first)
    reader.decides(page, "取り下げる: 再検討のお願い", "見まちがい")
    page.get_by_text("（取り下げ済み）").wait_for()
    expect(main).to_contain_text("田中: 見まちがい", use_inner_text=True)


def test_a_dispute_without_words_is_not_taken(reader: Any, answered: dict[Answer, int]) -> None:
    page = reader.opens(f"answers?n={answered[Answer.DECLINED]}", locale="en-US")
    said(reader, page, "Send the dispute", "", who="Who decides", label="Your words")
    page.get_by_text("Please say who decides and why.").wait_for()


def test_a_question_is_answered_in_english(reader: Any, answered: dict[Answer, int]) -> None:
    page = reader.opens(f"answers?n={answered[Answer.NEEDS_INFO]}", locale="en-US")
    page.get_by_text("Product says: どの端末ですか").wait_for()
    assert page.get_by_text("田中: On Android 15.").count() == 0
    said(reader, page, "Send the answer", "On Android 15.", who="Who decides", label="Your words")
    page.get_by_text("田中: On Android 15.").wait_for()


def test_what_may_not_be_escalated_yet_says_since_when_it_waits(
    reader: Any, answered: dict[Answer, int]
) -> None:
    page = reader.opens(f"answers?n={answered[Answer.RECEIVED]}", locale="en-US")
    said(reader, page, "Escalate", "Please decide.", who="Who decides", label="Your words")
    page.get_by_text("has waited since").wait_for()
    reader.presses(page.get_by_role("button", name="Dismiss"))
    page.wait_for_selector("text=has waited since", state="detached")


def test_a_release_gives_drafts_to_copy_a_list_to_take_along_and_a_way_to_say_it_is_done(
    reader: Any, answered: dict[Answer, int], tmp_path: Path
) -> None:
    number = answered[Answer.SHIPPED]
    page = reader.opens(f"answers?n={number}", locale="en-US")
    page.get_by_text("Shipped: reply to these customers").wait_for()
    drafts = page.get_by_test_id("stCode")
    for words in ("バージョン6.2で対応", "dealt with in version 6.2, out since October 8"):
        expect(drafts.filter(has_text=words).first).to_be_visible()
    with page.expect_download() as waited:
        reader.presses(page.get_by_role("button", name="Download CSV"))
    waited.value.save_as(tmp_path / "replies.csv")
    rows = list(csv.DictReader(io.StringIO((tmp_path / "replies.csv").read_text("utf-8-sig"))))
    assert {row["language"] for row in rows} == {"ja", "en"}
    assert all("6.2" in row["draft"] for row in rows)
    form = reader.form(page, "All were told")
    form.get_by_label("Who decides", exact=True).fill("mori")
    reader.presses(form.get_by_role("button", name="All were told", exact=True))
    page.wait_for_selector("text=Shipped: reply to these customers", state="detached")
    page.get_by_text("mori: –").wait_for()
    reader.drawn(page)
    reader.presses(page.get_by_text("Take back: customers told").first)
    form = reader.form(page, "Take back: customers told")
    form.get_by_label("Why (it is kept)", exact=True).fill("the wrong topic")
    reader.presses(form.get_by_role("button", name="Take back: customers told", exact=True))
    page.get_by_text("Shipped: reply to these customers").wait_for()


def test_what_was_written_to_one_question_is_not_sent_as_the_answer_to_the_next(
    reader: Any, answered: dict[Answer, int], account: Path
) -> None:
    page = reader.opens(f"answers?n={answered[Answer.NEEDS_INFO]}", locale="en-US")
    page.get_by_text("Product says: どの端末ですか").wait_for()
    _asks_anew(account, answered[Answer.NEEDS_INFO], "どの画面ですか")
    said(reader, page, "Send the answer", "On Android 14.", who="Who decides", label="Your words")
    page.get_by_text("the answer changed meanwhile").wait_for()
    page.get_by_text("Product says: どの画面ですか").wait_for()
    reader.presses(page.get_by_role("button", name="Dismiss"))
    page.wait_for_selector("text=the answer changed meanwhile", state="detached")
    reader.drawn(page)
    assert page.get_by_text("田中: On Android 14.").count() == 0


def _asks_anew(account: Path, number: int, question: str) -> None:
    settings = load_settings(account)
    wh = open_warehouse(settings)
    with wh.lock(20):
        with wh.connect() as conn:
            asked = "SELECT topic_uid, any_value(tracker) FROM topics JOIN issues USING (topic_uid)"
            told = conn.execute(f"{asked} WHERE number = ? GROUP BY ALL", [number]).fetchall()
        ((uid, tracker),) = told
        issue = next(one for one in issues(wh, tracker) if one.topic_uid == uid)
        for answer, reason in ((Answer.CONSIDERING, None), (Answer.NEEDS_INFO, question)):
            now = datetime.now(UTC)
            new = replace(issue, answer=answer, reason=reason, updated_at=now)
            save_issue(wh, new, tracker=tracker, now=now)
        publish(wh, settings.at(settings.paths.snapshot))
