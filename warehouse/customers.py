"""Customers as the account tells of them, by pseudonym."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime

from records.customer import ActiveCustomers, Customer
from warehouse.arrow import Row, registered
from warehouse.people import person_sha256
from warehouse.sql import query
from warehouse.store import Warehouse


def save_customers(wh: Warehouse, source: str, told: Sequence[Customer], now: datetime) -> int:
    """Keep the list in the place of the last one, less those who were erased; how many."""
    with wh.transaction() as conn:
        found = conn.execute("SELECT person_sha256 FROM suppressed").fetchall()
        gone = {str(sha256) for (sha256,) in found}
        rows: list[Row] = [
            (one.customer, one.organisation, one.segment, one.revenue, one.active)
            for one in told
            if person_sha256(one.customer) not in gone
        ]
        with registered(conn, incoming_customers=rows):
            conn.execute(query("forget_customers"), {"source": source})
            conn.execute(query("upsert_customers"), {"source": source, "now": now})
    return len(rows)


def save_active(wh: Warehouse, source: str, told: Sequence[ActiveCustomers]) -> None:
    """Keep active customers by month and segment; telling the same again changes nothing."""
    rows: list[Row] = [(one.month.isoformat(), one.segment, one.customers) for one in told]
    with wh.transaction() as conn, registered(conn, incoming_active=rows):
        conn.execute(query("upsert_active"), {"source": source})
