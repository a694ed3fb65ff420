"""Tickets and messages as Koe understands them, whatever helpdesk they came from.

Texts in these records are raw when a connector makes them and redacted when ``flows.intake``
hands them to the warehouse; nothing in between writes them anywhere.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import datetime
from enum import StrEnum


class Status(StrEnum):
    """Normalised ticket status. A status no mapping knows is quarantined, never guessed."""

    NEW = "new"
    OPEN = "open"
    PENDING = "pending"
    RESOLVED = "resolved"
    CLOSED = "closed"
    SPAM = "spam"
    DELETED = "deleted"
    MERGED = "merged"


class Role(StrEnum):
    """Who wrote a message."""

    CUSTOMER = "customer"
    AGENT = "agent"
    BOT = "bot"
    SYSTEM = "system"


class Visibility(StrEnum):
    """Whether the customer can see a message."""

    PUBLIC = "public"
    PRIVATE = "private"


class Reason(StrEnum):
    """Why a row is in quarantine."""

    BAD_ENCODING = "bad_encoding"
    BAD_JSON = "bad_json"
    BAD_CSV_ARITY = "bad_csv_arity"
    MISSING_ID = "missing_id"
    MISSING_REQUIRED = "missing_required"
    BAD_TIMESTAMP = "bad_timestamp"
    UNKNOWN_STATUS = "unknown_status"
    OVERSIZE = "oversize"
    DUPLICATE_ID_CONFLICT = "duplicate_id_conflict"
    ORPHAN_MESSAGE = "orphan_message"
    SCHEMA_DRIFT = "schema_drift"


@dataclass(frozen=True, slots=True)
class Message:
    """One message of a ticket. ``author`` is any stable key of the person (an e-mail, an id);
    intake turns it into a pseudonym. ``sent_at`` is UTC."""

    message_id: str
    position: int
    role: Role
    visibility: Visibility
    sent_at: datetime
    text: str
    author: str | None = None
    language: str | None = None


@dataclass(frozen=True, slots=True)
class Ticket:
    """One ticket with all its messages. Times are UTC.

    ``source_version`` is what the source says about how new this row is (microseconds since
    1970 of Zendesk's ``generated_timestamp``, another's ``updated_at``, else the file's time):
    an older one never overwrites a newer one.
    ``customer`` and ``assignee`` are raw keys until intake makes them pseudonyms.
    ``known_names`` are the customer's and agents' names and addresses as the source states
    them; they only help redaction and are never stored.
    ``customer_email`` is the customer's address where ``customer`` is an id: kept as a second
    pseudonym, so that somebody who asks by mail to be erased is found.
    ``follow_up_of`` is the closed ticket that this one goes on with.
    """

    source: str
    ticket_id: str
    source_version: int
    status: Status
    created_at: datetime
    updated_at: datetime
    messages: tuple[Message, ...]
    resolved_at: datetime | None = None
    subject: str = ""
    channel: str = ""
    customer: str | None = None
    organisation: str | None = None
    segment: str | None = None
    assignee: str | None = None
    product_area: str | None = None
    version: str | None = None
    tags: tuple[str, ...] = ()
    attributes: dict[str, str] = field(default_factory=dict)
    csat: float | None = None
    reopens: int = 0
    first_reply_minutes: float | None = None
    url: str | None = None
    known_names: tuple[str, ...] = ()
    customer_email: str | None = None
    follow_up_of: str | None = None


@dataclass(frozen=True, slots=True)
class SourceFile:
    """One export file. ``sha256`` is of its bytes as found on disk (still compressed):
    the file's identity, whatever it is called."""

    path: str
    sha256: str
    size: int
    modified_at: datetime


@dataclass(frozen=True, slots=True)
class RawRow:
    """One row as read: where it stood and what it said. Exactly one of ``payload`` and
    ``error`` is set. ``text`` is the row's own text, for the quarantine (redacted there)."""

    line: int
    text: str
    payload: dict[str, object] | None = None
    reason: Reason | None = None
    error: str | None = None


@dataclass(frozen=True, slots=True)
class QuarantinedRow:
    """A row that could not be loaded; ``text`` is redacted before this record is made.

    ``people`` are pseudonyms of whatever in the row may name a customer."""

    source: str
    file_sha256: str
    path: str
    line: int
    reason: Reason
    detail: str
    text: str
    row_sha256: str
    people: tuple[str, ...] = ()


@dataclass(slots=True)
class LoadCounts:
    """What became of the rows of a file. ``read`` must equal the sum of the others.

    ``suppressed`` rows are of customers who were erased: read, and not kept."""

    read: int = 0
    loaded: int = 0
    unchanged: int = 0
    stale: int = 0
    quarantined: int = 0
    suppressed: int = 0

    def add(self, other: LoadCounts) -> None:
        """Add another batch's counts to these."""
        self.read += other.read
        self.loaded += other.loaded
        self.unchanged += other.unchanged
        self.stale += other.stale
        self.quarantined += other.quarantined
        self.suppressed += other.suppressed

    @property
    def reconciles(self) -> bool:
        """Whether every row read is accounted for."""
        kept = self.loaded + self.unchanged + self.stale
        return self.read == kept + self.quarantined + self.suppressed
