"""Which recurring sentences are furniture, and which are what many customers say.

A sentence in many tickets is either a template ("This mail was sent from the enquiry form") or a
common complaint in common words ("アプリが落ちる"). Counting cannot tell them apart, so it never
decides alone. A recurring sentence is furniture only where the message says something else too,
and then only if one of these holds:

- it makes no point by its words (no complaint, request, question or praise in it);
- it is generic ("Please look into this", "ご確認ください");
- it stands in a paragraph of recurring sentences only, before or after all the rest.
"""

from __future__ import annotations

from collections.abc import Container, Sequence

from nlp.text import Passage, sentence_key
from nlp.voices.kinds import is_generic, sentence_kind
from records.voice import Kind


def without_furniture(said: Sequence[Passage], recurring: Container[str]) -> list[Passage]:
    """The passages of one message (all content) that stay when furniture is taken out."""
    often = [sentence_key(passage.text) in recurring for passage in said]
    if all(often):
        return _pointed(said)
    own = {passage.paragraph for passage, seen in zip(said, often, strict=True) if not seen}
    return [
        passage
        for passage, seen in zip(said, often, strict=True)
        if not seen or (_makes_point(passage) and not _at_edge(passage, own))
    ]


def _pointed(said: Sequence[Passage]) -> list[Passage]:
    """A message of recurring sentences only keeps those that make a point, or else all of it."""
    return [passage for passage in said if _makes_point(passage)] or list(said)


def _makes_point(passage: Passage) -> bool:
    return sentence_kind(passage.text) is not Kind.CONTEXT and not is_generic(passage.text)


def _at_edge(passage: Passage, own: set[int]) -> bool:
    return passage.paragraph < min(own) or passage.paragraph > max(own)
