"""Erasing and encrypting from the command line."""

from __future__ import annotations

import io
import json
import sys
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

Koe = Callable[..., Any]


@pytest.fixture
def here(tmp_path: Path, koe: Koe, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A fresh installation, and a request to be erased from somebody it does not know."""
    monkeypatch.chdir(tmp_path)
    assert koe("init", ".").code == 0
    (tmp_path / "request.txt").write_text("taro@example.com\n", encoding="utf-8")
    (tmp_path / "exports" / "old.csv").write_text("id,mail\n1,taro@example.com\n", "utf-8")
    return tmp_path


def test_a_request_in_a_file_is_tried_out_first(here: Path, koe: Koe) -> None:
    told = koe("koe erase --from request.txt --dry-run".removeprefix("koe "))
    assert told.code == 0, told.err
    assert "tickets: 0 would go" in told.err
    assert "exports/old.csv" in told.err
    assert "taro" not in told.err + told.out


def test_a_request_from_a_pipe_is_answered_in_json_and_names_nobody(
    here: Path, koe: Koe, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(sys, "stdin", io.StringIO("taro@example.com\n"))
    told = koe("erase", "--json", "--by", "the officer")
    assert told.code == 0, told.err
    assert json.loads(told.out)["counts"]["tickets"] == 0
    assert "taro" not in told.err + told.out.replace("old.csv", "")
    assert b"taro" not in b"".join(p.read_bytes() for p in (here / "var").rglob("*") if p.is_file())
    assert koe("erase", "--finish").code == 0


def test_encryption_says_what_is_missing_before_anything_is_touched(here: Path, koe: Koe) -> None:
    told = koe("encrypt")
    assert (told.code, "protection.encrypt is false" in told.err) == (2, True)
    config = here / "koe.toml"
    text = config.read_text(encoding="utf-8").replace("encrypt = false", "encrypt = true")
    config.write_text(text, encoding="utf-8")
    told = koe("encrypt")
    assert (told.code, "KOE_WAREHOUSE_KEY is not set" in told.err) == (2, True)
