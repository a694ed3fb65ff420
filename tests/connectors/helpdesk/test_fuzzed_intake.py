"""A few hundred of the ten thousand damaged files and pages of `benchmarks.fuzz_intake`."""

from __future__ import annotations

import sys
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[3]


@pytest.mark.slow
def test_damaged_files_and_pages_end_in_rows_reasons_or_words() -> None:
    sys.path.insert(0, str(ROOT))
    try:
        from benchmarks.fuzz_intake import run
    finally:
        sys.path.remove(str(ROOT))
    told = run(400, seed=500_000)
    assert told["first_broken"] == []
    assert told["rows"]["ticket"] > 500
