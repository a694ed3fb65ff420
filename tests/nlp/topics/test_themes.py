"""Themes: a few heads over the topics that stay from night to night."""

from __future__ import annotations

from dataclasses import replace

import numpy as np

from nlp.topics import themed
from nlp.topics.space import WORD_COLUMNS
from records.topic import Topic, TopicState

WIDTH = 16


def topic(number: int, theme: int, ja: str | None = "残高", en: str | None = None) -> Topic:
    """A topic near the direction of ``theme``, apart from a language's own direction."""
    row = np.zeros(WIDTH + WORD_COLUMNS)
    row[theme], row[8 if ja else 9] = 1.0, 1.0
    row[10 + number % 6] = 0.2
    words = [f"{word} {n}" for word in (ja, en) if word for n in ("増えない",)]
    return Topic(
        f"t_{number}",
        number,
        ja,
        en,
        tuple(word for phrase in words for word in phrase.split()),
        tuple(float(x) for x in row / np.linalg.norm(row)),
        0.4,
        "hand",
        (),
        None,
        0.6,
        0.2,
        5,
    )


TOPICS = [
    *(topic(n, 0, "残高") for n in (1, 2, 3)),
    *(topic(n, 1, "カード") for n in (4, 5)),
    *(topic(n, 0, None, "balance") for n in (6, 7)),
    *(topic(n, 1, None, "card") for n in (8, 9)),
]


def test_topics_about_one_thing_share_a_theme_in_both_languages() -> None:
    found = themed(TOPICS, [], {"t_1": 50})
    assert [theme.topic_uids for theme in found] == [
        ("t_1", "t_2", "t_3", "t_6", "t_7"),
        ("t_4", "t_5", "t_8", "t_9"),
    ]
    assert "残高" in str(found[0].name_ja)
    assert "balance" in str(found[0].name_en)


def test_another_night_changes_no_theme_and_a_new_topic_joins_the_one_it_is_near() -> None:
    first = themed(TOPICS, [], {})
    assert themed(TOPICS, first, {"t_4": 900}) == first
    second = themed([*TOPICS, topic(10, 1, "カード")], first, {})
    assert second[1 if "t_4" in second[1].topic_uids else 0].topic_uids[-1] == "t_10"
    assert [(t.number, t.name_ja) for t in second] == [(t.number, t.name_ja) for t in first]


def test_a_topic_that_is_near_no_theme_waits_for_a_second_one() -> None:
    first = themed(TOPICS, [], {})
    lone = [*TOPICS, topic(11, 5, "配送")]
    assert themed(lone, first, {}) == first
    pair = themed([*lone, topic(12, 5, "配送")], first, {})
    assert pair[-1].topic_uids == ("t_11", "t_12")
    assert pair[-1].number == len(first) + 1


def test_a_handful_of_topics_needs_no_heads_and_a_retired_one_has_no_place() -> None:
    assert themed(TOPICS[:5], [], {}) == []
    gone = replace(TOPICS[0], state=TopicState.RETIRED)
    found = themed([gone, *TOPICS[1:]], [], {})
    assert "t_1" not in {uid for theme in found for uid in theme.topic_uids}
