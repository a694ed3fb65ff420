"""Consolidation: what repeats in every resample is mended, everything else stays."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import replace
from typing import TYPE_CHECKING, Any

import numpy as np
import pytest

from nlp.embedding import unit_rows
from nlp.topics import Evidence, joined, parted, space_identity, weigh
from nlp.topics.space import topic_vectors
from records.errors import InputError
from records.topic import Held, Topic, TopicState
from records.voice import Voice

if TYPE_CHECKING:
    from nlp.embedding import Vectors

pytestmark = pytest.mark.slow
WIDTH = 64
PLACES = {"ja": ("渋谷", "大阪", "札幌", "福岡"), "en": ("London", "Leeds", "Bristol", "York")}
MATTERS = ("code_ja", "refund_ja", "crash_ja", "code_en", "refund_en")


def said(speech: Any, matters: Sequence[str]) -> list[Voice]:
    """Thirty-two texts a matter: each of its eight, said in four places."""
    voices: list[Voice] = []
    for matter in matters:
        language = matter[-2:]
        texts = [f"{p} {text}" for p in PLACES[language] for text in getattr(speech, matter)]
        voices += speech.speak(texts, language, matter)
    return voices


def vectors_of(voices: Sequence[Voice]) -> Vectors:
    """A hand-made encoder: each matter's own direction and a little noise."""
    rows = np.zeros((len(voices), WIDTH), dtype=np.float32)
    for at, voice in enumerate(voices):
        rows[at] = np.random.default_rng(int(voice.voice_id[:8], 16)).normal(0, 0.05, WIDTH)
        rows[at, MATTERS.index(voice.ticket_id.rpartition("-")[0])] += 0.8
    return unit_rows(rows)


def topic_of(number: int, voices: Sequence[Voice], **changed: Any) -> Topic:
    """A topic in the middle of these voices."""
    rows = topic_vectors([voice.text for voice in voices], vectors_of(voices))
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
        defined_on=len(voices),
    )
    return replace(topic, **changed)


def weighed(groups: Mapping[Topic, Sequence[Voice]]) -> Evidence:
    voices = [voice for group in groups.values() for voice in group]
    return weigh(
        voices,
        vectors_of(voices),
        {v.voice_id: topic.topic_uid for topic, group in groups.items() for v in group},
        list(groups),
        {topic.topic_uid: len(group) for topic, group in groups.items()},
        embedder="hand",
    )


@pytest.mark.parametrize("matters", [("code_ja", "refund_ja"), ("code_en", "refund_en")])
def test_two_topics_that_say_one_thing_are_one_and_a_third_is_left_alone(
    speech: Any, matters: tuple[str, str]
) -> None:
    one, other = (said(speech, [matter]) for matter in matters)
    groups = {
        topic_of(1, one[:12]): one[0::2][:14],
        topic_of(2, one[12:]): [v for v in one if v not in one[0::2][:14]],
        topic_of(3, other): other,
    }
    (merge,) = weighed(groups).merges
    assert (merge.stays.number, merge.goes.number) == (2, 1)  # the larger one stays
    assert "in each of 3 resamples" in merge.reason


def test_a_topic_with_two_matters_is_looked_at_for_a_split(speech: Any) -> None:
    both = said(speech, ["code_ja", "refund_ja"])
    crash = said(speech, ["crash_ja"])
    found = weighed({topic_of(1, both): both, topic_of(2, crash): crash})
    assert [topic.number for topic in found.several] == [1]
    assert found.merges == ()


def test_matters_that_are_each_one_stay_as_they_are(speech: Any) -> None:
    groups = {topic_of(n, v := said(speech, [m])): v for n, m in enumerate(MATTERS, start=1)}
    found = weighed(groups)
    assert (found.merges, found.several, found.none) == ((), (), ())
    assert found.sampled == 32 * len(MATTERS)


@pytest.mark.parametrize("held", [Held(pinned=True), Held(muted=True)])
def test_what_people_pinned_or_muted_is_left_alone(speech: Any, held: Held) -> None:
    one = said(speech, ["code_ja"])
    first, second = topic_of(1, one[:16], held=held), topic_of(2, one[16:], held=held)
    assert weighed({first: one[0::2], second: one[1::2]}).merges == ()


def test_what_people_settled_stays_even_where_it_is_smaller(speech: Any) -> None:
    one = said(speech, ["code_ja"])
    first = topic_of(1, one[:12], held=Held(settled=True))
    found = weighed({first: one[:12], topic_of(2, one[12:]): one[12:]})
    assert [(m.stays.number, m.goes.number) for m in found.merges] in ([(1, 2)], [])


def test_joined_topics_draw_what_both_drew_and_can_be_parted_again(speech: Any) -> None:
    one, other = topic_of(1, said(speech, ["code_ja"])), topic_of(2, said(speech, ["refund_ja"]))
    named = replace(other, name_ja=None, name_en="refund", threshold=0.45)
    stays, gone = joined(one, named)
    assert stays.prototypes == (*one.prototypes, *other.prototypes)
    assert (stays.name_ja, stays.name_en, stays.threshold) == ("話題1", "refund", 0.4)
    assert (gone.state, gone.merged_into) == (TopicState.MERGED, "t_1")
    assert parted(stays, gone).prototypes == one.prototypes


def test_topics_of_two_embedders_cannot_be_joined(speech: Any) -> None:
    one = topic_of(1, said(speech, ["code_ja"]))
    with pytest.raises(InputError, match="different embedders"):
        joined(one, replace(one, number=2, embedder="another"))
