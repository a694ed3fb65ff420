"""``[intake]``: what comes in."""

from __future__ import annotations

from pathlib import Path

from pydantic import Field

from flows.sections.section import Section


class Intake(Section):
    """What comes in."""

    exports: tuple[str, ...] = Field(
        ("exports",), description="Files, folders, patterns or addresses (s3://…) of exports."
    )
    mapping: Path | None = Field(None, description="YAML mapping for CSV/TSV exports.")
    releases: Path | None = Field(None, description="CSV of releases: date,version,what.")
    customers: Path | None = Field(
        None, description="CSV of customers: customer,organisation,plan,revenue,active."
    )
    customers_active: Path | None = Field(
        None, description="CSV of active customers: month,segment,customers."
    )
    events: Path | None = Field(
        None, description="CSV of campaigns, incidents and releases: date,kind,name,until,what."
    )
    settle_hours: float = Field(
        24, ge=0, description="A ticket counts once it has been resolved this long."
    )
    bad_rows_limit: float = Field(
        0.02, ge=0, le=1, description="A file with a larger share of bad rows fails the run."
    )
    spam_tags: tuple[str, ...] = Field(
        ("spam",), description="Tags by which agents mark spam; such tickets do not count."
    )
    keep_words: tuple[str, ...] = Field(
        (), description="Product and company names that are never a person's: left in texts."
    )
    zendesk_fields: dict[str, str] = Field(
        {},
        description="What Zendesk's custom fields mean, by id or name: "
        "version, product_area, segment or ignore.",
    )
    batch_rows: int = Field(2_000, ge=1, description="Rows a transaction.")
