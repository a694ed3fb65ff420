"""Labels: say what a voice really is; the voices whose answer helps most; all said so far."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from html import escape
from typing import Any

import streamlit as st

from app.desk import access
from app.desk.deciding import take, who_and_why
from app.desk.quotes import STYLE
from app.desk.session import Session
from app.desk.words import LABELS_OF_KINDS, either
from flows.label_training import LOOKED_AT, columns, most_useful, taxonomy_of
from flows.night import Night, open_night
from records.decision import LabelWish
from warehouse.labels import Candidate

NEXT, SHOWN = 10, 50
Names = Mapping[str, Mapping[str, str]]


def show(session: Session) -> None:
    """The page; the voice or ticket to correct stands in the address (``v``)."""
    told = session.told
    st.title(told("labels"))
    reviewer = access.reviewer(session)
    if reviewer is None:
        st.caption(told("reader"))
    tasks = _tasks(session)
    one, following = st.columns(2)
    with one:
        _one(session, tasks, reviewer)
        _so_far(session, tasks, reviewer)
    with following:
        _next(session, tasks, reviewer)


def _tasks(session: Session) -> dict[str, Names]:
    """The questions that are asked of a voice, each with its answers' names by language; a
    question that only the helpdesk's own values answer has none."""
    night = open_night(session.settings)
    known = dict(_taxonomy(night))
    for task in columns(night):
        known.setdefault(task, {})
    return known


@st.cache_resource(show_spinner=False)
def _taxonomy(_night: Night) -> dict[str, Names]:
    """Read once a desk: who edits the taxonomy starts the desk anew."""
    return {
        task.key: {label.key: label.name for label in task.labels}
        for task in taxonomy_of(_night).tasks
    }


def _one(session: Session, tasks: Mapping[str, Names], reviewer: str | None) -> None:
    """A voice or a ticket that somebody named, with its labels and the form."""
    told = session.told
    st.subheader(told("correct_one"))
    target = st.text_input(
        told("voice_or_ticket"), key="v", bind="query-params", help=told("voice_or_ticket_help")
    ).strip()
    if not target:
        return
    rows = session.reader.labels(target)
    if not rows:
        st.caption(told("no_voice"))
        return
    _labelled(session, tasks, rows)
    if reviewer is None:
        return
    task = st.selectbox(
        told("question"), list(tasks), format_func=lambda key: _task(session, key), key="task"
    )
    with st.form("correct", border=False):
        value = _value(session, tasks, task, "value", None)
        by, why = who_and_why(session, reviewer, "correct")
        if st.form_submit_button(told("do")):
            take(session, LabelWish(by, why, target, task, value))


def _labelled(
    session: Session, tasks: Mapping[str, Names], rows: Sequence[Mapping[str, Any]]
) -> None:
    voices: dict[str, list[Mapping[str, Any]]] = {}
    for row in rows:
        voices.setdefault(row["voice_id"], []).append(row)
    for labels in list(voices.values())[:10]:
        said = [
            f"{_task(session, row['task'])}: {_answer(session, tasks, row['task'], row['value'])}"
            + (f" ({session.told('by_person')})" if row["correction"] else "")
            for row in labels
            if row["task"]
        ]
        _text(labels[0]["text"], labels[0]["language"], " · ".join(said))


def _next(session: Session, tasks: Mapping[str, Names], reviewer: str | None) -> None:
    told = session.told
    st.subheader(told("label_next"))
    st.caption(told("label_next_hint"))
    task = st.selectbox(
        told("question"), list(tasks), format_func=lambda key: _task(session, key), key="ask"
    )
    by, why = who_and_why(session, reviewer, "next") if reviewer is not None else ("", "")
    for voice, value, _sure in _asked(session, session.reader.edition, task):
        with st.container(border=True):
            _text(voice.text, voice.language, _answer(session, tasks, task, value))
            if reviewer is None:
                continue
            choice, button = st.columns([3, 1], vertical_alignment="bottom")
            with choice:
                answer = _value(session, tasks, task, voice.voice_id, value)
            if button.button(told("do"), key=f"say_{task}_{voice.voice_id}"):
                take(session, LabelWish(by, why, voice.voice_id, task, answer))


@st.cache_data(max_entries=20, show_spinner=False)
def _asked(_session: Session, of_edition: tuple[int, int], task: str) -> list[Candidate]:  # noqa: ARG001
    """Of one edition; its voices are shown until the next is there."""
    found = _session.reader.label_candidates(task, NEXT * LOOKED_AT)
    return most_useful(_session.settings, found, NEXT)


def _so_far(session: Session, tasks: Mapping[str, Names], reviewer: str | None) -> None:
    """Who said what, when and why; what holds can be undone."""
    told = session.told
    rows = session.reader.corrections()
    st.subheader(told("said_so_far"))
    if not rows:
        st.caption(told("nothing_said"))
        return
    st.dataframe(
        [
            {
                told("number"): row["correction"],
                told("question"): _task(session, row["task"]),
                told("value"): told("undone_one", n=row["undoes"])
                if row["undoes"]
                else _answer(session, tasks, row["task"], row["value"]),
                told("ticket"): row["ticket_id"],
                told("holds"): row["holds"],
                told("by"): row["decided_by"],
                told("reason"): row["why"],
                told("day"): row["decided_at"].astimezone(session.settings.account.zone),
            }
            for row in rows[:SHOWN]
        ],
        hide_index=True,
        alt=told("said_so_far"),
    )
    standing = [row["correction"] for row in rows if row["holds"]]
    if standing and reviewer is not None:
        with st.expander(told("undo")), st.form("undo_label", border=False):
            number = st.selectbox(told("correction"), standing)
            by, why = who_and_why(session, reviewer, "undo_label")
            if st.form_submit_button(told("do")):
                take(session, LabelWish(by, why, undoes=number))


def _value(
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


def _text(text: str, language: str, told: str) -> None:
    st.html(
        f'{STYLE}<div class="koe-voice"><p dir="auto" lang="{escape(language)}">{escape(text)}</p>'
        f"<small>{escape(told)}</small></div>"
    )


def _task(session: Session, key: str) -> str:
    return either(LABELS_OF_KINDS.get(key), session.side, key)


def _answer(session: Session, tasks: Mapping[str, Names], task: str, value: str | None) -> str:
    """A label's name in the reader's language; what the account named itself as it is."""
    if value is None:
        return session.told("unsure")
    names = tasks.get(task, {}).get(value)
    return names[session.language] if names else value
