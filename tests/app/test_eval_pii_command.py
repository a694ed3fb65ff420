"""``koe eval pii``: figures for any labelled file, and clear words where there are none."""

from __future__ import annotations

import csv
import json
from pathlib import Path
from typing import Any

import pytest

NAMED = {"text": "田村と申します。", "spans": [{"start": 0, "end": 2, "type": "NAME"}]}
PLAIN = {"text": "アプリが落ちます。", "spans": []}
MISSED = {"text": "the colour is teal", "spans": [{"start": 14, "end": 18, "type": "PERSON"}]}
PRESIDIO = {
    "full_text": "Mail ann@example.com to Acme",
    "spans": [
        {"entity_type": "EMAIL_ADDRESS", "start_position": 5, "end_position": 20},
        {"entity_type": "ORGANIZATION", "start_position": 24, "end_position": 28},
    ],
}


def figures(koe: Any, file: Path) -> dict[str, Any]:
    told = koe("eval", "pii", file, "--json")
    assert told.code == 0, told.err
    return dict(json.loads(told.out))


def test_json_lines_in_koes_and_presidios_shape_are_counted(koe: Any, tmp_path: Path) -> None:
    file = tmp_path / "labelled.jsonl"
    rows = (NAMED, PLAIN, MISSED, PRESIDIO)
    file.write_text("\n".join(json.dumps(row) for row in rows), encoding="utf-8")
    told = figures(koe, file)
    assert told["n"] == 4
    assert told["recall_by_type"] == {"NAME": 1.0, "PERSON": 0.0, "EMAIL_ADDRESS": 1.0}
    assert told["not_personal_data"] == {"ORGANIZATION": 1}
    assert told["texts_without"] == 1
    assert told["over_redaction"] == 0.0


def test_a_csv_with_its_spans_as_json_is_counted(koe: Any, tmp_path: Path) -> None:
    file = tmp_path / "labelled.csv"
    with file.open("w", encoding="utf-8", newline="") as handle:
        writer = csv.writer(handle)
        writer.writerow(["text", "spans"])
        writer.writerow([NAMED["text"], json.dumps(NAMED["spans"])])
    assert figures(koe, file)["recall"] == 1.0


@pytest.mark.parametrize(
    ("content", "said"),
    [
        ("", "no texts"),
        ("{broken", "row 1"),
        ('{"body": "x"}', "no text and spans"),
        ('{"text": "x", "spans": [{"start": 0, "end": 9, "type": "NAME"}]}', "1 characters"),
    ],
)
def test_a_file_that_cannot_be_used_says_which_row_and_what_is_expected(
    content: str, said: str, koe: Any, tmp_path: Path
) -> None:
    file = tmp_path / "labelled.jsonl"
    file.write_text(content, encoding="utf-8")
    told = koe("eval", "pii", file)
    assert told.code == 3
    assert said in told.err
    assert "Expected" in told.err
