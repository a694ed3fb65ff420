"""The desk in a real browser: every page in both languages, and hostile words that stay text."""

from __future__ import annotations

import re
from pathlib import Path
from typing import Any

import pytest
from playwright.sync_api import expect

pytestmark = pytest.mark.slow

SIDEBAR = '[data-testid="stSidebarNav"] a'
# What every page is known by once it is drawn, in the order of the sidebar.
HEADINGS = {
    "ja-JP": (
        *("気づいた変化", "トピック一覧", "トピックを選ぶ", "声をさがす", "開発からの質問"),
        *("お客様の時間", "これまでの訂正", "読めなかった行"),
    ),
    "en-US": (
        *("What changed", "Search names", "Choose a topic", "Words", "Product asks us"),
        *("Customers' time", "Corrections so far", "Rows that could not be read"),
    ),
}


@pytest.mark.parametrize("locale", HEADINGS)
def test_every_page_stands_in_both_languages(reader: Any, locale: str) -> None:
    page = reader.opens(locale=locale)
    for number, heading in enumerate(HEADINGS[locale]):
        reader.presses(page.locator(SIDEBAR).nth(number))
        page.locator('[data-testid="stMain"]').get_by_text(heading).first.wait_for()
        reader.drawn(page)
        assert reader.errors(page) == [], heading


def test_a_phone_shows_every_page_without_scrolling_sideways(reader: Any) -> None:
    for path in ("", "topic?n=1", "answers?n=1"):
        page = reader.opens(path, width=390)
        assert page.evaluate("document.documentElement.scrollWidth") <= 390, path


def test_one_click_leads_from_what_rose_to_the_raw_voices(reader: Any) -> None:
    page = reader.opens()
    reader.presses(page.locator('[data-testid="stPageLink"] a').first)
    page.wait_for_url("**/topic?*n=*")
    page.wait_for_selector(".koe-voice")


def test_a_voice_leads_to_its_topic(reader: Any) -> None:
    page = reader.opens("voices")
    link = page.locator('.koe-voice a[href^="topic"]').first
    name = link.inner_text()
    reader.presses(link)
    page.locator("h1").get_by_text(name, exact=True).wait_for()


def test_what_a_customer_wrote_stays_text_in_its_own_direction(reader: Any) -> None:
    page = reader.opens("voices?q=broken+in")
    voice = page.locator(".koe-voice p").first
    expect(voice).to_contain_text("<script>document.title='broken in'</script>と**太字**")
    assert page.title() != "broken in"
    assert page.locator('.koe-voice a[href^="javascript"]').count() == 0
    style = "one => getComputedStyle(one).unicodeBidi"
    assert "isolate" in voice.evaluate(style), "an override of direction ends with the quote"
    assert voice.evaluate("one => one.scrollWidth <= one.clientWidth"), "long words are broken"


def test_filters_stand_in_the_address_so_that_a_view_can_be_sent(reader: Any) -> None:
    page = reader.opens("voices")
    page.get_by_label("言葉", exact=True).fill("決済")
    page.get_by_label("言葉", exact=True).press("Enter")
    page.wait_for_url("**/voices?q=*")
    again = reader.opens(page.url.rpartition("/")[2])
    again.wait_for_selector(".koe-voice p")
    voices = again.locator(".koe-voice p")
    expect(voices.filter(has_not_text="決済")).to_have_count(0)
    expect(voices).not_to_have_count(0)


def test_the_language_is_a_switch_that_stays_when_the_page_changes(reader: Any) -> None:
    page = reader.opens()
    reader.presses(page.get_by_text("English", exact=True))
    page.wait_for_selector("text=What rose")
    reader.presses(page.locator(SIDEBAR).nth(4))
    page.wait_for_selector("text=Waiting for product")


def test_the_table_of_topics_can_be_taken_along(reader: Any, tmp_path: Path) -> None:
    page = reader.opens("topics")
    with page.expect_download() as waited:
        reader.presses(page.get_by_text("CSVで保存"))
    target = tmp_path / "topics.csv"
    waited.value.save_as(target)
    text = target.read_text(encoding="utf-8-sig")
    assert text.startswith("number,name_ja,name_en")
    assert len(text.splitlines()) > 2


def test_a_topic_is_opened_without_a_mouse(reader: Any) -> None:
    page = reader.opens("topics")
    box = page.get_by_label("トピックを選ぶ", exact=False).last
    box.focus()
    page.keyboard.press("ArrowDown")
    page.keyboard.press("Enter")
    page.wait_for_url("**/topic?n=*")
    page.wait_for_selector(".koe-voice")


def test_a_reviewer_is_shown_what_helps_most_to_label_next(reader: Any) -> None:
    page = reader.opens("labels", locale="en-US")
    page.get_by_text("Most useful to label next").wait_for()
    page.locator(".koe-voice p").nth(9).wait_for()


SHOWS = "word => [...document.querySelectorAll('input')].some(one => one.value === word)"


def test_a_filter_by_label_means_the_same_at_a_reader_of_the_other_language(reader: Any) -> None:
    found = []
    for locale, word in (("ja-JP", "否定的"), ("en-US", "negative")):
        page = reader.opens("voices?sentiment=negative", locale=locale)
        page.wait_for_function(SHOWS, arg=word)
        found.append(page.locator(".koe-voice p").all_inner_texts())
    assert found[0] == found[1]
    everything = reader.opens("voices").locator(".koe-voice p").count()
    assert 0 < len(found[0]) < everything


def test_the_figures_of_support_are_read_without_sql(reader: Any) -> None:
    page = reader.opens("figures?by=language", locale="en-US")
    parts = ("Replies in time", "target 90%", "Possibly missed replies", "Week by week")
    for part in (*parts, "Customers' time"):
        page.get_by_text(part).first.wait_for()
    with page.expect_download() as waited:
        reader.presses(page.get_by_text("Download CSV"))
    assert waited.value.suggested_filename == "koe-language.csv"
    expect(page).to_have_url(re.compile("by=language"))


def test_a_customer_who_may_have_been_missed_is_read_at_the_desk(reader: Any) -> None:
    page = reader.opens("figures")
    reader.chooses(page, page.get_by_label("チケットを読む"), "8888")
    page.wait_for_url("**/voices?*ticket=8888*")
    page.get_by_role("heading", name=re.compile("チケット 8888.*のやりとり")).wait_for()
    written = page.locator(".koe-voice")
    roles = ("お客様", "サポート", "お客様")
    expect(written).to_have_text([re.compile(rf"· {role}\s*$") for role in roles])
    expect(written.last).to_contain_text("その後いかがでしょうか。")
    box = page.get_by_label("チケット", exact=True)
    expect(box).to_have_value("8888")
    box.fill("")
    box.press("Enter")
    page.locator(".koe-voice").nth(50).wait_for()


def test_the_voices_of_a_ticket_stand_above_what_was_written_in_it(reader: Any) -> None:
    page = reader.opens("voices?ticket=7777", locale="en-US")
    page.get_by_role("heading", name="What was written in ticket 7777").wait_for()
    expect(page.locator(".koe-voice p")).to_have_count(2)
    texts = page.locator(".koe-voice p").all_inner_texts()
    assert texts[0] in texts[1]
    assert page.title() != "broken in"
