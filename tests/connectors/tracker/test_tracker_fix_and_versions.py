"""A fix is doubted only by customers who can have it."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date, datetime, timedelta

import pytest

from connectors.tracker.plan import plan
from connectors.tracker.policy import Policy
from connectors.tracker.versions import is_before
from records.issue import Answer, IssueState, OperationKind, TopicEvidence


@pytest.mark.parametrize(
    ("version", "release", "older"),
    [
        ("6.2.0", "6.2.1", True),
        ("6.2.1", "6.2.1", False),
        ("6.2", "6.2.0", False),
        ("6.9.3", "6.10", True),
        ("7.0.0", "6.2.1", False),
        ("アプリ 6.2.0 (iOS)", "Mikan Pay v6.2.1", True),
        (None, "6.2.1", False),
        ("6.2.0", None, False),
        ("latest", "6.2.1", False),
        ("6.2.0", "Sprint 12", False),
    ],
)
def test_versions_are_compared_as_people_write_them(
    version: str | None, release: str | None, older: bool
) -> None:
    assert is_before(version, release) is older


@pytest.mark.parametrize(
    ("version", "days_ago", "reopened"),
    [("6.2.0", 3, False), ("6.2.1", 3, True), (None, 3, True), ("6.2.1", 9, False)],
    ids=["on the version before", "on the fixed one", "unknown", "on the release day itself"],
)
def test_tickets_after_a_release_doubt_it_only_where_its_users_can_have_it(
    topic: Callable[..., TopicEvidence],
    known_issue: Callable[..., IssueState],
    night: datetime,
    version: str | None,
    days_ago: int,
    reopened: bool,
) -> None:
    released: date = (night - timedelta(days=9)).date()
    issue = known_issue(
        status_category="done",
        answer=Answer.SHIPPED,
        resolved_at=night - timedelta(days=10),
        version="v6.2.1",
        released_on=released,
    )
    at = night - timedelta(days=days_ago)
    evidence = topic(ticket_times=(at,) * 5, ticket_versions=(version,) * 5)
    made = plan([evidence], [issue], Policy(), night)
    assert [one.kind for one in made.operations] == ([OperationKind.REOPEN] if reopened else [])
