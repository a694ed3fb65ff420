"""``koe eval topics`` and ``koe scorecard`` as people and programs meet them."""

from __future__ import annotations

import csv
import json
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

Koe = Callable[..., Any]


@pytest.mark.slow
def test_eval_topics_prints_one_json_object_and_writes_what_it_found(
    koe: Koe, tmp_path: Path
) -> None:
    file, out = tmp_path / "texts.csv", tmp_path / "found.csv"
    file.write_bytes("本文,分類\n返金が届きません,返金\nアプリが落ちる,不具合\n".encode("cp932"))
    told = koe(
        "eval", "topics", file, "--text-column", "本文", "--label-column", "分類",
        "--predictions", out,
    )  # fmt: skip
    assert told.code == 0, told.err
    figures = json.loads(told.out)
    assert figures["n"] == 2
    assert figures["unassigned"] == 1.0
    with out.open(encoding="utf-8", newline="") as written:
        rows = list(csv.DictReader(written))
    assert rows[0] == {"text": "返金が届きません", "topic_id": "", "topic_name": ""}


def test_a_wrong_file_is_told_of_on_stderr_with_a_code(koe: Koe, tmp_path: Path) -> None:
    file = tmp_path / "texts.csv"
    file.write_text("subject\nHello\n", encoding="utf-8")
    told = koe("eval", "topics", file)
    assert (told.code, told.out) == (3, "")
    assert "no column 'text'" in told.err
    assert "--text-column" in told.err


def test_a_condition_without_a_column_is_refused(koe: Koe, tmp_path: Path) -> None:
    told = koe("eval", "topics", tmp_path / "texts.csv", "--where", "test")
    assert told.code == 2
    assert "column=value" in told.err


def test_the_scorecard_shows_what_is_kept_without_measuring(koe: Koe, tmp_path: Path) -> None:
    kept = tmp_path / "card.jsonl"
    kept.write_text('{"at": "2026-01-01", "figures": {"banking77 ARI": 0.4}}\n', encoding="utf-8")
    told = koe("scorecard", "--show", "--kept", kept, "--json")
    assert told.code == 0, told.err
    lines = {line["figure"]: line for line in json.loads(told.out)}
    assert (lines["banking77 ARI"]["value"], lines["banking77 ARI"]["met"]) == (0.4, False)
    assert lines["ASDC L2 ARI"]["absent"] == "not measured yet"
    shown = koe("scorecard", "--show", "--kept", kept)
    assert "missed" in shown.out
