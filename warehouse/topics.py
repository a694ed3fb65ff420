"""Topics and the discovery pool."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime
from typing import Any

from records.topic import Assignment, Lineage, Topic, TopicState
from records.voice import Kind, Voice
from warehouse.arrow import Row, registered
from warehouse.rows import utc
from warehouse.sql import query
from warehouse.store import Warehouse


def topics(wh: Warehouse) -> list[Topic]:
    """Every topic, merged and retired ones too, with the definition in force, by number."""
    with wh.connect() as conn:
        return [_topic_of(row) for row in conn.execute(query("topics")).fetchall()]


def next_topic_number(wh: Warehouse) -> int:
    """The lowest number above all ever given: a number is never used twice."""
    with wh.connect() as conn:
        row = conn.execute("SELECT coalesce(max(number), 0) + 1 FROM topics").fetchone()
    return int(row[0]) if row else 1


def pool(wh: Warehouse, limit: int) -> list[Voice]:
    """The newest ``limit`` voices that fit nowhere yet, in canonical order
    (source, said_at, ticket_id, message_id, start)."""
    with wh.connect() as conn:
        rows = conn.execute(query("waiting_voices"), {"max_voices": limit}).fetchall()
    return [voice_of(row) for row in rows]


def voice_customers(wh: Warehouse, voice_ids: Sequence[str]) -> dict[str, str | None]:
    """The pseudonym of the customer behind each voice; None where the helpdesk names none."""
    with (
        wh.connect() as conn,
        registered(conn, incoming_ids=[(voice_id,) for voice_id in voice_ids]),
    ):
        return dict(conn.execute(query("voice_customers")).fetchall())


def newly_waiting(wh: Warehouse) -> int:
    """How many waiting voices no discovery has looked at yet."""
    with wh.connect() as conn:
        row = conn.execute(query("newly_waiting")).fetchone()
    return int(row[0]) if row else 0


def save_discovery(
    wh: Warehouse,
    run_id: str,
    newborn: Sequence[Topic],
    assignments: Sequence[Assignment],
    lineage: Sequence[Lineage],
    now: datetime,
    *,
    grown: Sequence[Topic] = (),
) -> None:
    """Keep what a discovery found, in one transaction; call it for a fruitless one too.

    ``newborn`` topics get a first definition, ``grown`` ones the next version of theirs and the
    name in the language that joined (the other name and the number stay). Saved twice it
    changes nothing; a voice that has a topic keeps it.
    """
    values = {"run_id": run_id, "now": now}
    found = {"topics_born": len(newborn), "voices_joined": len(assignments)}
    with (
        wh.transaction() as conn,
        registered(
            conn,
            incoming_topics=[_topic_row(topic) for topic in (*newborn, *grown)],
            incoming_definitions=[_definition_row(topic) for topic in (*newborn, *grown)],
            incoming_assignments=[assignment_row(assignment) for assignment in assignments],
            incoming_lineage=[(x.kind, x.topic_uid, x.other_uid, x.reason) for x in lineage],
        ),
    ):
        conn.execute(query("insert_topics"), values)
        if grown:
            conn.execute(query("name_grown"), {"run_id": run_id})
        conn.execute(query("insert_definitions"), {"run_id": run_id})
        conn.execute(query("update_assignments"), {"run_id": run_id})
        conn.execute(query("insert_lineage"), values)
        conn.execute(query("insert_discovery"), values | found)


def topic_sizes(wh: Warehouse) -> dict[str, int]:
    """How many voices each active topic holds; muted ones are left out."""
    with wh.connect() as conn:
        return dict(conn.execute(query("topic_sizes")).fetchall())


def voices_of(wh: Warehouse, topic_uid: str) -> list[Voice]:
    """All voices of a topic, in canonical order."""
    with wh.connect() as conn:
        rows = conn.execute(query("voices_of_topic"), {"topic": topic_uid}).fetchall()
    return [voice_of(row) for row in rows]


def save_split(
    wh: Warehouse,
    run_id: str,
    parent: Topic,
    children: Sequence[Topic],
    assignments: Sequence[Assignment],
    lineage: Sequence[Lineage],
    now: datetime,
) -> None:
    """Keep what came of a look at an outgrown topic, in one transaction.

    ``parent`` gets the next version of its definition and its new name, ``children`` are born.
    Only voices that are in ``parent`` now are moved: one that left it meanwhile stays where it
    is. Without ``children`` the definition is confirmed. Saved twice by one run it is still one.
    """
    values = {"run_id": run_id, "now": now}
    with (
        wh.transaction() as conn,
        registered(
            conn,
            incoming_topics=[_topic_row(topic) for topic in (parent, *children)],
            incoming_definitions=[_definition_row(topic) for topic in (parent, *children)],
            incoming_assignments=[assignment_row(assignment) for assignment in assignments],
            incoming_lineage=[(x.kind, x.topic_uid, x.other_uid, x.reason) for x in lineage],
        ),
    ):
        conn.execute(query("insert_topics"), values)
        conn.execute(query("update_topic"), {"topic_uid": parent.topic_uid})
        conn.execute(query("insert_definitions"), {"run_id": run_id})
        conn.execute(query("move_voices"), {"run_id": run_id, "topic_uid": parent.topic_uid})
        conn.execute(query("insert_lineage"), values)


def assignment_row(assignment: Assignment) -> Row:
    """A row of ``incoming_assignments``."""
    return (
        assignment.voice_id,
        assignment.topic_uid,
        assignment.no_topic,
        assignment.similarity,
    )


def _topic_row(topic: Topic) -> Row:
    return (
        topic.topic_uid,
        topic.number,
        topic.name_ja,
        topic.name_en,
        list(topic.keywords),
        topic.state,
        topic.coherence,
        topic.separation,
        topic.customers,
    )


def _definition_row(topic: Topic) -> Row:
    return (
        topic.topic_uid,
        topic.embedder,
        list(topic.centroid),
        topic.threshold,
        list(topic.exemplars),
        topic.counter_example,
        [list(prototype) for prototype in topic.prototypes],
        topic.defined_on,
    )


def _topic_of(row: Sequence[Any]) -> Topic:
    return Topic(
        topic_uid=row[0],
        number=row[1],
        name_ja=row[2],
        name_en=row[3],
        keywords=tuple(row[4]),
        centroid=tuple(row[5]),
        threshold=row[6],
        embedder=row[7],
        exemplars=tuple(row[8]),
        counter_example=row[9],
        coherence=row[10],
        separation=row[11],
        customers=row[12],
        state=TopicState(row[13]),
        prototypes=tuple(tuple(prototype) for prototype in row[14]),
        defined_on=row[15],
    )


def voice_of(row: Sequence[Any]) -> Voice:
    """A voice from the columns voice_id to opening, in the table's order."""
    return Voice(
        voice_id=row[0],
        source=row[1],
        ticket_id=row[2],
        message_id=row[3],
        start=row[4],
        stop=row[5],
        text=row[6],
        language=row[7],
        said_at=utc(row[8]),
        kind=Kind(row[9]),
        opening=row[10],
    )
