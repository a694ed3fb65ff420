"""A voice moves to where the texts nearest to it sit, and never against what people decided."""

from __future__ import annotations

import random
from collections.abc import Sequence
from dataclasses import dataclass, field, replace
from typing import TYPE_CHECKING, Any

import numpy as np
import pytest

from nlp.embedding import unit_rows
from nlp.topics import Outvoted, outvoted, reseated, space_identity
from nlp.topics.consolidate import RESAMPLES
from nlp.topics.space import topic_vectors
from records.topic import Held, LineageKind, Topic
from records.voice import Voice

if TYPE_CHECKING:
    from nlp.embedding import Vectors

WIDTH = 8
PLACES = {
    "ja": ("渋谷", "大阪", "札幌", "福岡", "仙台", "京都", "神戸", "新潟", "広島", "長崎"),
    "en": (
        "London",
        "Leeds",
        "Bristol",
        "York",
        "Oxford",
        "Dover",
        "Bath",
        "Derby",
        "Ely",
        "Wells",
    ),
}
THINGS = {
    "ja": ("返金", "地図", "通知", "会員証", "写真"),
    "en": ("refund", "map", "notice", "card", "photo"),
}
LEFT, RIGHT, BETWEEN = (1.0, 0.0), (0.0, 1.0), (0.7, 0.72)


@dataclass
class Map:
    """Voices drawn in a plane, each in the topic that a test says; #1 lies left, #2 right."""

    speech: Any
    language: str
    voices: list[Voice] = field(default_factory=list)
    rows: list[Any] = field(default_factory=list)
    belongs: dict[str, str] = field(default_factory=dict)

    def say(self, count: int, number: int, where: tuple[float, float]) -> list[Voice]:
        """So many texts around a point, all of them in one topic."""
        places, things = PLACES[self.language], THINGS[self.language]
        start = len(self.voices)
        texts = [
            f"{places[at % 10]} {things[at // 10 % 5]} {'abcdefgh'[at // 50] * 4}"
            for at in range(start, start + count)
        ]
        said: list[Voice] = self.speech.speak(texts, self.language, f"at{start}")
        for at, voice in enumerate(said, start=start):
            row = np.random.default_rng(at).normal(0, 0.03, WIDTH)
            row[:2] += where
            self.rows.append(row)
            self.belongs[voice.voice_id] = f"t_{number}"
        self.voices += said
        return said

    @property
    def vectors(self) -> Vectors:
        return unit_rows(np.array(self.rows, dtype=np.float32))

    def topic(self, number: int, where: tuple[float, float], **changed: Any) -> Topic:
        """A topic with one prototype in the middle of all texts said around a point."""
        near = [at for at, row in enumerate(self.rows) if np.abs(row[:2] - where).max() < 0.2]
        texts = [self.voices[at].text for at in near]
        rows = topic_vectors(texts, self.vectors[near])
        centre = tuple(float(x) for x in unit_rows(rows.mean(axis=0)[None])[0])
        topic = Topic(
            topic_uid=f"t_{number}",
            number=number,
            name_ja=f"話題{number}",
            name_en=None,
            keywords=(),
            centroid=centre,
            threshold=0.4,
            embedder=space_identity("hand"),
            exemplars=(),
            counter_example=None,
            coherence=0.6,
            separation=0.2,
            customers=5,
            prototypes=(centre,),
        )
        return replace(topic, **changed)

    def found(self, topics: Sequence[Topic], **more: Any) -> list[Outvoted]:
        return outvoted(self.voices, self.vectors, self.belongs, topics, embedder="hand", **more)


@pytest.fixture(params=["ja", "en"])
def drawn(request: Any, speech: Any) -> Map:
    """Two topics; #2 reaches to a border, where one lonely voice of #1 lies among its texts."""
    found = Map(speech, request.param)
    found.say(40, 1, LEFT)
    found.say(40, 2, RIGHT)
    found.say(25, 2, BETWEEN)
    found.say(1, 1, BETWEEN)
    return found


def both(drawn: Map, first: dict[str, Any] | None = None, **second: Any) -> list[Topic]:
    return [drawn.topic(1, LEFT, **(first or {})), drawn.topic(2, RIGHT, **second)]


def test_a_voice_moves_to_where_the_texts_nearest_to_it_sit(drawn: Map) -> None:
    lonely = drawn.voices[-1].voice_id
    (one,) = drawn.found(both(drawn))
    assert (one.voice_id, one.out_of.number, one.to.number) == (lonely, 1, 2)
    assert one.strength == 1.0
    row = topic_vectors([drawn.voices[-1].text], drawn.vectors[-1:])[0]
    assert one.similarity == pytest.approx(float(row @ np.array(one.to.prototypes[0])), abs=1e-5)


def test_a_second_look_moves_nobody(drawn: Map) -> None:
    topics = both(drawn)
    for one in drawn.found(topics):
        drawn.belongs[one.voice_id] = one.to.topic_uid
    assert drawn.found(topics) == []


def test_what_a_person_placed_and_what_a_topic_shows_stays(drawn: Map) -> None:
    lonely = drawn.voices[-1].voice_id
    assert drawn.found(both(drawn), placed={lonely}) == []
    assert drawn.found(both(drawn, {"exemplars": (lonely,)})) == []


@pytest.mark.parametrize("held", [Held(pinned=True), Held(muted=True)])
def test_what_people_pinned_or_muted_neither_gives_nor_takes(drawn: Map, held: Held) -> None:
    assert drawn.found(both(drawn, {"held": held})) == []
    assert drawn.found(both(drawn, held=held)) == []


def test_a_topic_whose_definition_would_not_take_the_voice_in_does_not_get_it(drawn: Map) -> None:
    assert drawn.found(both(drawn, threshold=0.95)) == []


def test_the_order_of_the_voices_never_matters(drawn: Map) -> None:
    drawn.say(3, 1, BETWEEN)
    expected = drawn.found(both(drawn))
    assert len(expected) == 4
    topics = both(drawn)
    shuffled = list(range(len(drawn.voices)))
    random.Random(1).shuffle(shuffled)
    drawn.voices = [drawn.voices[at] for at in shuffled]
    drawn.rows = [drawn.rows[at] for at in shuffled]
    assert drawn.found(topics[::-1]) == expected


def test_a_small_topic_beside_a_large_one_keeps_its_voices(drawn: Map) -> None:
    few = (0.9, 0.45)
    said = {voice.voice_id for voice in drawn.say(6, 3, few)}
    moved = drawn.found([*both(drawn), drawn.topic(3, few)])
    assert not {one.voice_id for one in moved} & said


def test_the_same_words_go_together_and_do_not_vote_about_themselves(drawn: Map) -> None:
    again = [replace(drawn.voices[-1], voice_id=f"{n:064x}") for n in range(30)]
    drawn.voices += again
    drawn.rows += [drawn.rows[-1]] * len(again)
    drawn.belongs |= dict.fromkeys((voice.voice_id for voice in again), "t_1")
    moved = drawn.found(both(drawn))
    assert {one.voice_id for one in moved} == {v.voice_id for v in drawn.voices[-31:]}


def test_too_few_voices_or_topics_decide_nothing(speech: Any) -> None:
    few = Map(speech, "ja")
    few.say(3, 1, LEFT)
    few.say(3, 2, RIGHT)
    assert few.found(both(few)) == []
    assert few.found([few.topic(1, LEFT)]) == []
    assert few.found([]) == []


def test_the_strongest_move_first_and_no_more_than_are_allowed(drawn: Map) -> None:
    drawn.say(4, 1, BETWEEN)
    found = drawn.found(both(drawn))
    assert [one.strength for one in found] == sorted((o.strength for o in found), reverse=True)
    moved = reseated(found, 2)
    assert [one.voice_id for one in moved.assignments] == [one.voice_id for one in found[:2]]
    assert {one.topic_uid for one in moved.assignments} == {"t_2"}
    assert moved.sources == ("t_1",)
    assert reseated(found, 0).lineage == ()


def test_the_life_of_both_topics_tells_how_many_voices_moved_and_why(drawn: Map) -> None:
    drawn.say(2, 1, BETWEEN)
    gave, took = reseated(drawn.found(both(drawn)), 9).lineage
    assert (gave.kind, gave.topic_uid) == (LineageKind.GAVE, "t_1")
    assert (took.kind, took.topic_uid) == (LineageKind.TOOK, "t_2")
    assert gave.reason.startswith("3 voices went to #2 (3): most of the texts nearest to each")
    assert took.reason.startswith("3 voices came from #1 (3): ")
    assert f"in each of {RESAMPLES} resamples" in took.reason
