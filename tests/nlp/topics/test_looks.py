"""Looks begin from the rows that truly are nearest, found once for all of them."""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np
import pytest

from nlp.embedding import unit_rows
from nlp.topics.clusters import smallest_cluster
from nlp.topics.looks import LOOKS, NEIGHBOURS, WORD_WEIGHTS, graph, looks, nearest, view

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
    near = nearest(rows, MEANING)[weight]
    found, distances = near.rows, near.distances
    assert (found[:, 0] == np.arange(ROWS)).all()
    kept = np.take_along_axis(cosines, found.astype(np.int64), axis=1)
    best = -np.sort(-cosines, axis=1)[:, : max(NEIGHBOURS)]
    assert (kept > best - 1e-6).mean() > 0.99  # the shortcut of the 64 by the middle weight
    assert np.allclose(2.0 ** -distances[:, 1:], kept[:, 1:], atol=1e-5)
    assert (np.diff(distances, axis=1) >= 0).all()


def test_every_look_finds_the_matters_and_they_come_out_alike_twice(rows: Vectors) -> None:
    from sklearn.metrics import adjusted_rand_score

    found = list(looks(rows, MEANING))
    assert len(found) == LOOKS
    assert all(labels.shape == (ROWS,) and labels.min() >= 0 for labels in found)
    matters = np.repeat(np.arange(10), ROWS // 10)
    assert min(adjusted_rand_score(matters, labels) for labels in found) > 0.8
    assert all(map(np.array_equal, found, looks(rows, MEANING)))


def test_another_machines_last_digits_change_no_look(rows: Vectors) -> None:
    noise = np.random.default_rng(0).normal(0, 1e-7, rows.shape).astype(np.float32)
    assert all(map(np.array_equal, looks(rows, MEANING), looks(rows + noise, MEANING)))


def test_a_part_of_a_sample_is_cut_as_finely_as_all_of_it(rows: Vectors) -> None:
    alone, as_a_part = list(looks(rows, MEANING)), list(looks(rows, MEANING, of=10 * ROWS))
    assert all(b.max() > a.max() for a, b in zip(alone, as_a_part, strict=True))


def test_a_row_without_a_direction_spoils_no_others(rows: Vectors) -> None:
    blank = rows.copy()
    blank[7] = 0
    assert all(labels.max() < ROWS // 4 for labels in looks(blank, MEANING))


def test_ties_are_mutual_closest_to_the_nearest_row_and_never_to_oneself(rows: Vectors) -> None:
    near = nearest(rows, MEANING)[WORD_WEIGHTS[0]]
    ties = graph(near, 10).toarray()
    assert np.array_equal(ties, ties.T)
    assert not ties.diagonal().any()
    assert np.allclose(ties[np.arange(ROWS), near.rows[:, 1]], 1)
    assert ties.dtype == np.float64  # others are cut off to whole numbers
    assert ((ties > 0).sum(axis=1) >= 9).all()


@pytest.mark.parametrize("noise", [0, 1e-7])
def test_two_rows_of_one_vector_are_tied_and_share_their_communities(
    rows: Vectors, noise: float
) -> None:
    twice = np.repeat(rows[::2], 2, axis=0)
    twice += noise * np.random.default_rng(1).standard_normal(twice.shape).astype(np.float32)
    ties = graph(nearest(twice, MEANING)[WORD_WEIGHTS[0]], 10).toarray()
    assert np.allclose(ties[np.arange(0, ROWS, 2), np.arange(1, ROWS, 2)], 1)
    assert all((labels[::2] == labels[1::2]).all() for labels in looks(twice, MEANING))


@pytest.mark.parametrize(
    ("texts", "smallest"), [(100, 5), (479, 5), (480, 6), (640, 8), (4_000, 8), (8_000, 16)]
)
def test_the_more_texts_there_are_the_larger_the_smallest_cluster(
    texts: int, smallest: int
) -> None:
    assert smallest_cluster(texts) == smallest
