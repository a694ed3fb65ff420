"""Alerts at the desk: what, since when, how sure, what stands out, three quotes; seen or later."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import timedelta
from html import escape

import streamlit as st

from app.desk import access
from app.desk.deciding import plain, take, who_and_why
from app.desk.quotes import STYLE, card
from app.desk.session import Session
from app.desk.words import told_or_same
from connectors import alert_words
from records.alert import Alert, AlertKind
from records.decision import AlertDecision, AlertWish
from records.issue import Quote

SNOOZES = (7, 14, 30)
MOST, PAST = 8, 20
PLACES = 100  # the newest alerts; of those before them only what is open


def show(session: Session, topic_page: st.Page) -> None:
    """Open ones as cards, the others below with who decided what and why.

    Each has a place of its own, as card and below: what somebody types about one stays where it
    is when another is put away.
    """
    told = session.told
    placed = [one for at, one in enumerate(session.alerts) if at < PLACES or one.state == "open"]
    opened = [one.alert_id for one in placed if one.state == "open"]
    cards, past = opened[:MOST], [one.alert_id for one in placed if one.state != "open"][:PAST]
    with st.container():
        st.subheader(told("alerts"))
        with st.container():
            if not opened:
                st.caption(told("no_alerts"))
        for one in placed:
            with st.container():
                if one.alert_id in cards:
                    _card(session, topic_page, one)
        with st.expander(told("past_alerts")) if past or opened[MOST:] else st.container():
            for one in placed:
                with st.container():
                    if one.alert_id in (*opened[MOST:], *past):
                        _past(session, one)


def _card(session: Session, page: st.Page, one: Alert) -> None:
    with st.container(border=True):
        _told(session, page, one)
        reviewer = access.reviewer(session)
        if reviewer is not None:
            with st.expander(session.told("decide_alert")):
                _form(session, one, reviewer)


def _told(session: Session, page: st.Page, one: Alert) -> None:
    kind = alert_words.KINDS[one.kind][session.side]
    name = plain(f"{kind}: {session.about(one)}")
    if one.topic_number is not None:
        st.page_link(page, label=name, query_params={"n": str(one.topic_number)})
    else:
        st.markdown(f"**{name}**")
    st.caption(" · ".join(_facts(session, one)))
    if one.quotes:
        st.html(STYLE + "".join(_quote(quote) for quote in one.quotes))


def _facts(session: Session, one: Alert) -> list[str]:
    side = session.side
    since = one.since.astimezone(session.settings.account.zone)
    when = f"{since:%Y-%m-%d}" if one.window_hours >= 24 else f"{since:%Y-%m-%d %H:%M}"
    told = [
        plain(alert_words.figures(one)[side]),
        session.told("since", day=when),
        plain(alert_words.sure(one)[side]),
        session.count(_counted(one), one.customers),
    ]
    out = [plain(alert_words.standing_out(one.stands_out)[side])] if one.stands_out else []
    return told + out


def _counted(one: Alert) -> str:
    """What its number counts: a target is missed over tickets."""
    return "of_tickets" if one.kind is AlertKind.TARGET else "by_customers"


def _quote(quote: Quote) -> str:
    told = (quote.said_on, quote.segment, quote.version)
    facts = " · ".join(escape(str(one)) for one in told if one)
    return card(quote.text, quote.language, facts)


def _form(session: Session, one: Alert, reviewer: str) -> None:
    told = session.told
    choices: Sequence[int] = (0, *SNOOZES)
    with st.form(f"alert_{one.alert_id}", border=False):
        days = st.selectbox(
            told("decide_alert"),
            choices,
            format_func=lambda n: told("snooze_days", n=n) if n else told("ack"),
            label_visibility="collapsed",
        )
        by, why = who_and_why(session, reviewer, one.alert_id)
        if st.form_submit_button(told("do")):
            decision = AlertDecision.SNOOZE if days else AlertDecision.ACK
            until = session.today + timedelta(days=days) if days else None
            take(session, AlertWish(decision, one.alert_id, by, why, until))


def _past(session: Session, one: Alert) -> None:
    """One that is put away: who, when, why, and the way back."""
    told = session.told
    kind = alert_words.KINDS[one.kind][session.side]
    state = told_or_same(one.state, session.side)
    st.text(f"{one.raised_on} {kind}: {session.about(one)} · {state}")
    if one.decided is None:
        return
    until = told("until", day=one.decided.until) if one.decided.until else ""
    at = one.decided.at.astimezone(session.settings.account.zone)
    st.text(f"{at:%Y-%m-%d %H:%M} {one.decided.by}: {one.decided.why or '–'} {until}")
    reviewer = access.reviewer(session)
    if reviewer is not None and one.state in ("acknowledged", "snoozed"):
        with st.form(f"reopen_{one.alert_id}", border=False):
            by, why = who_and_why(session, reviewer, f"reopen_{one.alert_id}")
            if st.form_submit_button(told("reopen")):
                take(session, AlertWish(AlertDecision.REOPEN, one.alert_id, by, why))
