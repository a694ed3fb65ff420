"""What the outbox needs of a memory that survives a crash; ``flows`` lays it over the warehouse."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass, field
from datetime import datetime
from typing import Protocol

from records.issue import IssueState, Operation, OperationState


class OutboxStore(Protocol):
    """Every method is one short transaction: when it returns, a crash cannot undo it."""

    def add(self, operations: Sequence[Operation], now: datetime) -> None:
        """Keep operations as PLANNED.

        One already kept under the same op_id is written over where it was never sent
        (PLANNED, THROTTLED, DROPPED) and left untouched otherwise.
        """
        ...

    def set_state(
        self, op_id: str, state: OperationState, *, now: datetime, error: str | None = None
    ) -> None:
        """Change a state and ``changed_at``; SENDING also counts one more attempt."""
        ...

    def by_state(self, *states: OperationState) -> list[Operation]:
        """Operations in these states, as they are kept (state, attempts, changed_at set)."""
        ...

    def issues(self) -> list[IssueState]:
        """Every issue Koe knows, those long closed too."""
        ...

    def save_issue(self, issue: IssueState) -> None:
        """Keep an issue under its label, in place of what was known of it."""
        ...


@dataclass(slots=True)
class SendReport:
    """What recovering or sending did.

    ``counts`` has created, edited, noted, reopened, adopted, uncertain, throttled, dead,
    dropped, waiting, skipped; ``lines`` are for people, one a write; ``alerts`` need a person, each
    once however often it happened; ``stopped`` says why the rest was left for another run.
    """

    counts: Counter[str] = field(default_factory=Counter)
    lines: list[str] = field(default_factory=list)
    alerts: list[str] = field(default_factory=list)
    stopped: str | None = None

    def alert(self, text: str) -> None:
        """Something for a person: one line for each distinct cause, not for each issue."""
        if text not in self.alerts:
            self.alerts.append(text)
