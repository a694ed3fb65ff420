"""Labelled files of the user's own are read as they come, or refused with a next step."""

from __future__ import annotations

from pathlib import Path

import pytest

from connectors.labelled import Columns, LabelledText, read_labelled
from records.errors import InputError

JAPANESE = "text,label\n配送が遅い,配送\n返金してほしい,返金\n"


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "cp932", "utf-16"])
def test_japanese_is_read_in_every_usual_encoding(tmp_path: Path, encoding: str) -> None:
    file = tmp_path / "texts.csv"
    file.write_bytes(JAPANESE.encode(encoding))
    assert read_labelled(file) == [
        LabelledText("配送が遅い", "配送"),
        LabelledText("返金してほしい", "返金"),
    ]


@pytest.mark.parametrize(
    ("name", "text"),
    [
        ("a.csv", 'text,label\n"Late, again\nand again",delivery\n'),
        ("a.tsv", 'text\tlabel\n"Late, again\nand again"\tdelivery\n'),
        ("a.jsonl", '{"text": "Late, again\\nand again", "label": "delivery"}\n\n'),
    ],
)
def test_commas_and_line_breaks_stay_in_a_text(tmp_path: Path, name: str, text: str) -> None:
    (tmp_path / name).write_text(text, encoding="utf-8")
    assert read_labelled(tmp_path / name) == [LabelledText("Late, again\nand again", "delivery")]


def test_a_file_without_labels_is_read_all_the_same(tmp_path: Path) -> None:
    (tmp_path / "a.csv").write_text("text\nHello\n", encoding="utf-8")
    assert read_labelled(tmp_path / "a.csv") == [LabelledText("Hello")]


def test_foreign_column_names_and_conditions_choose_the_rows(tmp_path: Path) -> None:
    (tmp_path / "a.csv").write_text("内容,分類,part\nA,x,test\nB,y,train\n", encoding="utf-8")
    read = read_labelled(tmp_path / "a.csv", Columns(text="内容", label="分類"), {"part": "test"})
    assert read == [LabelledText("A", "x")]


@pytest.mark.parametrize(
    ("name", "data", "told"),
    [
        ("a.csv", b"subject,label\nx,y\n", "no column 'text'"),
        ("a.csv", b"text,label\n", "no rows"),
        ("a.csv", b"text\n\x81\xff\xfe\xfd\n", "neither UTF-8"),
        ("a.csv", b'text\n"open\n', "not a table"),
        ("a.jsonl", b'{"text": "x"}\nno json\n', "row 2"),
        ("a.jsonl", b"[1]\n", "row 1"),
        ("a.xlsx", b"PK", "form"),
    ],
)
def test_a_bad_file_is_refused_with_what_is_wrong(
    tmp_path: Path, name: str, data: bytes, told: str
) -> None:
    (tmp_path / name).write_bytes(data)
    with pytest.raises(InputError, match=told) as refused:
        read_labelled(tmp_path / name)
    assert refused.value.next_step


def test_a_column_that_was_asked_for_must_be_there(tmp_path: Path) -> None:
    (tmp_path / "a.csv").write_text("text\nHello\n", encoding="utf-8")
    with pytest.raises(InputError, match="no column 'category'"):
        read_labelled(tmp_path / "a.csv", Columns(label="category"))


def test_a_file_that_is_not_there_is_named(tmp_path: Path) -> None:
    with pytest.raises(InputError, match="cannot be read"):
        read_labelled(tmp_path / "none.csv")
