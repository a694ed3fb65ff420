"""Consolidate: look at all topics together again, and mend what repeats.

By hand (``koe topics consolidate``) or every so many nights. The look is at a bounded sample;
what is changed moves less than 5 % of the voices, the strongest evidence first.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping
from dataclasses import dataclass, field, replace

from flows.night import Counts, Night
from flows.topic_models import arrange_themes, embedder_of, split_topic
from nlp.cached_embedder import CachedEmbedder
from nlp.topics import Evidence, assign, joined, weigh
from nlp.topics.consolidate import SAMPLE
from records.topic import Assignment, Lineage, LineageKind, Topic, TopicChanges, TopicState
from warehouse import analysis, decisions

MOST_MOVED = 0.05  # of all voices in topics


@dataclass(slots=True)
class _Plan:
    """What is to be changed, within what may be moved."""

    budget: int
    born: list[Topic] = field(default_factory=list)
    redefined: dict[str, Topic] = field(default_factory=dict)
    moved: list[Assignment] = field(default_factory=list)
    lineage: list[Lineage] = field(default_factory=list)
    counts: Counter[str] = field(default_factory=Counter)

    def allows(self, voices: int) -> bool:
        """Whether so many more may be moved."""
        return len(self.moved) + voices <= self.budget


def consolidate_if_due(night: Night) -> Counts:
    """Consolidate when as many nights have passed since the last time as the settings say."""
    every = night.settings.analysis.consolidate_every
    if not every or analysis.nights_since_consolidation(night.warehouse) < every:
        return {}
    return consolidate(night)


def consolidate(night: Night) -> Counts:
    """See the module. Every change has a lineage row with its reason."""
    sizes = analysis.topic_sizes(night.warehouse)
    total = sum(sizes.values())
    embedder = embedder_of(night)
    night.progress("consolidating topics", 0, 1)
    evidence = _evidence(night, embedder, sizes)
    plan = _Plan(budget=int(MOST_MOVED * total))
    _merge(night, plan, evidence, sizes)
    _retire(night, plan, evidence, sizes, embedder)
    _split(night, plan, evidence, embedder)
    _save(night, plan, evidence, total)
    night.progress("consolidating topics", 1, 1)
    return {
        "sampled": evidence.sampled,
        "moved": len(plan.moved),
        **{key: plan.counts[key] for key in ("merged", "split", "retired")},
    } | arrange_themes(night)


def _evidence(night: Night, embedder: CachedEmbedder, sizes: Mapping[str, int]) -> Evidence:
    sample = analysis.voice_sample(night.warehouse, SAMPLE)
    voices = [voice for voice, _ in sample]
    return weigh(
        voices,
        embedder.embed([voice.text for voice in voices]),
        {voice.voice_id: uid for voice, uid in sample},
        analysis.topics(night.warehouse),
        sizes,
        embedder=embedder.identity,
    )


def _merge(night: Night, plan: _Plan, evidence: Evidence, sizes: Mapping[str, int]) -> None:
    for merge in evidence.merges:
        both = {merge.stays.topic_uid, merge.goes.topic_uid}
        if both & plan.redefined.keys() or not plan.allows(sizes.get(merge.goes.topic_uid, 0)):
            continue  # a chain waits for the next look: voices move one step at a time
        stays, gone = joined(merge.stays, merge.goes)
        plan.redefined |= {stays.topic_uid: stays, gone.topic_uid: gone}
        plan.moved += [
            replace(one, topic_uid=stays.topic_uid)
            for one in decisions.assignments_of(night.warehouse, gone.topic_uid)
        ]
        plan.lineage.append(
            Lineage(LineageKind.MERGED, gone.topic_uid, stays.topic_uid, merge.reason)
        )
        plan.counts["merged"] += 1


def _retire(
    night: Night,
    plan: _Plan,
    evidence: Evidence,
    sizes: Mapping[str, int],
    embedder: CachedEmbedder,
) -> None:
    """Who goes is settled before any voice is moved: none may go to a topic that goes too."""
    going: list[Topic] = []
    leaving = 0
    for topic, reason in evidence.none:
        size = sizes.get(topic.topic_uid, 0)
        if topic.topic_uid in plan.redefined or not plan.allows(leaving + size):
            continue
        going.append(topic)
        leaving += size
        plan.redefined[topic.topic_uid] = replace(topic, state=TopicState.RETIRED)
        plan.lineage.append(Lineage(LineageKind.RETIRED, topic.topic_uid, None, reason))
        plan.counts["retired"] += 1
    if not going:
        return
    left = [plan.redefined.get(t.topic_uid, t) for t in analysis.topics(night.warehouse)]
    for topic in going:
        voices = analysis.voices_of(night.warehouse, topic.topic_uid)
        vectors = embedder.embed([voice.text for voice in voices])
        plan.moved += assign(voices, vectors, left, embedder=embedder.identity)


def _split(night: Night, plan: _Plan, evidence: Evidence, embedder: CachedEmbedder) -> None:
    """One topic at most: the next split must know the numbers and names that this one gives."""
    for topic in evidence.several[: night.settings.analysis.splits_per_night]:
        if topic.topic_uid in plan.redefined:
            continue
        found = split_topic(night, topic, embedder)
        leaving = [a for a in found.assignments if a.topic_uid != topic.topic_uid]
        if found.children and plan.allows(len(leaving)):
            plan.born += found.children
            plan.redefined[topic.topic_uid] = found.parent
            plan.moved += leaving
            plan.lineage += found.lineage
            plan.counts["split"] += 1
            return


def _save(night: Night, plan: _Plan, evidence: Evidence, total: int) -> None:
    changes = TopicChanges(
        tuple(plan.born),
        tuple(plan.redefined.values()),
        tuple(plan.redefined),
        tuple(plan.moved),
        tuple(plan.lineage),
    )
    figures = {"sampled": evidence.sampled, "voices": total, "moved": len(plan.moved)}
    figures |= {key: plan.counts[key] for key in ("merged", "split", "retired")}
    analysis.save_consolidation(night.warehouse, night.run_id, changes, figures, night.clock())
