"""Themes over topics, as kept."""

from __future__ import annotations

from collections.abc import Sequence

from records.theme import Theme
from warehouse.arrow import registered
from warehouse.sql import query
from warehouse.store import Warehouse


def themes(wh: Warehouse) -> list[Theme]:
    """Every theme with its topics, by number."""
    with wh.connect() as conn:
        rows = conn.execute(query("themes")).fetchall()
    return [Theme(row[0], row[1], row[2], tuple(row[3])) for row in rows]


def save_themes(wh: Warehouse, run_id: str, found: Sequence[Theme]) -> None:
    """Keep newborn themes and the topics that joined one; what is known stays as it is."""
    with (
        wh.transaction() as conn,
        registered(
            conn,
            incoming_themes=[(theme.number, theme.name_ja, theme.name_en) for theme in found],
            incoming_theme_topics=[
                (uid, theme.number) for theme in found for uid in theme.topic_uids
            ],
        ),
    ):
        conn.execute(query("insert_themes"), {"run_id": run_id})
        conn.execute(query("insert_theme_topics"), {"run_id": run_id})
