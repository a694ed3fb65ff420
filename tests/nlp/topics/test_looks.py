"""Looks begin from the rows that truly are nearest, found once for all of them."""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np
import pytest

from nlp.embedding import unit_rows
from nlp.topics.looks import LOOKS, WORD_WEIGHTS, looks, nearest, view

if TYPE_CHECKING:
    from nlp.embedding import Vectors

ROWS, MEANING, WORDS = 300, 32, 20


@pytest.fixture(scope="module")
def rows() -> Vectors:
    """Ten matters: what is meant and which words are said, some said without known words."""
    draw = np.random.default_rng(3)
    matter = np.repeat(np.arange(10), ROWS // 10)
    meant = draw.standard_normal((10, MEANING))[matter] + draw.standard_normal((ROWS, MEANING))
    said = draw.standard_normal((10, WORDS))[matter] + draw.standard_normal((ROWS, WORDS))
    said[::50] = 0
    return np.hstack([unit_rows(meant), unit_rows(said)]).astype(np.float32)


@pytest.mark.parametrize("weight", WORD_WEIGHTS)
def test_the_nearest_rows_are_those_of_all_rows_compared(rows: Vectors, weight: float) -> None:
    weighed = view(rows, MEANING, weight).astype(np.float64)
    cosines = weighed @ weighed.T
    found, distances = nearest(rows, MEANING)[weight].first(10)
    assert (found[:, 0] == np.arange(ROWS)).all()
    kept = np.take_along_axis(cosines, found.astype(np.int64), axis=1)
    best = -np.sort(-cosines, axis=1)[:, :10]
    assert (kept > best - 1e-6).mean() > 0.99  # the shortcut of the 64 by the middle weight
    assert np.allclose(2.0 ** -distances[:, 1:], kept[:, 1:], atol=1e-5)
    assert (np.diff(distances, axis=1) >= 0).all()


def test_every_look_puts_every_row_somewhere_and_most_differ(rows: Vectors) -> None:
    found = list(looks(rows, MEANING, 5))
    assert LOOKS <= len(found) <= 2 * LOOKS
    assert all(labels.shape == (ROWS,) and labels.min() >= 0 for labels in found)
    assert len({labels.tobytes() for labels in found}) > len(found) // 2
