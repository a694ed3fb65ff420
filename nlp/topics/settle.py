"""Settling candidates: their definitions draw rows, the gate judges, what fails it goes.

Cosines are taken once; when a candidate goes, only the rows that it was nearest or next to are
looked at again.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from nlp.topics.assign import prototype_cosines
from nlp.topics.candidates import Candidate, RejectedCluster, Settled
from nlp.topics.quality import Gate, distinct_customers, judge, measure

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from nlp.topics.assign import Cosines
    from nlp.topics.candidates import Rows
    from nlp.topics.pool import Pool
    from records.topic import Topic


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
    if not offered:
        return [], []
    reach = _Reach(pool, offered, existing, customers)
    drawn = {at: reach.draw(at) for at in range(len(offered))}
    rejected: list[RejectedCluster] = []
    while failed := {at: why for at, s in drawn.items() if (why := judge(s.quality, gate))}:
        going = _going_first({at: drawn[at] for at in failed}, gate)
        rejected += [_rejected(pool, drawn[at], failed[at]) for at in going]
        for at in going:
            del drawn[at]
        changed = set(reach.strike(going).tolist())
        for at in drawn:
            if at in changed or offered[at].joins:  # of the latter, a rival may be third
                drawn[at] = reach.draw(at)
    return list(drawn.values()), rejected


def _going_first(failed: Mapping[int, Settled], gate: Gate) -> list[int]:
    """All that fail for themselves; else the smallest of those that crowd each other."""
    hopeless = [
        at
        for at, settled in failed.items()
        if settled.quality.voices < gate.voices
        or settled.quality.customers < gate.customers
        or settled.quality.coherence < gate.coherence
    ]
    return hopeless or [
        min(failed, key=lambda at: (failed[at].quality.voices, int(failed[at].members[0])))
    ]


@dataclass(slots=True)
class _Reach:
    """Each row's cosine to each existing topic, then to each candidate as offered, and which of
    them is nearest and next to it. What went is infinitely far."""

    pool: Pool
    offered: Sequence[Candidate]
    existing: Sequence[Topic]
    customers: Mapping[str, str | None]
    cosines: Cosines
    thresholds: Cosines
    nearest: Rows
    second: Rows

    def __init__(
        self,
        pool: Pool,
        offered: Sequence[Candidate],
        existing: Sequence[Topic],
        customers: Mapping[str, str | None],
    ) -> None:
        import numpy as np

        self.pool, self.offered, self.existing = pool, offered, existing
        self.customers = customers
        known = [topic.prototypes or (topic.centroid,) for topic in existing]
        new = [one.definition.prototypes for one in offered]
        self.cosines = prototype_cosines(pool.space, [*known, *new])
        limits = [t.threshold for t in existing] + [one.definition.threshold for one in offered]
        self.thresholds = np.asarray(limits)
        self.nearest, self.second = np.zeros((2, len(pool)), dtype=np.intp)
        self._look(np.arange(len(pool)))

    def strike(self, going: Sequence[int]) -> Rows:
        """Candidates go; returns whose rows or rivals may have changed by that."""
        import numpy as np

        columns = np.asarray(going) + len(self.existing)
        rows = np.flatnonzero(np.isin(self.nearest, columns) | np.isin(self.second, columns))
        self.cosines[:, columns] = -np.inf
        self._look(rows)
        return self.nearest[rows] - len(self.existing)

    def draw(self, candidate: int) -> Settled:
        """The rows that it takes in, as ``assign`` will, and how well they suit it."""
        import numpy as np

        column = candidate + len(self.existing)
        members = np.flatnonzero(self.nearest == column)
        own = self.cosines[members, column]
        members, own = members[own >= self.thresholds[column]], own[own >= self.thresholds[column]]
        people = [voice for row in members for voice in self.pool.people(int(row))]
        quality = measure(
            own, self._rival(members, column), distinct_customers(people, self.customers)
        )
        return Settled(self.offered[candidate], members, own, quality)

    def _rival(self, members: Rows, column: int) -> Cosines | None:
        """Their cosines to the best other one; the topic that a candidate joins is no rival."""
        import numpy as np

        joins = self.offered[column - len(self.existing)].joins
        if joins is None:
            second = self.second[members]
            best: Cosines = np.where(second == column, -np.inf, self.cosines[members, second])
        else:
            others = self.cosines[members].copy()
            others[:, column] = -np.inf
            others[:, [at for at, t in enumerate(self.existing) if t is joins]] = -np.inf
            best = others.max(axis=1)
        return None if len(best) and np.isneginf(best).any() else best

    def _look(self, rows: Rows) -> None:
        """Which is nearest and which next; the first of equals."""
        import numpy as np

        found = self.cosines[rows]
        self.nearest[rows] = found.argmax(axis=1)
        found[np.arange(len(rows)), self.nearest[rows]] = -np.inf
        self.second[rows] = found.argmax(axis=1)


def _rejected(pool: Pool, settled: Settled, why: str) -> RejectedCluster:
    rows = settled.members if len(settled.members) else settled.candidate.rows
    ids = [pool.people(int(row))[0].voice_id for row in rows]
    return RejectedCluster(why, settled.quality, tuple(ids[:10]))
