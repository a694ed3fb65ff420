"""What a recogniser is, how finds are merged, and the one pass that replaces them."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from typing import Any

from nlp.privacy.kinds import PLACEHOLDER, RANK, placeholder

Range = tuple[int, int]


@dataclass(frozen=True, slots=True)
class Span:
    """Characters ``start`` to ``end`` (exclusive) are of this kind."""

    start: int
    end: int
    kind: str


@dataclass(frozen=True, slots=True)
class Recogniser:
    """Finds one kind of personal data.

    ``trigger`` is cheap and says whether ``find`` is worth running: most sentences hold no
    personal data at all, so a night costs what the triggers cost. Both get the folded text
    (``fold.py``); ``find`` gives ranges in it, which are ranges in the text.
    """

    kind: str
    trigger: Callable[[str], Any]
    find: Callable[[str], Iterable[Range]]

    def spans(self, folded: str) -> list[Span]:
        """What this recogniser finds."""
        if not self.trigger(folded):
            return []
        return [Span(start, end, self.kind) for start, end in self.find(folded) if start < end]


def merge(text: str, spans: Iterable[Span]) -> list[Span]:
    """Spans that do not overlap, in order.

    The kind that ranks higher (``kinds.py``), then the longer one, names the shared part; the
    rest of the loser stays marked under its own kind, because it was personal data too.
    """
    taken: list[Span] = [Span(*found.span(), "") for found in PLACEHOLDER.finditer(text)]
    fixed = len(taken)
    for span in sorted(_joined(spans), key=_claim):
        taken += [piece for piece in _outside(span, taken) if _says_something(text, piece)]
    return sorted(taken[fixed:], key=lambda span: span.start)


def replace(text: str, spans: Sequence[Span]) -> str:
    """``text`` with each span as its placeholder. ``spans`` as ``merge`` gives them."""
    pieces, at = [], 0
    for span in spans:
        pieces += [text[at : span.start], placeholder(span.kind)]
        at = span.end
    return "".join([*pieces, text[at:]])


def _joined(spans: Iterable[Span]) -> list[Span]:
    """Spans of one kind that overlap as one: two patterns that saw parts of one address."""
    joined: list[Span] = []
    for span in sorted(spans, key=lambda each: (each.kind, each.start)):
        last = joined[-1] if joined else None
        if last and last.kind == span.kind and span.start < last.end:
            joined[-1] = Span(last.start, max(last.end, span.end), span.kind)
        else:
            joined.append(span)
    return joined


def _claim(span: Span) -> tuple[int, int, int]:
    return -RANK.get(span.kind, 0), span.start - span.end, span.start


def _outside(span: Span, taken: Iterable[Span]) -> list[Span]:
    left = [span]
    for other in taken:
        left = [piece for part in left for piece in _cut(part, other)]
    return left


def _cut(span: Span, other: Span) -> list[Span]:
    if other.end <= span.start or span.end <= other.start:
        return [span]
    parts = [Span(span.start, other.start, span.kind), Span(other.end, span.end, span.kind)]
    return [part for part in parts if part.start < part.end]


def _says_something(text: str, span: Span) -> bool:
    return any(mark.isalnum() for mark in text[span.start : span.end])
