"""Erasing a customer from the warehouse: everything of theirs in one transaction.

What is deleted here is gone from every query at once; its bytes stay in the file's free blocks
until :mod:`warehouse.rewrite` has put a fresh file in its place. Whose erasure it was is known
afterwards only to the suppression list, as a hash.
"""

from __future__ import annotations

import json
import re
from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import TYPE_CHECKING

from records.ticket import Message
from warehouse.arrow import Row, registered
from warehouse.counts import mark_tickets
from warehouse.people import person_sha256
from warehouse.quotes_taken import Payload, without_theirs
from warehouse.rehash import rehash
from warehouse.rows import message_of
from warehouse.sql import query
from warehouse.store import Warehouse
from warehouse.strikes import Quoting, plan_strikes

if TYPE_CHECKING:
    from duckdb import DuckDBPyConnection

# Shorter runs of letters stand in half of all files; longer ones are somebody's sentence.
SHORTEST_WORDS = 12
MOST_WORDS = 40  # each is looked for in every file, so their number is what a search costs
EXEMPLARS = 5  # as many as a topic is born with
_RUN = re.compile(r"[\w \u3000-\u303f\u30fb]+")
Key = tuple[str, str]


@dataclass(frozen=True, slots=True)
class Theirs:
    """What a warehouse holds of some people. ``names`` are all their pseudonyms."""

    names: tuple[str, ...]
    tickets: tuple[Key, ...]
    urls: tuple[str, ...]
    messages: tuple[tuple[str, str, str], ...]
    voices: tuple[str, ...]
    topics: tuple[str, ...]
    payloads: tuple[Payload, ...]
    quarantined: int

    @property
    def is_nothing(self) -> bool:
        """Whether there is nobody to erase."""
        return not (self.tickets or self.messages or self.quarantined)

    @property
    def counts(self) -> dict[str, int]:
        """How much, store by store."""
        return {
            "tickets": len(self.tickets),
            "messages_in_other_tickets": len(self.messages),
            "voices": len(self.voices),
            "quarantined_rows": self.quarantined,
            "outbox_writes": len(self.payloads),
            "issues": len({one.label for one in self.payloads}),
        }


def look(wh: Warehouse, pseudonyms: Collection[str]) -> Theirs:
    """What is kept of the people with these pseudonyms; writes nothing."""
    with wh.connect() as conn:
        return _look(conn, pseudonyms)


def _look(conn: DuckDBPyConnection, pseudonyms: Collection[str]) -> Theirs:
    with registered(conn, incoming_ids=_ids(pseudonyms)):
        names = tuple(row[0] for row in conn.execute(query("erase_names")).fetchall())
    with registered(conn, incoming_ids=_ids(names)):
        tickets = conn.execute(query("erase_tickets")).fetchall()
        bad = conn.execute(query("erase_quarantined")).fetchall()[0][0]
        keys = [(row[0], row[1]) for row in tickets]
        with registered(conn, incoming_keys=keys):
            messages = conn.execute(query("erase_messages")).fetchall()
    urls = tuple(row[2] for row in tickets if row[2])
    voices = _voices(conn, keys, messages)
    with registered(conn, incoming_ids=_ids(voices)):
        topics = tuple(row[0] for row in conn.execute(query("exemplar_topics")).fetchall())
    ticket_ids = {row[1] for row in (*tickets, *messages)}
    rows = conn.execute(query("outbox_payloads")).fetchall()
    payloads = without_theirs(rows, ticket_ids, urls)
    said = tuple(messages)
    return Theirs(names, tuple(keys), urls, said, voices, topics, payloads, int(bad))


def _voices(
    conn: DuckDBPyConnection, keys: Sequence[Key], messages: Sequence[Row]
) -> tuple[str, ...]:
    with registered(conn, incoming_keys=keys, incoming_message_keys=messages):
        return tuple(row[0] for row in conn.execute(query("erase_voices")).fetchall())


def messages_of(wh: Warehouse, theirs: Theirs) -> dict[Key, list[Message]]:
    """The messages of every ticket that goes or loses one, to count their sentences."""
    keys = {*theirs.tickets, *((source, ticket) for source, ticket, _ in theirs.messages)}
    said: dict[Key, list[Message]] = {key: [] for key in keys}
    with wh.connect() as conn, registered(conn, incoming_keys=sorted(keys)):
        for row in conn.execute(query("touched_messages")).fetchall():
            said[row[0], row[1]].append(message_of(row))
    return said


def delete(
    wh: Warehouse,
    theirs: Theirs,
    sentences: Mapping[Key, Collection[str]],
    *,
    erasure_id: str,
    asked_by: str,
    now: datetime,
) -> None:
    """Delete all of it, in one transaction with the suppression and the log.

    ``sentences`` are the keys of the sentences of each ticket, as they were counted.
    """
    with wh.transaction() as conn:
        words = _texts(conn, theirs)
        _drop_sentences(conn, sentences, erasure_id)
        _delete_voices(conn, theirs)
        _delete_rows(conn, theirs)
        _suppress(conn, theirs.names, now)
        left = _keep_words(conn, erasure_id, words, theirs)
        said_in = {row[1] for row in (*theirs.tickets, *theirs.messages)}
        plan_strikes(conn, erasure_id, Quoting(said_in, theirs.urls, left), now)
        values = {
            "erasure_id": erasure_id,
            "asked_by": asked_by,
            "now": now,
            "counts": json.dumps(theirs.counts, sort_keys=True),
        }
        conn.execute(query("log_erasure"), values)


def suppress(wh: Warehouse, names: Iterable[str], now: datetime) -> None:
    """Keep nothing of these people from now on, although nothing was kept of them so far."""
    with wh.transaction() as conn:
        _suppress(conn, names, now)


def _suppress(conn: DuckDBPyConnection, names: Iterable[str], now: datetime) -> None:
    with registered(conn, incoming_ids=_ids(person_sha256(name) for name in names)):
        conn.execute(query("suppress"), {"now": now})


def _texts(conn: DuckDBPyConnection, theirs: Theirs) -> set[str]:
    """Every run of letters in what goes that is long enough to be known again."""
    with registered(
        conn,
        incoming_ids=_ids(theirs.names),
        incoming_keys=list(theirs.tickets),
        incoming_message_keys=list(theirs.messages),
    ):
        texts = conn.execute(query("erase_texts")).fetchall()
    runs = (run.strip() for (text,) in texts for run in _RUN.findall(text or ""))
    return {run for run in runs if len(run) >= SHORTEST_WORDS}


def _keep_words(
    conn: DuckDBPyConnection, erasure_id: str, words: Collection[str], theirs: Theirs
) -> tuple[str, ...]:
    """What every file is searched for once it is rewritten: words of theirs that stand nowhere
    else, which it returns, and their pseudonyms."""
    with registered(conn, incoming_ids=_ids(words)):
        rows = conn.execute(query("erase_unique_words"), {"most": MOST_WORDS}).fetchall()
    unique = tuple(str(word) for (word,) in rows)
    searched = [(erasure_id, word) for word in (*unique, *theirs.names)]
    conn.executemany("INSERT INTO erasure_words VALUES (?, ?)", searched)
    return unique


def _drop_sentences(
    conn: DuckDBPyConnection, sentences: Mapping[Key, Collection[str]], erasure_id: str
) -> None:
    rows: list[Row] = [(*key, one) for key, said in sentences.items() for one in set(said)]
    with registered(conn, incoming_sentences=rows):
        conn.execute(query("drop_sentences"), {"run_id": erasure_id})
        conn.execute(query("forget_sentences"))


def _delete_voices(conn: DuckDBPyConnection, theirs: Theirs) -> None:
    """With their labels and topics; topics keep exemplars, of other customers."""
    with registered(conn, incoming_ids=_ids(theirs.voices)):
        for name in ("delete_labels", "delete_assignments", "delete_voices", "delete_freshness"):
            conn.execute(query(name))
        if theirs.voices:
            conn.execute(query("drop_exemplars"), {"gone": list(theirs.voices)})
    with registered(conn, incoming_ids=_ids(theirs.topics)):
        conn.execute(query("retire_voiceless"))
        conn.execute(query("replace_exemplars"), {"wanted": EXEMPLARS})


def _delete_rows(conn: DuckDBPyConnection, theirs: Theirs) -> None:
    with registered(conn, incoming_keys=list(theirs.tickets)):
        for name in ("messages", "ticket_events", "links", "notes", "tickets"):
            conn.execute(query(f"delete_{name}"))
    with registered(conn, incoming_message_keys=list(theirs.messages)):
        conn.execute(query("delete_said"))
    others = sorted({(source, ticket) for source, ticket, _ in theirs.messages})
    with registered(conn, incoming_keys=others):
        conn.execute(query("look_again"))
    rehash(conn, others)
    mark_tickets(conn, [*theirs.tickets, *others])
    with registered(conn, incoming_ids=_ids(theirs.names)):
        for name in ("delete_quarantined", "delete_aliases", "delete_customers"):
            conn.execute(query(name))


def open_erasures(wh: Warehouse) -> dict[str, str]:
    """Erasures that are not done yet and their states, oldest first."""
    with wh.connect() as conn:
        return dict(conn.execute(query("open_erasures")).fetchall())


def words_to_search(wh: Warehouse) -> tuple[str, ...]:
    """What no file may hold any more; empty once the file was rewritten."""
    with wh.connect() as conn:
        found = conn.execute("SELECT DISTINCT words FROM erasure_words ORDER BY words").fetchall()
    return tuple(str(words) for (words,) in found)


def advance(wh: Warehouse, erasures: Iterable[str], state: str, now: datetime) -> None:
    """Write down how far these erasures have come: ``rewritten`` or ``done``."""
    with wh.transaction() as conn, registered(conn, incoming_ids=_ids(erasures)):
        conn.execute(query("advance_erasures"), {"state": state, "now": now})


def _ids(values: Iterable[str]) -> list[Row]:
    return [(value,) for value in values]
