"""Operations: whether the nights run, and what waits for a person."""

from __future__ import annotations

import streamlit as st

from app.desk.session import Session


def show(session: Session) -> None:
    """The page."""
    told, reader = session.told, session.reader
    st.title(told("operations"))
    st.subheader(told("runs"))
    hidden = {"run_id", "finished_at"}
    st.dataframe(
        [{k: v for k, v in row.items() if k not in hidden} for row in reader.runs()],
        hide_index=True,
    )
    st.subheader(told("quarantine"))
    waiting = reader.quarantine()
    if waiting:
        st.dataframe(waiting, hide_index=True)
    else:
        st.caption(told("nothing_quarantined"))
    st.subheader(told("fresh"))
    st.dataframe(reader.freshness(), hide_index=True)
