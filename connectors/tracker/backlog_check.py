"""What ``koe doctor`` asks of a Backlog project. Source: Nulab's published API documents."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import Any

from connectors.tracker.backlog_read import Project
from connectors.tracker.backlog_session import BacklogSession
from connectors.tracker.proofs import ACCOUNT, Proof
from records.errors import ConfigurationError, Rejected

Json = dict[str, Any]
# roleType of a user: 1 administrator, 2 normal user; reporters, viewers and guests change nothing.
MAY_CHANGE = (1, 2)
ADMINISTRATOR = 1


def proofs(
    session: BacklogSession,
    site: str,
    key: str,
    issue_type: str,
    common: str,
    read_project: Callable[[], Project],
) -> Mapping[str, Proof]:
    """See ``proofs.CanProve``."""

    def account() -> str:
        me = session.read("users/myself")
        read_project()
        return f"backlog {key} at {site} as {me.get('name') or '?'}"

    return {
        ACCOUNT: account,
        "tracker permissions": lambda: _role(session),
        "tracker fields": lambda: _fields(session, key, issue_type, read_project()),
        "tracker categories": lambda: _categories(session, key, common),
    }


def _role(session: BacklogSession) -> str:
    role = session.read("users/myself").get("roleType")
    if role not in MAY_CHANGE:
        raise ConfigurationError(
            f"the account's role in the space is {role}",
            expected="1 (administrator) or 2 (normal user): others cannot change an issue",
            next_step="ask the space's administrator for the role of a normal user",
        )
    return "may open, change and close issues"


def _fields(session: BacklogSession, key: str, issue_type: str, project: Project) -> str:
    """The issue type exists and wants no field of the project's own."""
    type_id = project.type_id(issue_type)
    try:
        rows: list[Json] = session.read(f"projects/{key}/customFields")
    except Rejected:
        return f"{issue_type} is there; custom fields are not to be seen (or not in this plan)"
    required = [
        str(row.get("name")) for row in rows if row.get("required") and _applies(row, type_id)
    ]
    if required:
        raise ConfigurationError(
            f"{issue_type} in {key} requires {', '.join(required)}",
            expected="no required custom field: Koe cannot know what to fill in",
            next_step="make them optional for this issue type, or choose another "
            "tracker.issue_type",
        )
    return f"{issue_type} is there and requires nothing else"


def _applies(row: Json, type_id: str) -> bool:
    """An empty list means every issue type."""
    types = [str(one) for one in row.get("applicableIssueTypes") or ()]
    return not types or type_id in types


def _categories(session: BacklogSession, key: str, common: str) -> str:
    """Koe works without its category, but then hears of changes only issue by issue."""
    names = [str(row["name"]) for row in session.read(f"projects/{key}/categories")]
    if common in names:
        return f"{common} is there"
    if session.read("users/myself").get("roleType") == ADMINISTRATOR:
        return f"{common} is missing and is made with the first issue"
    return f"{common} is missing; an administrator can add it, or Koe works without"
