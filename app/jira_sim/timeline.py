"""What happened to an issue, as one list: created, changed, commented; newest first."""

from dataclasses import dataclass
from datetime import datetime
from typing import Literal

from app.jira_sim.model import Change, Issue, User


@dataclass(frozen=True)
class Event:
    """One thing that somebody did; `change` only for kind "change"."""

    at: datetime
    author: User
    kind: Literal["create", "comment", "change"]
    change: Change | None = None


def events(issue: Issue) -> list[Event]:
    """All events, newest first; at the same moment the later entry comes first."""
    rows = [Event(issue.created, issue.reporter, "create")]
    rows += [Event(one.created, one.author, "comment") for one in issue.comments]
    rows += [Event(one.at, one.author, "change", one) for one in issue.changes]
    return sorted(rows, key=lambda event: event.at)[::-1]
