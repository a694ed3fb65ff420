"""Whatever can happen to a topic has a word at the desk, in both languages."""

from __future__ import annotations

import re
from dataclasses import replace

import numpy as np
import pytest

from app.desk.life_words import moved, reason_told
from app.desk.words import WORDS
from nlp.topics.consolidate import _merges, _Spread, _why_none
from nlp.topics.discover import _born, _kept
from nlp.topics.outvoted import Outvoted
from nlp.topics.reseated import reseated
from nlp.topics.split import _confirmed, _told
from records.topic import Assignment, LineageKind, NoTopic, Topic

ONE = Topic("one", 1, "落ちる", None, ("落ちる",), (1.0, 0.0), 0.5, "e", (), None, 0.71, 0.12, 9)
OTHER = replace(ONE, topic_uid="other", number=2, name_ja="届かない", defined_on=12)


@pytest.mark.parametrize("kind", LineageKind)
def test_an_event_of_a_topics_life_is_told_in_the_readers_language(kind: LineageKind) -> None:
    japanese, english = WORDS[f"life_{kind}"]
    assert japanese
    assert english
    assert japanese != english


def reasons() -> list[str]:
    """Every reason that a topic's life can hold, as it is written when it happens."""
    alike = _Spread(np.array([[20.0], [30.0]]), np.array([20.0, 30.0]))
    (merge,) = _merges([ONE, OTHER], [alike, alike], {})
    placed = [Assignment(str(n), uid, None, 0.8) for n, uid in enumerate(("one", "other", "other"))]
    parted = _told(ONE, [OTHER], [*placed, Assignment("w", None, NoTopic.WAITING, 0.1)])
    seats = reseated([Outvoted("v", ONE, OTHER, 0.4, 0.8)], 5)
    events = [
        *(_born(ONE), _kept(ONE)),
        *_confirmed(ONE, 400, 250).lineage,
        *(*parted.lineage, *seats.lineage),
    ]
    return [event.reason for event in events] + [merge.reason, _why_none([alike])]


@pytest.mark.parametrize("reason", reasons())
@pytest.mark.parametrize("said", ["", "aki: refunds; and more; "])
def test_a_japanese_reader_is_told_every_reason_in_japanese_with_its_figures(
    reason: str, said: str
) -> None:
    told = reason_told(said + reason, 0)
    assert told.startswith(said)
    words = told.removeprefix(said)
    assert re.search(r"[ぁ-ん]", words)
    assert not re.search(r"[a-z]{2}", words), "no English is left"
    assert sorted(re.findall(r"[\d.]+", words)) == sorted(re.findall(r"[\d.]*\d", reason))
    assert reason_told(said + reason, 1) == said + reason


def test_what_is_not_known_stays_as_it_was_kept() -> None:
    for reason in ("aki: the same matter", "", "9 customers say one thing, it seems"):
        assert reason_told(reason, 0) == reason


@pytest.mark.parametrize(
    ("at", "number", "came_and_went"),
    [
        (2, 1, (0, 0)),  # looked at again and confirmed
        (3, 1, (0, 3)),  # two of its four voices went to a part, one waits
        (4, 2, (2, 0)),  # the part
        (4, 1, (0, 0)),  # told by the topic's own row already
        (5, 1, (0, 1)),
        (6, 2, (1, 0)),
    ],
)
def test_how_many_voices_came_and_went_is_read_from_the_reason(
    at: int, number: int, came_and_went: tuple[int, int]
) -> None:
    about = 1 if at in (2, 3, 5) else 2
    assert moved({"reason": reasons()[at], "topic_number": about}, number) == came_and_went
