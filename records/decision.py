"""What a person decides about topics: it binds every later run and can be undone."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum

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
