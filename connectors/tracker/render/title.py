"""The one line of an issue that everybody reads, in a list of a hundred others."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterator
from datetime import date

from connectors.tracker.render.clean import ELLIPSIS, cut, one_line
from connectors.tracker.render.words import Words
from records.issue import TopicEvidence

TITLE_CHARACTERS = 119
QUOTED_WIDTH = 72  # columns of the customer's words; a Japanese character takes two
SHORTEST_WIDTH = 12
TELLING_KEYWORDS = 2  # a sentence with one of them may be about anything
PLACEHOLDER = re.compile(r"<[A-Z_]{3,}\d{0,3}>")
_ROW_OF_KEYWORDS = re.compile(r"\S(?:・| · )\S")
_UNNAMED = re.compile(r"^#\d+$")
_LONE_WORD = re.compile(r"^\S{1,5}$")
_SENTENCE = re.compile(r".+?(?:[。！!？?]|\.(?=\s|$)|$)")
_CLAUSE = re.compile(r"(?<=、)")


def title(evidence: TopicEvidence, words: Words, today: date) -> str:
    """One line under 120 characters; the topic's name gives way, never the figures.

    A name that is only a row of keywords tells a backlog's reader nothing, so a customer's own
    words stand before it where they fit.
    """
    since = words.since(evidence.first_seen, today)
    standing_out = standing_out_version(evidence)
    version = one_line(standing_out[0]) if standing_out else None

    def named(name: str) -> str:
        return words.title(name, evidence.customers, since, version)

    name = one_line(evidence.name)
    room = max(TITLE_CHARACTERS - len(named("")), 10)
    if any(weak.search(name) for weak in (_ROW_OF_KEYWORDS, _UNNAMED, _LONE_WORD)):
        name = _in_their_words(evidence, name, words, room) or name
    return named(cut(name, room))


def _in_their_words(evidence: TopicEvidence, name: str, words: Words, room: int) -> str | None:
    """The name behind what a customer says of most of it, or None where nothing fits. Behind a
    lone word one keyword is enough; a topic without a name takes the best there is."""
    is_unnamed = bool(_UNNAMED.match(name))
    is_row = bool(_ROW_OF_KEYWORDS.search(name))
    needed = TELLING_KEYWORDS if is_row else 0 if is_unnamed else 1
    hits = {
        said: keyword_hits(said.replace(name, "") if is_row else said, evidence)
        for said in _sayings(evidence)
        if len(words.headline(said, name)) <= room
    }
    best = max(hits, key=lambda said: (hits[said], -width(said)), default=None)
    if best is None or hits[best] < needed:
        return None
    return words.headline(best, "" if is_unnamed else name)


def _sayings(evidence: TopicEvidence) -> Iterator[str]:
    """Sentences of the quotes that are short enough for a title; of longer ones their ends, from
    a comma on."""
    for quote in evidence.quotes:
        if quote.language != evidence.language:
            continue
        for sentence in _SENTENCE.findall(one_line(quote.text)):
            said = sentence.strip().rstrip("。.!！")
            if PLACEHOLDER.search(said) or width(said) < SHORTEST_WIDTH:
                continue
            clauses = _CLAUSE.split(said)
            ends = ("".join(clauses[n:]) for n in range(len(clauses)))
            shown = (end if end == said else ELLIPSIS + end for end in ends)
            if fitting := next((one for one in shown if width(one) <= QUOTED_WIDTH), None):
                yield fitting


def width(text: str) -> int:
    """Columns that a text takes."""
    return sum(2 if unicodedata.east_asian_width(char) in "WF" else 1 for char in text)


def keyword_hits(text: str, evidence: TopicEvidence) -> int:
    """How many of the topic's keywords a text holds, Japanese verbs in any of their forms."""
    said = text.casefold()
    stems = {
        key[:-1] if len(key) > 1 and "\u3041" <= key[-1] <= "\u309f" else key.casefold()
        for key in evidence.keywords
    }
    return sum(stem in said for stem in stems)


def standing_out_version(evidence: TopicEvidence) -> tuple[str, int] | None:
    """The version of more than half of the tickets (and of at least three), or None."""
    if not evidence.versions:
        return None
    version, tickets = max(evidence.versions, key=lambda pair: pair[1])
    return (version, tickets) if tickets >= 3 and tickets * 2 > evidence.tickets else None
