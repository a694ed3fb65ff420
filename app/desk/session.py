"""Who looks at the desk, in which language, at which edition of the snapshot."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import date, datetime

import streamlit as st

from app.desk.account import config_path
from app.desk.editions import held
from app.desk.words import WORDS, told
from connectors import alert_words
from flows.settings import Settings, load_settings
from records.alert import Alert
from records.page import Page, PageTopic
from warehouse.desk import SnapshotReader

SIDES = {"ja": 0, "en": 1}
FIGURE = 150  # width of a figure in pixels: two stand beside each other on a phone


@dataclass(frozen=True, slots=True)
class Session:
    """What every page of the desk needs for one reader."""

    settings: Settings
    reader: SnapshotReader
    page: Page
    language: str

    @property
    def side(self) -> int:
        """0 for Japanese, 1 for English."""
        return SIDES[self.language]

    def told(self, key: str, **values: object) -> str:
        """The desk's word in the reader's language."""
        return told(key, self.side, **values)

    def count(self, key: str, count: int) -> str:
        """The word for so many, one told apart where the language does."""
        return told(f"{key}_one" if count == 1 else key, self.side, n=f"{count:,}")

    @property
    def today(self) -> date:
        """The day it is for this account."""
        return datetime.now(self.settings.account.zone).date()

    @property
    def alerts(self) -> list[Alert]:
        """Every alert of this edition, newest first."""
        return _alerts(self.reader, self.reader.edition)

    def about(self, alert: Alert) -> str:
        """What an alert is about: the topic's name, the area, the target."""
        return alert_words.subject(alert)[self.side]

    def name(self, topic: PageTopic) -> str:
        """A topic's name in the reader's language, else in the one it has."""
        return self.either_name(topic.name_ja, topic.name_en) or f"#{topic.number}"

    def either_name(self, name_ja: str | None, name_en: str | None) -> str:
        """The name in the reader's language, else the one there is; empty where there is none."""
        names = (name_ja, name_en)
        return names[self.side] or names[1 - self.side] or ""


@contextmanager
def open_session() -> Iterator[Session | None]:
    """The session of this reader for one page, whose edition stays open until it is drawn; None
    where there is nothing to show yet."""
    settings = load_settings(config_path())
    language = _language(settings)
    with held(settings) as (reader, page):
        yield None if page is None else Session(settings, reader, page, language)


def _language(settings: Settings) -> str:
    """The switch in the sidebar; kept in the address, the browser's language until chosen."""
    japanese = (st.context.locale or settings.account.language).startswith("ja")
    chosen = st.sidebar.segmented_control(
        WORDS["language"][0],
        options=list(SIDES),
        format_func=_language_name,
        default="ja" if japanese else "en",
        key="lang",
        bind="query-params",
        required=True,
    )
    return chosen or "en"


def _language_name(code: str) -> str:
    return {"ja": "日本語", "en": "English"}[code]


@st.cache_data(max_entries=2, show_spinner=False)
def _alerts(_reader: SnapshotReader, of_edition: tuple[int, int]) -> list[Alert]:  # noqa: ARG001
    return _reader.alerts()
