"""A mapping as Koe understands it: the YAML file, checked, with every default filled in."""

from __future__ import annotations

from dataclasses import dataclass, field
from enum import StrEnum
from zoneinfo import ZoneInfo

from connectors.helpdesk.csv_rows import CsvDialect
from records.ticket import Role, Status, Visibility


class Grain(StrEnum):
    """What one row of the file is."""

    TICKET = "ticket"
    MESSAGE = "message"


class Rule(StrEnum):
    """How a field's value comes from its columns."""

    COLUMN = "column"  # the first alias that the header has
    JOIN = "join"  # several columns, in order, each on its own line
    HASH = "hash"  # SHA-256 over several columns, for files without a key
    CONSTANT = "constant"  # the same for every row


# Every field a row can fill, and whether a mapping must say where it comes from.
TICKET_FIELDS = (
    "id", "status", "subject", "text", "reply", "created", "updated", "resolved", "customer",
    "organisation", "segment", "assignee", "product_area", "version", "tags", "channel", "csat",
    "url", "language",
)  # fmt: skip
MESSAGE_FIELDS = ("message_id", "sent", "role", "visibility", "author")
REQUIRED = {
    Grain.TICKET: ("id", "status", "text", "created"),
    Grain.MESSAGE: ("id", "status", "text", "sent", "role"),
}
JOINABLE = frozenset({"text", "reply", "subject"})


@dataclass(frozen=True, slots=True, eq=False)
class Column:
    """One column under any of its names. ``label`` is put before its value in joined text.

    An ``optional`` one may be missing from the header; otherwise that is schema drift.
    Told apart by identity: it is looked up for every cell, and hashing its names took a tenth
    of the time of a row.
    """

    aliases: tuple[str, ...]
    label: str | None = None
    optional: bool = False


@dataclass(frozen=True, slots=True)
class Field:
    """Where a field's value comes from."""

    rule: Rule
    columns: tuple[Column, ...] = ()
    constant: str = ""


@dataclass(frozen=True, slots=True)
class Times:
    """How dates are written. ``dayfirst`` None: 01/02/2026 is refused as ambiguous."""

    zone: ZoneInfo
    formats: tuple[str, ...] = ()
    dayfirst: bool | None = None


@dataclass(frozen=True, slots=True)
class Mapping:
    """A checked mapping file.

    ``identity`` is the SHA-256 of its bytes: a file read under another mapping may read
    differently, so a run records it. ``statuses``, ``roles`` and ``visibilities`` are keyed by
    folded text (NFKC, case); what they lack is quarantined. ``csat`` is (worst, best).
    ``names`` are columns whose values only help redaction; ``drop`` never get as far as a row;
    ``ignore`` are known and unused, so they raise no warning.
    """

    path: str
    identity: str
    grain: Grain
    times: Times
    fields: dict[str, Field]
    attributes: dict[str, Field] = field(default_factory=dict)
    encodings: tuple[str, ...] = ("utf-8-sig", "cp932")
    dialect: CsvDialect = field(default_factory=CsvDialect)
    skip_lines: int = 0
    statuses: dict[str, Status] = field(default_factory=dict)
    roles: dict[str, Role] = field(default_factory=dict)
    visibilities: dict[str, Visibility] = field(default_factory=dict)
    csat: tuple[float, float] = (0.0, 1.0)
    tag_separators: str = ",;、，；"
    names: tuple[Column, ...] = ()
    drop: tuple[str, ...] = ()
    ignore: tuple[str, ...] = ()
