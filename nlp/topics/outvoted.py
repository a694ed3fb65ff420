"""Voices that sit in another topic than the texts nearest to them: what a consolidation moves.

A night compares a voice with frozen definitions, a few prototypes a topic, and no voice looks at
another (ADR 0022); where two topics meet, so few places draw the border roughly. Once the voices
lie there, the nearest of them draw it more finely: a vote of the k nearest, weighed by cosine
(Dudani 1976). It brings ten nights nearer to one full run, and both nearer to what people meant
(banking77; figures in ADR 0130).
"""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass
from typing import TYPE_CHECKING

from nlp.one_thread import one_thread
from nlp.topics.assign import active_topics, topic_cosines
from nlp.topics.consolidate import seeded_parts
from nlp.topics.pool import gather
from nlp.topics.space import topic_vectors

if TYPE_CHECKING:
    from collections.abc import Collection, Iterator, Mapping, Sequence

    import numpy as np
    from numpy.typing import NDArray

    from nlp.embedding import Vectors
    from nlp.topics.candidates import Rows
    from nlp.topics.pool import Pool
    from records.topic import Topic
    from records.voice import Voice

    Shares = NDArray[np.float64]

LARGEST_SAMPLE = 20_000  # distinct texts, each compared with all: 0.4e9 cosines
VOTERS = 15  # nearest texts that vote: 8 agree less, 25 cost V-measure (ADR 0130)
FEWEST_TEXTS = 4  # of a topic, under which its voices are left alone: too few to vote for it
_SEEN = 40  # nearest texts kept of each: a resample sees 32 of them on average, and needs 15
_BATCH = 256  # texts compared at once: with 20,000 others the cosines are 20 MB, their order 40 MB
_DIGITS = 6


@dataclass(frozen=True, slots=True)
class Outvoted:
    """A voice whose nearest texts mostly sit in ``to``, in every resample.

    ``strength``: by how much of the vote ``to`` is ahead of ``out_of`` (0..1), the mean of the
    resamples. ``similarity``: cosine of the voice to the nearest prototype of ``to``.
    """

    voice_id: str
    out_of: Topic
    to: Topic
    strength: float
    similarity: float


@one_thread()
def outvoted(
    voices: Sequence[Voice],
    vectors: Vectors,
    belongs: Mapping[str, str],
    topics: Sequence[Topic],
    *,
    embedder: str,
    placed: Collection[str] = (),
) -> list[Outvoted]:
    """Who should move, the strongest first; the order of the voices never matters.

    ``vectors``: the embedder's rows for ``voice.text``; ``belongs``: voice id → topic uid;
    ``placed``: ids of voices that people put where they are: they vote and never move, and nor
    does a topic's exemplar. What people pinned or muted neither gives nor takes. A voice moves
    only to a topic whose definition would take it in. No wording votes about itself.
    """
    table = _Table(
        gather(voices, vectors, LARGEST_SAMPLE), belongs, active_topics(topics, embedder)
    )
    if len(table.active) < 2:
        return []
    stay = {*placed, *(voice_id for topic in table.active for voice_id in topic.exemplars)}
    moves = [move for move in _moves(table) if table.pool.voices[move.at].voice_id not in stay]
    return sorted(_fitting(table, vectors, moves), key=lambda one: (-one.strength, one.voice_id))


@dataclass(frozen=True, slots=True)
class _Move:
    """Places: of the voice in the pool's voices, of the topics in ``active``."""

    at: int
    out_of: int
    to: int
    strength: float


class _Table:
    """Who sits where: the topic of each voice, and of each text that of most who said it."""

    def __init__(self, pool: Pool, belongs: Mapping[str, str], active: Sequence[Topic]) -> None:
        import numpy as np

        place = {topic.topic_uid: at for at, topic in enumerate(active)}
        self.pool, self.active = pool, active
        self.sits = [place.get(belongs.get(voice.voice_id, ""), -1) for voice in pool.voices]
        self.owners = np.array([self._owner(who) for who in pool.who], dtype=np.intp)
        self.texts = np.bincount(self.owners[self.owners >= 0], minlength=len(active))

    def _owner(self, who: Sequence[int]) -> int:
        held = Counter(self.sits[at] for at in who)
        return min(held, key=lambda seat: (-held[seat], seat))

    def voters(self, rows: Rows) -> Rows:
        """How many vote about each text: never more than other texts sit in its own topic, or a
        small topic could not win with all it has."""
        import numpy as np

        return np.minimum(self.texts[self.owners[rows]] - 1, VOTERS)

    def stands(self, seat: int) -> bool:
        """Whether voices may neither leave this topic nor come to it."""
        return seat < 0 or self.active[seat].held.pinned or self.active[seat].held.muted


def _moves(table: _Table) -> Iterator[_Move]:
    """Voices that sit elsewhere than every resample's vote about their text puts them."""
    for row, winner, shares in _won(table):
        for at in table.pool.who[row]:
            seat = table.sits[at]
            if seat != winner and not (table.stands(seat) or table.stands(winner)):
                ahead = round(float(shares[winner] - shares[seat]), _DIGITS)
                if ahead > 0:
                    yield _Move(at, seat, winner, ahead)


def _won(table: _Table) -> Iterator[tuple[int, int, Shares]]:
    """Texts about which every resample's vote has the same winner: row, winner, mean shares."""
    import numpy as np

    parts = [np.isin(np.arange(len(table.pool)), part) for part in seeded_parts(len(table.pool))]
    few = table.texts < FEWEST_TEXTS
    for start in range(0, len(table.pool) if parts else 0, _BATCH):
        rows = np.arange(start, min(start + _BATCH, len(table.pool)))
        near, cosines = _nearest(table.pool.space, rows)
        votes = [_shares(table, rows, near, np.where(part[near], cosines, 0)) for part in parts]
        winners = np.stack([vote.argmax(axis=1) for vote in votes])
        mean = np.mean(votes, axis=0)
        for at in np.flatnonzero((winners == winners[0]).all(axis=0) & ~few[table.owners[rows]]):
            yield int(rows[at]), int(winners[0, at]), mean[at]


def _nearest(space: Vectors, rows: Rows) -> tuple[Rows, Shares]:
    """The nearest other rows of each of ``rows``, nearest first, equal ones in the rows' order,
    and their cosines, none under 0."""
    import numpy as np

    cosines = (space[rows] @ space.T).round(_DIGITS)
    cosines[np.arange(len(rows)), rows] = -2
    seen = min(_SEEN, len(space) - 1)
    near = np.sort(np.argpartition(-cosines, seen - 1, axis=1)[:, :seen], axis=1)
    found = np.take_along_axis(cosines, near, axis=1)
    order = np.argsort(-found, axis=1, kind="stable")
    sorted_cosines = np.take_along_axis(found, order, axis=1).astype(np.float64)
    return np.take_along_axis(near, order, axis=1), np.maximum(sorted_cosines, 0)


def _shares(table: _Table, rows: Rows, near: Rows, cosines: Shares) -> Shares:
    """(rows, topics): each topic's share of the vote of the nearest texts whose cosine is not 0."""
    import numpy as np

    voting = (cosines > 0) & (table.owners[near] >= 0)
    voting &= voting.cumsum(axis=1) <= table.voters(rows)[:, None]
    cast = np.zeros((len(rows), len(table.active)))
    who, which = np.nonzero(voting)
    np.add.at(cast, (who, table.owners[near[who, which]]), cosines[who, which])
    return np.asarray(cast / np.maximum(cast.sum(axis=1, keepdims=True), 1e-9))


def _fitting(table: _Table, vectors: Vectors, moves: Sequence[_Move]) -> Iterator[Outvoted]:
    """Those of the moves that end in a topic whose definition would take the voice in."""
    import numpy as np

    if not moves:
        return
    voices = [table.pool.voices[move.at] for move in moves]
    rows = topic_vectors([v.text for v in voices], np.asarray(vectors)[[m.at for m in moves]])
    for move, voice, cosines in zip(moves, voices, topic_cosines(rows, table.active), strict=True):
        to, similarity = table.active[move.to], float(cosines[move.to])
        if similarity >= to.threshold:
            yield Outvoted(voice.voice_id, table.active[move.out_of], to, move.strength, similarity)
