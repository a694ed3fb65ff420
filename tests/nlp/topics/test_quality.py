"""The quality gate, at its bounds."""

from __future__ import annotations

from dataclasses import replace
from typing import Any

import numpy as np
import pytest

from nlp.topics.quality import Gate, Quality, distinct_customers, judge, measure

GATE = Gate(customers=3, voices=5, coherence=0.5, separation=0.02)
JUST_ENOUGH = Quality(voices=5, customers=3, coherence=0.5, separation=0.02)


def test_a_cluster_exactly_at_every_bound_becomes_a_topic() -> None:
    assert judge(JUST_ENOUGH, GATE) is None


@pytest.mark.parametrize(
    ("worse", "word"),
    [
        (replace(JUST_ENOUGH, voices=4), "4 voices"),
        (replace(JUST_ENOUGH, customers=2), "2 distinct customers"),
        (replace(JUST_ENOUGH, coherence=0.499), "more than one matter"),
        (replace(JUST_ENOUGH, separation=0.019), "another topic says the same"),
    ],
)
def test_a_cluster_just_under_one_bound_is_refused_with_that_reason(
    worse: Quality, word: str
) -> None:
    assert word in (judge(worse, GATE) or "")


def test_one_customer_who_writes_ten_times_is_one_customer(speech: Any) -> None:
    voices = speech.speak(speech.code_ja, "ja", "t")
    assert distinct_customers(voices, {v.voice_id: "c_1" for v in voices}) == 1


def test_unknown_customers_count_once_per_ticket(speech: Any) -> None:
    voices = speech.speak(speech.code_ja, "ja", "t")
    same_ticket = [replace(voice, ticket_id="one") for voice in voices]
    assert distinct_customers(voices, {}) == len(voices)
    assert distinct_customers(same_ticket, dict.fromkeys(v.voice_id for v in voices)) == 1


def test_separation_is_what_the_next_best_topic_is_short_of() -> None:
    quality = measure(np.array([0.8, 0.6], np.float32), np.array([0.5, 0.5], np.float32), 2)
    assert quality.coherence == pytest.approx(0.7)
    assert quality.separation == pytest.approx(0.2)


def test_an_only_topic_is_as_separate_as_can_be() -> None:
    assert measure(np.array([0.8], np.float32), None, 1).separation == 1.0
