"""One voice put right at the desk, in a real browser: its labels, its topic, or not now."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest
from playwright.sync_api import expect

from flows.night import open_warehouse
from flows.settings import load_settings

pytestmark = pytest.mark.slow

# How many of the voices on the page carry a label that a person gave.
SAID = "document.body.innerText.split('人が決めた').length"
WHY = "理由（残ります）"

# Whether the voices from a place on are these.
ARE_FROM = """([place, texts]) => JSON.stringify(texts) === JSON.stringify(
  [...document.querySelectorAll('.koe-voice p')].slice(place).map(one => one.innerText))"""


def test_a_voice_is_moved_to_another_topic_and_the_move_undone(reader: Any) -> None:
    page = reader.opens("topic?n=4")
    voice = page.locator(".koe-voice").first
    text = voice.locator("p").inner_text()
    reader.presses(voice.get_by_role("link", name="移す"))
    page.get_by_text("トピック: #4 ").wait_for()
    expect(page.locator(".koe-voice p").first).to_have_text(text)
    box = page.get_by_label("移す先のトピック")
    reader.chooses(page, box, "#3")
    reader.decides(page, "実行", within=page.get_by_test_id("stColumn").first)
    page.get_by_text("トピック: #3 ").wait_for()
    page = reader.opens("topic?n=3")
    page.wait_for_function(
        "was => [...document.querySelectorAll('.koe-voice p')].some(one => one.innerText === was)",
        arg=text,
    )
    reader.presses(page.get_by_text("これまでの決定"))
    reader.decides(page, "取り消す: 声をここに移す")
    page.get_by_text("声をここに移す (取り消し済み)").wait_for()
    page.wait_for_function(
        "was => ![...document.querySelectorAll('.koe-voice p')].some(one => one.innerText === was)",
        arg=text,
    )


@pytest.mark.parametrize(("locale", "later"), [("ja-JP", "あとで"), ("en-US", "Later")])
def test_a_voice_that_nobody_can_answer_is_put_behind_all_others(
    reader: Any, locale: str, later: str
) -> None:
    page = reader.opens("labels", locale=locale)
    page.locator(".koe-voice p").nth(9).wait_for()
    reader.drawn(page)
    before = page.locator(".koe-voice p").all_inner_texts()
    _puts_off_the_first(reader, page, later)
    page.wait_for_function(ARE_FROM, arg=[0, [*before[1:], before[0]]])


def test_once_all_ten_are_put_off_others_are_asked_first(reader: Any) -> None:
    page = reader.opens("labels")
    page.locator(".koe-voice p").nth(9).wait_for()
    reader.drawn(page)
    before = page.locator(".koe-voice p").all_inner_texts()
    for _ in before:
        _puts_off_the_first(reader, page, "あとで")
    page.wait_for_function(ARE_FROM, arg=[10, before])
    now = page.locator(".koe-voice p").all_inner_texts()
    assert len(set(now)) == 20


def _puts_off_the_first(reader: Any, page: Any, later: str) -> None:
    first = page.locator(".koe-voice p").first.inner_text()
    reader.presses(page.get_by_role("button", name=later, exact=True).first)
    page.wait_for_function(
        "was => document.querySelector('.koe-voice p').innerText !== was", arg=first
    )
    reader.drawn(page)


def test_a_label_is_corrected_from_a_voice_and_the_correction_undone(
    reader: Any,
) -> None:
    page = reader.opens("voices?q=決済")
    page.wait_for_selector(".koe-voice code")
    look_up = page.locator('.koe-voice a[href^="labels"]').first.get_attribute("href")
    page = reader.opens(look_up)
    page.wait_for_selector("text=問い合わせの種類: ")
    form = page.locator('[data-testid="stForm"]').first
    reader.chooses(page, form.get_by_role("combobox"), "お褒め")
    reader.decides(page, "実行")
    page.wait_for_selector("text=問い合わせの種類: お褒め (人が決めた)")
    reader.drawn(page)
    reader.presses(page.locator('[data-testid="stExpander"]').get_by_text("取り消す"))
    form = page.locator('[data-testid="stExpander"] [data-testid="stForm"]')
    form.get_by_label("決める人", exact=True).fill("田中")
    form.get_by_label("理由（残ります）", exact=True).fill("読みちがえた")
    reader.presses(form.get_by_role("button", name="実行"))
    page.wait_for_selector("text=問い合わせの種類: お褒め (人が決めた)", state="detached")


def test_the_voices_that_help_most_stay_in_their_places_with_what_is_typed_beside_them(
    reader: Any, account: Path
) -> None:
    page = reader.opens("labels?v=7777")
    page.locator(".koe-voice p").nth(10).wait_for()
    reader.drawn(page)
    before, said = page.locator(".koe-voice p").all_inner_texts(), page.evaluate(SAID)
    for label, words in (("決める人", "田中"), (WHY, "読んで決めた")):
        page.get_by_label(label, exact=True).last.fill(words)
        page.get_by_label(label, exact=True).last.blur()
        page.wait_for_timeout(500)
        reader.drawn(page)
    with open_warehouse(load_settings(account)).lock(20):
        reader.chooses(page, page.get_by_label("正しいラベル").nth(1))
        reader.drawn(page)
        reader.presses(page.get_by_role("button", name="実行", exact=True).nth(1))
        page.wait_for_selector("text=夜の処理が終わるのを待っています")
        reader.drawn(page)
        why = reader.form(page, "実行").get_by_label(WHY, exact=True)
        why.press_sequentially("まだ書いている")
    page.wait_for_function(f"was => {SAID} > was", arg=said)
    page.wait_for_selector("text=夜の処理が終わるのを待っています", state="detached")
    reader.drawn(page)
    page.wait_for_function(ARE_FROM, arg=[0, before])
    expect(reader.form(page, "実行").get_by_label(WHY, exact=True)).to_have_value("まだ書いている")
