"""Splitting: a topic that came to hold several matters is cut, any other is confirmed."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from typing import TYPE_CHECKING, Any

import numpy as np
import pytest

from nlp.embedding import unit_rows
from nlp.topics import Split, outgrown, space_identity, split
from nlp.topics.space import topic_vectors
from nlp.topics.split import LEAST_VOICES, OUTGROWN
from records.topic import Held, LineageKind, Topic, TopicState
from records.voice import Voice

if TYPE_CHECKING:
    from nlp.embedding import Vectors

WIDTH = 64  # columns of the hand-made encoder
PLACES_JA = ("渋谷", "大阪", "札幌", "福岡")
PLACES_EN = ("London", "Leeds", "Bristol", "York")


def _voices(speech: Any, matters: Sequence[str]) -> list[Voice]:
    """Thirty-two texts a matter: each of its eight, said in four places."""
    voices = []
    for matter in matters:
        language = matter[-2:]
        places = PLACES_JA if language == "ja" else PLACES_EN
        texts = [f"{place} {text}" for place in places for text in getattr(speech, matter)]
        voices += speech.speak(texts, language, matter)
    return list(voices)


def _vectors(voices: Sequence[Voice], near: float = 0.8) -> Vectors:
    """A hand-made encoder: the matter's own direction, a common one and noise of the voice."""
    rows = np.zeros((len(voices), WIDTH), dtype=np.float32)
    matters = ("code_ja", "refund_ja", "crash_ja", "code_en", "refund_en")
    for at, voice in enumerate(voices):
        noise = np.random.default_rng(int(voice.voice_id[:8], 16)).normal(0, 0.05, WIDTH)
        rows[at] = noise
        rows[at, 0] += 0.5
        rows[at, 1 + matters.index(voice.ticket_id.rpartition("-")[0])] += near
    return unit_rows(rows)


def _broad(voices: Sequence[Voice], vectors: Vectors, founders: slice, **changed: Any) -> Topic:
    """A topic with one centre that was defined on a few of the voices."""
    texts = [voice.text for voice in voices]
    centre = unit_rows(topic_vectors(texts, vectors)[founders].mean(axis=0)[None])[0]
    topic = Topic(
        topic_uid="t_broad",
        number=1,
        name_ja="アプリ 困る",
        name_en=None,
        keywords=("アプリ",),
        centroid=tuple(float(x) for x in centre),
        threshold=0.3,
        embedder=space_identity("hand"),
        exemplars=(),
        counter_example=None,
        coherence=0.5,
        separation=0.1,
        customers=5,
        defined_on=8,
    )
    return replace(topic, **changed)


def _split(voices: Sequence[Voice], topic: Topic, **options: Any) -> Split:
    return split(
        topic,
        voices,
        _vectors(voices),
        options.pop("customers", {}),
        [topic, *options.pop("others", ())],
        embedder="hand",
        run_id="shop",
        next_number=7,
        **options,
    )


MATTERS = ("code_ja", "refund_ja", "crash_ja")


@pytest.fixture(scope="module")
def voices(speech: Any) -> list[Voice]:
    return _voices(speech, MATTERS)


@pytest.fixture(scope="module")
def broad(voices: list[Voice]) -> Topic:
    return _broad(voices, _vectors(voices), slice(32, 40))  # founded by eight about refunds


@pytest.fixture(scope="module")
def found(voices: list[Voice], broad: Topic) -> Split:
    return _split(voices, broad)


def test_a_topic_is_outgrown_at_four_times_its_voices_and_not_before(broad: Topic) -> None:
    grown = replace(broad, defined_on=LEAST_VOICES)
    assert outgrown([grown], {"t_broad": OUTGROWN * LEAST_VOICES - 1}, 5) == []
    assert outgrown([grown], {"t_broad": OUTGROWN * LEAST_VOICES}, 5) == [grown]


def test_a_small_topic_is_left_alone_however_fast_it_grew(broad: Topic) -> None:
    assert outgrown([broad], {"t_broad": LEAST_VOICES - 1}, 5) == []
    assert outgrown([broad], {"t_broad": LEAST_VOICES}, 5) == [broad]
    assert outgrown([replace(broad, state=TopicState.MERGED)], {"t_broad": 9_999}, 5) == []


def test_the_largest_outgrown_topics_come_first_and_a_night_looks_at_few(broad: Topic) -> None:
    topics = [replace(broad, topic_uid=f"t_{n}", number=n) for n in (1, 2, 3)]
    sizes = {"t_1": 300, "t_2": 500, "t_3": 500}
    assert [t.number for t in outgrown(topics, sizes, 2)] == [2, 3]


@pytest.mark.slow
def test_three_matters_in_one_topic_become_three_topics(found: Split, voices: list[Voice]) -> None:
    assert len(found.children) == 2
    at = {a.voice_id: a.topic_uid for a in found.assignments}
    for matter in MATTERS:
        said = {at[v.voice_id] for v in voices if v.ticket_id.startswith(matter)}
        assert len(said) == 1
    assert len(set(at.values())) == 3
    assert set(at) == {v.voice_id for v in voices}


@pytest.mark.slow
def test_the_part_nearest_the_old_centre_keeps_id_and_number(
    found: Split, broad: Topic, voices: list[Voice]
) -> None:
    assert (found.parent.topic_uid, found.parent.number) == (broad.topic_uid, broad.number)
    stayed = {a.voice_id for a in found.assignments if a.topic_uid == broad.topic_uid}
    assert stayed == {v.voice_id for v in voices if v.ticket_id.startswith("refund")}
    assert [child.number for child in found.children] == [7, 8]


@pytest.mark.slow
def test_a_split_part_tells_where_it_came_from_and_how_large_it_is(found: Split) -> None:
    kept, *cut = found.lineage
    assert (kept.kind, kept.topic_uid) == (LineageKind.KEPT, "t_broad")
    assert [(x.kind, x.other_uid) for x in cut] == [(LineageKind.SPLIT, "t_broad")] * 2
    assert "32 voices of #1" in cut[0].reason
    assert [topic.defined_on for topic in (found.parent, *found.children)] == [32, 32, 32]


@pytest.mark.slow
def test_any_order_and_a_repeated_run_give_the_same_split(
    found: Split, voices: list[Voice], broad: Topic
) -> None:
    for seed in range(3):
        order = np.random.default_rng(seed).permutation(len(voices))
        assert _split([voices[i] for i in order], broad) == found


@pytest.mark.slow
def test_a_name_that_a_person_gave_stays(voices: list[Voice], broad: Topic, found: Split) -> None:
    kept = _split(voices, replace(broad, held=Held(named_ja=True)))
    assert kept.parent.name_ja == "アプリ 困る"
    assert found.parent.name_ja != "アプリ 困る"
    assert kept.children == found.children


@pytest.mark.slow
@pytest.mark.parametrize("matter", ["code_ja", "refund_en"])
def test_one_matter_is_confirmed_and_left_in_peace_until_it_has_grown_again(
    matter: str, speech: Any
) -> None:
    voices = _voices(speech, [matter])
    topic = _broad(voices, _vectors(voices), slice(0, 8))
    found = _split(voices, topic)
    assert found.parent == replace(topic, defined_on=32)
    assert (found.children, found.assignments) == ((), ())
    (kept,) = found.lineage
    assert kept.kind is LineageKind.KEPT
    assert "from 8 to 32 voices" in kept.reason
    assert outgrown([found.parent], {"t_broad": 127}, 5) == []


@pytest.mark.slow
def test_one_matter_in_two_languages_is_not_cut_between_them(speech: Any) -> None:
    voices = _voices(speech, ["code_ja", "code_en"])
    topic = _broad(voices, _vectors(voices), slice(0, 8))
    assert _split(voices, topic).children == ()


@pytest.mark.slow
def test_a_part_that_few_customers_say_is_no_topic(voices: list[Voice], broad: Topic) -> None:
    customers: dict[str, str | None] = {
        v.voice_id: f"c_{int(v.ticket_id.rpartition('-')[2]) % 2}"
        for v in voices
        if not v.ticket_id.startswith("refund")
    }
    assert _split(voices, broad, customers=customers).children == ()


@pytest.mark.slow
def test_a_part_that_another_topic_says_already_is_not_born_again(
    voices: list[Voice], broad: Topic, found: Split
) -> None:
    said, other = found.children
    known = replace(said, topic_uid="t_known", number=2)
    again = _split(voices, broad, others=[known])
    assert [child.topic_uid for child in again.children] == [other.topic_uid]
