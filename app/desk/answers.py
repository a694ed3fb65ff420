"""Answers: what the product team said, and for how long it has said nothing."""

from __future__ import annotations

from typing import Any

import streamlit as st

from app.desk.session import Session
from app.desk.words import either
from connectors.page.reading import UNANSWERED, safe_url
from connectors.page.words import ANSWERS


def show(session: Session, topic_page: st.Page) -> None:
    """The page: longest waiting first, then what was answered."""
    told = session.told
    st.title(told("answers"))
    rows = session.reader.answers()
    st.caption(f"{told('waiting')}: {sum(row['answer'] in UNANSWERED for row in rows)}")
    event: Any = st.dataframe(
        [_row(session, row) for row in rows],
        hide_index=True,
        height="auto" if len(rows) < 20 else 720,
        column_config={
            "link": st.column_config.LinkColumn(told("issue"), display_text=r"#(.+)$"),
            "number": st.column_config.NumberColumn(told("number"), width="small"),
            "name": st.column_config.TextColumn(told("name"), width="medium"),
            "answer": told("answer"),
            "since": st.column_config.DateColumn(told("day")),
            "status": told("status"),
            "reason": told("reason"),
            "tickets": st.column_config.NumberColumn(told("all")),
            "customers": st.column_config.NumberColumn(told("customers")),
        },
        on_select="rerun",
        selection_mode="single-row",
        key="answers_table",
        alt=told("answers"),
    )
    if event.selection.rows:
        number = rows[event.selection.rows[0]]["topic_number"]
        st.switch_page(topic_page, query_params={"n": str(number)})


def _row(session: Session, row: dict[str, Any]) -> dict[str, Any]:
    names = (row["name_ja"], row["name_en"])
    url = safe_url(row["issue_url"])
    return {
        "number": row["topic_number"],
        "name": names[session.side] or names[1 - session.side],
        "answer": either(ANSWERS.get(row["answer"]), session.side, row["answer"]),
        "since": row["since"],
        "status": row["status"],
        "reason": row["resolution"] or "",
        "tickets": row["tickets"],
        "customers": row["customers"],
        # the key rides behind a # so that the cell can show it instead of the address
        "link": f"{url}#{row['issue_key']}" if url and url.startswith("http") else "",
    }
