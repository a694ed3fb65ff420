"""Today: what rose, what is new, what came back, what waits."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import timedelta

import streamlit as st

from app.desk import alerts
from app.desk.deciding import plain
from app.desk.session import FIGURE, Session
from app.desk.words import either
from connectors.page import reading
from connectors.page.words import ANSWERS, long_day
from records.page import PageTopic

NEW_DAYS = 14
MOST = 8


def show(session: Session, topic_page: st.Page) -> None:
    """The page."""
    page, told = session.page, session.told
    st.title(page.product or told("today"))
    st.caption(told("as_of", day=long_day(page.day)[session.side]) + " " + told("privacy"))
    _figures(session)
    alerts.show(session, topic_page)
    left, right = st.columns(2)
    with left:
        _list(session, topic_page, "rose", "nothing_rose", reading.rising(page))
        _list(session, topic_page, "new", "nothing_new", _new(page.topics, session))
    with right:
        _list(session, topic_page, "came_back", "nothing_back", _came_back(page.topics))
        _list(session, topic_page, "waits", "nothing_waits", reading.waiting(page))


def _figures(session: Session) -> None:
    page, told = session.page, session.told
    with st.container(horizontal=True):
        st.metric(told("tickets"), f"{page.coverage.counted:,}", width=FIGURE)
        st.metric(told("week"), f"{page.last_7_days.counted:,}", width=FIGURE)
        st.metric(told("share"), f"{page.coverage.share_in_topic:.0%}", width=FIGURE)
        st.metric(told("waiting"), f"{len(reading.waiting(page)):,}", width=FIGURE)
        st.metric(told("missed"), f"{len(session.reader.missed_replies()):,}", width=FIGURE)


def _new(topics: Sequence[PageTopic], session: Session) -> list[PageTopic]:
    since = session.page.day - timedelta(days=NEW_DAYS)
    found = [t for t in topics if t.first_seen > since and not t.muted]
    return sorted(found, key=lambda t: (-t.tickets, t.number))


def _came_back(topics: Sequence[PageTopic]) -> list[PageTopic]:
    """Shipped, and customers still wrote in the last seven days."""
    found = [t for t in topics if t.answer == "shipped" and t.last_7_days]
    return sorted(found, key=lambda t: (-t.last_7_days, t.number))


def _list(
    session: Session, page: st.Page, title: str, nothing: str, topics: Sequence[PageTopic]
) -> None:
    st.subheader(session.told(title))
    if not topics:
        st.caption(session.told(nothing))
    for topic in topics[:MOST]:
        with st.container(border=True):
            st.page_link(
                page,
                label=plain(session.name(topic)),
                query_params={"n": str(topic.number)},
            )
            st.caption(_facts(session, topic))


def _facts(session: Session, topic: PageTopic) -> str:
    told = session.told("from_to", last=topic.last_7_days, prior=topic.prior_7_days)
    if topic.answer:
        told += " · " + either(ANSWERS.get(topic.answer), session.side, topic.answer)
        if topic.answered_on:
            told += " " + session.told("since", day=topic.answered_on)
    return told
