"""Candidates for topics: clusters that were found, joined across languages, and defined."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from nlp.embedding import unit_rows
from nlp.one_thread import one_thread
from nlp.topics.bilingual import translations
from nlp.topics.definition import Definition, define

if TYPE_CHECKING:
    from collections.abc import Sequence

    import numpy as np
    from numpy.typing import NDArray

    from nlp.embedding import Vectors
    from nlp.topics.assign import Cosines
    from nlp.topics.pool import Pool
    from nlp.topics.quality import Quality
    from records.topic import Topic

    Rows = NDArray[np.intp]


@dataclass(frozen=True, slots=True)
class Candidate:
    """A cluster on its way. ``rows`` of the pool found it; ``joins`` is the existing topic
    whose matter it tells in a further language."""

    rows: Rows
    definition: Definition
    joins: Topic | None = None


@dataclass(frozen=True, slots=True)
class Settled:
    """A candidate that passed, with the rows that its definition drew and their cosines."""

    candidate: Candidate
    members: Rows
    cosines: Cosines
    quality: Quality


@dataclass(frozen=True, slots=True)
class RejectedCluster:
    """A cluster that is no topic, why, and some of its voices; they all go on waiting."""

    reason: str
    quality: Quality
    voice_ids: tuple[str, ...]


@one_thread()  # by now scikit-learn is loaded, whose k-means has OpenMP
def candidates(pool: Pool, found: Sequence[Rows], existing: Sequence[Topic]) -> list[Candidate]:
    """Define clusters of single languages, those of one matter in two languages together."""
    clusters = [(str(pool.languages[rows[0]]), rows) for rows in found]
    japanese = [rows for language, rows in clusters if language == "ja"]
    english = [rows for language, rows in clusters if language == "en"]
    rest = [rows for language, rows in clusters if language not in {"ja", "en"}]
    made = [_candidate(pool, rows) for rows in rest]
    return made + _bilingual(pool, japanese, english, existing)


def _bilingual(
    pool: Pool, japanese: list[Rows], english: list[Rows], existing: Sequence[Topic]
) -> list[Candidate]:
    """Pair clusters with each other and with existing topics that speak the other language."""
    import numpy as np

    only_ja = [topic for topic in existing if topic.name_ja and not topic.name_en]
    only_en = [topic for topic in existing if topic.name_en and not topic.name_ja]
    pairs = translations(_centres(pool, japanese, only_ja), _centres(pool, english, only_en))
    lone_ja, lone_en = set(range(len(japanese))), set(range(len(english)))
    made = []
    for ja, en in pairs:
        new_ja, new_en = ja < len(japanese), en < len(english)
        if new_ja and new_en:
            made.append(_candidate(pool, np.sort(np.concatenate([japanese[ja], english[en]]))))
        elif new_ja:
            made.append(_candidate(pool, japanese[ja], only_en[en - len(english)]))
        elif new_en:
            made.append(_candidate(pool, english[en], only_ja[ja - len(japanese)]))
        lone_ja.discard(ja)
        lone_en.discard(en)
    lone = [japanese[at] for at in sorted(lone_ja)] + [english[at] for at in sorted(lone_en)]
    return made + [_candidate(pool, rows) for rows in lone]


def _candidate(pool: Pool, rows: Rows, joins: Topic | None = None) -> Candidate:
    return Candidate(rows, define(pool.space[rows], pool.languages[rows]), joins)


def _centres(pool: Pool, clusters: list[Rows], topics: list[Topic]) -> Vectors:
    """Centres in the encoder's part of the space, clusters first."""
    import numpy as np

    width = pool.vectors.shape[1]
    found = [pool.vectors[rows].mean(axis=0) for rows in clusters]
    known = [np.asarray(topic.centroid[:width], dtype=np.float32) for topic in topics]
    if not found and not known:
        return np.zeros((0, width), dtype=np.float32)
    return unit_rows(np.stack([*found, *known]))
