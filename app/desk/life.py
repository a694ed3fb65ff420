"""What happened to a topic: told where it changed past weeks, and in full."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from itertools import groupby
from typing import Any

import streamlit as st

from app.desk.deciding import plain
from app.desk.life_words import moved, reason_told
from app.desk.session import Session
from app.desk.words import told_or_same

Row = Mapping[str, Any]
MOST = 3  # days on which voices moved: what came before hardly shows in the weeks drawn


def show(session: Session, number: int) -> None:
    """Every event, newest first; the words that are kept stand behind a Japanese reader's."""
    with st.expander(session.told("life")):
        for row in session.reader.life(number):
            why = reason_told(row["reason"], session.side)
            kept = None if why == row["reason"] else plain(row["reason"])
            st.text(f"{row['happened_on']} {_event(session, row)}: {why}", help=kept)


def show_moves(session: Session, number: int) -> None:
    """When voices came in or went out, and how many: weeks that were told before changed."""
    days = groupby(session.reader.life(number), key=lambda row: row["happened_on"])
    found = [(day, _moves(session, number, list(rows))) for day, rows in days]
    for day, said in [(day, said) for day, said in found if said][:MOST]:
        told = session.told
        st.caption(plain(f"{told('moved_on', day=day)}{said}{told('moved_past')}"))


def _moves(session: Session, number: int, rows: Sequence[Row]) -> str:
    counts = [moved(row, number) for row in rows]
    came, went = (sum(one[side] for one in counts) for side in (0, 1))
    taken = [row for row in rows if row["kind"] == "merged" and row["other_number"] == number]
    taken = [row for row in taken if row["holds"]]
    said = [session.told("moved_merged", n=row["topic_number"]) for row in taken]
    said += [session.count("moved_in", came)] if came else []
    said += [session.count("moved_out", went)] if went else []
    return "".join(said)


def _event(session: Session, row: Row) -> str:
    other = f" (#{row['topic_number']} ← #{row['other_number']})" if row["other_number"] else ""
    return told_or_same(f"life_{row['kind']}", session.side) + other
