"""One answer of the product team: what was said on both sides, and what support can say now."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from datetime import datetime
from typing import Any

import streamlit as st

from app.desk import access, replies
from app.desk.deciding import plain, take, who, who_and_why
from app.desk.session import Session
from app.desk.words import either
from connectors.page.words import ANSWERS
from flows import answers
from records.decision import SupportWish
from records.issue import Answer, Said
from warehouse.desk import VoiceFilter

Row = dict[str, Any]
QUOTED = 60  # letters of a voice that tell a ticket from another in a list
WITH_TICKETS = (Said.DISPUTE, Said.INFORM)


def show(session: Session, topic_page: st.Page, row: Row) -> None:
    """The answer in words, the reply list where it shipped, what support said, and the form."""
    number, reviewer = row["topic_number"], access.reviewer(session)
    st.subheader(f"#{number} {plain(session.either_name(row['name_ja'], row['name_en']))}")
    with st.container():  # the form below stays where it is, whatever is told here
        _told(session, row)
        st.page_link(
            topic_page, label=session.told("to_the_voices"), query_params={"n": str(number)}
        )
        if row["to_tell"]:
            replies.show(session, number)
    words = session.reader.support_words(number)
    standing = [word for word in words if word["withdrawn_by"] is None]
    if reviewer is None:
        st.caption(session.told("reader"))
    else:
        _form(session, row, standing, reviewer)
    _so_far(session, number, words, reviewer)


def _told(session: Session, row: Row) -> None:
    """Answer, since when, the tracker's words and the product team's own."""
    answer = either(ANSWERS.get(row["answer"]), session.side, row["answer"])
    since = session.told("since", day=row["since"])
    facts = (row["issue_key"], answer, since, row["status"], row["resolution"])
    st.caption(" · ".join(plain(str(one)) for one in facts if one))
    if row["reason"]:
        st.text(session.told("product_says", words=row["reason"]))
    if row["answer"] == Answer.SHIPPED:
        _effect(session, row["topic_number"])


def _effect(session: Session, number: int) -> None:
    effect = _effect_of(session, session.reader.edition, number)
    if effect is None:
        st.caption(session.told("effect_early"))
        return
    said = session.told("effect_fell" if effect["fell"] else "effect_not")
    figures = session.told(
        "effect", days=effect["days"], before=effect["before"], after=effect["after"]
    )
    st.caption(f"{figures} {said}")


@st.cache_data(max_entries=20, show_spinner=False)
def _effect_of(_session: Session, of_edition: tuple[int, int], number: int) -> Row | None:  # noqa: ARG001
    found = answers.answers(_session.settings, number)
    effect: Row | None = found[0]["effect"] if found else None
    return effect


def _form(session: Session, row: Row, standing: Sequence[Row], reviewer: str) -> None:
    """What can be said to this answer, with the tickets that speak for it."""
    told, number = session.told, row["topic_number"]
    disputed = any(word["kind"] == Said.DISPUTE for word in standing)
    kinds = answers.may_say(Answer(row["answer"]), disputed=disputed)
    if row["answer"] == Answer.SHIPPED and not row["to_tell"]:
        kinds.remove(Said.REPLIED)
    if not kinds:
        return
    kind = kinds[0]
    if len(kinds) > 1:
        kind = st.radio(
            told("say_to_product"),
            kinds,
            format_func=lambda one: told(f"do_{one}"),
            horizontal=True,
            key=f"say_{number}",
        )
    with st.form(f"word_{number}", border=True):
        tickets = _evidence(session, number) if kind in WITH_TICKETS else ()
        why = ""
        if kind is not Said.REPLIED:
            why = st.text_area(told("words_to_product"), key=f"words_{number}_{kind}").strip()
        by = who(session, reviewer, f"word_{number}")
        pressed = st.form_submit_button(told(f"do_{kind}"))
        label, answered_at = _answer_read(row, pressed=pressed)
        if pressed:
            said = SupportWish(kind, number, by, why, tuple(tickets))
            take(session, replace(said, label=label, answered_at=answered_at))


def _answer_read(row: Row, *, pressed: bool) -> tuple[str, datetime]:
    """The answer that stood on the page when the form was filled: where the button was
    ``pressed``, that of the draw before, as the page may have another by now."""
    key, now = f"answer_{row['topic_number']}", (row["label"], row["answered_at"])
    read: tuple[str, datetime] = st.session_state.get(key, now) if pressed else now
    st.session_state[key] = read
    return read


def _evidence(session: Session, number: int) -> list[str]:
    """Tickets to bring forward, chosen by their words."""
    voices = {row["ticket_id"]: row["text"] for row in session.reader.voices(VoiceFilter(number))}
    return st.multiselect(
        session.told("evidence"),
        list(voices),
        format_func=lambda ticket: f"{ticket}: {voices[ticket][:QUOTED]}",
        placeholder=session.told("choose_some"),
        key=f"evidence_{number}",
    )


def _so_far(session: Session, number: int, words: Sequence[Row], reviewer: str | None) -> None:
    """Who said what and when, whether the product team has it, and the way back."""
    told = session.told
    if not words:
        return
    st.subheader(told("said_by_support"))
    for word in words:
        st.text("\n".join(_lines(session, word)))
    back = [word for word in words if word["withdrawn_by"] is None and not word["is_told"]]
    if reviewer is None or not back:
        return
    kind, word_id = Said(back[0]["kind"]), back[0]["op_id"]
    label = f"{told('take_back')}: {told(f'said_{kind}')}"
    with st.expander(label), st.form(f"back_{word_id}", border=False):
        by, why = who_and_why(session, reviewer, f"back_{word_id}")
        if st.form_submit_button(label):
            take(session, SupportWish(kind, number, by, why, withdraws=True, op_id=word_id))


def _lines(session: Session, word: Row) -> list[str]:
    told, kind = session.told, word["kind"]
    state = "" if kind == Said.REPLIED else told("in_tracker" if word["is_told"] else "not_yet")
    if word["withdrawn_by"] is not None:
        state = told("taken_back")
    lines = [f"{word['said_at']:%Y-%m-%d %H:%M} {told(f'said_{kind}')} {state}".rstrip()]
    tickets = f" ({told('ticket')} {', '.join(word['tickets'])})" if word["tickets"] else ""
    lines.append(f"{word['by_whom']}: {word['text'] or '–'}{tickets}")
    if word["withdrawn_by"] is not None:
        at = f"{word['withdrawn_at']:%Y-%m-%d %H:%M}"
        lines.append(f"{at} {word['withdrawn_by']}: {word['withdrawn_why']}")
    return lines
