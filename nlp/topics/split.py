"""Splitting a topic that outgrew its definition.

A definition is written from a handful of founders and takes in everything near them for months;
the first month's few broad topics would swallow all later matters (ADR 0024). A topic that holds
four times the voices it was defined on is clustered again, by the machinery of discovery, and is
cut only where the parts are topics in their own right *and* come out again when half of the
sample is clustered alone. Otherwise its definition is confirmed and it is left in peace until it
has grown fourfold again. Pure and order-free, like discovery.
"""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

from nlp.one_thread import one_thread
from nlp.topics.assign import active_topics, assign
from nlp.topics.candidates import candidates
from nlp.topics.clusters import FEWEST_FOR_LOOKS
from nlp.topics.discover import cluster_rows
from nlp.topics.mint import Context, founders, mint, topic_uid
from nlp.topics.pool import gather
from nlp.topics.quality import Gate
from nlp.topics.settle import settle
from nlp.topics.strength import Contrast
from records.topic import Assignment, Lineage, LineageKind, Topic, TopicState

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from nlp.embedding import Vectors
    from nlp.topics.candidates import Candidate, Rows, Settled
    from nlp.topics.pool import Pool
    from records.voice import Voice

LEAST_VOICES = 2 * FEWEST_FOR_LOOKS  # half of them must still be clustered in the same way
OUTGROWN = 4  # times the voices it was defined on
LARGEST_SAMPLE = 3_000  # distinct texts that are clustered again
LEAST_SHARE = 0.05  # of the sample, that a part must hold
LEAST_REPEAT = 0.5  # Jaccard of a part's members, when half of the sample is clustered alone
_SEED = 0  # of that half


@dataclass(frozen=True, slots=True)
class Split:
    """What came of a look at an outgrown topic.

    ``parent`` has the uid and number it had and its next definition: that of the part nearest
    the old one, or, where there are no ``children``, the old one confirmed. ``assignments`` hold
    *all* voices of the topic when it was split, none when it was not. ``lineage`` has a row for
    the parent (kept) and for each child (split).
    """

    parent: Topic
    children: tuple[Topic, ...]
    assignments: tuple[Assignment, ...]
    lineage: tuple[Lineage, ...]


def outgrown(topics: Sequence[Topic], sizes: Mapping[str, int], most: int) -> list[Topic]:
    """Active topics that outgrew their definitions, largest first, ``most`` of them.

    ``sizes``: topic uid → voices now; a topic that is not in it is left alone, and so is one that
    people pinned or put together themselves.
    """
    due = [
        topic
        for topic in topics
        if topic.state is TopicState.ACTIVE
        and not (topic.held.pinned or topic.held.joined)
        and sizes.get(topic.topic_uid, 0) >= max(LEAST_VOICES, OUTGROWN * topic.defined_on)
    ]
    return sorted(due, key=lambda topic: (-sizes[topic.topic_uid], topic.number))[:most]


@one_thread()
def split(
    topic: Topic,
    voices: Sequence[Voice],
    vectors: Vectors,
    customers: Mapping[str, str | None],
    topics: Sequence[Topic],
    *,
    embedder: str,
    run_id: str,
    next_number: int,
    gate: Gate | None = None,
    asked: bool = False,
    contrast: Contrast | None = None,
) -> Split:
    """Cut ``topic`` where it has come to hold several matters, or confirm it.

    ``voices``: all that the topic holds, ``vectors`` the embedder's rows for their texts;
    ``topics``: all there are. A name that a person gave stays. ``asked``: a person wants it cut,
    which stands for the evidence that parts come out again in half of the sample.
    The part nearest the old centre keeps uid and number: it is what people know by them.
    Killed and repeated with the same ``run_id`` it mints the same uids.
    """
    others = [t for t in active_topics(topics, embedder) if t.topic_uid != topic.topic_uid]
    pool = gather(voices, vectors, LARGEST_SAMPLE)
    parts = _parts(pool, others, customers, gate or Gate(), asked=asked)
    if not _is_split(pool, parts):
        return _confirmed(topic, len(voices), len(pool))
    context = Context(
        customers,
        topics,
        embedder,
        f"{run_id}/{topic.topic_uid}",
        next_number,
        contrast or Contrast(),
    )
    parent, children = _minted(topic, pool, parts, context)
    assignments = assign(voices, vectors, [parent, *children], embedder=embedder)
    return _told(parent, children, sorted(assignments, key=lambda a: a.voice_id))


def _parts(
    pool: Pool,
    others: Sequence[Topic],
    customers: Mapping[str, str | None],
    gate: Gate,
    *,
    asked: bool,
) -> list[Settled]:
    """Parts that pass the gate, hold their share and come out again in half of the sample."""
    import numpy as np

    found, _ = cluster_rows(pool, np.arange(len(pool)))
    parts = _large(pool, candidates(pool, found, ()), others, customers, gate)
    if len(parts) < 2 or asked:
        return parts if asked else []
    half = np.sort(np.random.default_rng(_SEED).permutation(len(pool))[: len(pool) // 2])
    again, _ = cluster_rows(pool, half, share=0.5)
    repeated = _large(pool, candidates(pool, again, ()), others, customers, gate)
    firm = [s.candidate for s in parts if _repeats(s, repeated, half)]
    return _large(pool, firm, others, customers, gate)


def _large(
    pool: Pool,
    offered: Sequence[Candidate],
    others: Sequence[Topic],
    customers: Mapping[str, str | None],
    gate: Gate,
) -> list[Settled]:
    """Settled parts; those under their share of the sample go one by one, the smallest first, so
    that their rows can make a neighbour large enough."""
    settled, _ = settle(pool, offered, others, customers, gate)
    while settled:
        smallest = min(settled, key=lambda s: (len(s.members), int(s.members[0])))
        if len(smallest.members) >= LEAST_SHARE * len(pool):
            break
        rest = [s.candidate for s in settled if s is not smallest]
        settled, _ = settle(pool, rest, others, customers, gate)
    return settled


def _repeats(part: Settled, again: Sequence[Settled], half: Rows) -> bool:
    """Whether clustering half of the sample alone draws the same rows of that half."""
    return any(_jaccard(part.members, other.members, half) >= LEAST_REPEAT for other in again)


def _jaccard(one: Rows, other: Rows, among: Rows) -> float:
    import numpy as np

    left, right = np.intersect1d(one, among), np.intersect1d(other, among)
    union = len(np.union1d(left, right))
    return len(np.intersect1d(left, right)) / union if union else 0.0


def _is_split(pool: Pool, parts: Sequence[Settled]) -> bool:
    """Two parts at least that share a language: Japanese here and English there is one matter
    told twice, not two."""
    spoken = Counter(
        language for part in parts for language in set(pool.languages[part.candidate.rows].tolist())
    )
    return max(spoken.values(), default=0) >= 2


def _minted(
    topic: Topic, pool: Pool, parts: Sequence[Settled], context: Context
) -> tuple[Topic, list[Topic]]:
    """The topic with its new definition, and the newborn parts numbered by size."""
    nearest = max(parts, key=lambda s: (_likeness(topic, s), -int(s.members[0])))
    keeper_uid = topic_uid(context.run_id, founders(pool, nearest))
    made = mint(pool, parts, context)
    keeper = next(t for t in made if t.topic_uid == keeper_uid)
    born = [t for t in made if t.topic_uid != keeper_uid]
    numbers = range(context.next_number, context.next_number + len(born))
    children = [replace(t, number=number) for t, number in zip(born, numbers, strict=True)]
    parent = replace(
        keeper,
        topic_uid=topic.topic_uid,
        number=topic.number,
        name_ja=topic.name_ja if topic.held.named_ja else keeper.name_ja,
        name_en=topic.name_en if topic.held.named_en else keeper.name_en,
        held=topic.held,
    )
    return parent, children


def _likeness(topic: Topic, part: Settled) -> float:
    import numpy as np

    centre = np.asarray(topic.centroid, dtype=np.float64)
    return round(float(part.candidate.definition.centroid.astype(np.float64) @ centre), 6)


def _confirmed(topic: Topic, voices: int, texts: int) -> Split:
    reason = (
        f"it grew from {topic.defined_on} to {voices} voices; {texts} distinct texts were looked "
        "at again and do not fall into parts that are topics of their own"
    )
    kept = Lineage(LineageKind.KEPT, topic.topic_uid, None, reason)
    return Split(replace(topic, defined_on=voices), (), (), (kept,))


def _told(parent: Topic, children: Sequence[Topic], assignments: Sequence[Assignment]) -> Split:
    """Count what each part holds now, and say what happened."""
    held = Counter(a.topic_uid for a in assignments)
    parent = replace(parent, defined_on=held[parent.topic_uid])
    born = tuple(replace(child, defined_on=held[child.topic_uid]) for child in children)
    kept = (
        f"of its {len(assignments)} voices {parent.defined_on} stay, "
        f"{sum(child.defined_on for child in born)} went to {len(born)} new topics and "
        f"{held[None]} wait: it had come to hold several matters"
    )
    lineage = [Lineage(LineageKind.KEPT, parent.topic_uid, None, kept)]
    lineage += [
        Lineage(LineageKind.SPLIT, child.topic_uid, parent.topic_uid, _cut_out(parent, child))
        for child in born
    ]
    return Split(parent, born, tuple(assignments), tuple(lineage))


def _cut_out(parent: Topic, child: Topic) -> str:
    return (
        f"{child.defined_on} voices of #{parent.number} say one thing of their own "
        f"({child.customers} customers, coherence {child.coherence:.2f}, "
        f"separation {child.separation:.2f}); it came out again in half of the sample"
    )
