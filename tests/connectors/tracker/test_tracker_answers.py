"""How a status and a resolution, in either language, become the answer that support reads."""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, date, datetime

import pytest

from connectors.tracker.answers import answer_of, is_known_resolution
from connectors.tracker.base import Category, FoundIssue
from connectors.tracker.policy import Words
from records.issue import Answer

WORDS = Words()


def issue(category: Category, status: str, resolution: str | None = None) -> FoundIssue:

    at = datetime(2024, 10, 1, tzinfo=UTC)
    return FoundIssue("1", "KOE-1", "", "", (), status, category, resolution, at, at)


@pytest.mark.parametrize(
    ("category", "status", "resolution", "answer"),
    [
        ("todo", "To Do", None, Answer.RECEIVED),
        ("todo", "未着手", None, Answer.RECEIVED),
        ("todo", "検討中", None, Answer.CONSIDERING),
        ("doing", "Under Review", None, Answer.CONSIDERING),
        ("doing", "In Progress", None, Answer.IN_PROGRESS),
        ("doing", "進行中", None, Answer.IN_PROGRESS),
        ("done", "Done", None, Answer.SHIPPED),
        ("done", "完了", "完了", Answer.SHIPPED),
        ("done", "Done", "Fixed", Answer.SHIPPED),
        ("done", "Done", "Won't Do", Answer.DECLINED),
        ("done", "Done", "Won’t Do", Answer.DECLINED),
        ("done", "Closed", "WON'T FIX", Answer.DECLINED),
        ("done", "Done", "Cannot Reproduce", Answer.DECLINED),
        ("done", "Done", "Declined", Answer.DECLINED),
        ("done", "完了", "対応しない", Answer.DECLINED),
        ("done", "完了", "再現しない", Answer.DECLINED),
        ("done", "見送り", None, Answer.DECLINED),
        ("done", "Canceled", "Done", Answer.DECLINED),
        ("done", "Done", "Duplicate", Answer.DUPLICATE),
        ("done", "完了", "重複", Answer.DUPLICATE),
        ("todo", "To Do", "Won't Do", Answer.RECEIVED),
    ],
)
def test_the_category_decides_first_and_the_words_after_it(
    category: Category, status: str, resolution: str | None, answer: Answer
) -> None:
    assert answer_of(issue(category, status, resolution), WORDS) is answer


def test_a_label_can_say_no_where_a_project_has_no_resolutions() -> None:

    labelled = replace(issue("done", "Done"), labels=("koe", "koe-declined"))
    assert answer_of(labelled, WORDS) is Answer.DECLINED


def test_a_duplicates_link_is_an_answer_although_the_issue_is_open() -> None:

    linked = replace(issue("todo", "To Do"), duplicate_of="KOE-3")
    assert answer_of(linked, WORDS) is Answer.DUPLICATE


def test_a_fix_that_is_not_released_yet_is_still_being_worked_on() -> None:

    waiting = replace(
        issue("done", "Done", "Fixed"),
        release="6.3",
        released_on=date(2024, 12, 1),
        is_released=False,
    )
    assert answer_of(waiting, WORDS) is Answer.IN_PROGRESS
    assert answer_of(replace(waiting, is_released=True), WORDS) is Answer.SHIPPED


def test_a_resolution_on_no_list_is_told_to_the_operator() -> None:
    assert not is_known_resolution(issue("done", "Done", "Deployed to canary"), WORDS)
    assert is_known_resolution(issue("done", "Done", "Won't do"), WORDS)
    assert is_known_resolution(issue("todo", "To Do", "odd"), WORDS)
