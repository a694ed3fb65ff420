"""Operations: whether the nights run, and what waits for a person."""

from __future__ import annotations

from datetime import datetime
from typing import Any

import streamlit as st

from app.desk.session import Session
from app.desk.words import either, told_or_same
from connectors.page.words import STAGES, STATES


def show(session: Session) -> None:
    """The page; times are the account's."""
    told, reader = session.told, session.reader
    st.title(told("operations"))
    st.subheader(told("runs"))
    st.dataframe([_run(session, row) for row in reader.runs()], hide_index=True, alt=told("runs"))
    st.subheader(told("quarantine"))
    waiting = [
        {
            told("reason"): told_or_same(row["reason"], session.side),
            told("rows"): row["in_quarantine"],
            told("last_seen"): _local(session, row["last_seen"]),
        }
        for row in reader.quarantine()
    ]
    if waiting:
        st.dataframe(waiting, hide_index=True, alt=told("quarantine"))
    else:
        st.caption(told("nothing_quarantined"))
    st.subheader(told("fresh"))
    st.dataframe(
        [
            {
                told("visible"): _local(session, row["visible_at"]),
                told("quotes"): row["quotes"],
                told("median"): round(row["median_minutes"]),
                told("p95"): round(row["p95_minutes"]),
            }
            for row in reader.freshness()
        ],
        hide_index=True,
        alt=told("fresh"),
    )


def _run(session: Session, row: dict[str, Any]) -> dict[str, Any]:
    told, side = session.told, session.side
    own = {"nightly": told("nightly"), "decide": told("decision")}
    names = [own.get(one) or either(STAGES.get(one), side, one) for one in row["kind"].split("+")]
    return {
        told("run"): ", ".join(names),
        told("started"): _local(session, row["started_at"]),
        told("state"): either(STATES.get(row["state"]), side, row["state"]),
        told("seconds"): None if row["seconds"] is None else round(row["seconds"]),
        told("memory"): None if row["peak_mb"] is None else round(row["peak_mb"]),
        told("error"): row["error"] or "",
    }


def _local(session: Session, moment: datetime) -> str:
    return f"{moment.astimezone(session.settings.account.zone):%Y-%m-%d %H:%M}"
