"""A voice with its labels, and the box in which somebody says what it really is."""

from __future__ import annotations

from collections.abc import Mapping
from html import escape

import streamlit as st

from app.desk.label_words import LABELS_OF_KINDS
from app.desk.quotes import STYLE, card
from app.desk.session import Session
from app.desk.words import either

# A question's answers, each with its name by language; none where it has no fixed ones.
Names = Mapping[str, Mapping[str, str]]


def value_asked(
    session: Session, tasks: Mapping[str, Names], task: str, key: str, now: str | None
) -> str:
    """The answer to give: one of the taxonomy's, or free words where it has none."""
    told = session.told
    names = tasks[task]
    if not names:
        return st.text_input(told("value"), now or "", key=f"word_{key}").strip()
    values = list(names)
    chosen = st.selectbox(
        told("value"),
        values,
        index=values.index(now) if now is not None and now in names else None,
        placeholder=told("choose_one"),
        format_func=lambda value: names[value][session.language],
        key=f"value_{task}_{key}",
    )
    return chosen or ""


def show_text(text: str, language: str, told: str) -> None:
    """What a customer wrote, as it stands, and below it what is told about it."""
    st.html(STYLE + card(text, language, escape(told)))


def task_name(session: Session, key: str) -> str:
    """A question's name; of one that the account asks itself, its key."""
    return either(LABELS_OF_KINDS.get(key), session.side, key)


def answer_name(session: Session, tasks: Mapping[str, Names], task: str, value: str | None) -> str:
    """A label's name in the reader's language; what the account named itself as it is."""
    if value is None:
        return session.told("unsure")
    names = tasks.get(task, {}).get(value)
    return names[session.language] if names else value
