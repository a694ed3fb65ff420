"""Real files in a fresh folder, read through the real door."""

from __future__ import annotations

import json
from collections.abc import Callable
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

import pytest

from connectors.helpdesk.files import Read, ReadOptions, read_export
from connectors.helpdesk.mapping import Mapping, load_mapping

FILE_TIME = datetime(2026, 11, 1, 12, 0, tzinfo=UTC)
Write = Callable[[str, bytes], Path]
ReadAll = Callable[..., list[Read]]
MakeMapping = Callable[[str], Mapping]


@pytest.fixture
def write(tmp_path: Path) -> Write:
    """Write bytes under a name and give the path."""

    def _write(name: str, data: bytes) -> Path:
        path = tmp_path / name
        path.write_bytes(data)
        return path

    return _write


@pytest.fixture
def read_all() -> ReadAll:
    """Every row of a file."""

    def _read(path: Path, mapping: Mapping | None = None, after: int = 0, **options: Any) -> Any:
        return list(
            read_export(
                path,
                source="test",
                mapping=mapping,
                after_line=after,
                file_time=FILE_TIME,
                options=ReadOptions(**options),
            )
        )

    return _read


@pytest.fixture
def make_mapping(tmp_path: Path) -> MakeMapping:
    """A mapping out of YAML text."""

    def _make(text: str) -> Mapping:
        path = tmp_path / "mapping.yaml"
        path.write_text(text, encoding="utf-8")
        return load_mapping(path)

    return _make


@pytest.fixture
def ticket_row() -> Callable[..., dict[str, Any]]:
    """A Zendesk ticket as the export shows it; keywords replace or add keys."""

    def _row(number: int = 1, **changed: Any) -> dict[str, Any]:
        return {
            "id": number,
            "status": "solved",
            "subject": "支払いができない",
            "description": "アプリが落ちます。",
            "created_at": "2026-10-03T01:00:00Z",
            "updated_at": "2026-10-04T01:00:00Z",
            "requester_id": 77,
            "tags": ["ja"],
        } | changed

    return _row


@pytest.fixture
def ndjson(ticket_row: Callable[..., dict[str, Any]]) -> Callable[[int], bytes]:
    """That many tickets, one a line."""

    def _ndjson(count: int) -> bytes:
        rows = [json.dumps(ticket_row(n), ensure_ascii=False) for n in range(1, count + 1)]
        return "".join(row + "\n" for row in rows).encode()

    return _ndjson
