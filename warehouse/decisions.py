"""People's decisions about topics: kept for ever, with what they changed as it was before."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import datetime
from typing import Any

from records.decision import Decision, DecisionKind
from records.topic import Assignment, NoTopic, Topic, TopicChanges, TopicState
from warehouse.arrow import Row, registered
from warehouse.counts import mark_voices
from warehouse.sql import query
from warehouse.store import Warehouse
from warehouse.topics import assignment_row, definition_row, lineage_row, topic_row


@dataclass(frozen=True, slots=True)
class Before:
    """A topic as it was before a decision: what :func:`restored` puts back."""

    topic_uid: str
    name_ja: str | None
    name_en: str | None
    keywords: tuple[str, ...]
    state: TopicState
    merged_into: str | None
    muted: bool
    version: int


@dataclass(frozen=True, slots=True)
class MovedVoice:
    """A voice that a decision moved: where it was before, and the topic it is in now."""

    before: Assignment
    now_uid: str | None


def decisions_in_force(wh: Warehouse) -> list[Decision]:
    """Every decision that holds, oldest first; undoings are not among them."""
    with wh.connect() as conn:
        rows = conn.execute(query("decisions")).fetchall()
    return [Decision(row[0], DecisionKind(row[1]), row[2], tuple(row[3]), *row[4:]) for row in rows]


def save_decision(
    wh: Warehouse,
    run_id: str,
    decision: Decision,
    changes: TopicChanges,
    defined: Sequence[Topic],
    now: datetime,
) -> int:
    """Keep a decision and carry it out, in one transaction; returns its number.

    ``changes.redefined`` are the topics as the decision leaves them (names, keywords, state,
    muted), ``defined`` those of them that get a next definition. ``changes.assignments`` move
    whatever they name. What all of these were before is kept with the decision.
    """
    with (
        wh.transaction() as conn,
        registered(
            conn,
            incoming_decisions=[_row(decision)],
            incoming_topics=[topic_row(topic) for topic in changes.redefined],
            incoming_assignments=[assignment_row(one) for one in changes.assignments],
            incoming_lineage=[lineage_row(event) for event in changes.lineage],
        ),
    ):
        row = conn.execute(query("insert_decision"), {"run_id": run_id, "now": now}).fetchone()
        number = int(row[0]) if row else 0
        conn.execute(query("keep_topics_before"), {"decision": number})
        conn.execute(query("keep_voices_before"), {"decision": number})
        conn.execute(query("decide_topics"))
        conn.execute(query("place_voices"), {"run_id": run_id})
        conn.execute(query("insert_lineage"), {"run_id": run_id, "now": now})
        with registered(
            conn,
            incoming_topics=[topic_row(topic) for topic in changes.born],
            incoming_definitions=[definition_row(topic) for topic in (*changes.born, *defined)],
        ):
            conn.execute(query("insert_topics"), {"run_id": run_id, "now": now})
            conn.execute(query("insert_definitions"), {"run_id": run_id})
        mark_voices(conn, [(one.voice_id,) for one in changes.assignments])
    return number


def _row(decision: Decision) -> Row:
    return (
        decision.kind,
        decision.topic_uid,
        list(decision.other_uids),
        decision.voice_id,
        decision.name_ja,
        decision.name_en,
        decision.undoes,
        decision.by,
        decision.why,
    )


def topics_before(wh: Warehouse, decision: int) -> dict[str, Before]:
    """The topics that a decision changed, as they were before it, by uid."""
    with wh.connect() as conn:
        rows = conn.execute(query("decided_topics"), {"decision": decision}).fetchall()
    found = [
        Before(row[0], row[1], row[2], tuple(row[3]), TopicState(row[4]), row[5], row[6], row[7])
        for row in rows
    ]
    return {before.topic_uid: before for before in found}


def voices_moved(wh: Warehouse, decision: int) -> list[MovedVoice]:
    """The voices that a decision moved and that still exist, by id."""
    with wh.connect() as conn:
        rows = conn.execute(query("decided_voices"), {"decision": decision}).fetchall()
    return [MovedVoice(_assignment(row[:4]), row[4]) for row in rows]


def restored(wh: Warehouse, topic: Topic, before: Before) -> Topic:
    """A topic with the definition it had before a decision."""
    values = {"topic": topic.topic_uid, "version": before.version}
    with wh.connect() as conn:
        rows = conn.execute(query("former_definition"), values).fetchall()
    centroid, threshold, exemplars, counter_example, prototypes, voices = rows[0]
    return replace(
        topic,
        centroid=tuple(centroid),
        threshold=threshold,
        exemplars=tuple(exemplars),
        counter_example=counter_example,
        prototypes=tuple(tuple(prototype) for prototype in prototypes),
        defined_on=voices,
    )


def assignments_of(wh: Warehouse, topic_uid: str) -> list[Assignment]:
    """The voices of a topic with their similarity, by id."""
    with wh.connect() as conn:
        rows = conn.execute(query("topic_assignments"), {"topic": topic_uid}).fetchall()
    return [_assignment(row) for row in rows]


def placed_by_people(wh: Warehouse) -> set[str]:
    """Ids of the voices that a decision in force put where they are."""
    with wh.connect() as conn:
        return {str(row[0]) for row in conn.execute(query("placed_by_people")).fetchall()}


def voices_beginning(wh: Warehouse, prefix: str) -> list[Assignment]:
    """At most two voices whose id begins so."""
    with wh.connect() as conn:
        rows = conn.execute(query("voices_by_prefix"), {"voice": prefix}).fetchall()
    return [_assignment(row) for row in rows]


def _assignment(row: Sequence[Any]) -> Assignment:
    return Assignment(row[0], row[1], NoTopic(row[2]) if row[2] else None, row[3])


def placed_since(wh: Warehouse, decision: int, topic_uid: str) -> set[str]:
    """Ids of the voices that came to a topic after a decision."""
    values = {"decision": decision, "topic": topic_uid}
    with wh.connect() as conn:
        return {str(row[0]) for row in conn.execute(query("placed_since"), values).fetchall()}
