"""What Koe tells the tracker and what it remembers of it: one place to import from."""

from __future__ import annotations

from warehouse.evidence import evidence
from warehouse.issues import issues, save_issue, use_tracker
from warehouse.outbox import freshness, log_visible, outbox, outbox_add, outbox_set_state

__all__ = [
    "evidence",
    "freshness",
    "issues",
    "log_visible",
    "outbox",
    "outbox_add",
    "outbox_set_state",
    "save_issue",
    "use_tracker",
]
