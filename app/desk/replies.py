"""Shipped: the customers to reply to, with a draft in their language to copy or take along."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

import streamlit as st

from app.desk.download import as_csv
from app.desk.session import Session
from connectors.page.reading import safe_url
from flows import answers

FIELDS = ("ticket_id", "ticket_url", "customer", "language", "created_at", "fixed_in", "draft")
SHOWN = 200


def show(session: Session, number: int) -> None:
    """The drafts, whom to send them to, and all of it as CSV. Koe itself sends nothing."""
    told = session.told
    rows = _of(session, session.reader.edition, number)
    st.markdown(f"**{told('reply_list')}**: {session.count('by_customers', len(rows))}")
    st.caption(told("reply_hint"))
    for language in sorted({row["language"] for row in rows}):
        mine = [row for row in rows if row["language"] == language]
        count = session.count("by_customers", len(mine))
        st.text(f"{told('draft')}: {told(f'in_{language}')} ({count})")
        st.code(mine[0]["draft"], language=None, wrap_lines=True)
    st.dataframe(
        [_row(session, row) for row in rows[:SHOWN]],
        hide_index=True,
        height="auto" if len(rows) < 10 else 360,
        column_config={
            "link": st.column_config.LinkColumn(told("open_ticket"), display_text=told("open_it")),
            "ticket": told("ticket"),
            "language": told("spoken"),
            "day": st.column_config.DateColumn(told("day")),
            "version": told("version"),
        },
        alt=told("reply_list"),
    )
    st.download_button(
        told("download"),
        as_csv(FIELDS, ([row[field] for field in FIELDS] for row in rows)),
        file_name=f"koe-replies-{number}.csv",
        mime="text/csv",
    )


@st.cache_data(max_entries=5, show_spinner=False)
def _of(
    _session: Session,
    of_edition: tuple[int, int],  # noqa: ARG001
    number: int,
) -> Sequence[dict[str, Any]]:
    return answers.replies(_session.settings, number)


def _row(session: Session, row: dict[str, Any]) -> dict[str, Any]:
    return {
        "ticket": row["ticket_id"],
        "language": session.told(f"in_{row['language']}"),
        "day": row["created_at"].astimezone(session.settings.account.zone).date(),
        "version": row["ticket_version"] or "",
        "link": safe_url(row["ticket_url"]) or "",
    }
