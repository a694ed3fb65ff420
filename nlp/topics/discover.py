"""Discovery: new topics among the voices that fit nowhere, and the reasons for what is not one.

Pool → clusters per language → joined across languages → defined → all rows assigned by those
definitions, exactly as later nights will assign → the gate; what fails it goes, and the rest is
assigned again. A pure function of its arguments: the order of the voices never matters.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from nlp.one_thread import one_thread
from nlp.topics.assign import active_topics, assign
from nlp.topics.candidates import candidates
from nlp.topics.clusters import LARGEST_SAMPLE, clusters
from nlp.topics.mint import Context, grow, mint
from nlp.topics.pool import gather
from nlp.topics.quality import Gate
from nlp.topics.settle import settle
from nlp.topics.strength import Contrast
from records.topic import Assignment, Lineage, LineageKind

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from nlp.embedding import Vectors
    from nlp.topics.candidates import Candidate, RejectedCluster, Rows, Settled
    from nlp.topics.pool import Pool
    from records.topic import Topic
    from records.voice import Voice

MOST_ROUNDS = 3  # looks at what a round left over, where the pool was larger than a sample


@dataclass(frozen=True, slots=True)
class Discovery:
    """What a night found.

    ``topics`` are newborn, numbered by size. ``grown`` are existing topics with further
    prototypes (voices of another language joined them): same uid, number and names kept, a new
    version of their definition. ``assignments`` hold only the voices that now belong;
    everyone else of the pool goes on waiting. ``lineage`` has one row per topic.
    """

    topics: tuple[Topic, ...] = ()
    grown: tuple[Topic, ...] = ()
    assignments: tuple[Assignment, ...] = ()
    lineage: tuple[Lineage, ...] = ()
    rejected: tuple[RejectedCluster, ...] = ()


@one_thread()
def discover(
    voices: Sequence[Voice],
    vectors: Vectors,
    customers: Mapping[str, str | None],
    topics: Sequence[Topic],
    *,
    embedder: str,
    run_id: str,
    next_number: int,
    gate: Gate | None = None,
    contrast: Contrast | None = None,
) -> Discovery:
    """Find topics among waiting voices.

    ``vectors``: the embedder's rows for ``voice.text``; ``customers``: voice id → customer,
    None or absent where unknown; ``topics``: all existing ones (merged and retired too: their
    names stay taken); ``contrast``: what names are set off against. Killed and repeated with the
    same ``run_id`` it mints the same uids.
    """
    active = active_topics(topics, embedder)
    pool = gather(voices, vectors)
    context = Context(customers, topics, embedder, run_id, next_number, contrast or Contrast())
    settled, rejected = _search(pool, active, customers, gate or Gate())
    newborn = mint(pool, [s for s in settled if s.candidate.joins is None], context)
    grown = grow(pool, [s for s in settled if s.candidate.joins is not None], context)
    return Discovery(
        topics=tuple(newborn),
        grown=tuple(grown),
        assignments=_belonging(voices, vectors, context, [*active, *newborn, *grown]),
        lineage=(*(_born(topic) for topic in newborn), *(_kept(topic) for topic in grown)),
        rejected=tuple(rejected),
    )


def _search(
    pool: Pool, active: list[Topic], customers: Mapping[str, str | None], gate: Gate
) -> tuple[list[Settled], list[RejectedCluster]]:
    """Cluster a bounded sample of each language; where the pool held more, look again at what
    the topics found so far do not draw."""
    import numpy as np

    offered: list[Candidate] = []
    settled: list[Settled] = []
    rejected: list[RejectedCluster] = []
    left = np.arange(len(pool))
    for _ in range(MOST_ROUNDS):
        found, partial = cluster_rows(pool, left)
        if not found:
            break
        offered += candidates(pool, found, active)
        settled, lost = settle(pool, offered, active, customers, gate)
        rejected += lost
        offered = [s.candidate for s in settled]
        drawn = [s.members for s in settled]
        left = np.setdiff1d(np.arange(len(pool)), np.concatenate(drawn) if drawn else [])
        if not partial:
            break
    return settled, rejected


def cluster_rows(pool: Pool, left: Rows, share: float = 1.0) -> tuple[list[Rows], bool]:
    """Clusters among some rows, each language by itself, and whether rows were left unseen.

    ``share``: what part of a sample the rows are, where they are to be cut as finely as that.
    """
    import numpy as np

    found: list[Rows] = []
    partial = False
    for language in np.unique(pool.languages[left]):
        rows = left[pool.languages[left] == language]
        partial = partial or len(rows) > LARGEST_SAMPLE
        sample = rows[:LARGEST_SAMPLE]
        texts = [pool.texts[row] for row in sample]
        labels = clusters(texts, pool.vectors[sample], round(len(sample) / share))
        found += [sample[labels == label] for label in np.unique(labels[labels >= 0])]
    return found, partial


def _belonging(
    voices: Sequence[Voice], vectors: Vectors, context: Context, topics: Sequence[Topic]
) -> tuple[Assignment, ...]:
    """Every voice that now belongs, by the very rule of later nights; by voice id."""
    latest = {topic.topic_uid: topic for topic in topics}  # a grown topic replaces its former self
    found = assign(voices, vectors, list(latest.values()), embedder=context.embedder)
    return tuple(sorted((a for a in found if a.topic_uid), key=lambda a: a.voice_id))


def _born(topic: Topic) -> Lineage:
    reason = (
        f"{topic.customers} customers say one thing "
        f"(coherence {topic.coherence:.2f}, separation {topic.separation:.2f})"
    )
    return Lineage(LineageKind.BORN, topic.topic_uid, None, reason)


def _kept(topic: Topic) -> Lineage:
    reason = "voices of another language about the same matter joined; nothing else changed"
    return Lineage(LineageKind.KEPT, topic.topic_uid, None, reason)
