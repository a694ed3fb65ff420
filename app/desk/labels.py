"""Labels: one voice put right; the voices whose answer helps most; all said so far."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

import streamlit as st

from app.desk import access, one_voice
from app.desk.deciding import take, who_and_why
from app.desk.labelled import Names, answer_name, show_text, task_name, value_asked
from app.desk.session import Session
from flows.label_training import LOOKED_AT, columns, most_useful, taxonomy_of
from flows.night import Night, open_night
from flows.settings import Settings
from records.decision import LabelWish
from warehouse.desk import SnapshotReader
from warehouse.labels import Candidate

NEXT, SHOWN = 10, 50
Row = dict[str, Any]


def show(session: Session) -> None:
    """The page; the voice or ticket to correct stands in the address (``v``)."""
    told = session.told
    st.title(told("labels"))
    reviewer = access.reviewer(session)
    if reviewer is None:
        st.caption(told("reader"))
    tasks = tasks_of(session.settings)
    one, following = st.columns(2)
    with one:
        one_voice.show(session, tasks, reviewer)
        _so_far(session, tasks, reviewer)
    with following:
        _next(session, tasks, reviewer)


def tasks_of(settings: Settings) -> dict[str, Names]:
    """The questions that are asked of a voice, each with its answers' names by language; a
    question that only the helpdesk's own values answer has none."""
    night = open_night(settings)
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


def _next(session: Session, tasks: Mapping[str, Names], reviewer: str | None) -> None:
    told = session.told
    st.subheader(told("label_next"))
    st.caption(told("label_next_hint"))
    task = st.selectbox(
        told("question"), list(tasks), format_func=lambda key: task_name(session, key), key="ask"
    )
    by, why = who_and_why(session, reviewer, "next") if reviewer is not None else ("", "")
    for row in _given(session, task):
        with st.container(border=True):
            by_person = "" if row["correction"] is None else f" ({told('by_person')})"
            answer = answer_name(session, tasks, task, row["value"])
            show_text(row["text"], row["language"], f"{answer}{by_person}")
            if reviewer is not None and not by_person:
                _say(session, tasks, task, row, (by, why))


def _say(
    session: Session,
    tasks: Mapping[str, Names],
    task: str,
    row: Row,
    by_and_why: tuple[str, str],
) -> None:
    """What it is; or later, which puts it behind all others for as long as this reader stays."""
    told, voice = session.told, row["voice_id"]
    with st.container(horizontal=True, vertical_alignment="bottom"):
        answer = value_asked(session, tasks, task, voice, row["value"])
        done = st.button(told("do"), key=f"say_{task}_{voice}")
        st.button(told("later"), key=f"later_{task}_{voice}", on_click=_put_off, args=(task, voice))
    if done:
        take(session, LabelWish(*by_and_why, voice, task, answer))


def _put_off(task: str, voice: str) -> None:
    former = _put_off_so_far(task)
    st.session_state[f"later_{task}"] = [*(one for one in former if one != voice), voice]


def _put_off_so_far(task: str) -> list[str]:
    return list(st.session_state.get(f"later_{task}", []))


def _given(session: Session, task: str) -> list[Row]:
    """The voices that this reader is asked about, kept until each is answered or put off: a list
    that shifts with each answer would take away what is typed beside the next. Behind them those
    that were put off."""
    reader, later, key = session.reader, _put_off_so_far(task), f"asked_{task}"
    rows = _asked_now(reader, task, st.session_state.get(key, []), later)
    if all(row["correction"] is not None for row in rows):
        most = NEXT + len(later)
        found = asked(session.settings, reader, reader.edition, task, most)
        fresh = [voice.voice_id for voice, _, _ in found if voice.voice_id not in later]
        st.session_state[key] = fresh[:NEXT]
        rows = _asked_now(reader, task, fresh[:NEXT], later)
    put_off = reader.asked(task, later) if later else []
    return rows + [row for row in put_off if row["correction"] is None]


def _asked_now(reader: SnapshotReader, task: str, given: list[str], later: list[str]) -> list[Row]:
    here = [voice for voice in given if voice not in later]
    return reader.asked(task, here) if here else []


@st.cache_data(max_entries=20, show_spinner=False)
def asked(
    _settings: Settings,
    _reader: SnapshotReader,
    of_edition: tuple[int, int],  # noqa: ARG001
    task: str,
    most: int,
) -> list[Candidate]:
    """The voices whose answer helps most, of one edition; shown until the next is there."""
    found = _reader.label_candidates(task, most * LOOKED_AT)
    return most_useful(_settings, found, most)


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
                told("question"): task_name(session, row["task"]),
                told("value"): told("undone_one", n=row["undoes"])
                if row["undoes"]
                else answer_name(session, tasks, row["task"], row["value"]),
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
