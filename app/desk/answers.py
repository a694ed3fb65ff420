"""Answers: what the product team said, for how long it has said nothing, and support's turn."""

from __future__ import annotations

from typing import Any

import streamlit as st

from app.desk import answered
from app.desk.filters import number_chosen
from app.desk.session import FIGURE, Session
from app.desk.words import either
from connectors.page.reading import UNANSWERED, safe_url
from connectors.page.words import ANSWERS


def show(session: Session, topic_page: st.Page) -> None:
    """The page: support's turn first, then longest waiting; one of them with its forms."""
    rows = session.reader.answers()
    st.title(session.told("answers"))
    _figures(session, rows)
    st.caption(session.told("answers_hint"))
    _table(session, rows)
    newest = {row["topic_number"]: row for row in rows if row["is_newest"]}
    number = _chosen(session, newest)
    if number is not None:
        answered.show(session, topic_page, newest[number])


def _figures(session: Session, rows: list[dict[str, Any]]) -> None:
    counts = {
        "waiting": sum(row["answer"] in UNANSWERED for row in rows),
        "asked_us": sum(row["answer"] == "needs_info" for row in rows),
        "to_tell": sum(bool(row["to_tell"]) for row in rows),
    }
    with st.container(horizontal=True):
        for key, count in counts.items():
            st.metric(session.told(key), f"{count:,}", width=FIGURE)


def _table(session: Session, rows: list[dict[str, Any]]) -> None:
    told = session.told

    def chosen() -> None:
        selected = st.session_state["answers_table"].selection.rows
        if selected:
            st.query_params["n"] = str(rows[selected[0]]["topic_number"])

    st.dataframe(
        [_row(session, row) for row in rows],
        hide_index=True,
        height="auto" if len(rows) < 12 else 460,
        column_config={
            "link": st.column_config.LinkColumn(
                told("issue"), display_text=r"#(.+)$", width="small"
            ),
            "number": st.column_config.NumberColumn(told("number"), width=50),
            "name": st.column_config.TextColumn(told("name"), width=150),
            "answer": told("answer"),
            "since": st.column_config.DateColumn(told("day")),
            "support": st.column_config.TextColumn(told("support"), width=120),
            "status": told("status"),
            "reason": told("reason"),
            "tickets": st.column_config.NumberColumn(told("all")),
            "customers": st.column_config.NumberColumn(told("customers")),
        },
        on_select=chosen,
        selection_mode="single-row",
        key="answers_table",
        alt=told("answers"),
    )


def _chosen(session: Session, newest: dict[int, dict[str, Any]]) -> int | None:
    """By the table or by keyboard; the topic's number stands in the address."""
    names = {number: _name(session, row) for number, row in newest.items()}
    return number_chosen(session, "choose_answer", names)


def _name(session: Session, row: dict[str, Any]) -> str:
    return session.either_name(row["name_ja"], row["name_en"])


def _row(session: Session, row: dict[str, Any]) -> dict[str, Any]:
    url = safe_url(row["issue_url"])
    said = f"said_{row['support_said']}" if row["support_said"] else None
    turn = "to_tell_one" if row["to_tell"] else said
    return {
        "number": row["topic_number"],
        "name": _name(session, row),
        "answer": either(ANSWERS.get(row["answer"]), session.side, row["answer"]),
        "since": row["since"],
        "support": session.told(turn) if turn and row["is_newest"] else "",
        "reason": " ".join(filter(None, (row["resolution"], row["reason"]))),
        "tickets": row["tickets"],
        "customers": row["customers"],
        "status": row["status"],
        # the key rides behind a # so that the cell can show it instead of the address
        "link": f"{url}#{row['issue_key']}" if url and url.startswith("http") else "",
    }
