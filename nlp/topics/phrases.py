"""Noun phrases, predicates and pairs of both: what a topic may be named after.

A topic is what happens to something, so a name wants a noun phrase and a predicate with its
negation: 「残高 反映されない」, "card · not arriving". Names are made from a bounded sample of
a topic's voices, so the slower dictionaries (spaCy's tagger, Sudachi mode C) may be used here.
"""

from __future__ import annotations

import re
from collections import Counter
from itertools import islice
from typing import TYPE_CHECKING

from nlp.tokens import plain, written_in_japanese
from nlp.topics.phrases_en import english_phrases
from nlp.topics.phrases_ja import japanese_phrases

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

JOIN = " "  # between the noun phrase and the predicate of a pair


Said = tuple[tuple[str, bool], ...]  # phrases of one text; whether each is a predicate alone


def told(texts: Sequence[str]) -> list[Said]:
    """Of each text its candidate names, each once, in order of appearance, and whether each is a
    predicate alone.

    A pair holds one space-joined noun phrase and predicate that follow each other; English
    noun phrases hold spaces too. Placeholders, numbers, greetings and stop words never occur.
    """
    distinct = list(dict.fromkeys(texts))
    found = dict(zip(distinct, _phrases_of([plain(text) for text in distinct]), strict=True))
    return [found[text] for text in texts]


def told_of(samples: Sequence[Sequence[str]]) -> list[list[Said]]:
    """The same of several samples, all read together."""
    found = iter(told([text for sample in samples for text in sample]))
    return [list(islice(found, len(sample))) for sample in samples]


def _phrases_of(texts: Sequence[str]) -> Iterator[Said]:
    """English ones are parsed together."""
    english = english_phrases([text for text in texts if not written_in_japanese(text)])
    for text in texts:
        found = japanese_phrases(text) if written_in_japanese(text) else next(english)
        yield tuple(dict.fromkeys(found))


def phrases(text: str) -> tuple[str, ...]:
    """The candidate names of one text alone; see :func:`told`."""
    return tuple(dict.fromkeys(phrase for phrase, _ in told([text])[0]))


_BREAKS = frozenset(
    {"落ちる", "固まる", "止まる", "消える", "crash", "freeze", "declined", "failed"}
)
_KANA_END = re.compile(r"[ぁ-ゖ]$")
_STEM = re.compile(r".*[一-龥ァ-ヺー]|..?")  # what stays of a predicate in all its forms
_HIDING = frozenset({"は", "も"})  # particles that stand in the place of が or を


def tells_failure(predicate: str) -> bool:
    """Whether it says what does not happen: 届かない, 登録できない, "not arriving"; or that the
    product gave up: 落ちる, "crash"."""
    return predicate.endswith("ない") or predicate.startswith("not ") or predicate in _BREAKS


def in_words(phrase: str, sample: Sequence[str]) -> str:
    """A pair as people say it: 残高 増えない → 残高が増えない, カード 登録 → カード登録.

    The particle is the one that most of the sample puts between the two: side by side, else with
    a few words between, else the one it puts before the predicate (を踏む, が効かない). English
    reads as it is, but for what most write in capitals (QR, CSV)."""
    noun, _, predicate = phrase.rpartition(JOIN)
    if not written_in_japanese(phrase):
        return " ".join(_as_written(word, sample) for word in phrase.split())
    if not noun:
        return phrase
    if not _KANA_END.search(predicate):
        return noun + predicate
    stem = re.escape(_STEM.match(predicate)[0]) + "(?![させ])"  # type: ignore[index]
    texts = [plain(text) for text in sample]
    for before in (re.escape(noun) + "{}", re.escape(noun) + r"{}[^。、]{{1,8}}?", "{}"):
        found = _most_said(re.compile(before.format("(が|を|に|は|も)") + stem), texts)
        if found in _HIDING:  # 「残りも返して」: を or が? As with other nouns, else が
            found = _most_said(re.compile("(が|を|に)" + stem), texts)
            return noun + (found or "が") + predicate
        if found:
            return noun + found + predicate
    return f"{noun}が{predicate}"


def _as_written(word: str, sample: Sequence[str]) -> str:
    pattern = re.compile(rf"\b{re.escape(word)}\b", re.I)
    written = [one for text in sample for one in pattern.findall(plain(text))]
    capitals = sum(one.isupper() for one in written)
    return word.upper() if len(word) > 1 and 2 * capitals > len(written) else word


def _most_said(pattern: re.Pattern[str], texts: Sequence[str]) -> str:
    said = Counter(particle for text in texts for particle in pattern.findall(text))
    return max(said, key=lambda particle: (said[particle], particle), default="")
