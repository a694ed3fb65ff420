"""What several test sets of personal data are measured with."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import Any

import pytest

from nlp.privacy import Redactor
from nlp.privacy.scoring import Labelled, Tally
from nlp.privacy.spans import Span

Tallied = Callable[[Sequence[dict[str, Any]]], Tally]


@pytest.fixture
def tallied() -> Tallied:
    """Counts what is removed from labelled rows, in the shape that ``koe eval pii`` reads."""

    def tallied(made: Sequence[dict[str, Any]]) -> Tally:
        tally = Tally()
        marked = Redactor().marked([row["full_text"] for row in made])
        for row, removed in zip(made, marked, strict=True):
            spans = (
                Span(each["start_position"], each["end_position"], each["entity_type"])
                for each in row["spans"]
            )
            tally.add(Labelled(row["full_text"], tuple(spans)), removed)
        return tally

    return tallied
