"""What every look at topics needs of a night: the embedder, and a topic with all its voices."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING

from flows import embedders
from flows.night import Counts, Night
from nlp.cached_embedder import CachedEmbedder
from nlp.product_name import hiding, without_product
from nlp.topics import Contrast, Gate, Split, split, themed
from nlp.topics.assign import active_topics
from records.topic import Topic
from records.voice import Voice
from warehouse import analysis
from warehouse.themes import save_themes, themes
from warehouse.vectors import VectorCache

if TYPE_CHECKING:
    from nlp.embedding import Vectors


def embedder_of(night: Night) -> CachedEmbedder:
    """The settings' embedder with the account's cache in front.

    Raises ConfigurationError where topics live in another embedder's space, before a text is
    embedded (and perhaps sent).
    """
    settings = night.settings
    embedder = embedders.embedder_of(settings)
    active_topics(analysis.topics(night.warehouse), embedder.identity)
    store = VectorCache(settings.at(settings.paths.vectors), settings.warehouse_key)
    return CachedEmbedder(embedder, store)


def as_topics_see(
    night: Night, voices: Sequence[Voice], embedder: CachedEmbedder
) -> tuple[list[Voice], Vectors]:
    """The voices without the product's name, and the vectors of that: what every look at topics,
    and every assignment to one, is given. Labels see the words as they were said."""
    told = without_product(voices, hiding(night.settings.account.names))
    return told, embedder.embed([voice.text for voice in told])


def gate_of(night: Night) -> Gate:
    """The least that a topic needs, as the settings say."""
    return Gate(customers=night.settings.analysis.topic_customers)


def contrast_of(night: Night, embedder: CachedEmbedder, without: Topic | None = None) -> Contrast:
    """What new names are set off against: the exemplars of every other topic. Phrases are no
    customer's text, so that an erasure would not find them: none is kept in the cache."""
    texts = analysis.exemplar_texts(night.warehouse)
    hide = hiding(night.settings.account.names)
    kept = [
        tuple(map(hide, said))
        for uid, said in texts.items()
        if without is None or uid != without.topic_uid
    ]
    return Contrast(tuple(kept), embedder.behind.embed)


def split_topic(
    night: Night, topic: Topic, embedder: CachedEmbedder, *, asked: bool = False
) -> Split:
    """Look at all voices of one topic again; see :func:`nlp.topics.split`. Nothing is saved."""
    said = analysis.voices_of(night.warehouse, topic.topic_uid)
    voices, vectors = as_topics_see(night, said, embedder)
    return split(
        topic,
        voices,
        vectors,
        analysis.voice_customers(night.warehouse, [voice.voice_id for voice in voices]),
        analysis.topics(night.warehouse),
        embedder=embedder.identity,
        run_id=night.settings.account.name,
        next_number=analysis.next_topic_number(night.warehouse),
        gate=gate_of(night),
        asked=asked,
        contrast=contrast_of(night, embedder, topic),
    )


def arrange_themes(night: Night) -> Counts:
    """Give every topic that has none its theme, where one is near."""
    topics = analysis.topics(night.warehouse)
    found = themed(topics, themes(night.warehouse), analysis.topic_sizes(night.warehouse))
    save_themes(night.warehouse, night.run_id, found)
    return {"themes": len(found)}
