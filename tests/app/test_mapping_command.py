"""``koe mapping test``: a Japanese CSV as mail tools export it, tried before the night."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

pytestmark = pytest.mark.slow

Koe = Callable[..., Any]
MAPPING = Path(__file__).parents[2] / "examples" / "mappings" / "generic_ticket_ja.yaml"
HEADER = (
    "問合せID,対応状況,件名,お問い合わせ内容,受付日時,完了日時,顧客ID,お名前,電話番号,端末,評点"
)
ROW = (
    "Q-1,対応完了,ログインできません,髙橋です。①アプリが落ちます。090-1234-5678まで。,"
    "2026/10/03 9:05,2026年10月4日,c1,髙橋 花子,090-1234-5678,Pixel 9,5"
)
BAD = "Q-2,不明な状況,件名,本文です。メールはtaro@example.jpです。,2026/10/03 9:05,,c2,鈴木,,,"


def test_the_first_rows_are_shown_as_koe_reads_them_and_redacted(
    csv_export: Callable[..., Path], koe: Koe
) -> None:
    told = koe("mapping", "test", csv_export(HEADER, ROW), "--mapping", MAPPING)
    assert told.code == 0
    for shown in ("Q-1", "resolved", "2026-10-03 00:05", "<PHONE>", "<NAME>", "device=Pixel"):
        assert shown in told.out.replace("\n", ""), shown
    for personal in ("髙橋", "花子", "090-1234-5678"):
        assert personal not in told.out + told.err
    assert "encoding: cp932; 1 rows examined" in told.err


def test_columns_that_the_mapping_does_not_know_or_drops_are_named(
    csv_export: Callable[..., Path], koe: Koe
) -> None:
    told = koe("mapping", "test", csv_export(HEADER, ROW), "--mapping", MAPPING)
    assert "columns the mapping does not know: 評点" in told.err
    assert "columns dropped: 電話番号" in told.err


def test_a_row_that_would_be_quarantined_is_told_with_its_reason(
    csv_export: Callable[..., Path], koe: Koe
) -> None:
    told = koe("mapping", "test", csv_export(HEADER, ROW, BAD), "--mapping", MAPPING)
    assert told.code == 0
    assert "1 rows would be quarantined: unknown_status" in told.err
    assert "taro@example.jp" not in told.out + told.err


def test_a_missing_column_ends_with_3_and_names_the_nearest(
    csv_export: Callable[..., Path], koe: Koe
) -> None:
    file = csv_export(HEADER.replace("受付日時", "受付日"), ROW)
    told = koe("mapping", "test", file, "--mapping", MAPPING)
    assert told.code == 3
    assert "MISSING: created looks for 受付日時, 受信日時; close: 受付日" in told.err


def test_a_mapping_or_a_file_that_is_not_there_is_named(
    csv_export: Callable[..., Path], koe: Koe, tmp_path: Path
) -> None:
    no_mapping = koe("mapping", "test", csv_export(HEADER), "--mapping", tmp_path / "no.yaml")
    assert no_mapping.code == 2
    assert "no.yaml" in no_mapping.err
    no_file = koe("mapping", "test", tmp_path / "no.csv", "--mapping", MAPPING)
    assert no_file.code == 3
    assert "no.csv" in no_file.err


def test_nothing_is_written(csv_export: Callable[..., Path], koe: Koe, tmp_path: Path) -> None:
    koe("mapping", "test", csv_export(HEADER, ROW), "--mapping", MAPPING)
    assert [path.name for path in tmp_path.iterdir()] == ["export.csv"]


def test_a_first_mapping_is_guessed_and_what_has_no_place_is_said(
    csv_export: Callable[..., Path], koe: Koe, tmp_path: Path
) -> None:
    export = csv_export(HEADER, ROW, BAD)
    told = koe("mapping", "suggest", export)
    assert told.code == 0
    assert "端末" in told.err
    assert "不明な状況" in told.err
    guessed = tmp_path / "guessed.yaml"
    guessed.write_text(told.out, encoding="utf-8")
    tried = koe("mapping", "test", export, "--mapping", guessed)
    assert tried.code == 0, tried.err
    assert "resolved" in tried.out
