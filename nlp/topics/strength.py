"""How strongly a phrase tells one topic from all else that customers say.

A phrase is strong when it is frequent in its topic, rare in the others (class-based tf-idf,
Grootendorst 2022) and said by many of the topic's voices.
"""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass
from typing import TYPE_CHECKING

from nlp.tokens import written_in_japanese
from nlp.topics.phrases import JOIN, told_of

if TYPE_CHECKING:
    from collections.abc import Sequence

    from nlp.topics.closeness import Embed
    from nlp.topics.phrases import Said


_LONGER_IS_CLEARER = 1.5  # a pair says more than either half, though fewer say it
_LEAST_SHARE = 0.05  # of the sample that must say a phrase
_FEWEST_TOPICS_FOR_DULL = 10  # under it a common word may well be what a topic is about …
_FEWEST_FOR_SHARED = 3  # … unless every one of them says it
_SAID_HERE, _SAID_IN = 0.1, 0.25  # share of a topic's voices; share of the topics
_FEWEST_HERE = 2  # voices: of another topic's five exemplars, one may say it by chance


@dataclass(frozen=True, slots=True)
class Contrast:
    """What a topic's words are set off against.

    ``others``: a few texts (the exemplars) of each other topic there is, so that a topic born
    alone is told from what all customers say as surely as one of many born together. ``embed``:
    the embedder, by which phrases are also told from those that say something else; None where
    words alone decide.
    """

    others: tuple[tuple[str, ...], ...] = ()
    embed: Embed | None = None


@dataclass(frozen=True, slots=True)
class Strengths:
    """Of each topic: phrase → strength, strongest first, ties by the phrase itself. ``dull``:
    phrases that so many topics say that they set none apart, however often one says them."""

    topics: tuple[dict[str, float], ...]
    dull: frozenset[str]


def strengths(documents: Sequence[Sequence[Said]], contrast: Contrast) -> Strengths:
    """Weigh the phrases of ``documents`` (a topic's voices each) against each other and the rest.

    Texts of ``contrast`` that are not in the documents' language are passed over.
    """
    from bertopic.vectorizers import ClassTfidfTransformer
    from sklearn.feature_extraction.text import CountVectorizer

    everyone = [*documents, *_others(documents, contrast)]
    classes = [_phrases_said(voices) for voices in everyone]
    if not any(classes[: len(documents)]):
        return Strengths(tuple({} for _ in documents), frozenset())
    counter = CountVectorizer(analyzer=list)
    counts = counter.fit_transform(classes)
    weights = ClassTfidfTransformer(reduce_frequent_words=True).fit_transform(counts).tocsr()
    terms = counter.get_feature_names_out()
    found = []
    for row, voices in enumerate(documents):
        said, weight = counts[row].toarray()[0], weights[row].toarray()[0]
        least = max(2, _LEAST_SHARE * len(voices)) if len(voices) > 3 else 1
        strength = {
            str(terms[at]): float(weight[at] * said[at] / len(voices))
            * (_LONGER_IS_CLEARER if JOIN in terms[at] else 1.0)
            for at in said.nonzero()[0]
            if said[at] >= least
        }
        found.append(dict(sorted(strength.items(), key=lambda item: (-item[1], item[0]))))
    return Strengths(tuple(found), _said_everywhere(everyone))


def _others(documents: Sequence[Sequence[Said]], contrast: Contrast) -> list[list[Said]]:
    phrases = [phrase for voices in documents for said in voices for phrase, _ in said]
    japanese = 2 * sum(map(written_in_japanese, phrases)) >= len(phrases)
    kept = [[t for t in one if written_in_japanese(t) == japanese] for one in contrast.others]
    return told_of([one for one in kept if one])


def _phrases_said(voices: Sequence[Said]) -> list[str]:
    """The phrases of a topic's voices, each once a voice."""
    return [phrase for said in voices for phrase in {phrase for phrase, _ in said}]


def _said_everywhere(topics: Sequence[Sequence[Said]]) -> frozenset[str]:
    """Words that are said in many topics (ディーラー in car complaints). Among few topics, say the
    parts of one that was split: words that all of them say."""
    if len(topics) < _FEWEST_FOR_SHARED:
        return frozenset()
    count: Counter[str] = Counter()
    for voices in topics:
        least = max(_FEWEST_HERE, _SAID_HERE * len(voices))
        count.update(p for p, times in Counter(_phrases_said(voices)).items() if times >= least)
    few = len(topics) < _FEWEST_TOPICS_FOR_DULL
    most = len(topics) - 1 if few else _SAID_IN * len(topics)
    return frozenset(phrase for phrase, times in count.items() if times > most)
