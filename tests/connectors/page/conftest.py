"""A night's page with three topics, and short words for changing it."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from datetime import UTC, date, datetime
from typing import Any

import pytest

from records.issue import Quote, WeekCount
from records.page import Coverage, Page, PageRun, PageStage, PageTopic, PageWeek, Window

DAY = date(2026, 10, 4)  # a Sunday
WEEKS = (date(2026, 9, 21), date(2026, 9, 28))

Topics = Callable[..., PageTopic]


def said(text: str, **changed: Any) -> Quote:
    language = "ja" if any(char > "\u3000" for char in text) else "en"
    quote = Quote(text, language, DAY, "101", "https://help.example/101", "premium", "6.2.0")
    return replace(quote, **changed)


@pytest.fixture
def topic() -> Topics:
    def build(number: int = 1, last: int = 4, prior: int = 4, **changed: Any) -> PageTopic:
        made = PageTopic(
            number=number,
            name_ja="アプリが落ちる",
            name_en="App crashes",
            keywords=("落ちる", "crash"),
            request_type="bug",
            severity="high",
            tickets=last + prior,
            customers=last + prior,
            last_7_days=last,
            prior_7_days=prior,
            first_seen=WEEKS[0],
            last_seen=DAY,
            weeks=(WeekCount(WEEKS[0], prior, prior), WeekCount(WEEKS[1], last, last)),
            newest=(said("支払い画面で落ちます。"),),
            typical=(said("It crashes when I pay."),),
        )
        return replace(made, **changed)

    return build


@pytest.fixture
def page(topic: Topics) -> Page:
    stages = (PageStage("intake", 20.84, (("read", 1448), ("new_count", 3))),)
    return Page(
        product="Mikan Pay",
        day=DAY,
        coverage=Coverage(1249, 60, 9, 8, 4, 27, 50, 38),
        customers=879,
        last_7_days=Window(created=174, counted=117),
        prior_7_days=Window(created=157, counted=155),
        quarantined=3,
        weeks=(PageWeek(WEEKS[0], 155, True), PageWeek(WEEKS[1], 117, False)),
        topics=(
            topic(1),
            topic(2, 30, 8, name_ja="残高が増えない", name_en=None),
            topic(3, 2, 9, name_ja=None, name_en="Cannot read the QR code"),
        ),
        run=PageRun("run-1", "nightly", datetime(2026, 10, 4, 20, tzinfo=UTC), "running", stages),
    )
