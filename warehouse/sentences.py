"""In how many tickets a sentence stands: what stands in many is boilerplate.

A ticket's sentences are counted once, the first time it is up for analysis
(``tickets.sentences_run_id`` says by which run). That keeps the counts right when a ticket is
analysed again, without a table of every sentence of every ticket, which would be several times
as large as the counts; what it gives up are sentences a customer adds after the first count.
Counts are appended, batch by batch, and added up when asked for: an upsert would need an index
over millions of random hashes, which costs more than everything else.
Count all of a night's tickets before cutting the first: then the order does not matter.
"""

from __future__ import annotations

from collections.abc import Collection, Mapping

from warehouse.arrow import Row, registered
from warehouse.sql import query
from warehouse.store import Warehouse


def raise_sentence_counts(
    wh: Warehouse, run_id: str, sentences: Mapping[tuple[str, str], Collection[str]]
) -> None:
    """Count the sentences of these tickets, unless they were counted before.

    ``sentences`` maps (source, ticket_id) to the keys of that ticket's customer sentences;
    pass every ticket looked at, those without any sentence too.
    """
    told: list[Row] = [
        (*ticket, sentence) for ticket, said in sentences.items() for sentence in set(said)
    ]
    with (
        wh.transaction() as conn,
        registered(conn, incoming_keys=list(sentences), incoming_sentences=told),
    ):
        conn.execute(query("add_sentence_counts"), {"run_id": run_id})
        conn.execute(query("mark_counted"), {"run_id": run_id})


def recurring_sentences(wh: Warehouse, source: str, at_least: int) -> frozenset[str]:
    """Keys of the sentences that stand in ``at_least`` tickets of this account."""
    values = {"source": source, "at_least": at_least}
    with wh.connect() as conn:
        found = conn.execute(query("recurring_sentences"), values).fetchall()
    return frozenset(str(key) for (key,) in found)


def counted_tickets(wh: Warehouse) -> int:
    """How many tickets the counts stand for, to turn a share into a number of tickets."""
    sql = "SELECT count(*) FROM tickets WHERE sentences_run_id IS NOT NULL"
    with wh.connect() as conn:
        row = conn.execute(sql).fetchone()
    return int(row[0]) if row else 0
