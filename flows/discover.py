"""Look for topics among the voices that fit nowhere.

A night looks at what is new there and at what lies nearest to it, once enough is new; where a
look at all topics together is due, it looks at everything that waits, however little is new
(ADR 0120).
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from flows.night import Counts, Night
from flows.topic_models import as_topics_see, contrast_of, embedder_of, gate_of
from nlp.topics import Discovery, discover, nearby
from warehouse import analysis

if TYPE_CHECKING:
    from collections.abc import Sequence, Set

    from nlp.cached_embedder import CachedEmbedder
    from nlp.embedding import Vectors
    from records.voice import Voice


def discover_topics(night: Night) -> Counts:
    """One look, where enough voices are new or all are to be looked at; kept whether it finds
    something or not."""
    new = analysis.newly_waiting(night.warehouse)
    if is_due(night):
        return _look(night, new, everything=True)
    if len(new) < night.settings.analysis.discover_at:
        return {"newly_waiting": len(new), "topics_born": 0}
    return _look(night, new, everything=not night.settings.analysis.consolidate_every)


def look_at_everything(night: Night) -> Counts:
    """One look at all voices that wait, asked for by hand."""
    return _look(night, analysis.newly_waiting(night.warehouse), everything=True)


def is_due(night: Night) -> bool:
    """Whether as many nights have passed since all topics were looked at together as the
    settings say."""
    every = night.settings.analysis.consolidate_every
    return bool(every) and analysis.nights_since_consolidation(night.warehouse) >= every


def _look(night: Night, new: Set[str], *, everything: bool) -> Counts:
    pool = analysis.pool(night.warehouse, night.settings.analysis.pool_limit, new)
    if not pool:
        return {"newly_waiting": len(new), "topics_born": 0}
    night.progress("discovering topics", 0, 1)
    embedder = embedder_of(night)
    waiting, vectors = as_topics_see(night, pool, embedder)
    looked = list(range(len(waiting))) if everything else nearby(waiting, vectors, new)
    found = _found(night, [waiting[at] for at in looked], vectors[looked], embedder)
    analysis.save_discovery(
        night.warehouse,
        night.run_id,
        found.topics,
        found.assignments,
        found.lineage,
        night.clock(),
        grown=found.grown,
    )
    night.progress("discovering topics", 1, 1)
    return {
        "newly_waiting": len(new),
        "looked_at": len(looked),
        "waiting": len(waiting) - len(found.assignments),
        "topics_born": len(found.topics),
        "joined_new_topics": len(found.assignments),
        "clusters_rejected": len(found.rejected),
    }


def _found(
    night: Night, voices: Sequence[Voice], vectors: Vectors, embedder: CachedEmbedder
) -> Discovery:
    return discover(
        voices,
        vectors,
        analysis.voice_customers(night.warehouse, [voice.voice_id for voice in voices]),
        analysis.topics(night.warehouse),
        embedder=embedder.identity,
        run_id=night.settings.account.name,
        next_number=analysis.next_topic_number(night.warehouse),
        gate=gate_of(night),
        contrast=contrast_of(night, embedder),
    )
