"""Which topic a voice belongs to: a pure function of the voice and the frozen definitions.

No voice looks at another, so the answer is the same in any order and any batch split. Cosines
are taken in double precision and rounded to six digits before they are compared, because a
matrix product's last bits depend on the batch's shape; equal cosines go to the lower number.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from nlp.tokens import content_tokens
from nlp.topics.space import space_identity, topic_vectors
from records.errors import ConfigurationError
from records.topic import Assignment, NoTopic, TopicState
from records.voice import Kind

if TYPE_CHECKING:
    from collections.abc import Sequence

    import numpy as np
    from numpy.typing import ArrayLike, NDArray

    from nlp.embedding import Vectors
    from records.topic import Topic
    from records.voice import Voice

    Cosines = NDArray[np.float64]

FEWEST_TOKENS = 1  # content words below which a voice cannot help to found a topic
_BATCH = 4_096  # rows compared at once: 4,096 x 1,000 prototypes is 32 MB
_DIGITS = 6


def assign(
    voices: Sequence[Voice], vectors: Vectors, topics: Sequence[Topic], *, embedder: str
) -> list[Assignment]:
    """One assignment per voice, in the order given.

    ``vectors`` are the embedder's rows (n, d) for ``voice.text``, ``embedder`` its identity.
    A voice of kind context is not compared (``NoTopic.CONTEXT``); one that fits nowhere waits
    for discovery, or is too short to help it. Raises ConfigurationError for a topic that was
    defined with another embedder: its cosines would mean nothing.
    """
    active = active_topics(topics, embedder)
    speaking = [at for at, voice in enumerate(voices) if voice.kind is not Kind.CONTEXT]
    found = [Assignment(voice.voice_id, None, NoTopic.CONTEXT, 0.0) for voice in voices]
    for start in range(0, len(speaking), _BATCH):
        rows = speaking[start : start + _BATCH]
        space = topic_vectors([voices[at].text for at in rows], vectors[rows])
        for at, best, cosine in zip(rows, *nearest(space, active), strict=True):
            found[at] = _decide(voices[at], active[best] if active else None, float(cosine))
    return found


def active_topics(topics: Sequence[Topic], embedder: str) -> list[Topic]:
    """Those that take in voices, by number."""
    active = sorted((t for t in topics if t.state is TopicState.ACTIVE), key=lambda t: t.number)
    for topic in active:
        if topic.embedder != space_identity(embedder):
            raise ConfigurationError(
                f"topic #{topic.number} was defined with embedder {topic.embedder!r}",
                expected=space_identity(embedder),
                next_step="set the former embedder again, or run `koe consolidate`",
            )
    return active


def nearest(space: Vectors, topics: Sequence[Topic]) -> tuple[NDArray[np.intp], Cosines]:
    """Per row the place of the nearest topic and its cosine; zeros where there are none."""
    import numpy as np

    if not topics:
        return np.zeros(len(space), dtype=np.intp), np.zeros(len(space))
    cosines = topic_cosines(space, topics)
    best = cosines.argmax(axis=1)
    return best, cosines[np.arange(len(space)), best]


def topic_cosines(space: Vectors, topics: Sequence[Topic]) -> Cosines:
    """(n, topics): each row's cosine to each topic's nearest prototype, six digits."""
    return prototype_cosines(space, [topic.prototypes or (topic.centroid,) for topic in topics])


def prototype_cosines(space: Vectors, groups: Sequence[ArrayLike]) -> Cosines:
    """(n, groups): each row's cosine to the nearest row of each group."""
    import numpy as np

    stacks = [np.asarray(group, dtype=np.float64) for group in groups]
    starts = np.cumsum([0] + [len(stack) for stack in stacks[:-1]])
    prototypes = np.vstack(stacks).T
    best: Cosines = np.empty((len(space), len(stacks)))
    for at in range(0, len(space), _BATCH):
        cosines = space[at : at + _BATCH].astype(np.float64) @ prototypes
        best[at : at + _BATCH] = np.maximum.reduceat(cosines, starts, axis=1)
    return best.round(_DIGITS)


def _decide(voice: Voice, topic: Topic | None, cosine: float) -> Assignment:
    if topic is not None and cosine >= topic.threshold:
        return Assignment(voice.voice_id, topic.topic_uid, None, cosine)
    short = len(content_tokens(voice.text)) < FEWEST_TOKENS
    reason = NoTopic.TOO_SHORT if short else NoTopic.WAITING
    return Assignment(voice.voice_id, None, reason, cosine)
