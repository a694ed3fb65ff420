"""Decisions about a topic: the same door as the command line, with who and why."""

from __future__ import annotations

import streamlit as st

from app.desk import access
from app.desk.deciding import take, who_and_why
from app.desk.filters import another_topic
from app.desk.session import Session
from app.desk.words import told_or_same
from records.decision import DecisionKind, Wish
from records.page import PageTopic

# A voice is moved where it is put right (app.desk.one_voice).
KINDS = (
    DecisionKind.RENAME,
    DecisionKind.MERGE,
    DecisionKind.SPLIT,
    DecisionKind.MUTE,
    DecisionKind.UNMUTE,
    DecisionKind.PIN,
    DecisionKind.UNPIN,
)


def show(session: Session, topic: PageTopic) -> None:
    """The form (or why there is none), and what was decided so far with its undo."""
    told = session.told
    reviewer = access.reviewer(session)
    if reviewer is None:
        st.caption(told("reader"))
    else:
        with st.expander(told("decide")):
            kind = st.selectbox(
                told("decide"),
                KINDS,
                format_func=lambda one: told(one.value),
                label_visibility="collapsed",
                key="decision_kind",
            )
            with st.form("decision", border=False):
                wish = _asked(session, topic, kind, reviewer)
                if st.form_submit_button(told("do")):
                    if kind is DecisionKind.MERGE and wish.other is None:
                        st.warning(told("choose_one"))
                    else:
                        take(session, wish)
    _history(session, topic, reviewer)


def _asked(session: Session, topic: PageTopic, kind: DecisionKind, reviewer: str) -> Wish:
    """The fields that this kind of decision needs."""
    name_ja = name_en = other = None
    if kind is DecisionKind.RENAME:
        name_ja = _name(session, topic, "name_ja", topic.name_ja)
        name_en = _name(session, topic, "name_en", topic.name_en)
    elif kind is DecisionKind.MERGE:
        other = another_topic(session, "other", topic.number, str(topic.number))
    by, why = who_and_why(session, reviewer, f"topic_{topic.number}")
    return Wish(kind, by, why, topic.number, other, None, name_ja, name_en)


def _name(session: Session, topic: PageTopic, word: str, now: str | None) -> str | None:
    return st.text_input(session.told(word), now or "", key=f"{word}_{topic.number}") or None


def _history(session: Session, topic: PageTopic, reviewer: str | None) -> None:
    """Who decided what, when and why; what holds can be undone, the newest first."""
    told = session.told
    rows = session.reader.decisions(topic.number)
    if not rows:
        return
    with st.expander(told("history")):
        for row in rows:
            kind = told_or_same(row["kind"], session.side)
            state = "" if row["holds"] or row["kind"] == "undo" else f" ({told('undone')})"
            st.text(
                f"{row['decided_at']:%Y-%m-%d %H:%M} {kind}{state}\n"
                f"{row['decided_by']}: {row['why']}"
            )
        standing = [row for row in rows if row["holds"]]
        if standing and reviewer is not None:
            _undo(session, standing[0]["decision"], standing[0]["kind"], reviewer)


def _undo(session: Session, number: int, kind: str, reviewer: str) -> None:
    with st.form("undo", border=False):
        by, why = who_and_why(session, reviewer, "undo")
        label = f"{session.told('undo')}: {told_or_same(kind, session.side)}"
        if st.form_submit_button(label):
            take(session, Wish(DecisionKind.UNDO, by, why, undoes=number))
