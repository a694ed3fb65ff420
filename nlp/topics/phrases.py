"""Noun phrases, predicates and pairs of both: what a topic may be named after.

A topic is what happens to something, so a name wants a noun phrase and a predicate with its
negation: 「残高 反映されない」, "card · not arriving". Names are made from a bounded sample of
a topic's voices, so the slower dictionaries (spaCy's tagger, Sudachi mode C) may be used here.
"""

from __future__ import annotations

from functools import lru_cache

from nlp.tokens import plain, written_in_japanese
from nlp.topics.phrases_en import english_phrases
from nlp.topics.phrases_ja import japanese_phrases

JOIN = " "  # between the noun phrase and the predicate of a pair


@lru_cache(maxsize=16_384)
def phrases(text: str) -> tuple[str, ...]:
    """Candidate names in one text, each once, in order of appearance.

    A pair holds one space-joined noun phrase and predicate that follow each other; English
    noun phrases hold spaces too. Placeholders, numbers, greetings and stop words never occur.
    """
    cleaned = plain(text)
    found = japanese_phrases(cleaned) if written_in_japanese(cleaned) else english_phrases(cleaned)
    return tuple(dict.fromkeys(found))
