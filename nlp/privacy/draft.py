"""A text on its way: as it came, what was found in it, and how it reads by now."""

from __future__ import annotations

from collections.abc import Iterable

from nlp.privacy.kinds import placeholder
from nlp.privacy.spans import Span, replace


class Draft:
    """``spans`` lie in the text as it came; finds are told in the text as it reads now."""

    def __init__(self, text: str) -> None:
        self.original = text
        self.text = text
        self.spans: list[Span] = []

    def take(self, found: Iterable[Span]) -> None:
        """Hide ``found``, spans in ``self.text`` as ``spans.merge`` gives them."""
        new = [Span(self._came(s.start), self._came(s.end), s.kind) for s in found]
        self.spans = sorted([*self.spans, *new], key=lambda span: span.start)
        self.text = replace(self.original, self.spans)

    def names(self) -> set[str]:
        """The names found so far, as they were written."""
        return {self.original[s.start : s.end] for s in self.spans if s.kind == "NAME"}

    def _came(self, place: int) -> int:
        """Where ``place`` of the text as it reads stood in the text as it came."""
        for span in self.spans:
            if place <= span.start:
                break
            place += span.end - span.start - len(placeholder(span.kind))
        return place
