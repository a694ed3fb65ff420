"""Consolidation: which topics are one, several or none, where the evidence repeats.

A night never questions a topic that stands. Here a bounded sample of all voices in topics is
clustered again, several times, each time on another seeded part of it, and only what comes out
every time counts: two topics whose voices fall into the same clusters are one; one whose voices
fall into several clusters of its own is looked at for a split; one whose voices never come
together is none. Refits of everything would reshuffle everything (two full runs on halves of
banking77 agree at ARI .66; ADR 0025), so nothing else moves.
"""

from __future__ import annotations

from dataclasses import dataclass
from itertools import combinations
from typing import TYPE_CHECKING

from nlp.one_thread import one_thread
from nlp.topics.assign import active_topics
from nlp.topics.discover import cluster_rows
from nlp.topics.pool import gather

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    import numpy as np
    from numpy.typing import NDArray

    from nlp.embedding import Vectors
    from nlp.topics.candidates import Rows
    from nlp.topics.pool import Pool
    from records.topic import Topic
    from records.voice import Voice

    Shares = NDArray[np.float64]

SAMPLE = 4_000  # distinct texts: the most that discovery clusters at once
RESAMPLES = 3
PART = 0.8  # of the sample that each resample sees
FEWEST_ROWS = 8  # of a topic in a resample, under which it says nothing
ALIKE = 0.80  # cosine of two topics' spreads over the clusters, at which they are one
OWN_CLUSTER, OWN_SHARE = 0.6, 0.25  # a cluster that is the topic's own; a part worth a look
SCATTERED = 0.12  # chance that two of a topic's voices share a cluster, under which it is none


@dataclass(frozen=True, slots=True)
class Merge:
    """Two topics that are one, and why. The one with more voices stays; ties by number."""

    stays: Topic
    goes: Topic
    reason: str


@dataclass(frozen=True, slots=True)
class Evidence:
    """What repeated in every resample, strongest first. ``several`` are to be looked at for a
    split, ``none`` to be retired, each with the reason. ``sampled``: distinct texts looked at."""

    sampled: int
    merges: tuple[Merge, ...] = ()
    several: tuple[Topic, ...] = ()
    none: tuple[tuple[Topic, str], ...] = ()


@one_thread()
def weigh(
    voices: Sequence[Voice],
    vectors: Vectors,
    belongs: Mapping[str, str],
    topics: Sequence[Topic],
    sizes: Mapping[str, int],
    *,
    embedder: str,
) -> Evidence:
    """Look at a sample of voices again.

    ``belongs``: voice id → topic uid; ``sizes``: topic uid → voices. The order of the voices
    never matters. What people decided is respected: a pinned topic is left alone, a settled one
    neither goes nor is retired, one that people put together is not cut.
    """
    pool = gather(voices, vectors, SAMPLE)
    active = active_topics(topics, embedder)
    owners = _owners(pool, belongs, active)
    spreads = [_spread(pool, owners, part, len(active)) for part in seeded_parts(len(pool))]
    if not spreads:
        return Evidence(len(pool))
    merges = _merges(active, spreads, sizes)
    return Evidence(
        len(pool),
        tuple(merges),
        tuple(t for at, t in enumerate(active) if _may_split(t) and _several(at, spreads)),
        tuple((t, _why_none(spreads)) for at, t in enumerate(active) if _may_go(t)
              and _never_together(at, spreads)),
    )  # fmt: skip


def seeded_parts(count: int) -> list[Rows]:
    """The rows that each resample sees; none where there is too little to see."""
    import numpy as np

    size = int(count * PART)
    if size < FEWEST_ROWS:
        return []
    return [
        np.sort(np.random.default_rng(seed).permutation(count)[:size]) for seed in range(RESAMPLES)
    ]


def _owners(pool: Pool, belongs: Mapping[str, str], active: Sequence[Topic]) -> Rows:
    """The place of each row's topic in ``active``, -1 for none."""
    import numpy as np

    place = {topic.topic_uid: at for at, topic in enumerate(active)}
    return np.array(
        [place.get(belongs.get(pool.people(row)[0].voice_id, ""), -1) for row in range(len(pool))]
    )


@dataclass(frozen=True, slots=True)
class _Spread:
    """How one resample spreads the topics: ``counts`` (topics, clusters) rows, ``rows`` of each
    topic, unclustered ones too."""

    counts: Shares
    rows: Shares

    @property
    def shares(self) -> Shares:
        """(topics, clusters): the part of each topic's rows in each cluster."""
        import numpy as np

        return np.asarray(self.counts / np.maximum(self.rows, 1)[:, None])


def _spread(pool: Pool, owners: Rows, part: Rows, topics: int) -> _Spread:
    import numpy as np

    found, _ = cluster_rows(pool, part, PART)
    counts = np.zeros((topics, max(1, len(found))))
    for cluster, rows in enumerate(found):
        inside = owners[rows]
        counts[:, cluster] = np.bincount(inside[inside >= 0], minlength=topics)
    seen = owners[part]
    rows_of = np.bincount(seen[seen >= 0], minlength=topics).astype(np.float64)
    return _Spread(counts, rows_of)


def _merges(
    active: Sequence[Topic], spreads: Sequence[_Spread], sizes: Mapping[str, int]
) -> list[Merge]:
    """Pairs that are alike in every resample; a topic takes part in one merge at most."""
    import numpy as np

    likeness = np.stack([_alike(spread) for spread in spreads])
    lowest, highest = likeness.min(axis=0), likeness.max(axis=0)
    pairs = [(a, b) for a, b in combinations(range(len(active)), 2) if lowest[a, b] >= ALIKE]
    merges, used = [], set[int]()
    for a, b in sorted(pairs, key=lambda pair: (-round(lowest[pair], 6), pair)):
        stays, goes = _who_stays(active[a], active[b], sizes)
        if used & {a, b} or not _may_go(goes) or stays.held.pinned:
            continue
        used |= {a, b}
        reason = (
            f"in each of {len(spreads)} resamples its voices fall into the same clusters as those "
            f"of #{stays.number} (likeness {lowest[a, b]:.2f}-{highest[a, b]:.2f})"
        )
        merges.append(Merge(stays, goes, reason))
    return merges


def _alike(spread: _Spread) -> Shares:
    """(topics, topics): cosine of their spreads; 0 where one of them has too few rows."""
    import numpy as np

    shares = np.where(spread.rows[:, None] >= FEWEST_ROWS, spread.shares, 0)
    lengths = np.linalg.norm(shares, axis=1)
    unit = shares / np.where(lengths == 0, 1, lengths)[:, None]
    return np.asarray(unit @ unit.T)


def _who_stays(one: Topic, other: Topic, sizes: Mapping[str, int]) -> tuple[Topic, Topic]:
    """What people settled stays, then the larger, then the lower number."""
    first, second = sorted(
        (one, other),
        key=lambda t: (not t.held.settled, -sizes.get(t.topic_uid, 0), t.number),
    )
    return first, second


def _several(at: int, spreads: Sequence[_Spread]) -> bool:
    """Whether every resample cuts the topic into two clusters or more that are its own."""
    return all(_own_parts(at, spread) >= 2 for spread in spreads)


def _own_parts(at: int, spread: _Spread) -> int:
    import numpy as np

    own = spread.counts[at] >= OWN_CLUSTER * np.maximum(spread.counts.sum(axis=0), 1)
    return int((own & (spread.shares[at] >= OWN_SHARE)).sum())


def _never_together(at: int, spreads: Sequence[_Spread]) -> bool:
    """Whether in every resample its voices lie scattered over other topics' clusters or none."""
    return all(
        spread.rows[at] >= FEWEST_ROWS and float((spread.shares[at] ** 2).sum()) < SCATTERED
        for spread in spreads
    )


def _why_none(spreads: Sequence[_Spread]) -> str:
    return (
        f"in each of {len(spreads)} resamples its voices lie scattered over other topics' clusters "
        f"(two of them share one with a chance under {SCATTERED:.2f}); they were given to the "
        "topics they fit, or wait"
    )


def _may_go(topic: Topic) -> bool:
    return not (topic.held.pinned or topic.held.settled or topic.held.muted)


def _may_split(topic: Topic) -> bool:
    return not (topic.held.pinned or topic.held.joined or topic.held.muted)
