"""Voices: every customer's words, searched as they stand."""

from __future__ import annotations

import streamlit as st

from app.desk.quotes import show_voices
from app.desk.session import Session
from warehouse.desk import MOST_VOICES, VoiceFilter


def show(session: Session) -> None:
    """The page."""
    st.title(session.told("voices"))
    rows = session.reader.voices(narrowed(session))
    key = "shown_most" if len(rows) == MOST_VOICES else "shown"
    st.caption(session.told(key, n=len(rows)))
    show_voices(session, rows, topics=True)


def narrowed(session: Session, number: int | None = None) -> VoiceFilter:
    """The filters as the reader set them; they stand in the address."""
    columns = st.columns([2, 1, 1, 1])
    words = columns[0].text_input(
        session.told("words"), key="q", bind="query-params", help=session.told("words_help")
    )
    choices = session.reader.filters()
    named = (("language", "spoken"), ("segment", "segment"), ("version", "version"))
    chosen = [
        column.selectbox(
            session.told(word),
            ["", *choices[filter_name]],
            format_func=lambda value: value or session.told("any"),
            key=f"voice_{filter_name}",
            bind="query-params",
            disabled=not choices[filter_name],
        )
        for column, (filter_name, word) in zip(columns[1:], named, strict=True)
    ]
    language, segment, version = (value or None for value in chosen)
    return VoiceFilter(number, language, segment, version, words.strip() or None)
