"""Names a product manager can read aloud, from the strongest phrases of a topic.

A name is one to three phrases that
share no word, a noun phrase together with its predicate where customers said them together.
"""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass
from itertools import product, takewhile
from typing import TYPE_CHECKING

from nlp.tokens import content_tokens, written_in_japanese
from nlp.topics.phrases import JOIN, in_words, tells_failure, told_of
from nlp.topics.strength import Contrast, strengths

if TYPE_CHECKING:
    from collections.abc import Sequence, Set

    from nlp.topics.closeness import About
    from nlp.topics.phrases import Said

SAMPLE = 60  # voices of a topic whose phrases are taken: bounds the tagger's cost
_MOST_TEXTS, _SMALLEST_SAMPLE = 3_000, 30  # where many topics are born at once (ADR 0151)
KEYWORDS = 8
_MOST_PHRASES = 3
_MOST_ALONE = 2  # phrases of a name without a predicate
_MOST_PIECES = 4  # words of a name, roughly; a name is not a sentence
_NEAR_ENOUGH = 0.35  # of a phrase's strength, at which a longer phrase holding it replaces it
_PAIRED = 12  # strongest phrases among which a noun and its predicate are sought
_NAMING_NOUNS = 5  # strongest phrases of which one has to be the pair's noun
_FAILURES_FIRST = 1.5  # a pair that tells what fails, before one that tells the occasion
# Two texts are one wording where they share so many words, and so much of all (ADR 0155).
_SHARED_BY_COPIES, _SAME_IN_COPIES = 8, 0.6
_FEWEST_TOGETHER, _LEAST_TOGETHER = 2, 0.06  # voices that say both; of the sample


@dataclass(frozen=True, slots=True)
class Naming:
    """A topic's name in one language and the phrases that set it apart, strongest first."""

    name: str
    keywords: tuple[str, ...]


def name_topics(
    samples: Sequence[Sequence[str]],
    taken: Set[str],
    contrast: Contrast | None = None,
    about: Sequence[About | None] | None = None,
) -> list[Naming]:
    """Name topics of one language beside each other; names differ from each other and ``taken``.

    ``samples[i]`` are texts of topic i, nearest to its centre first; texts of ``contrast`` in
    another language are passed over. ``about[i]``: what topic i is about, by which its phrases
    are weighed too. A topic whose texts hold no phrase at all gets the name "".
    """
    used = set(taken)
    named = []
    bound = max(_SMALLEST_SAMPLE, min(SAMPLE, _MOST_TEXTS // max(1, len(samples))))
    bounded = [_worded_differently(sample, bound) for sample in samples]
    documents = told_of(bounded)
    strong = strengths(documents, contrast or Contrast())
    matters: Sequence[About | None] = about or [None] * len(samples)
    for sample, said, scores, matter in zip(
        bounded, documents, strong.topics, matters, strict=True
    ):
        scores = matter.weighed(scores) if matter else scores
        telling = {p: score for p, score in scores.items() if not set(p.split()) <= strong.dull}
        name = _unique(_choose(scores, telling, said, matter), telling or scores, used, sample)
        used.add(name)
        named.append(Naming(name, _keywords(telling)))
    return named


def _worded_differently(sample: Sequence[str], most: int) -> list[str]:
    """The first ``most`` texts that do not repeat another: a letter that circulates, sent in by
    five with small changes, is one customer's way to say it, and no name for all of them."""
    kept: list[str] = []
    known: list[frozenset[str]] = []
    for text in sample:
        words = frozenset(content_tokens(text))
        if not any(_copied(words, other) for other in known):
            kept.append(text)
            known.append(words)
        if len(kept) == most:
            break
    return kept


def _copied(one: frozenset[str], other: frozenset[str]) -> bool:
    """Short texts about one matter share most of their words by nature; long ones by copying."""
    shared = len(one & other)
    return shared >= max(_SHARED_BY_COPIES, _SAME_IN_COPIES * len(one | other))


def _choose(
    scores: dict[str, float],
    telling: dict[str, float],
    documents: Sequence[Said],
    matter: About | None,
) -> list[str]:
    """What happens to something, where enough voices say it: a noun with its predicate. Else the
    strongest phrases that share no word, each in its clearest form; ``telling`` are those that
    are not said everywhere, and come first."""
    pair = _strongest_pair(scores, telling, documents, matter)
    if pair:
        return [pair]
    chosen: list[str] = []
    for phrase in {**telling, **scores}:
        clear = _clearest(phrase, scores)
        if not any(_overlap(clear, other) or _overlap(phrase, other) for other in chosen):
            pieces = sum(len(other.split()) for other in [*chosen, clear])
            if chosen and (pieces > _MOST_PIECES or (matter and not matter.is_told_by(clear))):
                continue
            chosen.append(clear)
        if len(chosen) == _MOST_ALONE:
            break
    predicates = _predicates(documents)
    return sorted(chosen, key=lambda phrase: phrase in predicates)  # what it is about first


def _strongest_pair(
    scores: dict[str, float],
    telling: dict[str, float],
    documents: Sequence[Said],
    matter: About | None,
) -> str | None:
    """The noun and predicate that most voices say of each other, among the strongest phrases.

    Side by side, or, where the predicate tells what fails and one voice at least has the two side
    by side, anywhere in one voice: "the code, three times now, has not arrived". A pair is as
    strong as its halves and the part of the voices that say both. A noun that all topics say
    (エンジン of cars) names only beside what fails (エンジンが始動しない)."""
    predicates = _predicates(documents)
    voices = [{phrase for phrase, _ in said} for said in documents]
    single = [phrase for phrase in scores if _is_single(phrase, scores)]
    verbs = [p for p in single if p in predicates and p in telling][:_PAIRED]
    nouns = [p for p in single if p not in predicates]
    known = [p for p in nouns if p in telling][:_NAMING_NOUNS]
    common = [p for p in nouns if p not in telling][:_NAMING_NOUNS]
    found: dict[str, float] = {}
    for noun, predicate in product([*known, *common], verbs):
        fails = tells_failure(predicate)
        if _overlap(noun, predicate) or (noun not in telling and not fails):
            continue
        orders = [f"{noun}{JOIN}{predicate}", f"{predicate}{JOIN}{noun}"]
        both = sum(noun in said and predicate in said for said in voices) if fails else 0
        for pair in orders[:1] if written_in_japanese(noun) else orders:
            beside = sum(pair in said for said in voices)
            together = beside + (both if beside and noun in telling else 0)
            if together >= max(_FEWEST_TOGETHER, _LEAST_TOGETHER * len(voices)):
                halves = (scores[noun] * scores[predicate]) ** 0.5
                found[pair] = halves * together / len(voices) * (_FAILURES_FIRST if fails else 1)
    best_first = sorted(found, key=lambda pair: (round(found[pair], 9), pair), reverse=True)
    return next((pair for pair in best_first if not matter or matter.is_told_by(pair)), None)


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
