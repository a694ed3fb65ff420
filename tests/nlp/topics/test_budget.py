"""A consolidation leaves single voices their share of what it may move."""

from __future__ import annotations

from nlp.topics.budget import Budget


def test_changes_of_topics_take_half_of_it_at_most() -> None:
    budget = Budget.of(2_000)
    assert [budget.takes(size) for size in (20, 40, 30)] == [True, False, True]
    assert budget.left == 50


def test_a_topic_with_more_than_half_of_it_may_go_if_it_is_the_first() -> None:
    budget = Budget.of(2_000)
    assert [budget.takes(size) for size in (101, 90, 1)] == [False, True, False]
    assert budget.left == 10
