"""Candidates that draw their voices beside the topics that are there."""

from __future__ import annotations

from typing import Any

import numpy as np

from nlp.embedding import unit_rows
from nlp.topics import Gate
from nlp.topics.candidates import Candidate
from nlp.topics.definition import Definition
from nlp.topics.pool import Pool
from nlp.topics.settle import settle
from records.topic import Topic

CODE, REFUND, CRASH = np.eye(3, dtype=np.float32)
OURS = Gate(customers=3, voices=5, coherence=0.5, separation=0.02)


def _pool(speech: Any, *centres: Any) -> Pool:
    """Six voices around each centre, all of different people."""
    noise = np.random.default_rng(0).standard_normal((6 * len(centres), 3)).astype(np.float32)
    rows = unit_rows(np.repeat(np.stack(centres), 6, axis=0) + 0.1 * noise)
    voices = speech.speak([f"voice {at}" for at in range(len(rows))], "en", "pool")
    texts = [voice.text for voice in voices]
    return Pool(
        voices, [[at] for at in range(len(rows))], texts, np.array(["en"] * len(rows)), rows, rows
    )


def _candidate(centre: Any, start: int, joins: Topic | None = None) -> Candidate:
    row = unit_rows(centre[None])
    return Candidate(np.arange(start, start + 6), Definition(row[0], row, 0.45), joins)


def _known(centre: Any, uid: str) -> Topic:
    return Topic(
        topic_uid=uid,
        number=1,
        name_ja="認証コード",
        name_en=None,
        keywords=(),
        centroid=tuple(map(float, centre)),
        threshold=0.99,
        embedder="three",
        exemplars=(),
        counter_example=None,
        coherence=0.9,
        separation=0.5,
        customers=5,
    )


def test_the_topic_that_a_candidate_joins_is_no_rival_and_every_other_one_is(speech: Any) -> None:
    known = [_known(CRASH, "t-1"), _known(CODE, "t-2")]
    pool = _pool(speech, CODE, REFUND)
    near_code = unit_rows((CODE + 0.02 * REFUND)[None])[0]
    joining = _candidate(near_code, 0, joins=known[1])
    settled, rejected = settle(pool, [joining, _candidate(REFUND, 6)], known, {}, OURS)
    assert [s.candidate for s in settled][-1].joins is None
    assert not [one for one in rejected if "separation" in one.reason]
    assert all(s.quality.separation > 0.5 for s in settled)


def test_of_two_candidates_that_say_the_same_the_larger_takes_the_voices_of_both(
    speech: Any,
) -> None:
    pool = _pool(speech, CODE, CODE, REFUND)
    twin = unit_rows((CODE + 0.05 * CRASH)[None])[0]
    offered = [_candidate(CODE, 0), _candidate(twin, 6), _candidate(REFUND, 12)]
    settled, rejected = settle(pool, offered, (), {}, OURS)
    assert sorted(len(s.members) for s in settled) == [6, 12]
    assert len(rejected) == 1


def test_a_lone_candidate_beside_no_topic_has_no_rival(speech: Any) -> None:
    ((alone,), rejected) = settle(_pool(speech, CODE), [_candidate(CODE, 0)], (), {}, OURS)
    assert (alone.quality.separation, len(alone.members), rejected) == (1.0, 6, [])


def test_nothing_offered_nothing_settled(speech: Any) -> None:
    assert settle(_pool(speech, CODE), [], (), {}, OURS) == ([], [])
