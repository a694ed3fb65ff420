"""Topics and the discovery pool."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from datetime import datetime
from typing import TYPE_CHECKING, Any

from records.topic import Assignment, Held, Lineage, Topic, TopicChanges, TopicState
from records.voice import Kind, Voice
from warehouse.arrow import Row, registered
from warehouse.counts import mark_voices
from warehouse.rows import utc
from warehouse.sql import query
from warehouse.store import Warehouse

if TYPE_CHECKING:
    from duckdb import DuckDBPyConnection


def topics(wh: Warehouse) -> list[Topic]:
    """Every topic, merged and retired ones too, with the definition in force, by number."""
    with wh.connect() as conn:
        return [_topic_of(row) for row in conn.execute(query("topics")).fetchall()]


def next_topic_number(wh: Warehouse) -> int:
    """The lowest number above all ever given: a number is never used twice."""
    with wh.connect() as conn:
        row = conn.execute("SELECT coalesce(max(number), 0) + 1 FROM topics").fetchone()
    return int(row[0]) if row else 1


def pool(wh: Warehouse, limit: int, new: Iterable[str] = ()) -> list[Voice]:
    """``limit`` voices that fit nowhere yet, ``new`` ones first, then the newest; in canonical
    order (source, said_at, ticket_id, message_id, start)."""
    ids: list[Row] = [(voice_id,) for voice_id in new]
    with wh.connect() as conn, registered(conn, incoming_ids=ids):
        rows = conn.execute(query("waiting_voices"), {"max_voices": limit}).fetchall()
    return [voice_of(row) for row in rows]


def voice_customers(wh: Warehouse, voice_ids: Sequence[str]) -> dict[str, str | None]:
    """The pseudonym of the customer behind each voice; None where the helpdesk names none."""
    with (
        wh.connect() as conn,
        registered(conn, incoming_ids=[(voice_id,) for voice_id in voice_ids]),
    ):
        return dict(conn.execute(query("voice_customers")).fetchall())


def newly_waiting(wh: Warehouse) -> set[str]:
    """Ids of the waiting voices that no discovery has looked at yet."""
    with wh.connect() as conn:
        return {str(row[0]) for row in conn.execute(query("newly_waiting")).fetchall()}


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

    ``newborn`` topics get a first definition, ``grown`` ones the next version of theirs. Saved
    twice it changes nothing; a voice that has a topic keeps it.
    """
    found = {"topics_born": len(newborn), "voices_joined": len(assignments)}
    changes = TopicChanges(tuple(newborn), tuple(grown), (), tuple(assignments), tuple(lineage))
    with wh.transaction() as conn:
        _save(conn, run_id, changes, now)
        conn.execute(query("insert_discovery"), {"run_id": run_id, "now": now} | found)


def voice_sample(wh: Warehouse, limit: int) -> list[tuple[Voice, str]]:
    """A random sample of the voices in active topics, each with its topic's uid, in canonical
    order; the same for the same voices until the next consolidation is kept."""
    with wh.connect() as conn:
        rows = conn.execute(query("voice_sample"), {"max_voices": limit}).fetchall()
    return [(voice_of(row[:-1]), str(row[-1])) for row in rows]


def nights_since_consolidation(wh: Warehouse) -> int:
    """How many runs have analysed since the last one, the one that is going on included."""
    with wh.connect() as conn:
        row = conn.execute(query("nights_since_consolidation")).fetchone()
    return int(row[0]) if row else 0


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

    Only voices that are in ``parent`` now are moved: one that left it meanwhile stays where it
    is. Without ``children`` the definition is confirmed. Saved twice by one run it is still one.
    """
    left = (parent.topic_uid,)
    changes = TopicChanges(tuple(children), (parent,), left, tuple(assignments), tuple(lineage))
    with wh.transaction() as conn:
        _save(conn, run_id, changes, now)


def save_consolidation(
    wh: Warehouse, run_id: str, changes: TopicChanges, figures: Mapping[str, int], now: datetime
) -> None:
    """Keep what a consolidation changed, in one transaction; call it for a fruitless one too.

    ``figures``: sampled, voices, moved, merged, split, retired, outvoted; see the table.
    """
    with wh.transaction() as conn:
        _save(conn, run_id, changes, now)
        conn.execute(query("insert_consolidation"), {"run_id": run_id, "now": now} | dict(figures))


def _save(conn: DuckDBPyConnection, run_id: str, changes: TopicChanges, now: datetime) -> None:
    """Born topics, then the redefined ones, then the voices between them, then the reasons."""
    topics = [*changes.born, *changes.redefined]
    with registered(
        conn,
        incoming_topics=[topic_row(topic) for topic in topics],
        incoming_definitions=[definition_row(topic) for topic in topics],
        incoming_ids=[(topic.topic_uid,) for topic in changes.redefined],
        incoming_sources=[(topic_uid,) for topic_uid in changes.sources],
        incoming_assignments=[assignment_row(assignment) for assignment in changes.assignments],
        incoming_lineage=[lineage_row(event) for event in changes.lineage],
    ):
        conn.execute(query("insert_topics"), {"run_id": run_id, "now": now})
        conn.execute(query("redefine_topics"))
        conn.execute(query("insert_definitions"), {"run_id": run_id})
        conn.execute(query("move_voices"), {"run_id": run_id})
        conn.execute(query("insert_lineage"), {"run_id": run_id, "now": now})
    mark_voices(conn, [(assignment.voice_id,) for assignment in changes.assignments])


def topic_sizes(wh: Warehouse) -> dict[str, int]:
    """How many voices each active topic holds; muted ones are left out."""
    with wh.connect() as conn:
        return dict(conn.execute(query("topic_sizes")).fetchall())


def main_topics(wh: Warehouse) -> dict[str, str]:
    """Ticket id → the one topic that most of its words are in, for a file of one account."""
    with wh.connect() as conn:
        return dict(conn.execute(query("main_topics")).fetchall())


def exemplar_texts(wh: Warehouse) -> dict[str, list[str]]:
    """Topic uid → the words of its exemplars, nearest first, of each topic that lives."""
    texts: dict[str, list[str]] = {}
    with wh.connect() as conn:
        for topic_uid, text in conn.execute(query("topic_exemplars")).fetchall():
            texts.setdefault(topic_uid, []).append(text)
    return texts


def voices_of(wh: Warehouse, topic_uid: str) -> list[Voice]:
    """All voices of a topic, in canonical order."""
    with wh.connect() as conn:
        rows = conn.execute(query("voices_of_topic"), {"topic": topic_uid}).fetchall()
    return [voice_of(row) for row in rows]


def assignment_row(assignment: Assignment) -> Row:
    """A row of ``incoming_assignments``."""
    return (
        assignment.voice_id,
        assignment.topic_uid,
        assignment.no_topic,
        assignment.similarity,
    )


def lineage_row(event: Lineage) -> Row:
    """A row of ``incoming_lineage``."""
    return (event.kind, event.topic_uid, event.other_uid, event.reason)


def topic_row(topic: Topic) -> Row:
    """A row of ``incoming_topics``."""
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
        topic.merged_into,
        topic.held.muted,
    )


def definition_row(topic: Topic) -> Row:
    """A row of ``incoming_definitions``."""
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
        merged_into=row[16],
        held=Held(*row[17:]),
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
