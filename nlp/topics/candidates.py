"""Candidates for topics: found, joined across languages, defined, settled by the gate."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from nlp.embedding import unit_rows
from nlp.topics.assign import prototype_cosines
from nlp.topics.bilingual import translations
from nlp.topics.definition import Definition, define
from nlp.topics.quality import Gate, Quality, distinct_customers, judge, measure

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    import numpy as np
    from numpy.typing import NDArray

    from nlp.embedding import Vectors
    from nlp.topics.assign import Cosines
    from nlp.topics.pool import Pool
    from records.topic import Topic

    Rows = NDArray[np.intp]


@dataclass(frozen=True, slots=True)
class Candidate:
    """A cluster on its way. ``rows`` of the pool found it; ``joins`` is the existing topic
    whose matter it tells in a further language."""

    rows: Rows
    definition: Definition
    joins: Topic | None = None


@dataclass(frozen=True, slots=True)
class Settled:
    """A candidate that passed, with the rows that its definition drew and their cosines."""

    candidate: Candidate
    members: Rows
    cosines: Cosines
    quality: Quality


@dataclass(frozen=True, slots=True)
class RejectedCluster:
    """A cluster that is no topic, why, and some of its voices; they all go on waiting."""

    reason: str
    quality: Quality
    voice_ids: tuple[str, ...]


def candidates(pool: Pool, found: Sequence[Rows], existing: Sequence[Topic]) -> list[Candidate]:
    """Define clusters of single languages, those of one matter in two languages together."""
    clusters = [(str(pool.languages[rows[0]]), rows) for rows in found]
    japanese = [rows for language, rows in clusters if language == "ja"]
    english = [rows for language, rows in clusters if language == "en"]
    rest = [rows for language, rows in clusters if language not in {"ja", "en"}]
    made = [_candidate(pool, rows) for rows in rest]
    return made + _bilingual(pool, japanese, english, existing)


def _bilingual(
    pool: Pool, japanese: list[Rows], english: list[Rows], existing: Sequence[Topic]
) -> list[Candidate]:
    """Pair clusters with each other and with existing topics that speak the other language."""
    import numpy as np

    only_ja = [topic for topic in existing if topic.name_ja and not topic.name_en]
    only_en = [topic for topic in existing if topic.name_en and not topic.name_ja]
    pairs = translations(_centres(pool, japanese, only_ja), _centres(pool, english, only_en))
    lone_ja, lone_en = set(range(len(japanese))), set(range(len(english)))
    made = []
    for ja, en in pairs:
        new_ja, new_en = ja < len(japanese), en < len(english)
        if new_ja and new_en:
            made.append(_candidate(pool, np.sort(np.concatenate([japanese[ja], english[en]]))))
        elif new_ja:
            made.append(_candidate(pool, japanese[ja], only_en[en - len(english)]))
        elif new_en:
            made.append(_candidate(pool, english[en], only_ja[ja - len(japanese)]))
        lone_ja.discard(ja)
        lone_en.discard(en)
    lone = [japanese[at] for at in sorted(lone_ja)] + [english[at] for at in sorted(lone_en)]
    return made + [_candidate(pool, rows) for rows in lone]


def _candidate(pool: Pool, rows: Rows, joins: Topic | None = None) -> Candidate:
    return Candidate(rows, define(pool.space[rows], pool.languages[rows]), joins)


def _centres(pool: Pool, clusters: list[Rows], topics: list[Topic]) -> Vectors:
    """Centres in the encoder's part of the space, clusters first."""
    import numpy as np

    width = pool.vectors.shape[1]
    found = [pool.vectors[rows].mean(axis=0) for rows in clusters]
    known = [np.asarray(topic.centroid[:width], dtype=np.float32) for topic in topics]
    if not found and not known:
        return np.zeros((0, width), dtype=np.float32)
    return unit_rows(np.stack([*found, *known]))


def settle(
    pool: Pool,
    offered: Sequence[Candidate],
    existing: Sequence[Topic],
    customers: Mapping[str, str | None],
    gate: Gate,
) -> tuple[list[Settled], list[RejectedCluster]]:
    """Let definitions draw their rows, drop what fails the gate, draw again until all pass.

    Of two candidates that say the same, the smaller goes first: its rows then fall to the
    larger one where they reach its threshold.
    """
    live = list(offered)
    rejected: list[RejectedCluster] = []
    while True:
        drawn = _draw(pool, live, existing, customers)
        failed = [(s, why) for s in drawn if (why := judge(s.quality, gate))]
        if not failed:
            return drawn, rejected
        going = _going_first(failed, gate)
        rejected += [_rejected(pool, settled, why) for settled, why in going]
        gone = {id(settled.candidate) for settled, _ in going}
        live = [candidate for candidate in live if id(candidate) not in gone]


def _going_first(failed: list[tuple[Settled, str]], gate: Gate) -> list[tuple[Settled, str]]:
    """All that fail for themselves; else the smallest of those that crowd each other."""
    hopeless = [
        item
        for item in failed
        if item[0].quality.voices < gate.voices
        or item[0].quality.customers < gate.customers
        or item[0].quality.coherence < gate.coherence
    ]
    return hopeless or [min(failed, key=lambda f: (f[0].quality.voices, int(f[0].members[0])))]


def _draw(
    pool: Pool,
    live: Sequence[Candidate],
    existing: Sequence[Topic],
    customers: Mapping[str, str | None],
) -> list[Settled]:
    """Give each row to the nearest of existing topics and candidates, as ``assign`` will."""
    import numpy as np

    if not live:
        return []
    groups = [topic.prototypes or (topic.centroid,) for topic in existing]
    cosines = prototype_cosines(pool.space, [*groups, *(c.definition.prototypes for c in live)])
    thresholds = [t.threshold for t in existing] + [c.definition.threshold for c in live]
    best = cosines.argmax(axis=1)
    fits = cosines.max(axis=1) >= np.asarray(thresholds)[best]
    drawn = []
    for at, candidate in enumerate(live, start=len(existing)):
        members = np.flatnonzero(fits & (best == at))
        others = [
            o for o in range(cosines.shape[1]) if o != at and not _same(o, candidate, existing)
        ]
        rival = cosines[members][:, others].max(axis=1) if others else None
        own = cosines[members, at]
        people = [voice for row in members for voice in pool.people(int(row))]
        quality = measure(own, rival, distinct_customers(people, customers))
        drawn.append(Settled(candidate, members, own, quality))
    return drawn


def _same(place: int, candidate: Candidate, existing: Sequence[Topic]) -> bool:
    """The topic that a candidate joins is no rival of it."""
    return place < len(existing) and existing[place] is candidate.joins


def _rejected(pool: Pool, settled: Settled, why: str) -> RejectedCluster:
    rows = settled.members if len(settled.members) else settled.candidate.rows
    ids = [pool.people(int(row))[0].voice_id for row in rows]
    return RejectedCluster(why, settled.quality, tuple(ids[:10]))
