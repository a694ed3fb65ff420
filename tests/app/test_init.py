"""``koe init``: the first thing that somebody types."""

from __future__ import annotations

import tomllib
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from flows.settings import Settings, load_settings

Koe = Callable[..., Any]


def test_init_writes_settings_that_are_the_defaults(tmp_path: Path, koe: Koe) -> None:
    assert koe("init", tmp_path / "new").code == 0
    written = load_settings(tmp_path / "new" / "koe.toml")
    assert written.model_dump() == Settings().model_dump()


def test_init_explains_every_setting_in_the_line_above_it(tmp_path: Path, koe: Koe) -> None:
    koe("init", tmp_path)
    lines = (tmp_path / "koe.toml").read_text(encoding="utf-8").splitlines()
    for number, line in enumerate(lines):
        if " = " in line and not line.startswith("#"):
            assert lines[number - 1].startswith("# "), line


def test_the_key_of_the_pseudonyms_is_for_its_owner_alone(tmp_path: Path, koe: Koe) -> None:
    koe("init", tmp_path)
    dotenv = tmp_path / ".env"
    assert dotenv.stat().st_mode & 0o777 == 0o600
    assert len(load_settings(tmp_path / "koe.toml").pseudonym_key) == 64


def test_two_accounts_get_two_keys(tmp_path: Path, koe: Koe) -> None:
    koe("init", tmp_path / "a")
    koe("init", tmp_path / "b")
    keys = {(tmp_path / name / ".env").read_text(encoding="utf-8") for name in "ab"}
    assert len(keys) == 2


def test_init_overwrites_nothing(tmp_path: Path, koe: Koe) -> None:
    (tmp_path / "koe.toml").write_text("# mine\n", encoding="utf-8")
    koe("init", tmp_path)
    key = (tmp_path / ".env").read_text(encoding="utf-8")
    again = koe("init", tmp_path)
    assert again.code == 0
    assert (tmp_path / "koe.toml").read_text(encoding="utf-8") == "# mine\n"
    assert (tmp_path / ".env").read_text(encoding="utf-8") == key
    assert again.err.count("already there; left as it is") == 2


def test_init_tells_where_exports_go_and_makes_the_folder(tmp_path: Path, koe: Koe) -> None:
    told = koe("init", tmp_path / "new")
    assert "koe doctor" in told.err
    assert "exports" in told.err
    assert (tmp_path / "new" / "exports").is_dir()


def test_show_prints_every_setting_and_writes_nothing(
    tmp_path: Path, koe: Koe, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(tmp_path)
    shown = koe("init", "--show")
    sections = tomllib.loads(shown.out)
    assert set(sections) == set(Settings.model_fields) - {"root", "secrets"}
    assert list(tmp_path.iterdir()) == []


def test_after_init_only_exports_are_missing(tmp_path: Path, koe: Koe) -> None:
    koe("init", tmp_path)
    told = koe("run", "--config", tmp_path / "koe.toml")
    assert told.code in (2, 3)
    assert "exports" in told.err
    assert "Expected:" in told.err
    assert "Next: put exports there" in told.err
