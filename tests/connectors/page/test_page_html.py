"""The page as a file: both languages, every figure, and a customer's words as nothing but text."""

from __future__ import annotations

import base64
import hashlib
import re
from collections.abc import Callable
from dataclasses import asdict, fields, replace
from datetime import date
from html.parser import HTMLParser
from pathlib import Path
from zoneinfo import ZoneInfo

import pytest
import yaml

from connectors.page import render, words
from records.issue import Answer, Quote
from records.page import Coverage, Page, PageTopic, Window

Topics = Callable[..., PageTopic]
TOKYO = ZoneInfo("Asia/Tokyo")
ROOT = Path(__file__).parents[3]
HOSTILE = (
    "<script>document.title = 'owned'</script>",
    "</blockquote></table><h1>broken</h1>",
    '"><img src=x onerror="alert(1)">',
    "**bold** [click](javascript:alert(1)) {{ page.run }} {% raw %}",
    "W" * 500,
    "שלום \u202eevil",
)


class Outline(HTMLParser):
    """The tags of a page with their attributes, and its text."""

    def __init__(self, html: str) -> None:
        super().__init__()
        self.tags: list[tuple[str, dict[str, str | None]]] = []
        self.text = ""
        self.feed(html)

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.tags.append((tag, dict(attrs)))

    def handle_data(self, data: str) -> None:
        self.text += data

    def all(self, tag: str, **wanted: str) -> list[dict[str, str | None]]:
        names = {key.rstrip("_").replace("_", "-"): value for key, value in wanted.items()}
        return [has for name, has in self.tags if name == tag and names.items() <= has.items()]


def outline(page: Page) -> Outline:
    return Outline(render(page, TOKYO))


def with_quote(page: Page, topic: Topics, quote: Quote) -> Page:
    return replace(page, topics=(topic(1, newest=(quote,)),))


def test_everything_the_page_says_is_said_in_both_languages(page: Page) -> None:
    found = outline(page)
    assert len(found.all("span", class_="ja")) == len(found.all("span", class_="en")) > 50
    assert "この7日で増えたもの" in found.text
    assert "What rose in these 7 days" in found.text
    assert "2026年10月4日(日)までの問い合わせ" in found.text
    assert "Tickets up to Sun 4 Oct 2026" in found.text


@pytest.mark.parametrize(
    "dictionary",
    [words.WORDS, words.ANSWERS, words.REQUEST_TYPES, words.PLACES, words.STAGES, words.COUNTS],
)
def test_no_word_lacks_a_language_and_both_tell_the_same_figures(
    dictionary: dict[str, words.Pair],
) -> None:
    for ja, en in dictionary.values():
        assert ja
        assert en
        assert set(re.findall(r"{\w+}", ja)) == set(re.findall(r"{\w+}", en))


def test_the_page_speaks_of_answers_and_places_by_all_their_names() -> None:
    assert list(words.ANSWERS) == [answer.value for answer in Answer]
    assert list(words.PLACES) == [field.name for field in fields(Coverage)]


def test_the_page_names_request_types_as_the_taxonomy_does() -> None:
    text = (ROOT / "nlp/labels/taxonomy.yaml").read_text(encoding="utf-8")
    labels = yaml.safe_load(text)["tasks"]["request_type"]["labels"]
    names = {key: (label["name"]["ja"], label["name"]["en"]) for key, label in labels.items()}
    assert names == words.REQUEST_TYPES


def test_a_topic_named_in_one_language_keeps_that_name_in_the_other(page: Page) -> None:
    html = render(page, TOKYO)
    assert 'class="en" dir="auto" lang="ja">残高が増えない<' in html
    assert 'class="ja" dir="auto" lang="en">Cannot read the QR code<' in html


def test_a_topic_without_any_name_goes_by_its_number(page: Page, topic: Topics) -> None:
    nameless = topic(48, name_ja=None, name_en=None)
    assert ">#48<" in render(replace(page, topics=(nameless,)), TOKYO)


def test_a_quote_stays_in_the_language_it_was_said_in(page: Page) -> None:
    html = render(page, TOKYO)
    assert '<blockquote dir="auto" lang="ja">支払い画面で落ちます。</blockquote>' in html
    assert '<blockquote dir="auto" lang="en">It crashes when I pay.</blockquote>' in html


@pytest.mark.parametrize("text", HOSTILE)
def test_whatever_a_customer_wrote_stays_text(page: Page, topic: Topics, text: str) -> None:
    clean, quote = outline(page), Quote(text, "other", page.day, text, None, text, text)
    page = replace(page, product=text, topics=(topic(1, newest=(quote,), name_ja=text),))
    page = replace(page, topics=(replace(page.topics[0], keywords=(text,), request_type=text),))
    found = outline(page)
    assert found.text.count(text) >= 7
    assert {tag for tag, _ in found.tags} <= {tag for tag, _ in clean.tags}
    assert len(found.all("script")) == 1
    assert not any(name.startswith("on") for _, has in found.tags for name in has)


def test_an_address_from_the_helpdesk_cannot_run_anything(page: Page, topic: Topics) -> None:
    bad = "javascript:alert(1)"
    quote = Quote("x", "en", page.day, "7", bad)
    hostile = topic(1, newest=(quote,), issue_key="KOE-1", issue_url=bad, answer="received")
    found = outline(replace(page, topics=(hostile,)))
    assert not any("javascript" in (has.get("href") or "") for has in found.all("a"))
    assert "KOE-1" in found.text


def test_the_page_loads_nothing_and_runs_only_its_own_script(page: Page) -> None:
    html = render(page, TOKYO)
    (policy,) = re.findall(r'Content-Security-Policy" content="([^"]+)"', html)
    assert policy.startswith("default-src 'none';")
    assert "unsafe" not in policy
    for tag, source in (("script", "script-src"), ("style", "style-src")):
        (text,) = re.findall(rf"<{tag}>(.*?)</{tag}>", html, re.S)
        digest = base64.b64encode(hashlib.sha256(text.encode()).digest()).decode()
        assert f"{source} 'sha256-{digest}'" in policy
    assert not {"link", "img", "iframe", "object"} & {tag for tag, _ in Outline(html).tags}
    assert not any("style" in has for _, has in Outline(html).tags)


def test_every_line_carries_the_values_it_is_sorted_by(page: Page, topic: Topics) -> None:
    line = topic(7, 1, 4, issue_key="KOE-2", answer="shipped")
    found = outline(replace(page, topics=(line,)))
    values = [has["data-value"] for has in found.all("td") if "data-value" in has]
    place = list(words.ANSWERS).index("shipped") + 1
    assert values == ["1", "-3", "5", "5", str(place)]
    kinds = [has["data-sort"] for has in found.all("th") if "data-sort" in has]
    assert kinds == ["text", "text", "number", "number", "number", "number", "number"]
    assert len(found.all("th", aria_sort="descending")) == 1


def test_every_topic_opens_by_a_button_that_names_what_it_opens(page: Page) -> None:
    found = outline(page)
    for number in (1, 2, 3):
        assert found.all("tbody", id=f"topic-{number}")
        assert found.all("button", aria_controls=f"voices-{number}", aria_expanded="false")
        assert found.all("tr", id=f"voices-{number}")


def test_a_rise_is_told_in_words_and_not_by_colour_alone(page: Page) -> None:
    found = outline(page)
    assert len(found.all("span", class_="badge rose")) == 1
    assert "▲ 増加" in found.text
    assert "30件（その前の7日 8件）" in found.text


def test_what_is_not_counted_yet_is_said(page: Page) -> None:
    text = outline(page).text
    assert "直近7日に届いた174件のうち、集計できたのは117件（67%）" in text
    assert "57 are open or only just resolved" in text


def test_a_week_counted_in_full_needs_no_such_words(page: Page) -> None:
    text = outline(replace(page, last_7_days=Window(9, 9))).text
    assert "まだ" not in text.split("この7日で増えたもの")[0]
    assert "just resolved and" not in text


def test_every_ticket_is_in_one_line_of_the_coverage(page: Page) -> None:
    found = outline(page)
    for key, tickets in asdict(page.coverage).items():
        assert words.PLACES[key][0] in found.text
        assert f"{tickets:,}" in found.text
    assert "1,445" in found.text
    assert "94%" in found.text


def test_the_product_teams_answers_are_told_with_their_day(page: Page, topic: Topics) -> None:
    url = "https://jira.example/browse/KOE-1"
    waits = topic(1, issue_key="KOE-1", issue_url=url, answer="received")
    waits = replace(waits, answered_on=date(2026, 10, 1))
    told = topic(2, issue_key="KOE-2", answer="declined", answered_on=date(2026, 10, 2))
    found = outline(replace(page, topics=(waits, told)))
    assert found.all("a", href=url, rel="noopener noreferrer")
    assert "10月1日(木)から" in found.text
    assert "見送り" in found.text
    assert "Fri 2 Oct" in found.text


def test_a_long_list_says_how_many_more_there_are(page: Page, topic: Topics) -> None:
    topics = tuple(topic(n, issue_key=f"KOE-{n}", answer="received") for n in range(1, 9))
    assert "ほか2件は下の表にあります。" in outline(replace(page, topics=topics)).text


def test_a_night_without_topics_still_has_a_page(page: Page) -> None:
    text = outline(replace(page, topics=(), weeks=(), run=None)).text
    assert "はっきり増えたトピックはありません。" in text
    assert "まだ回答はありません。" in text


def test_the_run_is_told_in_the_accounts_time_zone_and_unknown_counts_by_name(page: Page) -> None:
    text = outline(page).text
    assert "2026-10-05 05:00" in text
    assert "読んだ行" in text
    assert "1,448" in text
    assert "new_count" in text
