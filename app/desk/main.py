"""The desk's front door; Streamlit runs this file for every reader and every click."""

from __future__ import annotations

from collections.abc import Callable
from functools import partial

import streamlit as st

from app.desk import (
    access,
    answers,
    deciding,
    figures,
    labels,
    operations,
    today,
    topic,
    topics,
    voices,
)
from app.desk.account import config_path
from app.desk.ready import keep_ready
from app.desk.session import Session, open_session
from app.desk.words import WORDS


def run() -> None:
    """One pass over the page that the reader is on."""
    st.set_page_config(page_title="Koe", layout="wide")
    with open_session() as session:
        if session is None:
            st.info(WORDS["no_data"][0])
            st.info(WORDS["no_data"][1])
        else:
            _show(session)


def _show(session: Session) -> None:
    keep_ready(config_path())
    if not access.admitted(session):
        return
    chosen = st.navigation(list(_pages(session)), position="sidebar")
    deciding.watch(session)
    chosen.run()


def _pages(session: Session) -> tuple[st.Page, ...]:
    told = session.told

    def page(show: Callable[[], None], name: str, icon: str, *, default: bool = False) -> st.Page:
        return st.Page(show, title=told(name), icon=icon, url_path=name, default=default)

    def to_answers() -> st.Page:
        return said

    one = page(partial(topic.show, session, to_answers), "topic", ":material/forum:")
    said = page(partial(answers.show, session, one), "answers", ":material/mark_chat_read:")
    heard = page(partial(voices.show, session), "voices", ":material/search:")
    return (
        page(partial(today.show, session, one), "today", ":material/today:", default=True),
        page(partial(topics.show, session, one), "topics", ":material/table_rows:"),
        one,
        heard,
        said,
        page(partial(figures.show, session, one, heard), "figures", ":material/bar_chart:"),
        page(partial(labels.show, session), "labels", ":material/label:"),
        page(partial(operations.show, session), "operations", ":material/monitoring:"),
    )


run()
