"""Undoing a decision: what it changed is put back as it was before, and nothing else."""

from __future__ import annotations

from dataclasses import replace

from flows.night import Night
from flows.topic_models import as_topics_see, embedder_of
from nlp.topics import assign, parted
from records.decision import Decision, DecisionKind, Outcome, Wish
from records.errors import InputError
from records.topic import Assignment, Topic, TopicChanges, TopicState
from warehouse import analysis, decisions
from warehouse.decisions import Before


def undo(night: Night, wish: Wish) -> Outcome:
    """Put back what a decision changed; the newest about a topic has to be undone first."""
    standing = decisions.decisions_in_force(night.warehouse)
    wanted = wish.undoes or (standing[-1].decision if standing else 0)
    former = next((d for d in standing if d.decision == wanted), None)
    if former is None:
        raise InputError(
            f"there is no decision {wanted or ''} in force".replace("  ", " "),
            next_step='see them: koe sql "from topic_decisions"',
        )
    later = [d for d in standing if d.decision > wanted and d.topics & former.topics]
    if later:
        raise InputError(
            f"decision {later[-1].decision} ({later[-1].kind}) came after it about the same topic",
            next_step=f"undo that one first: koe topics undo {later[-1].decision}",
        )
    changes, defined = _undone(night, former)
    undoing = replace(former, kind=DecisionKind.UNDO, by=wish.by, why=wish.why, undoes=wanted)
    return Outcome(replace(undoing, voice_id=None, name_ja=None, name_en=None), changes, defined)


def _undone(night: Night, former: Decision) -> tuple[TopicChanges, tuple[Topic, ...]]:
    now = {t.topic_uid: t for t in analysis.topics(night.warehouse)}
    before = decisions.topics_before(night.warehouse, former.decision)
    back = {uid: _as_before(now[uid], was) for uid, was in before.items()}
    defined: tuple[Topic, ...] = ()
    if former.kind is DecisionKind.MERGE:
        stays = parted(back[former.topic_uid], now[former.other_uids[0]])
        defined, back[former.topic_uid] = (stays,), stays
    elif former.kind is DecisionKind.SPLIT:
        was = before[former.topic_uid]
        parent = decisions.restored(night.warehouse, back[former.topic_uid], was)
        defined, back[former.topic_uid] = (parent,), parent
        back |= {uid: _gone(now[uid], former.topic_uid) for uid in former.other_uids}
    placed = _placed_back(night, former, back)
    return TopicChanges(redefined=tuple(back.values()), assignments=tuple(placed)), defined


def _as_before(topic: Topic, was: Before) -> Topic:
    return replace(
        topic,
        name_ja=was.name_ja,
        name_en=was.name_en,
        keywords=was.keywords,
        state=was.state,
        merged_into=was.merged_into,
        held=replace(topic.held, muted=was.muted),
    )


def _gone(topic: Topic, into: str) -> Topic:
    return replace(topic, state=TopicState.MERGED, merged_into=into)


def _placed_back(night: Night, former: Decision, back: dict[str, Topic]) -> list[Assignment]:
    """The decision's voices go back to where they were, unless they have left since; those that
    came to a merged topic since are placed among the two as if it had never been."""
    moved = decisions.voices_moved(night.warehouse, former.decision)
    ours = {former.topic_uid, *former.other_uids}
    placed = {
        one.before.voice_id: one.before
        for one in moved
        if former.kind is DecisionKind.MOVE or one.now_uid is None or one.now_uid in ours
    }
    if former.kind is DecisionKind.SPLIT:
        for uid in former.other_uids:
            for one in decisions.assignments_of(night.warehouse, uid):
                placed.setdefault(one.voice_id, replace(one, topic_uid=former.topic_uid))
    if former.kind is DecisionKind.MERGE:
        for one in _came_since(night, former, [*back.values()]):
            placed.setdefault(one.voice_id, one)
    return list(placed.values())


def _came_since(night: Night, former: Decision, apart: list[Topic]) -> list[Assignment]:
    """Voices of the merged topic that the topic which went would have drawn."""
    embedder = embedder_of(night)
    said = analysis.voices_of(night.warehouse, former.topic_uid)
    voices, vectors = as_topics_see(night, said, embedder)
    found = assign(voices, vectors, apart, embedder=embedder.identity)
    since = decisions.placed_since(night.warehouse, former.decision, former.topic_uid)
    return [a for a in found if a.topic_uid == former.other_uids[0] and a.voice_id in since]
