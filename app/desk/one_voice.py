"""One voice, or a ticket's voices, put right: what each really is, and the topic it belongs to."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

import streamlit as st

from app.desk.deciding import take, who_and_why
from app.desk.filters import another_topic
from app.desk.labelled import Names, answer_name, show_text, task_name, value_asked
from app.desk.session import Session
from records.decision import DecisionKind, LabelWish, Wish

Row = Mapping[str, Any]
TOPIC = "~topic"  # asked beside the labels: a voice that is moved by hand; no label's own key
MOST = 10


def show(session: Session, tasks: Mapping[str, Names], reviewer: str | None) -> None:
    """The voice or ticket that the address names (``v``), with its labels and the form."""
    told = session.told
    st.subheader(told("correct_one"))
    target = st.text_input(
        told("voice_or_ticket"), key="v", bind="query-params", help=told("voice_or_ticket_help")
    ).strip()
    if not target:
        return
    voices: dict[str, list[Row]] = {}
    for row in session.reader.labels(target):
        voices.setdefault(row["voice_id"], []).append(row)
    if not voices:
        st.caption(told("no_voice"))
        return
    for labels in list(voices.values())[:MOST]:
        show_text(labels[0]["text"], labels[0]["language"], _said(session, tasks, labels))
    if reviewer is not None:
        only = next(iter(voices.values()))[0] if len(voices) == 1 else None
        _form(session, tasks, target, only, reviewer)


def _said(session: Session, tasks: Mapping[str, Names], labels: Sequence[Row]) -> str:
    """Every label and the topic, in words."""
    number = labels[0]["topic_number"]
    name = session.either_name(labels[0]["name_ja"], labels[0]["name_en"])
    said = [
        f"{task_name(session, row['task'])}: "
        + answer_name(session, tasks, row["task"], row["value"])
        + (f" ({session.told('by_person')})" if row["correction"] else "")
        for row in labels
        if row["task"]
    ]
    topic = session.told("no_topic") if number is None else f"#{number} {name}"
    return " · ".join([*said, f"{session.told('topic')}: {topic}"])


def _form(
    session: Session, tasks: Mapping[str, Names], target: str, only: Row | None, reviewer: str
) -> None:
    """What is wrong and what is right; a topic is asked of a single voice only."""
    told = session.told
    task = _question(session, [*tasks, TOPIC] if only else list(tasks))
    with st.form("correct", border=False):
        value, number = "", None
        if only and task == TOPIC:
            number = another_topic(session, "move_to", only["topic_number"], only["voice_id"])
        else:
            value = value_asked(session, tasks, task, "value", None)
        by, why = who_and_why(session, reviewer, "correct")
        if not st.form_submit_button(told("do")):
            return
        if not only or task != TOPIC:
            take(session, LabelWish(by, why, target, task, value))
        elif number is None:
            st.warning(told("choose_one"))
        else:
            take(session, Wish(DecisionKind.MOVE, by, why, number, voice=only["voice_id"]))


def _question(session: Session, questions: Sequence[str]) -> str:
    """Which of them; it stands in the address, so that a link can ask it."""
    asked = st.query_params.get("question", "")
    task: str = st.selectbox(
        session.told("question"),
        questions,
        index=questions.index(asked) if asked in questions else 0,
        format_func=lambda key: session.told("topic") if key == TOPIC else task_name(session, key),
        key="task",
    )
    st.query_params["question"] = task
    return task
