"""Request types of real texts that were labelled by hand, and never used for anything else."""

from __future__ import annotations

import pytest

from benchmarks.labels_quick import DATA, Labelled, corrections, real_texts, shipped
from nlp.labels import load_taxonomy
from nlp.labels.labeller import Answering, chances_of
from nlp.labels.scoring import Figures, figures

pytestmark = [
    pytest.mark.slow,
    pytest.mark.real_data,
    pytest.mark.skipif(not DATA.is_dir(), reason="needs ../shared/data, which is not shipped"),
]


def scored(texts: Labelled) -> Figures:
    task = load_taxonomy().tasks[0]
    model = shipped(task)
    chances = chances_of(Answering(task, model, ""), texts.voices, texts.vectors())
    sure = zip(chances.argmax(axis=1), chances.max(axis=1), strict=True)
    return figures(
        texts.truths, [model.values[at] if one >= model.threshold else None for at, one in sure]
    )


def test_request_types_of_held_out_texts_stay_above_the_measured_floor() -> None:
    found = scored(real_texts("held_out"))
    assert found["n"] >= 280
    assert found["coverage"] >= 0.85
    assert found["macro_f1"] >= 0.78
    assert found["accuracy"] >= 0.82


def test_two_hundred_corrections_make_the_held_out_texts_better_still() -> None:
    (after,) = corrections().values()
    assert after >= 0.82
