"""Topics: every topic in one table that sorts, filters, downloads and opens."""

from __future__ import annotations

import csv
import io
from collections.abc import Sequence
from typing import Any

import streamlit as st

from app.desk.session import Session
from app.desk.words import either
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
        told("download"), _as_csv(topics), file_name="koe-topics.csv", mime="text/csv"
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
    wanted_kind = kind.selectbox(
        told("kind"),
        ["", *kinds],
        format_func=lambda v: either(REQUEST_TYPES.get(v), session.side, v) or told("any"),
        key="kind",
        bind="query-params",
    )
    answers = sorted({t.answer for t in session.page.topics if t.answer})
    wanted_answer = answer.selectbox(
        told("answer"),
        ["", *answers],
        format_func=lambda v: either(ANSWERS.get(v), session.side, v) or told("any"),
        key="answer",
        bind="query-params",
    )
    return [
        topic
        for topic in session.page.topics
        if words in _searchable(topic)
        and wanted_kind in ("", topic.request_type)
        and wanted_answer in ("", topic.answer)
    ]


def _searchable(topic: PageTopic) -> str:
    return " ".join([topic.name_ja or "", topic.name_en or "", *topic.keywords]).lower()


def _row(session: Session, topic: PageTopic) -> dict[str, Any]:
    side = session.side
    return {
        "number": topic.number,
        "name": session.name(topic),
        "kind": either(REQUEST_TYPES.get(topic.request_type or ""), side, topic.request_type),
        "trend": [week.tickets for week in topic.weeks],
        "last": topic.last_7_days,
        "change": topic.last_7_days - topic.prior_7_days,
        "all": topic.tickets,
        "customers": topic.customers,
        "answer": either(ANSWERS.get(topic.answer or ""), side, topic.answer),
        "issue": topic.issue_key or "",
    }


def _columns(session: Session) -> dict[str, Any]:
    told, column = session.told, st.column_config
    return {
        "number": column.NumberColumn(told("number"), width=50),
        "name": column.TextColumn(told("name"), width="medium"),
        "kind": told("kind"),
        "trend": column.BarChartColumn(told("trend"), y_min=0, width=110),
        "last": column.NumberColumn(told("week")),
        "change": column.NumberColumn(told("change"), format="%+d"),
        "all": column.NumberColumn(told("all")),
        "customers": column.NumberColumn(told("customers")),
        "answer": column.TextColumn(told("answer"), width=110),
        "issue": told("issue"),
    }


def _as_csv(topics: Sequence[PageTopic]) -> bytes:
    """UTF-8 with a byte order mark, as Excel in Japan expects; a cell that Excel would take for
    a formula is made text."""
    out = io.StringIO()
    writer = csv.writer(out)
    writer.writerow(FIELDS)
    writer.writerows([_cell(getattr(topic, field)) for field in FIELDS] for topic in topics)
    return out.getvalue().encode("utf-8-sig")


def _cell(value: object) -> object:
    text = str(value) if value is not None else ""
    return f"'{text}" if text[:1] in ("=", "+", "-", "@") and not isinstance(value, int) else text


def _open_by_keyboard(session: Session, topics: Sequence[PageTopic], page: st.Page) -> None:
    """The same as selecting a row, for those who work without a mouse."""
    by_number = {topic.number: topic for topic in topics}
    chosen = st.selectbox(
        session.told("choose"),
        [None, *by_number],
        format_func=lambda n: f"#{n} {session.name(by_number[n])}" if n else "",
        key="choose",
        placeholder=session.told("choose_one"),
    )
    if chosen:
        st.switch_page(page, query_params={"n": str(chosen)})
