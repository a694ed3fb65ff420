"""One definition of every figure, checked by hand."""

from __future__ import annotations

import pytest

from nlp.labels.scoring import figures


def test_an_abstention_lowers_coverage_and_not_the_f1_of_what_was_answered() -> None:
    found = figures(["bug", "bug", "price"], ["bug", None, "price"])
    assert found["coverage"] == pytest.approx(0.6667)
    assert (found["accuracy"], found["macro_f1"]) == (1.0, 1.0)
    assert found["macro_f1_of_all"] == pytest.approx((2 / 3 + 1) / 2, abs=1e-4)


def test_precision_and_recall_are_those_of_the_textbook() -> None:
    found = figures(["bug", "bug", "bug", "price"], ["bug", "bug", "price", "price"])
    assert found["by_class"]["bug"] == {
        "precision": 1.0,
        "recall": pytest.approx(0.6667),
        "f1": 0.8,
        "support": 3,
    }
    assert found["by_class"]["price"]["precision"] == 0.5


def test_a_value_that_no_truth_has_is_no_class_of_its_own() -> None:
    found = figures(["bug"], ["praise"])
    assert list(found["by_class"]) == ["bug"]
    assert found["macro_f1"] == 0.0


def test_nothing_to_measure_is_nought_and_not_an_error() -> None:
    assert figures([], [])["macro_f1"] == 0.0
