"""The nouns of the simulated Jira. Plain mutable dataclasses: state.py alone changes them, store.py
writes them.
"""

from dataclasses import dataclass, field
from datetime import datetime
from typing import Any

from app.jira_sim.catalog import MEDIUM, OPEN_STATUS, Language


@dataclass(frozen=True)
class User:
    """Who did something. `id` is the accountId on Cloud and the user name on Data Center."""

    id: str
    name: str
    email: str = ""


@dataclass
class Version:
    """A release of a project; Koe's grace period starts at `release_date` (YYYY-MM-DD)."""

    id: str
    name: str
    released: bool = False
    release_date: str | None = None


@dataclass
class Project:
    """A project; `language` sets the names of its statuses and transitions."""

    id: str
    key: str
    name: str
    language: Language = "en"
    last_number: int = 0
    versions: list[Version] = field(default_factory=list)


@dataclass
class Comment:
    """A comment; `body` is an ADF document on Cloud and wiki text on Data Center."""

    id: str
    author: User
    body: Any
    created: datetime
    updated: datetime
    update_author: User
    properties: dict[str, Any] = field(default_factory=dict)


@dataclass
class Attachment:
    """A file on an issue; `content` in base64, as the state is kept in JSON."""

    id: str
    author: User
    created: datetime
    filename: str
    mime: str
    content: str


@dataclass
class RemoteLink:
    """A link to another system: what the client sent; `global_id` makes it an upsert."""

    id: int
    global_id: str | None
    payload: dict[str, Any]


@dataclass
class Change:
    """One entry of the history: who changed which fields from what to what."""

    id: str
    author: User
    at: datetime
    items: list[dict[str, Any]]


@dataclass(frozen=True)
class Indexed:
    """What the search index knew about an issue from `at` on; the index lags, the issue itself does
    not.
    """

    at: datetime
    id: int
    key: str
    project: str
    issue_type: str
    labels: tuple[str, ...]
    status: str
    resolution: str | None
    created: datetime
    updated: datetime


@dataclass
class Issue:
    """An issue. `old_keys` are the keys it had before moves; `index` its recent search documents,
    oldest first.
    """

    id: int
    key: str
    project: str
    issue_type: str
    summary: str
    reporter: User
    created: datetime
    updated: datetime
    description: Any = None
    labels: list[str] = field(default_factory=list)
    status: str = OPEN_STATUS.id
    resolution: str | None = None
    resolved: datetime | None = None
    status_changed: datetime | None = None
    priority: str = MEDIUM.id
    assignee: User | None = None
    fix_versions: list[str] = field(default_factory=list)
    properties: dict[str, Any] = field(default_factory=dict)
    comments: list[Comment] = field(default_factory=list)
    remote_links: list[RemoteLink] = field(default_factory=list)
    attachments: list[Attachment] = field(default_factory=list)
    changes: list[Change] = field(default_factory=list)
    old_keys: list[str] = field(default_factory=list)
    index: list[Indexed] = field(default_factory=list)


@dataclass
class IssueLink:
    """A link between two issues (by id, so it survives a move): source --outward name--> target.

    "A duplicates B": source=A, target=B. Jira's REST names are the other way round from what one
    expects: the POST body for it is {inwardIssue: A, outwardIssue: B}, and reading A then shows an
    `outwardIssue` B.
    """

    id: str
    type: str
    source: int
    target: int


@dataclass
class World:
    """Everything that survives a restart, in one value."""

    flavour: str
    projects: list[Project] = field(default_factory=list)
    issues: list[Issue] = field(default_factory=list)
    links: list[IssueLink] = field(default_factory=list)
    users: list[User] = field(default_factory=list)
    last_id: int = 10000
    clock_offset: float = 0.0
