"""Decisions about a topic: the same door as the command line, with who and why."""

from __future__ import annotations

from collections.abc import Sequence

import streamlit as st

from app.desk import access
from app.desk.session import Session
from records.decision import DecisionKind, Wish
from records.errors import KoeError, LockHeld
from records.page import PageTopic

KINDS = (
    DecisionKind.RENAME,
    DecisionKind.MERGE,
    DecisionKind.SPLIT,
    DecisionKind.MOVE,
    DecisionKind.MUTE,
    DecisionKind.UNMUTE,
    DecisionKind.PIN,
    DecisionKind.UNPIN,
    DecisionKind.UNDO,
)


def plain(text: str) -> str:
    """Text that Streamlit does not read as Markdown."""
    return "".join(f"\\{sign}" if sign in "\\`*_{}[]()#+-.!|<>~$:" else sign for sign in text)


def show(session: Session, topic: PageTopic) -> None:
    """The form, or why there is none."""
    told = session.told
    reviewer = access.reviewer(session)
    if done := st.session_state.pop("decided", None):
        st.toast(told("done", n=done))  # not in the page: what goes again closes the form
    if reviewer is None:
        st.caption(told("reader"))
        return
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
            if st.form_submit_button(told("do")) and wish:
                _carry_out(session, wish)


def _asked(session: Session, topic: PageTopic, kind: DecisionKind, reviewer: str) -> Wish | None:
    """The fields that this kind of decision needs; None until who and why are given."""
    told = session.told
    name_ja = name_en = voice = None
    other = None
    if kind is DecisionKind.RENAME:
        name_ja = st.text_input(told("name_ja"), topic.name_ja or "") or None
        name_en = st.text_input(told("name_en"), topic.name_en or "") or None
    elif kind is DecisionKind.MERGE:
        other = _other(session, topic)
    elif kind is DecisionKind.MOVE:
        voice = st.text_input(told("voice"), key="voice_id")
    by = reviewer or st.text_input(told("by"), key="by", persist_state="session")
    why = st.text_input(told("why"), key="why")
    if not (by.strip() and why.strip()):
        return None
    return Wish(kind, by, why, topic.number, other, voice, name_ja, name_en)


def _other(session: Session, topic: PageTopic) -> int | None:
    names = {t.number: session.name(t) for t in session.page.topics if t.number != topic.number}
    numbers: Sequence[int] = sorted(names)
    return st.selectbox(
        session.told("other"), numbers, format_func=lambda n: f"#{n} {names[n]}", index=None
    )


def _carry_out(session: Session, wish: Wish) -> None:
    """Decide, publish, and show the page anew; what cannot be done is said in words."""
    from flows.decide import decide
    from flows.night import open_night

    try:
        with st.spinner(""):
            st.session_state["decided"] = decide(open_night(session.settings), wish)
    except LockHeld:
        st.warning(session.told("busy"))
    except KoeError as error:
        st.error(plain(str(error)))
    else:
        st.rerun()
