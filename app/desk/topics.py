"""Topics: every topic in one table that sorts, filters, downloads and opens."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

import streamlit as st

from app.desk.download import as_csv
from app.desk.filters import chosen
from app.desk.session import Session
from app.desk.words import either
from connectors.page.reading import difference_of
from connectors.page.words import ANSWERS, REQUEST_TYPES
from records.page import PageTopic

# What the CSV holds: fields of records.page.PageTopic.
FIELDS = (
    *("number", "name_ja", "name_en", "request_type", "severity", "tickets", "customers"),
    *("last_7_days", "prior_7_days", "first_seen", "last_seen", "issue_key", "answer"),
)


def show(session: Session, topic_page: st.Page) -> None:
    """The page."""
    told = session.told
    st.title(told("topics"))
    topics = _narrowed(session)
    rows = [_row(session, topic) for topic in topics]
    st.caption(told("open_hint"))
    event: Any = st.dataframe(
        rows,
        hide_index=True,
        height="auto" if len(rows) < 20 else 720,
        column_config=_columns(session),
        on_select="rerun",
        selection_mode="single-row",
        key="table",
        alt=told("topics"),
    )
    st.download_button(
        told("download"),
        as_csv(FIELDS, ([getattr(topic, field) for field in FIELDS] for topic in topics)),
        file_name="koe-topics.csv",
        mime="text/csv",
    )
    _open_by_keyboard(session, topics, topic_page)
    if event.selection.rows:
        number = topics[event.selection.rows[0]].number
        st.switch_page(topic_page, query_params={"n": str(number)})


def _narrowed(session: Session) -> list[PageTopic]:
    told = session.told
    find, kind, answer = st.columns([2, 1, 1])
    words = find.text_input(told("find"), key="find", bind="query-params").strip().lower()
    kinds = sorted({t.request_type for t in session.page.topics if t.request_type})
    wanted_kind = chosen(kind, session, "kind", "kind", kinds, REQUEST_TYPES)
    answers = sorted({t.answer for t in session.page.topics if t.answer})
    wanted_answer = chosen(answer, session, "answer", "answer", answers, ANSWERS)
    return [
        topic
        for topic in session.page.topics
        if words in _searchable(topic)
        and wanted_kind in (None, topic.request_type)
        and wanted_answer in (None, topic.answer)
    ]


def _searchable(topic: PageTopic) -> str:
    return " ".join([topic.name_ja or "", topic.name_en or "", *topic.keywords]).lower()


def _row(session: Session, topic: PageTopic) -> dict[str, Any]:
    side = session.side
    return {
        "number": topic.number,
        "name": session.name(topic),
        "last": topic.last_7_days,
        "change": difference_of(topic),
        "trend": [week.tickets for week in topic.weeks],
        "all": topic.tickets,
        "customers": topic.customers,
        "kind": either(REQUEST_TYPES.get(topic.request_type or ""), side, topic.request_type),
        "answer": either(ANSWERS.get(topic.answer or ""), side, topic.answer),
        "issue": topic.issue_key or "",
    }


def _columns(session: Session) -> dict[str, Any]:
    told, column = session.told, st.column_config
    return {
        "number": column.NumberColumn(told("number"), width=50),
        "name": column.TextColumn(told("name"), width=180),
        "kind": column.TextColumn(told("kind"), width=90),
        "trend": column.BarChartColumn(told("trend"), y_min=0, width=100),
        "last": column.NumberColumn(told("week")),
        "change": column.NumberColumn(told("change"), format="%+d"),
        "all": column.NumberColumn(told("all")),
        "customers": column.NumberColumn(told("customers")),
        "answer": column.TextColumn(told("answer"), width=90),
        "issue": column.TextColumn(told("issue"), width=70),
    }


def _open_by_keyboard(session: Session, topics: Sequence[PageTopic], page: st.Page) -> None:
    """The same as selecting a row, for those who work without a mouse."""
    by_number = {topic.number: topic for topic in topics}
    opened = st.selectbox(
        session.told("choose"),
        [None, *by_number],
        format_func=lambda n: f"#{n} {session.name(by_number[n])}" if n else "",
        key="choose",
        placeholder=session.told("choose_one"),
    )
    if opened:
        st.switch_page(page, query_params={"n": str(opened)})
