"""The protocol that every tracker speaks. Small on purpose: it exists more than once.

What keeps it crash-safe is not here but in its errors (``records.errors``): a write that was
refused raises Rejected, one that was put off raises Throttled, one that never reached the
tracker raises Down, and one of which nobody knows raises Uncertain. No method retries a write.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass, field
from datetime import date, datetime
from typing import Literal, Protocol, runtime_checkable

from records.issue import Block, Draft

Category = Literal["todo", "doing", "done"]


@dataclass(frozen=True, slots=True)
class TrackerIdentity:
    """Whom Koe talks to and as whom; shown to the operator before the first write."""

    kind: str
    name: str
    url: str
    account: str


@dataclass(frozen=True, slots=True)
class FoundIssue:
    """An issue as the tracker shows it now.

    ``proof`` is the property that Koe wrote at creation (key, topic_uid, op_id, first_seen):
    a person who clones an issue copies its label but not its proof. ``resolved_at`` is None
    where the tracker does not say. ``release`` is the version with the fix, ``released_on``
    its day; ``is_released`` is False only where the tracker says that it is not out yet.
    """

    issue_id: str
    issue_key: str
    url: str
    summary: str
    labels: tuple[str, ...]
    status: str
    status_category: Category
    resolution: str | None
    created_at: datetime
    updated_at: datetime
    resolved_at: datetime | None = None
    duplicate_of: str | None = None
    release: str | None = None
    released_on: date | None = None
    is_released: bool | None = None
    proof: dict[str, str] = field(default_factory=dict)


class Tracker(Protocol):
    """What Koe needs of a tracker.

    ``settle_seconds`` is how long a committed write may stay invisible to ``find``: a create
    of unknown outcome is not tried again before that.
    """

    settle_seconds: float

    def check(self) -> TrackerIdentity:
        """Prove address, kind, account and project. Raises ConfigurationError or a TrackerError."""
        ...

    def find(self, label: str) -> list[FoundIssue]:
        """Every issue with this label, in any state and project, oldest first."""
        ...

    def create(self, draft: Draft, label: str, op_id: str) -> FoundIssue:
        """Open an issue: one write, label and proof in it."""
        ...

    def get(self, issue_ids: Sequence[str]) -> list[FoundIssue]:
        """These issues, wherever they moved; those deleted or out of sight are left out."""
        ...

    def changed_since(self, cursor: datetime) -> list[FoundIssue]:
        """Koe's issues that changed since then; a few more are fine, fewer are not."""
        ...

    def search_sees(self) -> bool:
        """Whether a search shows any issue of the project; True in an empty one, too. Empty is
        one where none of the first keys is there, which are read and not searched for."""
        ...

    def find_note(self, issue_id: str, note_key: str) -> str | None:
        """The id of the note written under this key; read from the source, never an index."""
        ...

    def last_word(self, issue_id: str) -> str | None:
        """What people wrote last on the issue, as plain text; None where they wrote nothing."""
        ...

    def put_note(
        self, issue_id: str, note_id: str | None, blocks: Sequence[Block], note_key: str
    ) -> str:
        """Write a note (``note_id`` None) or replace the text of one; returns its id."""
        ...

    def set_labels(self, issue_id: str, add: Sequence[str], remove: Sequence[str] = ()) -> None:
        """Add and remove labels, leaving those of people alone."""
        ...

    def move(self, issue_id: str, category: Category) -> None:
        """Bring the issue into a status of this category; nothing happens if it is there."""
        ...


@runtime_checkable
class CanAttach(Protocol):
    """A tracker that takes pictures."""

    def attach(self, issue_id: str, name: str, png: bytes) -> bool:
        """Attach the picture, unless the issue has a file of that name: at most one write.
        Whether there was one."""
        ...


def first_issue(
    project: str, read: Callable[[str], FoundIssue | None], settled: datetime
) -> FoundIssue | None:
    """The project's first issue, by its key; only one from before ``settled``, which a search
    must know by now. Ten keys are tried: hardly all of them were deleted."""
    for number in range(1, 11):
        issue = read(f"{project}-{number}")
        if issue and issue.created_at <= settled:
            return issue
    return None


def oldest_proven(found: Sequence[FoundIssue]) -> FoundIssue:
    """Which of several issues with one label is the real one: with proof, then the oldest."""
    return min(found, key=lambda issue: (not issue.proof, issue.created_at, _number(issue)))


def _number(issue: FoundIssue) -> int:
    digits = issue.issue_key.rpartition("-")[2]
    return int(digits) if digits.isdigit() else 0
