"""Which of a topic's voices stand in its issue: different people saying it differently."""

from __future__ import annotations

import unicodedata
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import datetime

from records.issue import Quote

# Two texts that share this part of their letter triples say the same in the same words: a
# template that several customers filled in, a campaign, one person under two accounts.
NEARLY_IDENTICAL = 0.8


@dataclass(frozen=True, slots=True)
class Candidate:
    """A voice that might be quoted, when it was said, and whether it reads well: of a length
    to be read, no praise, and clearly of its topic."""

    quote: Quote
    said_at: datetime
    reads_well: bool


def choose(candidates: Iterable[Candidate], most: int, enough: int) -> tuple[Quote, ...]:
    """The first ``most`` candidates (best first) that do not repeat each other, newest first.
    Those that do not read well only fill up to ``enough``."""
    chosen: list[Candidate] = []
    seen: list[frozenset[str]] = []
    for candidate in candidates:
        shape = triples(candidate.quote.text)
        if len(chosen) == most or (len(chosen) >= enough and not candidate.reads_well):
            break
        if not any(_alike(shape, other) for other in seen):
            chosen.append(candidate)
            seen.append(shape)
    return _newest_first(chosen)


def triples(text: str) -> frozenset[str]:
    """All runs of three letters or digits, width and case aside: works without words, so in
    Japanese too. A shorter text is one piece of its own."""
    folded = unicodedata.normalize("NFKC", text).casefold()
    letters = "".join(char for char in folded if char.isalnum())
    if len(letters) < 3:
        return frozenset({letters})
    return frozenset(letters[at : at + 3] for at in range(len(letters) - 2))


def _alike(one: frozenset[str], other: frozenset[str]) -> bool:
    return len(one & other) >= NEARLY_IDENTICAL * len(one | other)


def _newest_first(chosen: Sequence[Candidate]) -> tuple[Quote, ...]:
    ordered = sorted(chosen, key=lambda candidate: candidate.said_at, reverse=True)
    return tuple(candidate.quote for candidate in ordered)
