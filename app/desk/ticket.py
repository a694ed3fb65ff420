"""What customer and support wrote in one ticket, also while it waits for an answer."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from itertools import groupby
from typing import Any

import streamlit as st

from app.desk.deciding import plain
from app.desk.labelled import show_text
from app.desk.quotes import to_the_helpdesk
from app.desk.session import Session

MOST = 100  # messages of a ticket


def show(session: Session, ticket_id: str) -> bool:
    """The messages that the customer can read, oldest first, and the way to the helpdesk. False
    where there are none. Two helpdesks may each have a ticket of this id."""
    rows = session.reader.ticket(ticket_id, MOST)
    for _, said in groupby(rows, key=lambda row: row["source"]):
        _one(session, ticket_id, list(said))
    return bool(rows)


def _one(session: Session, ticket_id: str, rows: Sequence[Mapping[str, Any]]) -> None:
    told = session.told
    st.subheader(told("written_in", ticket=plain(ticket_id), source=plain(rows[0]["source"])))
    if link := to_the_helpdesk(rows[0]["ticket_url"], told("in_the_helpdesk")):
        st.html(link)
    if len(rows) == MOST:
        st.caption(told("shown_most", n=MOST))
    for row in rows:
        who = told(f"wrote_{row['role']}")
        show_text(row["text"], row["language"], f"{row['sent_at']:%Y-%m-%d %H:%M} · {who}")
