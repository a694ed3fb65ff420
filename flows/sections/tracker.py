"""``[tracker]``: where issues go."""

from __future__ import annotations

from typing import Literal

from pydantic import Field

from flows.sections.section import Section


class TrackerSettings(Section):
    """Where issues go."""

    kind: Literal["markdown", "jira", "backlog"] = Field(
        "markdown", description="markdown, jira or backlog (Nulab)."
    )
    deployment: Literal["cloud", "datacenter"] = Field("cloud", description="Checked at start.")
    api_url: str = Field("", description="Where the API is.")
    site_url: str = Field("", description="Where people read issues; empty: api_url.")
    project: str = Field("KOE", description="Project key.")
    issue_type: str = Field("Task", description="Issue type to open.")
    markdown_copy: bool = Field(
        False, description="Also write Jira's issues as Markdown into paths.issues, to read."
    )
    picture: bool = Field(True, description="Attach the weeks as a picture to new issues (Jira).")
    tenant: str = Field(
        "",
        description="Part of every label, so that TEST and PROD never meet; empty: account name.",
    )
    settle_minutes: float | None = Field(
        None,
        ge=0,
        description="Wait before an uncertain create; empty: 0, but 15 for Jira Cloud and Backlog.",
    )
    allow_first_fill: int = Field(
        0, ge=0, description="Issues a very first run may create; 0: it only shows them."
    )
    new_issues_per_run: int = Field(10, ge=0, description="Most new issues a run.")
    open_issues: int = Field(50, ge=0, description="Most open issues filed by Koe.")
    notes_per_run: int = Field(50, ge=0, description="Most notes and edits a run.")
    writes_per_second: float = Field(2, gt=0, description="Pace of writes.")
    create_customers: int = Field(
        5, ge=1, description="Distinct customers before an issue is opened."
    )
    create_runs: int = Field(2, ge=1, description="Runs a topic must have lived before that.")
    on_recurrence: Literal["reopen", "new"] = Field(
        "reopen", description="When a fix fails: reopen the issue, or open a new, linked one."
    )
    escalate_after_days: float = Field(
        14, ge=0, description="Days without an answer before support may escalate."
    )
    declined_words: tuple[str, ...] = Field(
        (), description="More resolutions, states or labels that mean no, beside the usual ones."
    )
    duplicate_words: tuple[str, ...] = Field((), description="The same for duplicate.")
    fixed_words: tuple[str, ...] = Field((), description="The same for fixed.")
    considering_words: tuple[str, ...] = Field((), description="The same for under consideration.")
    accepted_words: tuple[str, ...] = Field((), description="The same for accepted, not begun.")
    question_words: tuple[str, ...] = Field((), description="The same for more information needed.")
