"""When Koe speaks and when it keeps silent: every threshold in one place, as settings.

The defaults are those of the tracker's design (docs/decisions/0030-when-koe-speaks.md); each
says what it protects the product team from.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal
from zoneinfo import ZoneInfo


@dataclass(frozen=True, slots=True)
class Words:
    """The words by which people answer, compared without case, spaces and punctuation.

    They are looked for in the resolution, then the status, then the labels, because projects
    differ in where they say no: team-managed Jira projects have a status and no resolution.
    """

    declined: tuple[str, ...] = (
        "Won't Do",
        "Won't Fix",
        "Will not do",
        "Declined",
        "Rejected",
        "Cannot Reproduce",
        "Can't Reproduce",
        "Not Reproducible",
        "Not a bug",
        "Works as designed",
        "Working as intended",
        "By design",
        "Invalid",
        "Canceled",
        "Cancelled",
        "Obsolete",
        "対応しない",
        "対応しません",
        "修正しない",
        "見送り",
        "見送る",
        "却下",
        "再現しない",
        "再現せず",
        "再現できない",
        "仕様",
        "仕様通り",
        "無効",
        "中止",
        "koe-declined",
    )
    duplicate: tuple[str, ...] = ("Duplicate", "Duplicated", "重複", "重複あり")
    fixed: tuple[str, ...] = (
        "Done",
        "Fixed",
        "Resolved",
        "Closed",
        "Complete",
        "Completed",
        "Released",
        "Shipped",
        "Implemented",
        "Delivered",
        "完了",
        "修正済み",
        "解決済み",
        "解決",
        "対応済み",
        "処理済み",
        "リリース済み",
        "実装済み",
    )
    considering: tuple[str, ...] = (
        "Considering",
        "Under consideration",
        "Under review",
        "In review by product",
        "Discovery",
        "In discovery",
        "Triage",
        "In triage",
        "検討中",
        "検討",
        "調査中",
        "確認中",
    )
    accepted: tuple[str, ...] = (
        "Accepted",
        "Approved",
        "Planned",
        "Selected for Development",
        "Ready for Development",
        "採用",
        "対応予定",
        "対応待ち",
        "koe-accepted",
    )
    needs_info: tuple[str, ...] = (
        "Needs info",
        "Need more information",
        "Needs more information",
        "More information needed",
        "Waiting for support",
        "Waiting for information",
        "情報待ち",
        "情報不足",
        "回答待ち",
        "要追加情報",
        "koe-question",
    )
    duplicate_links: tuple[str, ...] = ("Duplicate", "Duplicates", "重複")


@dataclass(frozen=True, slots=True)
class Policy:
    """The whole policy. Days are 24 hours; customers are distinct ones.

    ``tenant`` and ``project`` are part of every label: changing one makes Koe forget all its
    issues. ``time_zone`` cuts the days that are shown.
    """

    tenant: str = "koe"
    project: str = "KOE"
    issue_type: str = "Task"
    common_label: str = "koe"
    time_zone: str = "UTC"

    # Opening: one angry customer is not a trend, and a topic of one night may be gone the next.
    create_customers: int = 5
    create_customers_if_severe: int = 2
    create_runs: int = 2
    filed_types: tuple[str, ...] = ("bug", "request", "complaint")

    # Caps: a bug of ours may cost ten issues, never a thousand.
    allow_first_fill: int = 0
    new_issues_per_run: int = 10
    open_issues: int = 50
    notes_per_run: int = 50
    writes_per_second: float = 2.0

    # Telling more on an open issue: figures are edited in place, a new note is for real news.
    evidence_every_days: float = 7
    first_evidence_after_hours: float = 12
    note_every_days: float = 7
    note_growth: float = 2.0
    new_segment_tickets: int = 2
    description_quotes: int = 5
    picture: bool = True
    evidence_quotes: int = 5
    note_quotes: int = 3
    quote_characters: int = 600

    # After a fix: customers need time to update before their voice says that it failed.
    grace_days: float = 14
    reopen_window_days: float = 90
    reopen_tickets: int = 5
    reopen_tickets_if_severe: int = 2
    reopen_every_days: float = 30
    reopen_limit: int = 3
    on_recurrence: Literal["reopen", "new"] = "reopen"

    # After a no: silence.
    declined_mute_days: float = 180
    declined_growth: float = 3.0

    # Labels by which people steer Koe on one issue.
    mute_label: str = "koe-mute"
    mute_30_days_label: str = "koe-mute-30d"
    quiet_label: str = "koe-quiet"
    question_label: str = "koe-question"
    escalated_label: str = "koe-escalated"

    # After a fix: how long before and after it are compared, once, and told.
    effect_days: float = 28

    # Faults: how much of them a run takes before it stops for the night.
    canaries: int = 3
    throttles_per_run: int = 3
    uncertain_per_run: int = 3
    longest_wait_seconds: float = 120

    words: Words = Words()

    @property
    def zone(self) -> ZoneInfo:
        """The time zone of the days that are shown."""
        return ZoneInfo(self.time_zone)
