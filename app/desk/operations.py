"""Operations: whether the nights run, and what waits for a person."""

from __future__ import annotations

from datetime import datetime
from typing import Any

import streamlit as st

from app.desk.session import Session
from app.desk.words import either, told_or_same
from connectors.page.words import STAGES, STATES

SPANS = (("minutes", 1, 120), ("hours", 60, 2880), ("days", 1440, float("inf")))  # unit, below


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
                told("median"): _span(session, row["median_minutes"]),
                told("p95"): _span(session, row["p95_minutes"]),
            }
            for row in reader.freshness()
        ],
        hide_index=True,
        alt=told("fresh"),
    )
    _scorecard(session)


def _scorecard(session: Session) -> None:
    """What was measured here of Koe's promises, where anything was; the names are the command's."""
    from flows import scorecard

    told = session.told
    st.subheader(told("scorecard"))
    lines = scorecard.kept_lines(session.settings.root / scorecard.KEPT)
    measured = [line for line in lines if line.value is not None]
    if not measured:
        st.caption(told("no_scorecard"))
        return
    st.dataframe(
        [
            {
                told("promise"): line.figure.name,
                told("target"): f"{'≥' if line.figure.at_least else '≤'} {line.figure.target:g}",
                told("now"): line.value,
                told("state"): told("target_met" if line.is_met else "target_missed"),
                told("before"): line.before,
            }
            for line in measured
        ],
        hide_index=True,
        alt=told("scorecard"),
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


def _span(session: Session, minutes: float) -> str:
    """A time as people say it: minutes below two hours, hours below two days."""
    key, size = next((key, size) for key, size, most in SPANS if minutes < most)
    return session.told(key, n=f"{minutes / size:,.0f}")


def _local(session: Session, moment: datetime) -> str:
    return f"{moment.astimezone(session.settings.account.zone):%Y-%m-%d %H:%M}"
