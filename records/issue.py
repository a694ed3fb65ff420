"""What Koe says to a tracker, what it hears back, and what it means to do."""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import date, datetime
from enum import StrEnum


class Answer(StrEnum):
    """The product team's answer, as CS reads it: 受付 / 検討中 / 採用 / 情報待ち / 対応中 /
    リリース済み / 見送り."""

    RECEIVED = "received"
    CONSIDERING = "considering"
    ACCEPTED = "accepted"
    NEEDS_INFO = "needs_info"
    IN_PROGRESS = "in_progress"
    SHIPPED = "shipped"
    DECLINED = "declined"
    DUPLICATE = "duplicate"
    GONE = "gone"  # deleted, or Koe may no longer see it


class OperationKind(StrEnum):
    """Everything Koe ever does to a tracker, and its one write to a helpdesk."""

    CREATE = "create"
    EDIT_EVIDENCE = "edit_evidence"
    NOTE = "note"
    REOPEN = "reopen"
    HELPDESK_NOTE = "helpdesk_note"


class OperationState(StrEnum):
    """planned -> sending -> done | uncertain | throttled | dead.

    ``DROPPED`` was planned on an earlier night, never sent, and is no longer wanted: kept so
    that the outbox still tells the whole story.
    """

    PLANNED = "planned"
    SENDING = "sending"
    DONE = "done"
    UNCERTAIN = "uncertain"
    THROTTLED = "throttled"
    DEAD = "dead"
    DROPPED = "dropped"


@dataclass(frozen=True, slots=True)
class Quote:
    """A customer's own words (redacted), verbatim and in the original language."""

    text: str
    language: str
    said_on: date
    ticket_id: str
    url: str | None = None
    segment: str | None = None
    version: str | None = None


@dataclass(frozen=True, slots=True)
class WeekCount:
    """One row of an issue's small trend table; ``week`` is its Monday in the account's zone."""

    week: date
    tickets: int
    customers: int


@dataclass(frozen=True, slots=True)
class TopicEvidence:
    """All that is known of a topic on the night it is reported: the planner's ``wanted``.

    ``runs_seen`` counts runs since the topic was born, the run that bore it included.
    ``severity`` is low | normal | high (the topic's commonest). ``quotes`` are newest first.
    ``ticket_times`` are oldest first, and none where no issue of the topic is closed: nothing
    else is decided by them; ``ticket_versions``, in the same order, say which version each
    customer was on, where the helpdesk knows it.
    ``commonest_reply`` is what CS most often answers (redacted), where known.
    """

    topic_uid: str
    number: int
    name: str
    language: str
    request_type: str | None
    severity: str
    keywords: tuple[str, ...]
    tickets: int
    customers: int
    customers_last_7_days: int
    first_seen: date
    last_seen: date
    weeks: tuple[WeekCount, ...]
    quotes: tuple[Quote, ...]
    segments: tuple[tuple[str, int], ...] = ()
    versions: tuple[tuple[str, int], ...] = ()
    ticket_times: tuple[datetime, ...] = ()
    ticket_versions: tuple[str | None, ...] = ()
    commonest_reply: str | None = None
    runs_seen: int = 1
    muted: bool = False


@dataclass(frozen=True, slots=True)
class Table:
    """A small table inside a document: header and rows of plain text."""

    header: tuple[str, ...]
    rows: tuple[tuple[str, ...], ...]


@dataclass(frozen=True, slots=True)
class Block:
    """One block of a document that every tracker can render.

    ``kind`` is heading | paragraph | quote | bullets | table | link. Text is literal: a
    renderer escapes whatever its tracker would interpret.
    """

    kind: str
    text: str = ""
    items: tuple[str, ...] = ()
    table: Table | None = None
    url: str | None = None


@dataclass(frozen=True, slots=True)
class Draft:
    """An issue about to be opened. ``summary`` <= 255 characters, one line. ``weeks`` are drawn
    where the tracker takes pictures, the last one lighter where ``is_running``."""

    summary: str
    description: tuple[Block, ...]
    labels: tuple[str, ...]
    issue_type: str
    property_value: dict[str, str] = field(default_factory=dict)
    weeks: tuple[WeekCount, ...] = ()
    is_running: bool = False


@dataclass(frozen=True, slots=True)
class IssueState:
    """An issue as last seen in the tracker (or as the warehouse remembers it).

    ``label`` is the searchable key that Koe put on it; ``status_category`` is
    todo | doing | done. ``alias_of`` is the issue key it duplicates, where people said so.
    ``version`` is the release with the fix and ``released_on`` its day, where the tracker says.
    ``reason`` is what people wrote with a no or a question (redacted). ``effect_told_of`` is the
    closing whose effect on the voices was told.
    """

    label: str
    topic_uid: str
    issue_id: str
    issue_key: str
    url: str
    status: str
    status_category: str
    answer: Answer
    resolution: str | None
    labels: tuple[str, ...]
    created_at: datetime
    updated_at: datetime
    resolved_at: datetime | None = None
    generation: int = 1
    evidence_note_id: str | None = None
    evidence_payload_sha256: str | None = None
    evidence_edited_at: datetime | None = None
    last_note_at: datetime | None = None
    customers_at_last_note: int = 0
    segments_at_last_note: tuple[str, ...] = ()
    severity_at_last_note: str | None = None
    muted_until: datetime | None = None
    reopened_count: int = 0
    last_reopened_at: datetime | None = None
    alias_of: str | None = None
    version: str | None = None
    released_on: date | None = None
    reason: str | None = None
    effect_told_of: datetime | None = None


class Said(StrEnum):
    """What support says to an answer of the product team."""

    DISPUTE = "dispute"
    ESCALATE = "escalate"
    INFORM = "inform"
    REPLIED = "replied"


@dataclass(frozen=True, slots=True)
class SupportWord:
    """Support's word to one answer. ``op_id`` is also that of the write that tells it in the
    tracker, so that it is told once. ``quotes`` are of the tickets brought forward."""

    op_id: str
    label: str
    topic_uid: str
    kind: Said
    answer: Answer
    answered_at: datetime
    by_whom: str
    text: str
    said_at: datetime
    tickets: tuple[str, ...] = ()
    quotes: tuple[Quote, ...] = ()


@dataclass(frozen=True, slots=True)
class Operation:
    """One intended write, with the reason a person can read in ``--dry-run``.

    ``op_id`` = sha256(kind | label | period | payload hash): planning the same night twice
    gives the same ids. ``draft`` is set for CREATE, ``blocks`` for notes and evidence.
    ``customers``, ``severity``, ``segments`` and ``evidence_sha256`` are what the reader knows
    once this is written: they become the issue's ``..._at_last_note`` and
    ``evidence_payload_sha256``, so that the next night can tell what is news. ``add_labels`` are
    put on the issue with a note; ``effect_of`` is the closing whose effect the note tells.
    Of a HELPDESK_NOTE ``issue_id`` is the ticket, ``label`` the issue whose answer it tells.
    """

    op_id: str
    kind: OperationKind
    label: str
    topic_uid: str
    reason: str
    issue_id: str | None = None
    draft: Draft | None = None
    blocks: tuple[Block, ...] = ()
    state: OperationState = OperationState.PLANNED
    attempts: int = 0
    changed_at: datetime | None = None
    error: str | None = None
    customers: int = 0
    severity: str | None = None
    segments: tuple[str, ...] = ()
    evidence_sha256: str | None = None
    add_labels: tuple[str, ...] = ()
    effect_of: datetime | None = None


@dataclass(frozen=True, slots=True)
class AnsweredTicket:
    """A ticket whose topic got another answer since ``answered_at``.

    ``language`` is the customer's: ja, en or other. ``reason`` is redacted.
    """

    ticket_id: str
    language: str
    topic_uid: str
    name_ja: str | None
    name_en: str | None
    tickets: int
    customers: int
    label: str
    issue_key: str
    issue_url: str
    answer: Answer
    answered_at: datetime
    reason: str | None = None
    fixed_in: str | None = None
    released_on: date | None = None


@dataclass(frozen=True, slots=True)
class Held:
    """A topic about which nothing is done tonight, and why: silence is explained too."""

    topic_uid: str
    reason: str


@dataclass(frozen=True, slots=True)
class Plan:
    """What a night means to do. Pure data: making it touches nothing."""

    operations: tuple[Operation, ...]
    held: tuple[Held, ...]
