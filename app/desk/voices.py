"""Voices: every customer's words, searched as they stand."""

from __future__ import annotations

import streamlit as st

from app.desk import ticket
from app.desk.filters import chosen
from app.desk.quotes import show_voices
from app.desk.session import FIGURE, Session
from connectors.page.words import REQUEST_TYPES
from warehouse.desk import MOST_VOICES, VoiceFilter

SENTIMENTS = {
    "negative": ("否定的", "negative"),
    "neutral": ("中立", "neutral"),
    "positive": ("肯定的", "positive"),
}
LANGUAGES = {"ja": ("日本語", "Japanese"), "en": ("英語", "English"), "other": ("その他", "other")}


def show(session: Session) -> None:
    """The page; of one ticket also what was written in it."""
    st.title(session.told("voices"))
    wanted = narrowed(session)
    rows = session.reader.voices(wanted)
    if rows or not wanted.ticket_id:  # a ticket that waits has words and no voices yet
        key = "shown_most" if len(rows) == MOST_VOICES else "shown"
        st.caption(session.told(key, n=len(rows)))
        show_voices(session, rows, topics=True)
    if wanted.ticket_id and not ticket.show(session, wanted.ticket_id) and not rows:
        st.caption(session.told("no_voice"))


def narrowed(session: Session, number: int | None = None) -> VoiceFilter:
    """The filters as the reader set them; they stand in the address."""
    words = st.text_input(
        session.told("words"), key="q", bind="query-params", help=session.told("words_help")
    )
    found = session.reader.filters()
    place = st.container(horizontal=True)
    language, segment, version, kind, sentiment = (
        chosen(place, session, word, key, found[key], names, width=FIGURE)
        for word, key, names in (
            ("spoken", "language", LANGUAGES),
            ("segment", "segment", {}),
            ("version", "version", {}),
            ("kind", "request_type", REQUEST_TYPES),
            ("sentiment", "sentiment", SENTIMENTS),
        )
    )
    ticket_id = None
    if number is None:
        ticket_id = place.text_input(
            session.told("ticket"), key="ticket", bind="query-params", width=FIGURE
        )
    return VoiceFilter(
        *(number, language, segment, version, words.strip() or None, kind, sentiment),
        ticket_id=(ticket_id or "").strip() or None,
    )
