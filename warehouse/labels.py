"""Labels: what people and helpdesks say of voices, the models learnt from it, labelling anew.

A correction is a row for good; it is laid over the models' answers whenever labels are written.
"""

from __future__ import annotations

import json
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import TYPE_CHECKING, Any

from records.errors import InputError
from records.voice import Label, Voice
from warehouse.arrow import Row, registered
from warehouse.counts import mark_voices
from warehouse.sql import query
from warehouse.store import Warehouse
from warehouse.topics import voice_of

if TYPE_CHECKING:
    from duckdb import DuckDBPyConnection


# A voice, what is answered for it now, and how surely (0..1).
Candidate = tuple[Voice, str | None, float]


@dataclass(frozen=True, slots=True)
class Target:
    """What a correction is about: a voice, or (``voice_id`` None) a whole ticket."""

    source: str
    ticket_id: str
    voice_id: str | None


@dataclass(frozen=True, slots=True)
class Deciding:
    """Who decides, why, and when."""

    by: str
    why: str
    now: datetime


def label_row(label: Label) -> Row:
    """A row of ``incoming_labels``."""
    return (label.voice_id, label.task, label.value, label.confidence, label.model)


def target_of(wh: Warehouse, name: str) -> Target:
    """The ticket of this id, or the voice whose id begins so (six characters at least).

    Raises InputError where there is none, or more than one.
    """
    with wh.connect() as conn:
        rows = conn.execute(query("correction_targets"), {"target": name}).fetchall()
    found = sorted({Target(*row) for row in rows}, key=str)
    if len(found) != 1:
        raise InputError(
            f"{name} is {len(found)} tickets or voices",
            expected="the id of one analysed ticket, or the beginning of one voice's id",
            next_step="see the ids: koe labels next, or koe topics show NUMBER",
        )
    return found[0]


def correct(wh: Warehouse, target: Target, task: str, value: str, decided: Deciding) -> int:
    """Keep a person's word and lay it over the labels at once; the correction's number."""
    return _decide(wh, target, task, value, None, decided)


def undo(wh: Warehouse, correction: int, decided: Deciding) -> Mapping[str, Any]:
    """Take a correction back: the labels say again what the model said. Returns the correction.

    Raises InputError for a number that no standing correction has.
    """
    standing = {row["correction"]: row for row in corrections(wh) if row["holds"]}
    if correction not in standing:
        raise InputError(
            f"there is no standing correction {correction}", next_step="see them: koe labels list"
        )
    row = standing[correction]
    target = Target(row["source"], row["ticket_id"], row["voice_id"])
    _decide(wh, target, row["task"], None, correction, decided)
    return row


def _decide(
    wh: Warehouse,
    target: Target,
    task: str,
    value: str | None,
    undoes: int | None,
    decided: Deciding,
) -> int:
    ticket = {"source": target.source, "ticket_id": target.ticket_id}
    about = {"task": task, "value": value, "voice_id": target.voice_id, "undoes": undoes}
    who = {"by": decided.by, "why": decided.why, "now": decided.now}
    with wh.transaction() as conn:
        row = conn.execute(query("insert_correction"), ticket | about | who).fetchone()
        former = conn.execute(query("former_labels"), ticket).fetchall()
        ids = conn.execute(
            "SELECT voice_id FROM voices WHERE source = $source AND ticket_id = $ticket_id", ticket
        ).fetchall()
        _write(conn, ids, former)
    return int(row[0]) if row else 0


def relabel(wh: Warehouse, voices: Sequence[Voice], labels: Sequence[Label]) -> None:
    """Put new answers in the place of all former ones of these voices; people's words stay."""
    with wh.transaction() as conn:
        _write(conn, [(voice.voice_id,) for voice in voices], [label_row(one) for one in labels])


def _write(conn: DuckDBPyConnection, ids: Sequence[Row], labels: Sequence[Row]) -> None:
    with registered(conn, incoming_ids=ids, incoming_labelled=ids, incoming_labels=labels):
        conn.execute(query("delete_labels"))
        conn.execute(query("insert_labels"))
    mark_voices(conn, ids)


def stale_voices(wh: Warehouse, versions: Mapping[str, str], limit: int) -> list[Voice]:
    """The newest ``limit`` voices that another version than these (by task) has answered."""
    with wh.connect() as conn, registered(conn, incoming_versions_in_use=list(versions.items())):
        found = conn.execute(query("stale_labels")).fetchone()
        if found is None or not found[0]:
            return []
        rows = conn.execute(query("stale_voices"), {"max_voices": limit}).fetchall()
    return [voice_of(row) for row in rows]


def newest_matters(wh: Warehouse, limit: int) -> list[Voice]:
    """The newest ``limit`` voices that raise a matter."""
    with wh.connect() as conn:
        rows = conn.execute(query("newest_matters"), {"max_voices": limit}).fetchall()
    return [voice_of(row) for row in rows]


def corrections(wh: Warehouse) -> list[dict[str, Any]]:
    """Every correction, newest first; ``holds`` where it was not undone."""
    with wh.connect() as conn:
        found = conn.execute(query("corrections"))
        names = [column[0] for column in found.description or ()]
        return [dict(zip(names, row, strict=True)) for row in found.fetchall()]


def corrected_voices(wh: Warehouse, task: str) -> list[tuple[Voice, str]]:
    """What people said, as (voice, value), by voice id."""
    return _with_value(wh, "corrected_voices", {"task": task})


def helpdesk_answers(wh: Warehouse, column: str, limit: int) -> list[tuple[Voice, str]]:
    """What the newest ``limit`` answers of the helpdesk in a column say (``tags``,
    ``product_area`` or a mapped column), as (the ticket's first voice, the helpdesk's word)."""
    return _with_value(wh, "helpdesk_answers", {"column": column, "max_tickets": limit})


def candidates(wh: Warehouse, task: str, limit: int) -> list[Candidate]:
    """Voices nobody has answered for, least sure first, as (voice, answer, confidence)."""
    with wh.connect() as conn:
        return read_candidates(conn, task, limit)


def read_candidates(conn: DuckDBPyConnection, task: str, limit: int) -> list[Candidate]:
    """As :func:`candidates`, over an open connection."""
    found: list[Candidate] = []
    for name in ("label_candidates", "label_candidates_unasked"):
        if len(found) == limit:
            break
        values = {"task": task, "max_voices": limit - len(found)}
        rows = conn.execute(query(name), values).fetchall()
        found += [(voice_of(row[:11]), row[11], float(row[12])) for row in rows]
    return found


def _with_value(wh: Warehouse, name: str, values: Mapping[str, object]) -> list[tuple[Voice, str]]:
    with wh.connect() as conn:
        rows = conn.execute(query(name), dict(values)).fetchall()
    return [(voice_of(row[:11]), str(row[11])) for row in rows]


def save_model(
    wh: Warehouse,
    version: str,
    task: str,
    embedder: str,
    card: Mapping[str, Any],
    content: bytes,
    decided: Deciding,
) -> None:
    """Keep a trained model with its card; it is not in use yet."""
    values = {
        "version": version,
        "task": task,
        "embedder": embedder,
        "card": json.dumps(card, ensure_ascii=False, sort_keys=True),
        "content": content,
        "by": decided.by,
        "now": decided.now,
    }
    with wh.transaction() as conn:
        conn.execute(query("insert_label_model"), values)


def use_model(wh: Warehouse, task: str, version: str | None, decided: Deciding) -> None:
    """From now on ``version`` answers ``task``; None for the taxonomy alone."""
    who = {"by": decided.by, "why": decided.why, "now": decided.now}
    with wh.transaction() as conn:
        conn.execute(query("insert_label_use"), {"task": task, "version": version} | who)


def models(wh: Warehouse) -> list[dict[str, Any]]:
    """Every trained model with its card, newest first; ``in_use`` where it answers its task."""
    with wh.connect() as conn:
        found = conn.execute(query("label_models"))
        names = [column[0] for column in found.description or ()]
        rows = [dict(zip(names, row, strict=True)) for row in found.fetchall()]
    return [row | {"card": json.loads(row["card"])} for row in rows]


def models_in_use(wh: Warehouse) -> list[tuple[str, str, bytes]]:
    """(version, embedder, content) of the model that answers each task that has one."""
    with wh.connect() as conn:
        rows = conn.execute(query("label_models_in_use")).fetchall()
    return [(str(version), str(embedder), bytes(content)) for version, embedder, content in rows]
