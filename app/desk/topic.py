"""One topic: how it moves, who says it, in their words, and what product answered."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date

import streamlit as st

from app.desk import charts, decisions, life
from app.desk.deciding import plain
from app.desk.filters import number_chosen
from app.desk.quotes import show_voices
from app.desk.session import FIGURE, Session
from app.desk.voices import narrowed
from app.desk.words import either, told_or_same
from connectors import alert_words
from connectors.page.reading import difference_of
from connectors.page.words import ANSWERS, REQUEST_TYPES
from records.page import PageTopic
from warehouse.desk import MOST_VOICES


def show(session: Session, answers_page: Callable[[], st.Page]) -> None:
    """The page; the topic's number stands in the address."""
    topic = _chosen(session)
    if topic is None:
        return
    st.title(f"#{topic.number} {plain(session.name(topic))}")
    _facts(session, topic)
    _chart(session, topic)
    voices, beside = st.columns([3, 2])
    with voices:
        st.subheader(session.told("newest"))
        rows = session.reader.voices(narrowed(session, number=topic.number))
        st.caption(_shown(session, len(rows)))
        show_voices(session, rows, topics=False)
    with beside:
        with st.container():  # what stands below stays where it is, however long this grows
            _beside(session, answers_page(), topic)
        decisions.show(session, topic)


def _chosen(session: Session) -> PageTopic | None:
    topics = {topic.number: topic for topic in session.page.topics}
    names = {number: session.name(topic) for number, topic in topics.items()}
    chosen = number_chosen(session, "choose", names)
    return topics.get(chosen) if chosen is not None else None


def _facts(session: Session, topic: PageTopic) -> None:
    told = session.told
    answer = either(ANSWERS.get(topic.answer or ""), session.side, topic.answer) or "–"
    with st.container(horizontal=True):
        st.metric(
            told("week"), topic.last_7_days, difference_of(topic), delta_color="off", width=FIGURE
        )
        st.metric(told("all"), f"{topic.tickets:,}", width=FIGURE)
        st.metric(told("customers"), f"{topic.customers:,}", width=FIGURE)
        st.metric(told("answer"), answer, width="content")
    kind = either(REQUEST_TYPES.get(topic.request_type or ""), session.side, topic.request_type)
    st.caption(" · ".join(filter(None, [kind, ", ".join(map(plain, topic.keywords))])))


def _chart(session: Session, topic: PageTopic) -> None:
    weeks = [
        (w["week"], w["tickets"], w["is_complete"]) for w in session.reader.weeks(topic.number)
    ]
    st.subheader(session.told("weekly"))
    spec = charts.weekly(
        weeks,
        _events(session),
        tickets=session.told("weekly"),
        release=session.told("event"),
        alerts=_alert_marks(session, topic),
        alert=session.told("alert"),
        days="%m/%d" if session.language == "ja" else "%-d %b",
    )
    told = ", ".join(f"{day}: {count}" for day, count, _ in weeks[-12:])
    # its place is kept before it is drawn: else the page moves under the reader's hand
    st.vega_lite_chart(spec=spec, height=charts.HEIGHT, alt=told)
    st.caption(session.told("part_week"))
    with st.container():  # what stands below stays where it is, when voices have moved
        life.show_moves(session, topic.number)


def _events(session: Session) -> list[tuple[date, str]]:
    """Releases by their version; campaigns and incidents said to be such."""
    return [
        (
            row["began_on"],
            row["name"]
            if row["kind"] == "release"
            else f"{told_or_same(row['kind'], session.side)}: {row['name']}",
        )
        for row in session.reader.events()
    ]


def _alert_marks(session: Session, topic: PageTopic) -> list[tuple[date, str]]:
    """The days since when something was told about this topic, and what."""
    zone = session.settings.account.zone
    return [
        (one.since.astimezone(zone).date(), alert_words.KINDS[one.kind][session.side])
        for one in session.alerts
        if one.topic_number == topic.number
    ]


def _shown(session: Session, count: int) -> str:
    return session.told("shown_most" if count == MOST_VOICES else "shown", n=count)


def _beside(session: Session, answers_page: st.Page, topic: PageTopic) -> None:
    told, reader = session.told, session.reader
    st.subheader(told("conversation"))
    said = reader.conversation(topic.number)
    if not said:
        st.caption(told("not_filed"))
    else:
        st.page_link(
            answers_page, label=told("to_the_answer"), query_params={"n": str(topic.number)}
        )
    for row in said:
        answer = either(ANSWERS.get(row["answer"]), session.side, row["answer"])
        about = (str(row["happened_on"]), row["issue_key"], answer, row["status"])
        st.text(" · ".join(filter(None, (*about, row["resolution"]))))
    st.subheader(told("who"))
    parts = reader.parts(topic.number)
    for part in ("segment", "version"):
        found = [row for row in parts if row["part"] == part][:8]
        if found:
            st.dataframe(
                [{told(part): r["value"], told("all"): r["tickets"]} for r in found],
                hide_index=True,
            )
    _replies(session, topic)
    life.show(session, topic.number)


def _replies(session: Session, topic: PageTopic) -> None:
    """Read only once somebody opens them: a look at all messages takes longer than the page."""
    told = session.told
    opened = st.expander(told("replies"), on_change="rerun", key=f"replies_{topic.number}")
    if opened.open:
        with opened:
            for row in session.reader.replies(topic.number):
                st.caption(f"{row['created_on']} · {told('ticket')} {plain(row['ticket_id'])}")
                st.text(row["text"])
