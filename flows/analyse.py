"""Analyse: new and changed tickets become voices with labels and topics.

Only what changed is looked at; topics are fixed while a night assigns, and what fits nowhere
is shown to discovery in the end (``flows.discover``). So the cost grows with the new tickets,
and the order of rows within a night changes nothing.
"""

from __future__ import annotations

from collections.abc import Sequence
from collections.abc import Set as AbstractSet
from dataclasses import dataclass
from typing import TYPE_CHECKING

from flows.consolidate import consolidate_if_due
from flows.discover import discover_topics
from flows.labels import labeller_of, relabel
from flows.night import Counts, Night
from flows.topic_models import arrange_themes, as_topics_see, embedder_of, split_topic
from nlp.cached_embedder import CachedEmbedder
from nlp.labels import Labeller
from nlp.topics import Split, assign, outgrown
from nlp.voices import cut, sentence_keys
from records.ticket import Message, Ticket
from records.topic import Topic, TopicState
from warehouse import analysis

if TYPE_CHECKING:
    from records.voice import Voice

Pending = Sequence[tuple[Ticket, tuple[Message, ...]]]


@dataclass(frozen=True, slots=True)
class Models:
    """What turns texts into labels and topics; loaded only when there is something to do."""

    embedder: CachedEmbedder
    labeller: Labeller
    topics: Sequence[Topic]
    recurring: AbstractSet[str]


def analyse(night: Night) -> Counts:
    """Bring voices, labels and topics up to date with the tickets; see the module."""
    retracted = analysis.retract_departed(night.warehouse)
    counted = _count_sentences(night)
    counts: Counts = {"tickets": 0, "voices": 0, "in_topic": 0, "retracted": retracted}
    models: Models | None = None
    while pending := _pending(night):
        models = models or _models(night)
        _analyse_batch(night, pending, models, counts)
        night.progress("analysing tickets", counts["tickets"], max(counted, counts["tickets"]))
    if models:
        most = night.settings.labels.relabel_per_night
        counts["relabelled"] = relabel(night, models.labeller, models.embedder, most)
    counts |= discover_topics(night) | _split_outgrown(night) | arrange_themes(night)
    return counts | consolidate_if_due(night)


def _pending(night: Night, *, uncounted_only: bool = False) -> Pending:
    return analysis.pending_tickets(
        night.warehouse,
        now=night.clock(),
        settle_hours=night.settings.intake.settle_hours,
        limit=night.settings.analysis.batch_tickets,
        uncounted_only=uncounted_only,
    )


def _count_sentences(night: Night) -> int:
    """Count every new ticket's sentences before cutting the first, so that order is nothing."""
    counted = 0
    while pending := _pending(night, uncounted_only=True):
        keys = {(t.source, t.ticket_id): sentence_keys(messages) for t, messages in pending}
        analysis.raise_sentence_counts(night.warehouse, night.run_id, keys)
        counted += len(pending)
    return counted


def _models(night: Night) -> Models:
    embedder = embedder_of(night)
    settings = night.settings
    source = settings.account.name
    at_least = max(
        settings.analysis.boilerplate_tickets,
        round(settings.analysis.boilerplate_share * analysis.counted_tickets(night.warehouse)),
    )
    return Models(
        embedder=embedder,
        labeller=labeller_of(night, embedder),
        topics=_active(night),
        recurring=analysis.recurring_sentences(night.warehouse, source, at_least),
    )


def _active(night: Night) -> list[Topic]:
    return [t for t in analysis.topics(night.warehouse) if t.state is TopicState.ACTIVE]


def _analyse_batch(night: Night, pending: Pending, models: Models, counts: Counts) -> None:
    voices: list[Voice] = []
    for ticket, messages in pending:
        voices += cut(
            messages,
            source=ticket.source,
            ticket_id=ticket.ticket_id,
            recurring=models.recurring,
        )
    told, seen = as_topics_see(night, voices, models.embedder)
    assignments = assign(told, seen, models.topics, embedder=models.embedder.identity)
    vectors = models.embedder.embed([voice.text for voice in voices])
    found = analysis.Analysed(
        tickets=[ticket for ticket, _ in pending],
        voices=voices,
        labels=models.labeller.label(voices, vectors),
        assignments=assignments,
    )
    analysis.save_analysis(night.warehouse, night.run_id, found)
    counts["tickets"] += len(pending)
    counts["voices"] += len(voices)
    counts["in_topic"] += sum(one.topic_uid is not None for one in assignments)


def _split_outgrown(night: Night) -> Counts:
    """Look again at topics that hold far more voices than they were defined on, largest first.

    Each is saved before the next is looked at, so a killed night goes on where it was.
    """
    most = night.settings.analysis.splits_per_night
    due = outgrown(analysis.topics(night.warehouse), analysis.topic_sizes(night.warehouse), most)
    counts: Counts = {"topics_split": 0, "voices_moved": 0}
    if not due:
        return counts
    embedder = embedder_of(night)
    for at, topic in enumerate(due):
        night.progress("splitting topics", at, len(due))
        found = _split(night, topic, embedder)
        counts["topics_split"] += bool(found.children)
        counts["voices_moved"] += sum(a.topic_uid != topic.topic_uid for a in found.assignments)
    night.progress("splitting topics", len(due), len(due))
    return counts


def _split(night: Night, topic: Topic, embedder: CachedEmbedder) -> Split:
    """Split one topic, or confirm it, and keep the outcome."""
    found = split_topic(night, topic, embedder)
    analysis.save_split(
        night.warehouse,
        night.run_id,
        found.parent,
        found.children,
        found.assignments,
        found.lineage,
        night.clock(),
    )
    return found
