"""A filter that stands in the address by its value, so that a link means the same in any language.

Streamlit's own binding writes the words that the reader sees: a link sent by a Japanese reader
would lose its filter at an English one.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any, Literal

import streamlit as st

from app.desk.session import Session
from connectors.page.words import Pair

MOST_DIGITS = 9


def chosen(
    place: Any,
    session: Session,
    word: str,
    key: str,
    values: Sequence[str],
    names: Mapping[str, Pair],
    width: int | Literal["stretch"] = "stretch",
) -> str | None:
    """The value that the reader chose, None for any; ``names`` say it in both languages."""
    asked = st.query_params.get(key, "")
    options = ["", *values]

    def told(value: str) -> str:
        pair = names.get(value)
        return pair[session.side] if pair else value or session.told("any")

    value: str = place.selectbox(
        session.told(word),
        options,
        index=options.index(asked) if asked in options else 0,
        format_func=told,
        disabled=not values,
        width=width,
    )
    if value:
        st.query_params[key] = value
    elif asked:
        del st.query_params[key]
    return value or None


def number_chosen(session: Session, word: str, names: Mapping[int, str]) -> int | None:
    """The topic that the reader chose by its number, which stands in the address; None at first.
    ``names`` say what each number is."""
    asked = number_in(st.query_params.get("n", ""))
    options = sorted(names)
    number = st.selectbox(
        session.told(word),
        options,
        index=options.index(asked) if asked is not None and asked in names else None,
        format_func=lambda n: f"#{n} {names[n]}",
        placeholder=session.told("choose_one"),
    )
    if number is not None and number != asked:
        st.query_params["n"] = str(number)
    return number


def another_topic(session: Session, word: str, but: int | None, key: str) -> int | None:
    """The number of a topic other than this; None until one is chosen."""
    names = {one.number: session.name(one) for one in session.page.topics if one.number != but}
    number: int | None = st.selectbox(
        session.told(word),
        sorted(names),
        format_func=lambda n: f"#{n} {names[n]}",
        index=None,
        placeholder=session.told("choose_one"),
        key=f"{word}_{key}",  # else what is chosen goes when another topic comes
    )
    return number


def number_in(text: str) -> int | None:
    """A few decimal digits as a number: anybody can write anything into an address."""
    return int(text) if text.isdecimal() and len(text) <= MOST_DIGITS else None
