"""Real texts in which next to nobody is named must come through as they are."""

from __future__ import annotations

import csv
from pathlib import Path

import pytest

from nlp.privacy import Redactor

DATA = Path(__file__).parents[4] / "shared" / "data"


@pytest.mark.slow
@pytest.mark.real_data
def test_at_most_one_ministry_complaint_in_two_hundred_is_touched() -> None:
    folder = DATA / "mlit_car_complaints"
    if not folder.is_dir():
        pytest.skip(f"the ministry's complaints are not at {folder}")
    texts = [row["申告内容"] for path in folder.glob("*2023*.csv") for row in _rows(path)]
    cleaned = Redactor().redact(texts)
    touched = sum(a != b for a, b in zip(texts, cleaned, strict=True))
    assert texts
    assert touched / len(texts) <= 0.005


def _rows(path: Path) -> list[dict[str, str]]:
    with path.open(encoding="utf-8-sig", newline="") as handle:
        return list(csv.DictReader(handle))
