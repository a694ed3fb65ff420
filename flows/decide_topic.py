"""What people decide about topics: what each decision comes to, and keeping it."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import replace
from datetime import datetime

from flows.night import Night, redacted
from flows.topic_models import embedder_of, split_topic
from flows.undo import undo
from nlp.topics import joined
from records.decision import Decision, DecisionKind, Outcome, Wish
from records.errors import InputError
from records.topic import Lineage, LineageKind, Topic, TopicChanges, TopicState
from warehouse import analysis, decisions


def carry_out(night: Night, wish: Wish, asked_at: datetime) -> int:
    """Carry out a clean wish and keep it; returns the decision's number.

    Raises InputError where it cannot be (no such topic, a name that is taken, a decision that a
    later one builds on); then nothing was changed.
    """
    outcome = _OUTCOMES[wish.kind](night, wish)
    return decisions.save_decision(
        night.warehouse, night.run_id, outcome.decision, outcome.changes, outcome.defined, asked_at
    )


def cleaned(wish: Wish) -> Wish:
    """Without personal data: a reason is redacted, a name that holds some is refused."""
    for name in (wish.name_ja, wish.name_en):
        if name is not None and (not name.strip() or redacted(name) != name):
            raise InputError(
                f"{redacted(name)!r} cannot be a topic's name",
                expected="words without personal data",
                next_step="choose another name",
            )
    return replace(wish, why=redacted(wish.why))


def _topic(topics: Sequence[Topic], number: int | None) -> Topic:
    found = next((t for t in topics if t.number == number), None)
    if found is None:
        raise InputError(f"there is no topic {number}", next_step="see them: koe topics list")
    if found.state is not TopicState.ACTIVE:
        raise InputError(
            f"topic {number} is {found.state}", next_step=f"see why: koe topics history {number}"
        )
    return found


def _decision(wish: Wish, topic: Topic, *others: Topic, **more: str | None) -> Decision:
    return Decision(
        0,
        wish.kind,
        topic.topic_uid,
        tuple(other.topic_uid for other in others),
        more.get("voice_id"),
        wish.by,
        wish.why,
        wish.name_ja,
        wish.name_en,
    )


def _rename(night: Night, wish: Wish) -> Outcome:
    topics = analysis.topics(night.warehouse)
    topic = _topic(topics, wish.topic)
    if wish.name_ja is None and wish.name_en is None:
        raise InputError("no name is given", next_step="add --ja NAME, --en NAME or both")
    for other in topics:
        taken = {other.name_ja, other.name_en} & {wish.name_ja, wish.name_en} - {None}
        if taken and other.state is TopicState.ACTIVE and other.topic_uid != topic.topic_uid:
            raise InputError(
                f"topic {other.number} has the name {taken.pop()!r}",
                next_step=f"choose another, or merge them: koe topics merge {wish.topic} "
                f"{other.number}",
            )
    renamed = replace(
        topic,
        name_ja=wish.name_ja or topic.name_ja,
        name_en=wish.name_en or topic.name_en,
    )
    return Outcome(_decision(wish, topic), TopicChanges(redefined=(renamed,)))


def _mark(night: Night, wish: Wish) -> Outcome:
    """Mute, unmute, pin, unpin: nothing moves."""
    topic = _topic(analysis.topics(night.warehouse), wish.topic)
    muting = {DecisionKind.MUTE: True, DecisionKind.UNMUTE: False}
    held = replace(topic.held, muted=muting.get(wish.kind, topic.held.muted))
    changed = replace(topic, held=held)
    return Outcome(_decision(wish, topic), TopicChanges(redefined=(changed,)))


def _merge(night: Night, wish: Wish) -> Outcome:
    topics = analysis.topics(night.warehouse)
    stays, goes = _topic(topics, wish.topic), _topic(topics, wish.other)
    if stays.number == goes.number:
        raise InputError(f"{wish.topic} cannot be merged with itself", next_step="name two topics")
    kept, gone = joined(stays, goes)
    moved = [
        replace(one, topic_uid=stays.topic_uid)
        for one in decisions.assignments_of(night.warehouse, goes.topic_uid)
    ]
    told = Lineage(LineageKind.MERGED, goes.topic_uid, stays.topic_uid, _said(wish))
    changes = TopicChanges((), (kept, gone), (), tuple(moved), (told,))
    return Outcome(_decision(wish, stays, goes), changes, (kept,))


def _split(night: Night, wish: Wish) -> Outcome:
    topic = _topic(analysis.topics(night.warehouse), wish.topic)
    found = split_topic(night, topic, embedder_of(night), asked=True)
    if not found.children:
        raise InputError(
            f"topic {wish.topic} does not fall into parts that are topics of their own",
            next_step="move single voices instead: koe topics move VOICE --to NUMBER",
        )
    lineage = [
        Lineage(event.kind, event.topic_uid, event.other_uid, f"{_said(wish)}; {event.reason}")
        for event in found.lineage
    ]
    changes = TopicChanges(found.children, (found.parent,), (), found.assignments, tuple(lineage))
    return Outcome(_decision(wish, topic, *found.children), changes, (found.parent,))


def _move(night: Night, wish: Wish) -> Outcome:
    topics = analysis.topics(night.warehouse)
    target = _topic(topics, wish.topic)
    found = decisions.voices_beginning(night.warehouse, wish.voice or "")
    if len(found) != 1 or not wish.voice:
        many = "no voice begins" if not found else "several voices begin"
        raise InputError(
            f"{many} with {wish.voice!r}", next_step="see their ids: koe topics show NUMBER"
        )
    (voice,) = found
    left = [t for t in topics if t.topic_uid == voice.topic_uid]
    moved = replace(voice, topic_uid=target.topic_uid, no_topic=None)
    decision = _decision(wish, target, *left, voice_id=voice.voice_id)
    return Outcome(decision, TopicChanges(assignments=(moved,)))


def _said(wish: Wish) -> str:
    return f"{wish.by}: {wish.why}"


_OUTCOMES: dict[DecisionKind, Callable[[Night, Wish], Outcome]] = {
    DecisionKind.RENAME: _rename,
    DecisionKind.MERGE: _merge,
    DecisionKind.SPLIT: _split,
    DecisionKind.MOVE: _move,
    DecisionKind.MUTE: _mark,
    DecisionKind.UNMUTE: _mark,
    DecisionKind.PIN: _mark,
    DecisionKind.UNPIN: _mark,
    DecisionKind.UNDO: undo,
}
