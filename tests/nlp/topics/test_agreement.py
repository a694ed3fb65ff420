"""What many looks agree on is what average linkage over all rows would say."""

from __future__ import annotations

import numpy as np
import pytest
from scipy.cluster.hierarchy import fcluster, linkage
from scipy.spatial.distance import squareform
from sklearn.metrics import adjusted_rand_score

from nlp.topics.agreement import agreed

ROWS, MATTERS, LOOKS = 400, 20, 24


def _looks(seed: int, stray: float) -> list[np.ndarray]:
    """Looks that each blur some of twenty matters and put some rows anywhere."""
    draw = np.random.default_rng(seed)
    matter = draw.integers(0, MATTERS, ROWS)
    looks = []
    for _ in range(LOOKS):
        labels = draw.integers(0, MATTERS - 5, MATTERS)[matter]
        strays = draw.random(ROWS) < stray
        looks.append(np.where(strays, draw.integers(0, MATTERS, ROWS), labels))
    return looks


@pytest.mark.parametrize("stray", [0.02, 0.15])
@pytest.mark.parametrize("disagreement", [0.3, 0.6])
def test_rows_grouped_first_give_the_clusters_of_all_single_rows(
    stray: float, disagreement: float
) -> None:
    looks = _looks(1, stray)
    apart = sum((one[:, None] != one[None, :]).astype(float) for one in looks)
    tree = linkage(squareform(apart, checks=False), "average")
    expected = fcluster(tree, disagreement * LOOKS, "distance")
    assert adjusted_rand_score(expected, agreed(looks, disagreement)) == 1.0


def test_no_two_clusters_are_left_that_are_near_enough_and_whole_numbers_decide_ties() -> None:
    looks = _looks(1, 0.4)  # rows that hardly any looks agree on, so that many are as near
    clusters = agreed(looks, 0.6)
    apart = sum((one[:, None] != one[None, :]).astype(int) for one in looks)
    member = clusters[:, None] == np.arange(clusters.max() + 1)
    sizes = member.sum(axis=0)
    averages = member.T.astype(int) @ apart @ member / np.multiply.outer(sizes, sizes)
    np.fill_diagonal(averages, LOOKS)
    assert 1 < len(sizes) < ROWS
    assert averages.min() > 0.6 * LOOKS


def test_the_order_of_the_rows_changes_nothing() -> None:
    looks = _looks(2, 0.3)
    order = np.random.default_rng(0).permutation(ROWS)
    shuffled = agreed([one[order] for one in looks], 0.6)
    assert adjusted_rand_score(agreed(looks, 0.6)[order], shuffled) == 1.0


def test_rows_together_in_two_looks_of_five_are_one_and_in_fewer_are_not() -> None:
    ends = [np.array([0, 0, 1, 2])] * 2 + [np.array([0, 1, 2, 2])] + [np.array([0, 1, 2, 3])] * 2
    assert agreed(ends, 0.6).tolist() == [0, 0, 1, 2]


def test_one_cluster_where_all_looks_see_one() -> None:
    assert agreed([np.zeros(5, dtype=np.int64)] * 3, 0.6).tolist() == [0] * 5
