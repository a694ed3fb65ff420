"""What a product manager reads. The golden files are to be read, too: would you thank the sender?

To renew them after a wanted change: delete them and run the tests twice.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from datetime import date, datetime
from pathlib import Path

import pytest

from connectors.tracker.operations import Desk, evidence_sha256
from connectors.tracker.policy import Policy
from connectors.tracker.render import markdown
from connectors.tracker.render.content import description, evidence_note, news_note
from connectors.tracker.render.title import title, width
from connectors.tracker.render.trend import bar, trend_table
from connectors.tracker.render.words import ENGLISH, JAPANESE, Words, words_for
from records.issue import Block, IssueState, Quote, TopicEvidence, WeekCount

Topic = Callable[..., TopicEvidence]
GOLDEN = Path(__file__).parent / "golden"
TODAY = date(2024, 10, 22)
POLICY = Policy(time_zone="Asia/Tokyo")
ENGLISH_FACTS = {
    "language": "en",
    "name": "App crashes when the payment screen opens",
    "segments": (("Premium", 20), ("Free", 18)),
    "commonest_reply": "We are sorry for the trouble. Our engineers are looking into it.",
}


def facts(topic: Topic, language: str) -> TopicEvidence:
    return topic(**ENGLISH_FACTS) if language == "en" else topic()


def texts(blocks: tuple[Block, ...]) -> str:
    return "\n".join([block.text for block in blocks] + [i for b in blocks for i in b.items])


@pytest.mark.parametrize("language", ["ja", "en"])
def test_a_whole_issue_reads_as_in_the_golden_file(topic: Topic, language: str) -> None:
    evidence, words = facts(topic, language), words_for("topic", language)
    head = f"# {markdown.escape(title(evidence, words, TODAY))}\n\n"
    made = head + markdown.document(description(evidence, words, POLICY, TODAY))
    golden = GOLDEN / f"issue_{language}.md"
    if not golden.exists():
        golden.write_text(made, encoding="utf-8")
        pytest.fail(f"{golden} was missing and has been written: read it, then run again")
    assert made == golden.read_text(encoding="utf-8")


@pytest.mark.parametrize(
    ("language", "changes", "expected"),
    [
        ("ja", {}, "支払い画面を開くとアプリが落ちる — 38人のお客様 (10/1〜、多くは6.2.0)"),
        ("ja", {"versions": ()}, "支払い画面を開くとアプリが落ちる — 38人のお客様 (10/1〜)"),
        ("en", {}, "App crashes … — 38 customers (since Oct 1, mostly on 6.2.0)"),
        ("en", {"customers": 1, "versions": ()}, "App crashes … — 1 customer (since Oct 1)"),
    ],
)
def test_the_title_says_what_how_many_since_when_and_where(
    topic: Topic, language: str, changes: dict[str, object], expected: str
) -> None:
    evidence = replace(facts(topic, language), **changes)  # type: ignore[arg-type]
    if language == "en":
        evidence = replace(evidence, name="App crashes …")
    assert title(evidence, words_for(language, "ja"), TODAY) == expected


@pytest.mark.parametrize("words", [JAPANESE, ENGLISH])
@pytest.mark.parametrize(
    "name", ["長い名前" * 60, "many words " * 40, "改行\nのある　名前", "👨‍👩‍👧‍👦" * 40]
)
def test_a_title_is_one_line_below_120_characters_with_all_its_figures(
    topic: Topic, words: Words, name: str
) -> None:
    made = title(topic(name=name), words, TODAY)
    assert len(made) < 120
    assert "\n" not in made
    assert "38" in made
    assert made.endswith(")")


def test_a_year_is_told_only_where_it_is_not_this_one(topic: Topic) -> None:
    old = topic(first_seen=date(2023, 12, 30))
    assert "2023/12/30〜" in title(old, JAPANESE, TODAY)
    assert "since Dec 30, 2023" in title(old, ENGLISH, TODAY)
    assert "2024" not in title(topic(), JAPANESE, TODAY)


@pytest.mark.parametrize(
    ("versions", "named"),
    [
        ((("6.2.0", 22), ("6.1", 10)), True),
        ((("6.2.0", 21), ("6.1", 10)), False),
        ((("6.1", 3), ("6.2.0", 30)), True),
        ((), False),
    ],
)
def test_a_version_is_named_only_where_most_tickets_come_from_it(
    topic: Topic, versions: tuple[tuple[str, int], ...], named: bool
) -> None:
    assert ("6.2.0" in title(topic(versions=versions), JAPANESE, TODAY)) is named


def test_two_tickets_are_too_few_to_name_a_version(topic: Topic) -> None:
    assert "6.2.0" not in title(topic(tickets=2, versions=(("6.2.0", 2),)), ENGLISH, TODAY)


def test_quotes_keep_their_language_and_words(topic: Topic) -> None:
    made = markdown.document(description(topic(), JAPANESE, POLICY, TODAY))
    assert "支払い画面を開いた瞬間にアプリが落ちます。再起動しても同じです。" in made
    assert "The app dies every time I tap Pay." in made
    assert "[お問い合わせ 1042](https://help.example/tickets/1042)" in made


def test_at_most_five_quotes_are_shown_and_the_same_words_once(topic: Topic) -> None:
    said = [Quote(f"困っています。{n // 2}", "ja", TODAY, f"{n}") for n in range(20)]
    made = description(topic(quotes=tuple(said)), JAPANESE, POLICY, TODAY)
    shown = [block.text for block in made if block.kind == "quote"]
    assert shown == [f"困っています。{n}" for n in range(5)]


def test_removed_personal_data_is_explained_only_where_it_is_seen(topic: Topic) -> None:
    assert JAPANESE.hidden in texts(description(topic(), JAPANESE, POLICY, TODAY))
    plain = topic(quotes=topic().quotes[:1])
    assert JAPANESE.hidden not in texts(description(plain, JAPANESE, POLICY, TODAY))


def test_a_topic_without_segments_replies_or_quotes_has_no_empty_sections(topic: Topic) -> None:
    bare = topic(segments=(), versions=(), commonest_reply=None, quotes=())
    headings = [b.text for b in description(bare, ENGLISH, POLICY, TODAY) if b.kind == "heading"]
    assert headings == ["How it moves", "About this issue"]


def test_the_reader_learns_how_to_answer(topic: Topic) -> None:
    for words in (JAPANESE, ENGLISH):
        told = texts(description(topic(), words, POLICY, TODAY))
        for needed in ("koe-mute", "koe-mute-30d", "koe-quiet", "180"):
            assert needed in told


@pytest.mark.parametrize("language", ["ja", "en"])
def test_no_word_of_ours_is_in_an_issue(topic: Topic, language: str) -> None:
    evidence, words = facts(topic, language), words_for("topic", language)
    told = texts(description(evidence, words, POLICY, TODAY)).casefold()
    for jargon in ("topic", "cluster", "voice", "evidence", "トピック", "クラスタ", "エビデンス"):
        assert jargon not in told


def test_the_project_decides_the_language_or_leaves_it_to_the_customers() -> None:
    assert words_for("topic", "ja") is JAPANESE
    assert words_for("topic", "en") is ENGLISH
    assert words_for("topic", "other") is ENGLISH
    assert words_for("ja", "en") is JAPANESE
    assert words_for("en", "ja") is ENGLISH


def test_every_sentence_exists_in_both_languages() -> None:
    public = {name for name in vars(Words) if not name.startswith("_")} | set(Words.__annotations__)
    assert public <= set(dir(JAPANESE))
    assert public <= set(dir(ENGLISH))


def test_the_trend_shows_eight_weeks_and_marks_the_running_one() -> None:
    weeks = [WeekCount(date(2024, 8, 5 + 0), 1, 1)] + [
        WeekCount(date.fromordinal(date(2024, 8, 12).toordinal() + 7 * n), n, n) for n in range(11)
    ]
    table = trend_table(weeks, ENGLISH, TODAY)
    assert len(table.rows) == 8
    assert table.rows[-1][0] == "Oct 21 (so far)"
    assert table.rows[-2][0] == "Oct 14"


@pytest.mark.parametrize(
    ("number", "most", "length"), [(0, 10, 0), (1, 1000, 1), (5, 10, 6), (10, 10, 12), (0, 0, 0)]
)
def test_a_bar_is_in_proportion_and_never_empty_above_zero(
    number: int, most: int, length: int
) -> None:
    assert len(bar(number, most)) == length


def test_a_later_issue_says_what_came_after_the_first(
    topic: Topic, known_issue: Callable[..., IssueState]
) -> None:
    made = description(topic(), ENGLISH, POLICY, TODAY, previous=(known_issue(), 6))
    assert "KOE-1 was closed, but 6 tickets about the same came after that." in texts(made)
    assert "KOE-1 の完了後も、同じ内容のお問い合わせが6件届いています。" in texts(
        description(topic(), JAPANESE, POLICY, TODAY, previous=(known_issue(), 6))
    )


def test_notes_hold_the_day_of_the_account(topic: Topic, night: datetime) -> None:
    """20:00 UTC is the next morning in Tokyo."""
    desk = Desk(topic(), POLICY, night, "topic")
    assert "10月22日現在" in evidence_note(topic(), JAPANESE, POLICY, desk.today)[0].text


def test_news_comes_first_in_a_note(topic: Topic) -> None:
    news = (JAPANESE.news_grown(12, 38), JAPANESE.news_segments("法人"))
    made = news_note(topic(), JAPANESE, POLICY, TODAY, news)
    assert made[0].text == "お困りのお客様が、前回お知らせした12人から38人に増えました。"
    assert [block.kind for block in made[2:]] == ["quote"] * 3


def test_figures_are_the_same_until_a_reader_would_notice(topic: Topic) -> None:
    later = tuple(replace(w, week=date.fromordinal(w.week.toordinal() + 7)) for w in topic().weeks)
    assert evidence_sha256(topic(weeks=later)) == evidence_sha256(topic())
    assert evidence_sha256(topic(customers=39)) != evidence_sha256(topic())


@pytest.mark.parametrize("name", ["燃料・車室", "漏れる", "#67"])
def test_a_name_that_tells_little_stands_behind_the_short_end_of_what_a_customer_says(
    topic: Topic, name: str
) -> None:
    said = (
        "また、この整備時に部品の付け間違いがあり、その後もしばらくのあいだ気づかないまま乗り続け、"
        "給油時に燃料漏れを起こした。"
    )
    quote = replace(topic().quotes[0], text=said)
    made = title(
        topic(name=name, keywords=("燃料", "漏れる"), quotes=(quote,), versions=()),
        words_for("ja", "ja"),
        TODAY,
    )
    assert made.startswith("「…給油時に燃料漏れを起こした」")
    assert "#67" not in made
    assert width(made) < 120


def test_a_full_name_needs_no_words_of_a_customer(topic: Topic) -> None:
    made = title(topic(), words_for("ja", "ja"), TODAY)
    assert made.startswith(topic().name)


def test_behind_a_lone_word_one_keyword_is_enough(topic: Topic) -> None:
    quote = replace(topic().quotes[0], text="納車一週間でナビが故障しました。連絡がありません。")
    evidence = topic(name="故障", keywords=("故障",), quotes=(quote,), versions=())
    made = title(evidence, words_for("ja", "ja"), TODAY)
    assert made.startswith("「納車一週間でナビが故障しました」（故障）")
