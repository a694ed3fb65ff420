"""What a person decides about topics, labels, alerts and answers: it binds every later run."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime
from enum import StrEnum

from records.issue import Said
from records.topic import Topic, TopicChanges


class DecisionKind(StrEnum):
    """What can be decided."""

    RENAME = "rename"
    MERGE = "merge"
    SPLIT = "split"
    MOVE = "move"
    MUTE = "mute"
    UNMUTE = "unmute"
    PIN = "pin"
    UNPIN = "unpin"
    UNDO = "undo"


@dataclass(frozen=True, slots=True)
class Wish:
    """A decision as a person states it, by the numbers they see.

    ``topic`` is a topic's number; of a merge the one that stays, of a move the one the voice
    goes to. ``other`` is the topic that goes into it. ``voice`` is a voice id or the beginning
    of one. ``undoes`` is a decision's number; None undoes the newest that holds.
    """

    kind: DecisionKind
    by: str
    why: str
    topic: int = 0
    other: int | None = None
    voice: str | None = None
    name_ja: str | None = None
    name_en: str | None = None
    undoes: int | None = None


class AlertDecision(StrEnum):
    """What can be decided about an alert."""

    ACK = "ack"
    SNOOZE = "snooze"
    REOPEN = "reopen"


@dataclass(frozen=True, slots=True)
class LabelWish:
    """What a person says of a label: ``target`` (a ticket's id, or the beginning of a voice's)
    is ``value`` in ``task``; or that the correction ``undoes`` holds no longer."""

    by: str
    why: str
    target: str = ""
    task: str = ""
    value: str = ""
    undoes: int | None = None


@dataclass(frozen=True, slots=True)
class AlertWish:
    """What a person decides about the alert whose id begins with ``alert``; a snooze holds up to
    and with the day ``until``."""

    decision: AlertDecision
    alert: str
    by: str
    why: str | None = None
    until: date | None = None


@dataclass(frozen=True, slots=True)
class SupportWish:
    """What support says to the product team's answer about ``topic``, in the words ``why`` (none
    where the customers were told), with ``tickets`` as evidence; or that a word of this kind is
    taken back (``withdraws``).

    What it was said to, where that is known: the issue's ``label`` and since when its answer stood
    (``answered_at``, UTC), or the word that is taken back (``op_id``). Else it is the answer, or
    the newest word, found when it is carried out.
    """

    kind: Said
    topic: int
    by: str
    why: str = ""
    tickets: tuple[str, ...] = ()
    withdraws: bool = False
    label: str = ""
    answered_at: datetime | None = None
    op_id: str = ""


AnyWish = Wish | LabelWish | AlertWish | SupportWish


@dataclass(frozen=True, slots=True)
class Waiting:
    """A decision in the inbox, taken while a run had the warehouse. ``asked_at`` (UTC) is no
    other's; ``refused`` says why it could not be carried out, where it was tried; one that is
    ``taken`` is being carried out, or was and is not published yet."""

    entry: int
    wish: AnyWish
    asked_at: datetime
    refused: str | None = None
    taken: bool = False


@dataclass(frozen=True, slots=True)
class Decision:
    """A decision as it is kept; see the table ``decisions``."""

    decision: int
    kind: DecisionKind
    topic_uid: str
    other_uids: tuple[str, ...]
    voice_id: str | None
    by: str
    why: str
    name_ja: str | None = None
    name_en: str | None = None
    undoes: int | None = None

    @property
    def topics(self) -> frozenset[str]:
        """Every topic that it is about."""
        return frozenset((self.topic_uid, *self.other_uids))


@dataclass(frozen=True, slots=True)
class Outcome:
    """A decision and all that it changes; ``defined`` topics get a next definition."""

    decision: Decision
    changes: TopicChanges
    defined: tuple[Topic, ...] = ()
