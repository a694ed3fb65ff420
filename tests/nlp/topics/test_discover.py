"""Discovery: what becomes a topic, under which name and number."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

import numpy as np
import pytest

from nlp.embedding import default_embedder
from nlp.topics import Discovery, Gate, discover
from nlp.topics.bilingual import translations
from records.topic import LineageKind, Topic
from records.voice import Voice

pytestmark = pytest.mark.slow


def _night(
    voices: Sequence[Voice],
    *,
    topics: Sequence[Topic] = (),
    customers: dict[str, str | None] | None = None,
    run_id: str = "r1",
    gate: Gate | None = None,
) -> Discovery:
    embedder = default_embedder()
    return discover(
        voices,
        embedder.embed([v.text for v in voices]),
        customers or {},
        topics,
        embedder=embedder.identity,
        run_id=run_id,
        next_number=len(topics) + 1,
        gate=gate,
    )


def _both(speech: Any) -> list[Voice]:
    return list(
        speech.speak(speech.code_ja, "ja", "a")
        + speech.speak(speech.code_en, "en", "b")
        + speech.speak(speech.refund_ja, "ja", "c")
        + speech.speak(speech.refund_en, "en", "d")
        + speech.speak(speech.crash_ja, "ja", "e")
    )


@pytest.fixture(scope="module")
def found(speech: Any) -> Discovery:
    return _night(_both(speech))


def test_japanese_and_english_about_one_matter_are_one_topic(found: Discovery, speech: Any) -> None:
    at = {a.voice_id: a.topic_uid for a in found.assignments}
    japanese = {at.get(v.voice_id) for v in speech.speak(speech.code_ja, "ja", "a")} - {None}
    english = {at.get(v.voice_id) for v in speech.speak(speech.code_en, "en", "b")} - {None}
    assert japanese & english
    shared = next(t for t in found.topics if t.topic_uid in japanese & english)
    assert shared.name_ja
    assert shared.name_en


def test_a_matter_told_in_one_language_has_a_name_in_that_language_only(found: Discovery) -> None:
    crash = next(t for t in found.topics if t.name_ja and "落ちる" in t.name_ja)
    assert crash.name_en is None


def test_any_order_gives_the_same_night(found: Discovery, speech: Any) -> None:
    voices = _both(speech)
    for seed in range(5):
        order = np.random.default_rng(seed).permutation(len(voices))
        assert _night([voices[i] for i in order]) == found


def test_a_killed_and_repeated_run_mints_the_same_ids(found: Discovery, speech: Any) -> None:
    again = _night(_both(speech))
    other_run = _night(_both(speech), run_id="r2")
    assert [t.topic_uid for t in again.topics] == [t.topic_uid for t in found.topics]
    assert not {t.topic_uid for t in other_run.topics} & {t.topic_uid for t in found.topics}


def test_the_largest_topic_gets_the_first_number_and_each_is_born_once(found: Discovery) -> None:
    assert [t.number for t in found.topics] == list(range(1, len(found.topics) + 1))
    assert [line.kind for line in found.lineage] == [LineageKind.BORN] * len(found.topics)


def test_exemplars_come_from_different_customers_and_the_edge_is_none_of_them(
    speech: Any,
) -> None:
    voices = speech.speak(speech.code_ja, "ja", "a")
    customers: dict[str, str | None] = {v.voice_id: f"c_{i % 4}" for i, v in enumerate(voices)}
    (topic,) = _night(voices, customers=customers).topics
    people = [customers[voice_id] for voice_id in topic.exemplars]
    assert len(people) == len(set(people)) == topic.customers == 4
    assert topic.counter_example not in topic.exemplars


def test_two_customers_are_no_topic_and_three_are(speech: Any) -> None:
    voices = speech.speak(speech.code_ja, "ja", "a")
    two: dict[str, str | None] = {v.voice_id: f"c_{i % 2}" for i, v in enumerate(voices)}
    three: dict[str, str | None] = {v.voice_id: f"c_{i % 3}" for i, v in enumerate(voices)}
    refused = _night(voices, customers=two)
    assert (refused.topics, refused.assignments) == ((), ())
    assert "2 distinct customers" in refused.rejected[0].reason
    assert len(_night(voices, customers=three).topics) == 1


def test_one_text_pasted_a_hundred_times_founds_nothing(speech: Any) -> None:
    pasted = speech.speak(["I want my money back from your shop number 7"] * 100, "en", "p")
    assert _night(pasted).topics == ()


def test_an_empty_pool_and_texts_without_words_found_nothing(speech: Any) -> None:
    assert _night([]) == Discovery()
    assert _night(speech.speak(["", "123", "はい", "Привет", "🎉"], "other", "o")).topics == ()


def test_english_voices_join_the_japanese_topic_of_an_earlier_night(speech: Any) -> None:
    first = _night(
        speech.speak(speech.code_ja, "ja", "a")
        + speech.speak(speech.refund_ja, "ja", "c")
        + speech.speak(speech.crash_ja, "ja", "e")
    )
    code = next(t for t in first.topics if t.name_ja and "コード" in t.name_ja)
    second = _night(speech.speak(speech.code_en, "en", "b"), topics=first.topics, run_id="r2")
    (grown,) = second.grown
    assert (grown.topic_uid, grown.number, grown.name_ja) == (
        code.topic_uid,
        code.number,
        code.name_ja,
    )
    assert grown.name_en
    assert second.topics == ()
    assert {a.topic_uid for a in second.assignments} == {code.topic_uid}
    assert grown.prototypes[: len(code.prototypes)] == code.prototypes


def test_a_stricter_gate_leaves_everything_waiting(speech: Any) -> None:
    refused = _night(speech.speak(speech.code_ja, "ja", "a"), gate=Gate(coherence=0.99))
    assert refused.topics == ()
    assert "coherence" in refused.rejected[0].reason


def test_a_toss_up_between_two_topics_is_no_translation() -> None:
    left = np.eye(2, 4, dtype=np.float32)[:1]
    right = np.array([[1, 0.05, 0, 0], [1, 0, 0.05, 0]], dtype=np.float32)
    assert translations(left, right) == []
    assert translations(left, right[:1]) == [(0, 0)]
