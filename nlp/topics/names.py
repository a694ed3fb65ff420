"""Names a product manager can read aloud, from c-TF-IDF over phrases.

A phrase is strong when it is frequent in its topic, rare in the others (class-based tf-idf,
Grootendorst 2022) and said by many of the topic's voices. A name is one to three phrases that
share no word, a noun phrase together with its predicate where customers said them together.
"""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass
from itertools import product, takewhile
from typing import TYPE_CHECKING

from nlp.tokens import written_in_japanese
from nlp.topics.phrases import JOIN, in_words, tells_failure, told

if TYPE_CHECKING:
    from collections.abc import Sequence, Set

    Said = Sequence[tuple[str, bool]]  # one voice's phrases; whether each is a predicate alone

SAMPLE = 60  # voices of a topic whose phrases are taken: bounds the tagger's cost
KEYWORDS = 8
_MOST_PHRASES = 3
_MOST_ALONE = 2  # phrases of a name without a predicate
_MOST_PIECES = 4  # words of a name, roughly; a name is not a sentence
_LONGER_IS_CLEARER = 1.5  # a pair says more than either half, though fewer say it
_NEAR_ENOUGH = 0.35  # of a phrase's strength, at which a longer phrase holding it replaces it
_PAIRED = 12  # strongest phrases among which a noun and its predicate are sought
_NAMING_NOUNS = 5  # strongest phrases of which one has to be the pair's noun
_FEWEST_TOGETHER, _LEAST_TOGETHER = 2, 0.06  # voices that say both; of the sample
_LEAST_SHARE = 0.05  # of the sample that must say a phrase

FEWEST_TOPICS_FOR_DULL = 10  # under it a common word may well be what a topic is about …
_FEWEST_FOR_SHARED = 3  # … unless every one of them says it
_SAID_HERE, _SAID_IN = 0.1, 0.25  # share of a topic's voices; share of the topics


@dataclass(frozen=True, slots=True)
class Naming:
    """A topic's name in one language and the phrases that set it apart, strongest first."""

    name: str
    keywords: tuple[str, ...]


def name_topics(
    samples: Sequence[Sequence[str]], taken: Set[str], dull: Set[str] = frozenset()
) -> list[Naming]:
    """Name topics of one language beside each other; names differ from each other and ``taken``.

    ``samples[i]`` are texts of topic i, nearest to its centre first. ``dull`` are words that name
    nothing here, lower case: the product's own name. A topic whose texts hold no phrase at all
    gets the name "".
    """
    used = set(taken)
    named = []
    bounded = [sample[:SAMPLE] for sample in samples]
    documents = [[told(text) for text in sample] for sample in bounded]
    for sample, said, scores in zip(
        bounded, documents, _strengths(bounded, documents, dull), strict=True
    ):
        name = _unique(_choose(scores, said), scores, used, sample)
        used.add(name)
        named.append(Naming(name, _keywords(scores)))
    return named


def _strengths(
    samples: Sequence[Sequence[str]],
    said_by: Sequence[Sequence[Said]],
    never: Set[str],
) -> list[dict[str, float]]:
    """Phrase → strength, strongest first, ties by the phrase itself."""
    from bertopic.vectorizers import ClassTfidfTransformer
    from sklearn.feature_extraction.text import CountVectorizer

    documents = [[p for said in sample for p in {p for p, _ in said}] for sample in said_by]
    if not any(documents):
        return [{} for _ in samples]
    counter = CountVectorizer(analyzer=list)
    counts = counter.fit_transform(documents)
    weights = ClassTfidfTransformer(reduce_frequent_words=True).fit_transform(counts).tocsr()
    terms = counter.get_feature_names_out()
    dull = _said_everywhere(samples, documents) | never
    found = []
    for row, sample in enumerate(samples):
        said = counts[row].toarray()[0]
        weight = weights[row].toarray()[0]
        least = max(2, _LEAST_SHARE * len(sample)) if len(sample) > 3 else 1
        strength = {
            str(terms[at]): float(weight[at] * said[at] / len(sample))
            * (_LONGER_IS_CLEARER if JOIN in terms[at] else 1.0)
            for at in said.nonzero()[0]
            if said[at] >= least and not _words(terms[at]) <= dull and not _words(terms[at]) & never
        }
        found.append(dict(sorted(strength.items(), key=lambda item: (-item[1], item[0]))))
    return found


def _said_everywhere(
    samples: Sequence[Sequence[str]], documents: Sequence[Sequence[str]]
) -> frozenset[str]:
    """Words that are said in many topics (ディーラー in car complaints, the product's own name):
    they set none apart, however often one topic says them. Among few topics, say the parts of
    one that was split: words that all of them say."""
    if len(samples) < _FEWEST_FOR_SHARED:
        return frozenset()
    topics: Counter[str] = Counter()
    for sample, document in zip(samples, documents, strict=True):
        said = Counter(document)
        topics.update(p for p, times in said.items() if times >= _SAID_HERE * len(sample))
    few = len(samples) < FEWEST_TOPICS_FOR_DULL
    least = len(samples) - 1 if few else _SAID_IN * len(samples)
    return frozenset(p for p, count in topics.items() if count > least)


def _choose(scores: dict[str, float], documents: Sequence[Said]) -> list[str]:
    """What happens to something, where enough voices say it: a noun with its predicate. Else the
    strongest phrases that share no word, each in its clearest form."""
    pair = _strongest_pair(scores, documents)
    if pair:
        return [pair]
    chosen: list[str] = []
    for phrase in scores:
        clear = _clearest(phrase, scores)
        if not any(_overlap(clear, other) or _overlap(phrase, other) for other in chosen):
            pieces = sum(len(other.split()) for other in [*chosen, clear])
            if chosen and pieces > _MOST_PIECES:
                continue
            chosen.append(clear)
        if len(chosen) == _MOST_ALONE:
            break
    predicates = _predicates(documents)
    return sorted(chosen, key=lambda phrase: phrase in predicates)  # what it is about first


def _strongest_pair(scores: dict[str, float], documents: Sequence[Said]) -> str | None:
    """The noun and predicate that most voices say of each other, among the strongest phrases.

    Side by side, or, where the predicate tells what fails, anywhere in one voice: "the code, three
    times now, has not arrived" is a code that is not arriving. A pair is as strong as its halves
    and the part of the voices that say both."""
    predicates = _predicates(documents)
    voices = [{phrase for phrase, _ in said} for said in documents]
    single = [phrase for phrase in scores if _is_single(phrase, scores)][:_PAIRED]
    found: dict[str, float] = {}
    for noun, predicate in product(single[:_NAMING_NOUNS], single):
        if noun in predicates or predicate not in predicates or _overlap(noun, predicate):
            continue
        orders = [f"{noun}{JOIN}{predicate}", f"{predicate}{JOIN}{noun}"]
        for pair in orders[:1] if written_in_japanese(noun) else orders:
            beside = sum(pair in said for said in voices)
            both = sum(noun in said and predicate in said for said in voices)
            fails = tells_failure(predicate)
            told = beside + (both if fails else 0)
            if (
                beside if not fails else told
            ) >= _FEWEST_TOGETHER and told >= _LEAST_TOGETHER * len(voices):
                found[pair] = (scores[noun] * scores[predicate]) ** 0.5 * told / len(voices)
    return max(found, key=lambda pair: (round(found[pair], 9), pair), default=None)


def _predicates(documents: Sequence[Said]) -> frozenset[str]:
    """Phrases that most voices say as a predicate: 登録 is a thing more often than a deed."""
    votes: Counter[str] = Counter()
    for said in documents:
        votes.update({phrase: 1 if alone else -1 for phrase, alone in said})
    return frozenset(phrase for phrase, vote in votes.items() if vote > 0)


def _is_single(phrase: str, scores: dict[str, float]) -> bool:
    """Whether it is no pair of two other phrases."""
    head, _, last = phrase.rpartition(JOIN)
    return phrase in scores and not (head in scores and last in scores)


def _clearest(phrase: str, scores: dict[str, float]) -> str:
    """ "届かない" → "認証コード 届かない" where nearly as many say it in full."""
    longer = [
        other
        for other, score in scores.items()
        if other != phrase
        and len(other.split()) <= _MOST_PHRASES
        and _words(phrase) < _words(other)
        and score >= _NEAR_ENOUGH * scores[phrase]
    ]
    return longer[0] if longer else phrase


def _words(phrase: str) -> frozenset[str]:
    return frozenset(phrase.split())


def _overlap(one: str, other: str) -> bool:
    """Whether two phrases repeat each other: 画面 / 支払い画面, decline / declined."""
    return any(_alike(a, b) for a in one.split() for b in other.split())


def _alike(one: str, other: str) -> bool:
    if one in other or other in one:
        return True
    shared = sum(
        1 for _ in takewhile(lambda pair: pair[0] == pair[1], zip(one, other, strict=False))
    )
    return shared >= (4 if one.isascii() else 2) and 2 * shared > min(len(one), len(other))


def _keywords(scores: dict[str, float]) -> tuple[str, ...]:
    kept: list[str] = []
    for phrase in scores:
        repeats = any(_words(phrase) <= _words(k) or _words(k) < _words(phrase) for k in kept)
        if len(kept) < KEYWORDS and not repeats:
            kept.append(phrase)
    return tuple(kept)


def _unique(
    chosen: list[str], scores: dict[str, float], used: Set[str], sample: Sequence[str]
) -> str:
    """Add the next strongest phrase until no other topic has the name, then a number."""
    for more in [None, *scores]:
        trial = chosen if more is None else [*chosen[: _MOST_PHRASES - 1], more]
        name = _joined(trial, sample)
        if name not in used and (more is None or not any(_overlap(more, c) for c in chosen)):
            return name
    first = _joined(chosen, sample)
    return next(f"{first} ({n})" for n in range(2, 10_000) if f"{first} ({n})" not in used)


def _joined(chosen: Sequence[str], sample: Sequence[str]) -> str:
    japanese = any(written_in_japanese(phrase) for phrase in chosen)
    return ("・" if japanese else " · ").join(in_words(phrase, sample) for phrase in chosen)
