"""The scorecard shows target, value and the value before, and says why a value is absent."""

from __future__ import annotations

from datetime import UTC, datetime
from pathlib import Path

import pytest

from flows.scorecard import figures, history, keep, scorecard
from records.errors import InputError

NOW = datetime(2026, 1, 1, tzinfo=UTC)
NAME = "night at 1M / at 10k of history"


def test_every_figure_has_a_way_to_be_measured_or_says_who_measures_it() -> None:
    assert all(bool(figure.measure) != bool(figure.elsewhere) for figure in figures())
    assert all(figure.command for figure in figures())
    names = [figure.name for figure in figures()]
    assert len(names) == len(set(names))


def test_a_figure_without_its_texts_says_so_and_nothing_is_kept(tmp_path: Path) -> None:
    kept = tmp_path / "var" / "card.jsonl"
    lines = scorecard(tmp_path, kept, NOW, only="ASDC L2")
    absent = {line.figure.name: line.absent for line in lines}
    assert "needs ../shared/data" in absent["ASDC L2 ARI"]
    assert absent["banking77 ARI"] == "not measured yet"
    assert absent["request type, demo: coverage"] == "not measured yet"
    assert not kept.exists()


def test_what_a_benchmark_kept_stands_beside_the_target_and_the_value_before(
    tmp_path: Path,
) -> None:
    kept = tmp_path / "card.jsonl"
    keep(kept, {NAME: 1.9}, NOW)
    keep(kept, {"embedding x the package": 2.4}, NOW)
    keep(kept, {NAME: 1.2}, NOW)
    (line,) = (one for one in scorecard(tmp_path, kept, NOW, "-") if one.figure.name == NAME)
    assert (line.value, line.before, line.absent) == (1.2, 1.9, "")
    assert line.figure.meets(1.3)
    assert not line.figure.meets(1.31)
    assert len(history(kept)) == 3


def test_a_history_that_was_cut_off_is_refused(tmp_path: Path) -> None:
    (tmp_path / "card.jsonl").write_text('{"at": "2026-01-01", "fig', encoding="utf-8")
    with pytest.raises(InputError, match="no history"):
        history(tmp_path / "card.jsonl")
