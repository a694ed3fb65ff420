"""A small account to type commands at: the export of the flows' tests, in a folder of its own."""

from __future__ import annotations

import importlib.util
import json
import sys
from collections.abc import Callable
from pathlib import Path
from shutil import copy2
from types import ModuleType
from typing import Any

import pytest

ROOT = Path(__file__).parents[2]
CSV_MAPPING = ROOT / "examples" / "mappings" / "generic_ticket_ja.yaml"
KEY = "a-pseudonym-key-for-tests-only"

SETTINGS = """
[account]
name = "small"
product = "Kakeibo"

[tracker]
allow_first_fill = 10
create_runs = 1
writes_per_second = 50
"""


def _rooms_fixtures() -> ModuleType:
    """The flows' conftest, which cannot be imported by name (no package, by design)."""
    name = "koe_tests_flows_fixtures"
    if name not in sys.modules:
        path = ROOT / "tests" / "flows" / "conftest.py"
        spec = importlib.util.spec_from_file_location(name, path)
        assert spec is not None
        assert spec.loader is not None
        sys.modules[name] = importlib.util.module_from_spec(spec)
        spec.loader.exec_module(sys.modules[name])
    return sys.modules[name]


def make_account(folder: Path, rows: list[dict[str, Any]]) -> Path:
    """An account as its owner sees it: ``koe.toml``, ``.env``, ``exports``. Returns koe.toml."""
    (folder / "exports").mkdir(parents=True)
    lines = [json.dumps(row, ensure_ascii=False) for row in rows]
    (folder / "exports" / "day.ndjson").write_text("\n".join(lines), encoding="utf-8")
    (folder / ".env").write_text(f"KOE_PSEUDONYM_KEY={KEY}\n", encoding="utf-8")
    (folder / "koe.toml").write_text(SETTINGS, encoding="utf-8")
    return folder / "koe.toml"


@pytest.fixture(scope="session")
def new_account() -> Callable[[Path, list[dict[str, Any]]], Path]:
    """Makes an account: see :func:`make_account`."""
    return make_account


@pytest.fixture(scope="session")
def small_rows() -> list[dict[str, Any]]:
    """About seventy tickets about four matters."""
    rows: list[dict[str, Any]] = _rooms_fixtures().small_export()
    return rows


@pytest.fixture
def empty_account(tmp_path: Path, unused_warehouse: Path) -> Path:
    """The koe.toml of an account whose export and warehouse hold nothing yet."""
    config = make_account(tmp_path / "account", [])
    (config.parent / "var").mkdir(mode=0o700)
    copy2(unused_warehouse, config.parent / "var" / "koe.duckdb")
    return config


@pytest.fixture(scope="module")
def small_account(
    tmp_path_factory: pytest.TempPathFactory, small_rows: list[dict[str, Any]]
) -> Path:
    """The koe.toml of an account with about seventy tickets about four matters."""
    return make_account(tmp_path_factory.mktemp("small") / "account", small_rows)


@pytest.fixture
def csv_export(tmp_path: Path) -> Callable[..., Path]:
    """Writes a Japanese CSV in CP932, as mail tools export it; ``rows`` follow ``header``."""

    def write(header: str, *rows: str, name: str = "export.csv") -> Path:
        path = tmp_path / name
        path.write_bytes("\r\n".join([header, *rows, ""]).encode("cp932"))
        return path

    return write
