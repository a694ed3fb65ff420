"""Exports on object storage: fetched to be read, and not a byte left behind."""

from __future__ import annotations

import json
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import fsspec
import pytest

from connectors.helpdesk.remote import addresses, fetched, is_address
from flows.intake import intake
from flows.night import open_night
from flows.settings import build_settings
from records.errors import ConfigurationError, InputError

TICKET = {
    "status": "solved",
    "description": "アプリが落ちます。",
    "created_at": "2026-10-03T01:00:00Z",
    "updated_at": "2026-10-03T01:00:00Z",
}


def lines(*numbers: int, **more: Any) -> bytes:
    rows = [json.dumps({"id": number} | TICKET | more) for number in numbers]
    return "\n".join(rows).encode()


@pytest.fixture
def bucket() -> Iterator[Any]:
    """fsspec's own store in memory, empty before and after."""
    system = fsspec.filesystem("memory")
    system.store.clear()
    yield system
    system.store.clear()


def test_addresses_are_told_from_paths() -> None:
    assert is_address("s3://bucket/exports/*.ndjson.gz")
    assert not is_address("exports/a.csv")
    assert not is_address("C://exports")


def test_a_pattern_or_a_folder_stands_for_its_exports_in_order(bucket: Any) -> None:
    for name in ("b.ndjson", "a.ndjson.gz", "readme.md"):
        bucket.pipe(f"/exports/{name}", lines(1))
    wanted = ["memory:///exports/a.ndjson.gz", "memory:///exports/b.ndjson"]
    assert addresses("memory://exports") == wanted
    assert addresses("memory://exports/*.ndjson*") == wanted


def test_a_fetched_export_is_gone_once_it_was_read(bucket: Any) -> None:
    bucket.pipe("/exports/a.ndjson", lines(1, 2))
    with fetched("memory://exports/a.ndjson") as path:
        assert path.read_bytes() == lines(1, 2)
        assert path.parent.stat().st_mode & 0o077 == 0
    assert not path.parent.exists()


def test_nothing_there_is_an_error_and_not_a_quiet_night(bucket: Any) -> None:
    with pytest.raises(InputError):
        addresses("memory://nowhere/*.ndjson")
    with pytest.raises(InputError), fetched("memory://nowhere/a.ndjson"):
        pass


def test_a_storage_whose_package_is_missing_says_which_one() -> None:
    with pytest.raises(ConfigurationError, match="gcsfs"):
        addresses("gs://bucket/exports")


def test_a_night_reads_overlapping_exports_from_storage_in_any_order(
    bucket: Any, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("KOE_PSEUDONYM_KEY", "0123456789abcdef0123456789abcdef")
    newer = {"updated_at": "2026-10-05T01:00:00Z", "status": "closed"}
    bucket.pipe("/exports/1-newer.ndjson", lines(2, 3, 4, **newer))
    bucket.pipe("/exports/2-older.ndjson", lines(1, 2, 3))
    settings = build_settings({"intake": {"exports": ["memory://exports"]}}, root=tmp_path)

    def pulled() -> dict[str, int]:
        night = open_night(settings)
        night.run_id = "night"
        with night.warehouse.lock():
            return intake(night)

    counts = pulled()
    assert (counts["read"], counts["loaded"], counts["stale"]) == (6, 4, 2)
    night = open_night(settings)
    with night.warehouse.connect() as conn:
        kept = conn.execute("SELECT ticket_id, status FROM tickets ORDER BY ALL").fetchall()
        told = conn.execute("SELECT DISTINCT path FROM ingest_files ORDER BY ALL").fetchall()
    assert kept == [("1", "resolved"), ("2", "closed"), ("3", "closed"), ("4", "closed")]
    assert told == [("memory:///exports/1-newer.ndjson",), ("memory:///exports/2-older.ndjson",)]
    assert pulled()["files_known"] == 2
