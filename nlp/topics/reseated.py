"""What a consolidation makes of outvoted voices: moves within its budget, each told why."""

from __future__ import annotations

from collections import Counter
from typing import TYPE_CHECKING

from nlp.topics.consolidate import RESAMPLES
from nlp.topics.outvoted import VOTERS
from records.topic import Assignment, Lineage, LineageKind, TopicChanges

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from nlp.topics.outvoted import Outvoted

_WHY = (
    f"most of the texts nearest to each ({VOTERS} at most) sit {{place}}, "
    f"in each of {RESAMPLES} resamples"
)


def reseated(found: Sequence[Outvoted], most: int) -> TopicChanges:
    """The first ``most`` of the outvoted voices, strongest first, in their new topics.

    Every topic that gave voices or took some has one lineage row, which counts them by the
    other topic's number.
    """
    moved = found[: max(0, most)]
    gave = Counter((one.out_of.topic_uid, one.to.number) for one in moved)
    took = Counter((one.to.topic_uid, one.out_of.number) for one in moved)
    return TopicChanges(
        sources=tuple(sorted({one.out_of.topic_uid for one in moved})),
        assignments=tuple(
            Assignment(one.voice_id, one.to.topic_uid, None, one.similarity) for one in moved
        ),
        lineage=(
            *_told(LineageKind.GAVE, "went to", _WHY.format(place="there"), gave),
            *_told(LineageKind.TOOK, "came from", _WHY.format(place="here"), took),
        ),
    )


def _told(
    kind: LineageKind, went: str, why: str, moves: Mapping[tuple[str, int], int]
) -> list[Lineage]:
    """One row a topic: how many voices, which other topics, and why."""
    rows = []
    for uid in sorted({uid for uid, _ in moves}):
        others = {number: count for (topic, number), count in moves.items() if topic == uid}
        each = ", ".join(
            f"#{number} ({count})"
            for number, count in sorted(others.items(), key=lambda item: (-item[1], item[0]))
        )
        rows.append(Lineage(kind, uid, None, f"{sum(others.values())} voices {went} {each}: {why}"))
    return rows
