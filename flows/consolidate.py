"""Consolidate: look at all topics together again, and mend what repeats.

By hand (``koe topics consolidate``) or every so many nights. The look is at a bounded sample;
what is changed moves less than 5 % of the voices: topics that are to be merged, retired or split
first, then single voices whose nearest texts sit in another topic, the strongest evidence first.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping, Set
from dataclasses import dataclass, field, replace
from typing import TYPE_CHECKING

from flows.discover import is_due, look_at_everything
from flows.night import Counts, Night
from flows.topic_models import arrange_themes, as_topics_see, embedder_of, split_topic
from nlp.cached_embedder import CachedEmbedder
from nlp.topics import Evidence, assign, joined, outvoted, reseated, weigh
from nlp.topics.budget import Budget
from nlp.topics.outvoted import LARGEST_SAMPLE
from records.topic import Assignment, Lineage, LineageKind, Topic, TopicChanges, TopicState
from records.voice import Voice
from warehouse import analysis, decisions

if TYPE_CHECKING:
    from nlp.embedding import Vectors

_CHANGES = ("merged", "split", "retired", "outvoted")


@dataclass(frozen=True, slots=True)
class _Seen:
    """The sample of voices that is looked at: what they say, the topic each is in, all topics."""

    voices: list[Voice]
    vectors: Vectors
    belongs: dict[str, str]
    topics: list[Topic]
    embedder: str


@dataclass(slots=True)
class _Plan:
    """What is to be changed, within what may be moved."""

    budget: Budget
    born: list[Topic] = field(default_factory=list)
    redefined: dict[str, Topic] = field(default_factory=dict)
    sources: set[str] = field(default_factory=set)  # topics that only gave voices
    moved: list[Assignment] = field(default_factory=list)
    lineage: list[Lineage] = field(default_factory=list)
    counts: Counter[str] = field(default_factory=Counter)


def consolidate_if_due(night: Night) -> Counts:
    """Consolidate where it is due."""
    return _consolidate(night) if is_due(night) else {}


def consolidate(night: Night) -> Counts:
    """By hand: everything that waits is looked at first, as on a night when it is due."""
    return look_at_everything(night) | _consolidate(night)


def _consolidate(night: Night) -> Counts:
    """See the module. Every change has a lineage row with its reason."""
    sizes = analysis.topic_sizes(night.warehouse)
    total = sum(sizes.values())
    embedder = embedder_of(night)
    night.progress("consolidating topics", 0, 1)
    seen = _seen(night, embedder)
    evidence = _evidence(seen, sizes)
    plan = _Plan(Budget.of(total))
    _merge(night, plan, evidence, sizes)
    _retire(night, plan, evidence, sizes, embedder)
    _split(night, plan, evidence, embedder)
    _reseat(plan, seen, decisions.placed_by_people(night.warehouse))
    _save(night, plan, evidence, total)
    night.progress("consolidating topics", 1, 1)
    return {
        "sampled": evidence.sampled,
        "moved": len(plan.moved),
        **{key: plan.counts[key] for key in _CHANGES},
    } | arrange_themes(night)


def _seen(night: Night, embedder: CachedEmbedder) -> _Seen:
    sample = analysis.voice_sample(night.warehouse, LARGEST_SAMPLE)
    voices, vectors = as_topics_see(night, [voice for voice, _ in sample], embedder)
    return _Seen(
        voices,
        vectors,
        {voice.voice_id: uid for voice, uid in sample},
        analysis.topics(night.warehouse),
        embedder.identity,
    )


def _evidence(seen: _Seen, sizes: Mapping[str, int]) -> Evidence:
    return weigh(
        seen.voices, seen.vectors, seen.belongs, seen.topics, sizes, embedder=seen.embedder
    )


def _merge(night: Night, plan: _Plan, evidence: Evidence, sizes: Mapping[str, int]) -> None:
    for merge in evidence.merges:
        both = {merge.stays.topic_uid, merge.goes.topic_uid}
        size = sizes.get(merge.goes.topic_uid, 0)
        if both & plan.redefined.keys() or not plan.budget.takes(size):
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
    for topic, reason in evidence.none:
        size = sizes.get(topic.topic_uid, 0)
        if topic.topic_uid in plan.redefined or not plan.budget.takes(size):
            continue
        going.append(topic)
        plan.redefined[topic.topic_uid] = replace(topic, state=TopicState.RETIRED)
        plan.lineage.append(Lineage(LineageKind.RETIRED, topic.topic_uid, None, reason))
        plan.counts["retired"] += 1
    if not going:
        return
    left = [plan.redefined.get(t.topic_uid, t) for t in analysis.topics(night.warehouse)]
    for topic in going:
        said = analysis.voices_of(night.warehouse, topic.topic_uid)
        voices, vectors = as_topics_see(night, said, embedder)
        plan.moved += assign(voices, vectors, left, embedder=embedder.identity)


def _split(night: Night, plan: _Plan, evidence: Evidence, embedder: CachedEmbedder) -> None:
    """One topic at most: the next split must know the numbers and names that this one gives."""
    for topic in evidence.several[: night.settings.analysis.splits_per_night]:
        if topic.topic_uid in plan.redefined:
            continue
        found = split_topic(night, topic, embedder)
        leaving = [a for a in found.assignments if a.topic_uid != topic.topic_uid]
        if found.children and plan.budget.takes(len(leaving)):
            plan.born += found.children
            plan.redefined[topic.topic_uid] = found.parent
            plan.moved += leaving
            plan.lineage += found.lineage
            plan.counts["split"] += 1
            return


def _reseat(plan: _Plan, seen: _Seen, placed: Set[str]) -> None:
    """Single voices, as the topics are after the other changes; none moves twice at one look."""
    changed = {one.voice_id: one.topic_uid or "" for one in plan.moved}
    found = outvoted(
        seen.voices,
        seen.vectors,
        seen.belongs | changed,
        [plan.redefined.get(topic.topic_uid, topic) for topic in seen.topics] + plan.born,
        embedder=seen.embedder,
        placed=placed | changed.keys(),
    )
    changes = reseated(found, plan.budget.left)
    plan.sources |= {*changes.sources}
    plan.moved += changes.assignments
    plan.lineage += changes.lineage
    plan.counts["outvoted"] = len(changes.assignments)


def _save(night: Night, plan: _Plan, evidence: Evidence, total: int) -> None:
    changes = TopicChanges(
        tuple(plan.born),
        tuple(plan.redefined.values()),
        tuple({**plan.redefined, **dict.fromkeys(sorted(plan.sources))}),
        tuple(plan.moved),
        tuple(plan.lineage),
    )
    figures = {"sampled": evidence.sampled, "voices": total, "moved": len(plan.moved)}
    figures |= {key: plan.counts[key] for key in _CHANGES}
    analysis.save_consolidation(night.warehouse, night.run_id, changes, figures, night.clock())
