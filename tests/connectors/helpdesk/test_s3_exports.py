"""Exports on S3, fetched over HTTP from a server on loopback that answers as S3 does."""

from __future__ import annotations

import gzip
import json
from collections.abc import Iterator
from importlib import import_module
from importlib.util import find_spec
from pathlib import Path
from typing import Any

import pytest

from connectors.helpdesk.remote import addresses, fetched
from flows.intake import intake
from flows.night import open_night
from flows.settings import build_settings
from records.errors import InputError

pytestmark = [
    pytest.mark.slow,
    pytest.mark.skipif(
        find_spec("moto") is None or find_spec("s3fs") is None,
        reason="needs moto and s3fs: uv sync",
    ),
    # botocore, as of 2026-10, in Python 3.12
    pytest.mark.filterwarnings("ignore:datetime.datetime.utcnow:DeprecationWarning"),
]


def exported(*numbers: int, status: str = "solved", day: int = 3) -> bytes:
    moment = f"2026-10-{day:02d}T01:00:00Z"
    rows = [
        {"id": one, "status": status, "description": "請求が二重です。 Charged twice."}
        | {"created_at": moment, "updated_at": moment}
        for one in numbers
    ]
    return "\n".join(json.dumps(row, ensure_ascii=False) for row in rows).encode()


@pytest.fixture
def bucket(monkeypatch: pytest.MonkeyPatch) -> Iterator[Any]:
    """A bucket of its own on a server of its own."""
    server = import_module("moto.server").ThreadedMotoServer("127.0.0.1", 0, verbose=False)
    server.start()
    host, port = server.get_host_and_port()
    for name, value in {
        "AWS_ENDPOINT_URL": f"http://{host}:{port}",
        "AWS_ACCESS_KEY_ID": "loopback",
        "AWS_SECRET_ACCESS_KEY": "loopback-secret",
        "AWS_DEFAULT_REGION": "us-east-1",
        "KOE_PSEUDONYM_KEY": "0123456789abcdef0123456789abcdef",
    }.items():
        monkeypatch.setenv(name, value)
    import_module("s3fs").S3FileSystem.clear_instance_cache()
    client = import_module("boto3").client("s3")
    client.create_bucket(Bucket="exports")
    yield client
    client.close()
    server.stop()


def test_a_night_reads_what_lies_in_a_bucket_and_reads_it_once(bucket: Any, tmp_path: Path) -> None:
    older = gzip.compress(exported(1, 2, 3))
    bucket.put_object(Bucket="exports", Key="nights/a/1.ndjson.gz", Body=older)
    newer = exported(3, 4, status="closed", day=5)
    bucket.put_object(Bucket="exports", Key="nights/a/2.ndjson", Body=newer)
    bucket.put_object(Bucket="exports", Key="nights/a/readme.txt.bak", Body=b"no export")
    settings = build_settings({"intake": {"exports": ["s3://exports/nights/a"]}}, root=tmp_path)

    def counts() -> dict[str, int]:
        night = open_night(settings)
        night.run_id = "night"
        with night.warehouse.lock():
            return intake(night)

    first = counts()
    assert (first["read"], first["loaded"], first["quarantined"]) == (5, 5, 0)
    with open_night(settings).warehouse.connect() as conn:
        kept = conn.execute("SELECT ticket_id, status FROM tickets ORDER BY ALL").fetchall()
    assert kept == [("1", "resolved"), ("2", "resolved"), ("3", "closed"), ("4", "closed")]
    assert counts()["files_known"] == 2


def test_what_is_fetched_is_its_owners_alone_and_gone_once_read(bucket: Any) -> None:
    bucket.put_object(Bucket="exports", Key="x/t.ndjson", Body=exported(1))
    with fetched("s3://exports/x/t.ndjson") as path:
        assert path.read_bytes() == exported(1)
        assert path.parent.stat().st_mode & 0o077 == 0
    assert not path.parent.exists()


def test_a_bucket_that_is_not_there_is_said_without_a_secret(bucket: Any) -> None:
    del bucket
    with pytest.raises(InputError) as told:
        addresses("s3://nowhere/nights/*.ndjson")
    assert "loopback-secret" not in str(told.value)
