"""Topics as people rely on them: minted once, named, defined, traceable."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum


class TopicState(StrEnum):
    """Only ``ACTIVE`` topics take in new voices."""

    ACTIVE = "active"
    MERGED = "merged"
    RETIRED = "retired"


class LineageKind(StrEnum):
    """What can happen to a topic. ``GAVE``: voices of it moved to other topics, ``TOOK``: voices
    of other topics moved to it."""

    BORN = "born"
    KEPT = "kept"
    SPLIT = "split"
    MERGED = "merged"
    RETIRED = "retired"
    GAVE = "gave"
    TOOK = "took"


@dataclass(frozen=True, slots=True)
class Held:
    """What people's decisions in force forbid the machine to do with a topic.

    ``named_ja`` / ``named_en``: that name stays. ``pinned``: never split, merged or retired; no
    voices leave it for another topic or come from one.
    ``settled``: people named, merged, split or filled it, so it is never merged away or retired.
    ``joined``: people merged another into it, so it is never split. ``muted``: left in peace.
    """

    named_ja: bool = False
    named_en: bool = False
    pinned: bool = False
    settled: bool = False
    joined: bool = False
    muted: bool = False


@dataclass(frozen=True, slots=True)
class Topic:
    """A topic and its frozen definition.

    ``centroid`` is the middle of its founding voices, a unit vector in the space that ``embedder``
    names (nlp.topics.space). ``prototypes`` are what voices are compared with: one to three unit
    vectors a language, so that a topic with two wordings or two languages has a place near each;
    empty means the centroid alone. A voice belongs here when its cosine to the nearest prototype is
    the highest of all topics and at least ``threshold`` (0..1), or when a consolidation put it
    here: then it reaches ``threshold``, but another topic's prototype may be nearer. ``exemplars``
    are voice ids, nearest to the centre first; ``counter_example`` stands at the edge.
    ``coherence`` is the founding voices' mean cosine to their nearest prototype, ``separation`` how
    much lower, on average, it is to the nearest other topic: see nlp/topics/quality. ``defined_on``
    is the number of voices the topic had when its definition was written or last confirmed: what it
    has outgrown is looked at again (nlp/topics/split). ``merged_into`` is the uid of the topic it
    went into. ``held`` is what people decided about it.
    """

    topic_uid: str
    number: int
    name_ja: str | None
    name_en: str | None
    keywords: tuple[str, ...]
    centroid: tuple[float, ...]
    threshold: float
    embedder: str
    exemplars: tuple[str, ...]
    counter_example: str | None
    coherence: float
    separation: float
    customers: int
    state: TopicState = TopicState.ACTIVE
    prototypes: tuple[tuple[float, ...], ...] = ()
    defined_on: int = 0
    merged_into: str | None = None
    held: Held = Held()

    @property
    def name(self) -> str:
        """The name in the language of its voices, Japanese first where both exist."""
        return self.name_ja or self.name_en or f"#{self.number}"


class NoTopic(StrEnum):
    """Why a voice is in no topic (yet). Every voice has a topic or one of these."""

    WAITING = "waiting"  # fits nowhere yet; in the discovery pool
    CONTEXT = "context"  # greets, thanks or sets the scene; makes no point of its own
    TOO_SHORT = "too_short"  # fewer content tokens than discovery can use


@dataclass(frozen=True, slots=True)
class Assignment:
    """Where a voice belongs. Exactly one of ``topic_uid`` and ``no_topic`` is set.
    ``similarity`` is the cosine to the nearest prototype of its topic, of any where it has none
    (0 where there is none)."""

    voice_id: str
    topic_uid: str | None
    no_topic: NoTopic | None
    similarity: float


@dataclass(frozen=True, slots=True)
class Lineage:
    """One event in a topic's life, with the reason in words a person understands."""

    kind: LineageKind
    topic_uid: str
    other_uid: str | None
    reason: str


@dataclass(frozen=True, slots=True)
class TopicChanges:
    """What a run changes about topics. ``born`` are new; ``redefined`` have their next definition,
    name or state. ``sources`` are uids of topics that ``assignments`` may move voices out of
    (a voice without a topic may always be given one)."""

    born: tuple[Topic, ...] = ()
    redefined: tuple[Topic, ...] = ()
    sources: tuple[str, ...] = ()
    assignments: tuple[Assignment, ...] = ()
    lineage: tuple[Lineage, ...] = ()
