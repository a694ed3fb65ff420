"""Anybody can measure Koe's topics on labelled texts, and Koe cannot see the labels."""

from __future__ import annotations

import tomllib
from dataclasses import replace
from pathlib import Path

import pytest

from connectors.labelled import LabelledText
from flows.topic_evaluation import Evaluation, evaluate_topics

pytestmark = pytest.mark.slow
MATTERS = tomllib.loads(Path(__file__).with_name("matters.toml").read_text(encoding="utf-8"))
TEXTS = [
    LabelledText(text, str(number))
    for number, matter in enumerate(MATTERS["matter"])
    for language in ("ja", "en")
    for text in matter[language]
]


@pytest.fixture(scope="module")
def evaluated() -> Evaluation:
    return evaluate_topics(TEXTS, shuffles=1)


def test_the_figures_are_those_that_were_promised(evaluated: Evaluation) -> None:
    assert list(evaluated.figures) == [
        "n", "topics", "unassigned", "v_measure", "ari", "seconds", "peak_mb", "order_agreement",
    ]  # fmt: skip
    assert evaluated.figures["n"] == len(TEXTS) == len(evaluated.found)


def test_matters_told_in_japanese_and_english_are_found(evaluated: Evaluation) -> None:
    assert float(str(evaluated.figures["v_measure"])) > 0.6
    assert {found.name for found in evaluated.found if found.number}


def test_the_order_of_the_rows_is_nothing(evaluated: Evaluation) -> None:
    assert evaluated.figures["order_agreement"] == 1.0


def test_labels_change_nothing_but_the_score(evaluated: Evaluation) -> None:
    unlabelled = evaluate_topics([replace(text, label=None) for text in TEXTS])
    assert unlabelled.found == evaluated.found
    assert unlabelled.figures["v_measure"] is None
    assert unlabelled.figures["ari"] is None


def test_rows_that_come_night_by_night_are_all_told_of() -> None:
    found = evaluate_topics(TEXTS, nights=2)
    assert len(found.found) == len(TEXTS)
    assert any(one.number for one in found.found)
