"""Themes over topics: once given, a topic's theme stays; new topics join the nearest one.

Topics are compared by their centres in the encoder's part of the space, each language's mean
subtracted (as ``bilingual`` does: else themes would be languages). What is near no theme waits
until enough topics without one are near each other. A few hundred centres: milliseconds.
"""

from __future__ import annotations

from collections import Counter, defaultdict
from dataclasses import replace
from typing import TYPE_CHECKING

from nlp.embedding import unit_rows
from nlp.tokens import content_tokens, written_in_japanese
from nlp.topics.space import WORD_COLUMNS
from records.theme import Theme
from records.topic import TopicState

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence, Set

    from nlp.embedding import Vectors
    from records.topic import Topic

FEWEST_TOPICS = 6  # under it a list of topics needs no heads
FEWEST_TOGETHER = 2  # topics that found a theme
NEAR = 0.30  # centred cosine to a theme's middle at which a topic joins it
DISTANCE = 0.75  # average centred cosine distance within a newborn theme
_NAME_WORDS = 2


def themed(
    topics: Sequence[Topic], themes: Sequence[Theme], sizes: Mapping[str, int]
) -> list[Theme]:
    """The themes with every active topic that has a place in one, by number.

    ``sizes`` (topic uid → voices) weigh the words that name a newborn theme. Existing themes
    keep number, names and topics; they only gain.
    """
    active = sorted((t for t in topics if t.state is TopicState.ACTIVE), key=lambda t: t.number)
    if len(active) < FEWEST_TOPICS and not themes:
        return []
    places = dict(zip((t.topic_uid for t in active), _centred(active), strict=True))
    known = {uid for theme in themes for uid in theme.topic_uids}
    free = [t for t in active if t.topic_uid not in known]
    found = _joined(free, list(themes), places)
    known = {uid for theme in found for uid in theme.topic_uids}
    return found + _born(
        [t for t in free if t.topic_uid not in known], active, found, places, sizes
    )


def _centred(topics: Sequence[Topic]) -> Vectors:
    """Unit rows: encoder parts of the centres, less the mean of the languages each speaks."""
    import numpy as np

    rows = unit_rows(
        np.array([t.centroid[:-WORD_COLUMNS] or t.centroid for t in topics], dtype=np.float32)
    )
    speaks = np.array([[bool(t.name_ja), bool(t.name_en)] for t in topics])
    means = []
    for column in speaks.T:
        only = rows[column] if column.any() else rows
        means.append(only.mean(axis=0))
    weights = np.where(speaks.any(axis=1, keepdims=True), speaks, True).astype(np.float32)
    weights /= weights.sum(axis=1, keepdims=True)
    return unit_rows(rows - weights @ np.stack(means))


def _joined(
    free: Sequence[Topic], themes: list[Theme], places: Mapping[str, Vectors]
) -> list[Theme]:
    """Give free topics to the themes they are near, in the order of their numbers."""
    import numpy as np

    middles = {
        theme.number: unit_rows(np.mean([places[u] for u in inside], axis=0)[None])[0]
        for theme in themes
        if (inside := [uid for uid in theme.topic_uids if uid in places])
    }
    if not middles:
        return themes
    added: dict[int, list[str]] = {number: [] for number in middles}
    for topic in free:
        near = {n: float(middle @ places[topic.topic_uid]) for n, middle in middles.items()}
        best = max(near, key=lambda number: (round(near[number], 6), -number))
        if near[best] >= NEAR:
            added[best].append(topic.topic_uid)
    return [replace(t, topic_uids=t.topic_uids + tuple(added.get(t.number, ()))) for t in themes]


def _born(
    free: Sequence[Topic],
    active: Sequence[Topic],
    themes: Sequence[Theme],
    places: Mapping[str, Vectors],
    sizes: Mapping[str, int],
) -> list[Theme]:
    """Newborn themes among topics that have none, largest first."""
    groups = [g for g in _groups(free, places) if len(g) >= FEWEST_TOGETHER]
    groups.sort(key=lambda g: (-sum(sizes.get(t.topic_uid, 0) for t in g), g[0].number))
    number = max((theme.number for theme in themes), default=0)
    taken = {name for theme in themes for name in (theme.name_ja, theme.name_en) if name}
    born = []
    for group in groups:
        number += 1
        ja, en = (_name(group, active, sizes, japanese, taken) for japanese in (True, False))
        taken |= {name for name in (ja, en) if name}
        born.append(Theme(number, ja, en, tuple(t.topic_uid for t in group)))
    return born


def _groups(topics: Sequence[Topic], places: Mapping[str, Vectors]) -> list[list[Topic]]:
    import numpy as np
    from scipy.cluster.hierarchy import fcluster, linkage

    if len(topics) < FEWEST_TOGETHER:
        return []
    rows = np.stack([places[t.topic_uid] for t in topics]).astype(np.float64)
    labels = fcluster(linkage(rows, "average", metric="cosine"), DISTANCE, "distance")
    return [
        [t for t, at in zip(topics, labels, strict=True) if at == label]
        for label in np.unique(labels)
    ]


def _name(
    group: Sequence[Topic],
    active: Sequence[Topic],
    sizes: Mapping[str, int],
    japanese: bool,
    taken: Set[str],
) -> str | None:
    """The words that most of the theme's topics share and other topics do not."""
    inside, everywhere = Counter[str](), Counter[str]()
    uids = {topic.topic_uid for topic in group}
    for topic in active:
        for word in _words(topic, japanese):
            everywhere[word] += 1
            if topic.topic_uid in uids:
                inside[word] += 1
    weight: dict[str, float] = defaultdict(float)
    for topic in group:
        for rank, word in enumerate(_words(topic, japanese)):
            weight[word] += (1 + sizes.get(topic.topic_uid, 0)) / (1 + rank)
    ranked = sorted(weight, key=lambda w: (-weight[w] * inside[w] ** 2 / everywhere[w], w))
    joint = "・" if japanese else " · "
    for words in (ranked[:_NAME_WORDS], ranked[1 : 1 + _NAME_WORDS], ranked[:3]):
        if words and (name := joint.join(words)) not in taken:
            return name
    return None


def _words(topic: Topic, japanese: bool) -> list[str]:
    """Single words of its keywords in a language, strongest first, each once."""
    words = [word for keyword in topic.keywords for word in keyword.split()]
    spoken = [w for w in words if written_in_japanese(w) == japanese and content_tokens(w)]
    return list(dict.fromkeys(spoken))
