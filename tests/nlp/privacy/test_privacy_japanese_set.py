"""The Japanese test set is what it says, and the targets hold on both halves."""

from __future__ import annotations

from collections.abc import Callable
from typing import get_args

import pytest

from benchmarks.privacy_ja.build import rows
from benchmarks.privacy_ja.people import Half
from nlp.privacy import KINDS
from nlp.privacy.scoring import STRUCTURED, Tally


@pytest.mark.slow
def test_the_set_is_large_labelled_and_the_same_every_time() -> None:
    made = [row for half in get_args(Half) for row in rows(half)]
    assert sum(bool(row["spans"]) for row in made) >= 1_500
    assert made == [row for half in get_args(Half) for row in rows(half)]
    for row in made:
        for span in row["spans"]:
            assert span["entity_type"] in KINDS
            part = row["full_text"][span["start_position"] : span["end_position"]]
            assert part == span["entity_value"]


@pytest.mark.slow
@pytest.mark.parametrize("half", get_args(Half))
def test_names_addresses_and_numbers_go_and_what_is_nobodys_stays(
    half: Half, tallied: Callable[..., Tally]
) -> None:
    tally = tallied(list(rows(half)))
    assert (tally.recall(STRUCTURED) or 0) >= 0.99
    assert (tally.recall({"NAME"}) or 0) >= 0.93
    assert (tally.recall({"ADDRESS"}) or 0) >= 0.93
    assert (tally.figures()["texts_without_touched"] or 0) <= 0.02
