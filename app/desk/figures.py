"""Figures: what support reached, who still waits for it, and where the tickets come from."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

import streamlit as st

from app.desk.deciding import plain
from app.desk.download import as_csv
from app.desk.figure_words import DIMENSIONS
from app.desk.session import FIGURE, Session
from app.desk.voices import LANGUAGES
from app.desk.words import either
from connectors.alert_words import SUBJECTS, share_and_target
from connectors.page.reading import safe_url

Row = dict[str, Any]
MOST_TICKETS = 200
FIELDS = ("value", "name_ja", "name_en", "week", "tickets", "usual", "customers", "share")


def show(session: Session, topic_page: st.Page, voices_page: st.Page) -> None:
    """The page: this week's targets first, then what waits, then the weeks."""
    st.title(session.told("figures"))
    missed = session.reader.missed_replies()
    _targets(session, len(missed))
    _missed(session, missed, voices_page)
    _trend(session)
    _customer_time(session)
    _contact_rate(session)
    _one_agent(session, topic_page)


def _targets(session: Session, missed: int) -> None:
    """What was reached in seven days, each beside what was wanted; a word, not a colour, tells."""
    told = session.told
    st.subheader(told("targets"))
    with st.container(horizontal=True):
        for row in session.reader.targets():
            reached = told("target_met" if row["share"] >= row["target"] else "target_missed")
            share, target = share_and_target(row["share"], row["target"])
            st.metric(
                SUBJECTS[row["metric"]][session.side],
                share,
                f"{reached} ({told('target')} {target})",
                delta_color="off",
                delta_arrow="off",
                width="content",
            )
        st.metric(told("missed"), f"{missed:,}", width=FIGURE)
    hours = session.settings.targets.reply_hours
    st.caption(told("targets_hint", hours=f"{hours:g}"))


def _missed(session: Session, rows: Sequence[Row], voices_page: st.Page) -> None:
    """Each leads to what the customer wrote; its place in the helpdesk stands beside it."""
    told = session.told
    st.subheader(told("missed"))
    hours = f"{session.settings.targets.missed_reply_hours:g}"
    if not rows:
        st.caption(told("nobody_missed", hours=hours))
        return
    st.caption(told("missed_hint", hours=hours))
    shown = rows[:MOST_TICKETS]
    event: Any = st.dataframe(
        [_waiting(session, row) for row in shown],
        hide_index=True,
        height="auto" if len(rows) < 10 else 360,
        column_config={
            told("open_ticket"): st.column_config.LinkColumn(display_text=told("open_it"))
        },
        on_select="rerun",
        selection_mode="single-row",
        key="missed_table",
        alt=told("missed"),
    )
    tickets = [row["ticket_id"] for row in shown]
    opened = st.selectbox(  # the same for those who work without a mouse
        told("read_ticket"), tickets, index=None, placeholder=told("choose_one"), key="read_ticket"
    )
    if event.selection.rows:
        opened = tickets[event.selection.rows[0]]
    if opened:
        st.switch_page(voices_page, query_params={"ticket": opened})


def _waiting(session: Session, row: Row) -> Row:
    told = session.told
    since = row["waiting_since"].astimezone(session.settings.account.zone)
    return {
        told("ticket"): row["ticket_id"],
        told("waits_since"): f"{since:%Y-%m-%d %H:%M}",
        told("waits_days"): round(row["hours_waiting"] / 24, 1),
        told("segment"): row["segment"] or "",
        told("open_ticket"): safe_url(row["ticket_url"]),
    }


def _trend(session: Session) -> None:
    """Whole weeks by theme, area, segment, channel or language; which one stands in the address."""
    told, asked = session.told, st.query_params.get("by", "")
    st.subheader(told("by_week"))
    known = list(DIMENSIONS)
    dimension = st.selectbox(
        told("counted_by"),
        known,
        index=known.index(asked) if asked in known else 0,
        format_func=lambda one: DIMENSIONS[one][session.side],
    )
    st.query_params["by"] = dimension
    rows = session.reader.trend(dimension)
    if not rows:
        st.caption(told("nothing_counted"))
        return
    st.caption(told("last_whole_week", day=rows[0]["week"]))
    most = max(len(row["by_week"]) for row in rows)
    st.dataframe(
        [_weeks(session, dimension, row, most) for row in rows],
        hide_index=True,
        height="auto" if len(rows) < 12 else 460,
        column_config={
            told("trend"): st.column_config.BarChartColumn(y_min=0, width=120),
            told("change"): st.column_config.NumberColumn(format="%+.1f"),
            told("share_of_all"): st.column_config.NumberColumn(format="percent"),
        },
        alt=told("by_week"),
    )
    st.download_button(
        told("download"),
        as_csv(FIELDS, ([row[field] for field in FIELDS] for row in rows)),
        file_name=f"koe-{dimension}.csv",
        mime="text/csv",
    )


def _weeks(session: Session, dimension: str, row: Row, most: int) -> Row:
    told = session.told
    name = session.either_name(row["name_ja"], row["name_en"])
    language = LANGUAGES.get(name) if dimension == "language" else None
    usual = row["usual"]
    return {
        told("name_of_it"): either(language, session.side, name),
        told("trend"): [0] * (most - len(row["by_week"])) + row["by_week"],
        told("tickets_short"): row["tickets"],
        told("usual"): None if usual is None else round(usual, 1),
        told("change"): None if usual is None else round(row["tickets"] - usual, 1),
        told("customers"): row["customers"],
        told("share_of_all"): _whole(row["share"]),
    }


def _customer_time(session: Session) -> None:
    told = session.told
    st.subheader(told("customer_time"))
    st.caption(told("customer_time_hint"))
    st.dataframe(
        [
            {
                told("week_of"): row["week"],
                told("tickets_short"): row["tickets"],
                told("to_reply"): row["median_hours_to_reply"],
                told("to_solution"): row["median_hours_to_solution"],
                told("their_messages"): row["customer_messages"],
                told("recontacts"): _whole(row["recontact_share"]),
                told("handoffs"): row["handoffs"],
                told("reopened"): _whole(row["reopen_share"]),
                told("csat"): _whole(row["csat"]),
            }
            for row in session.reader.customer_time()
        ],
        hide_index=True,
        column_config={
            **{
                told(key): st.column_config.NumberColumn(format="%.1f")
                for key in ("to_reply", "to_solution", "their_messages", "handoffs")
            },
            **{
                told(key): st.column_config.NumberColumn(format="percent")
                for key in ("recontacts", "reopened", "csat")
            },
        },
        alt=told("customer_time"),
    )


def _whole(share: float | None) -> float | None:
    """A share (0..1) to whole per cent."""
    return None if share is None else round(share, 2)


def _contact_rate(session: Session) -> None:
    told = session.told
    st.subheader(told("contact_rate"))
    rows = session.reader.contact_rates()
    if not rows:
        st.caption(told("no_active_customers"))
        return
    st.dataframe(
        [
            {
                told("month"): f"{row['month']:%Y-%m}",
                told("per_1000"): round(row["per_1000"], 1),
                told("interval"): f"{row['per_1000_low']:.1f} – {row['per_1000_high']:.1f}",
                told("target"): f"< {row['target']:g}" if row["target"] is not None else "",
                told("tickets_short"): row["tickets"],
                told("active_customers"): row["active_customers"],
            }
            for row in rows[:12]
        ],
        hide_index=True,
        alt=told("contact_rate"),
    )


def _one_agent(session: Session, topic_page: st.Page) -> None:
    """What only one person can do: a topic nobody else answers; each leads to its voices."""
    told = session.told
    st.subheader(told("one_agent"))
    rows = session.reader.one_agent_topics()
    st.caption(told("one_agent_hint") if rows else told("no_one_agent"))
    names = {topic.number: session.name(topic) for topic in session.page.topics}
    for row in rows[:MOST_TICKETS]:
        number = row["topic_number"]
        if number in names:
            label = f"#{number} {plain(names[number])} ({row['tickets']:,})"
            st.page_link(topic_page, label=label, query_params={"n": str(number)})
