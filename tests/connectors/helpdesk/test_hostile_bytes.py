"""Whatever stands in a file, reading it ends in rows, reasons or an error that teaches."""

from __future__ import annotations

import gzip
import json
import tempfile
from datetime import UTC, datetime
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from connectors.helpdesk.files import ReadOptions, read_export
from connectors.helpdesk.mapping import load_mapping
from records.errors import InputError

EXAMPLES = Path(__file__).parents[3] / "examples" / "mappings"
MAPPING = load_mapping(EXAMPLES / "generic_message_ja.yaml")
TICKET = {
    "id": 1,
    "status": "solved",
    "description": 'アプリが"落ち"ます\n',
    "created_at": "2026-10-03T01:00:00Z",
    "updated_at": "2026-10-03T01:00:00Z",
    "comments": [{"id": 2, "body": "ok", "author_id": 1, "created_at": "2026-10-03T01:00:00Z"}],
}
CSV = (
    "会話ID,状態,本文,送信日時,送信者種別,顧客ID,送信者名\r\n"
    '7,終了,"チャージ\r\n""できません""",1790989200000,顧客,c1,花子\r\n'
    "8,終了,確認します,1790989200000,オペレーター,c1,\r\n"
)
SEEDS = [
    b"\n".join([json.dumps(TICKET, ensure_ascii=False).encode()] * 3),
    json.dumps([TICKET] * 3).encode(),
    json.dumps({"tickets": [TICKET] * 2, "users": [{"id": 1, "role": "agent"}]}, indent=1).encode(),
    CSV.encode("cp932"),
    CSV.encode("utf-8-sig"),
    CSV.encode("utf-16"),
    gzip.compress(json.dumps([TICKET] * 3).encode()),
]
edits = st.lists(st.tuples(st.integers(0, 600), st.binary(max_size=3)), max_size=4)


@pytest.mark.slow
@given(
    seed=st.sampled_from(SEEDS), edits=edits, stop=st.integers(100, 900), limit=st.integers(50, 900)
)
@settings(max_examples=300)
def test_no_bytes_end_in_anything_but_rows_reasons_or_an_input_error(
    seed: bytes, edits: list[tuple[int, bytes]], stop: int, limit: int
) -> None:
    data = bytearray(seed)
    for at, new in edits:
        data[at : at + len(new)] = new
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / "export"
        path.write_bytes(data[:stop])
        assert read_through(path, limit)


def read_through(path: Path, limit: int) -> str:
    """What the error expects; any text where the file was read to its end."""
    try:
        for read in read_export(
            path,
            source="x",
            mapping=MAPPING,
            file_time=datetime(2026, 11, 1, tzinfo=UTC),
            options=ReadOptions(row_limit=limit),
        ):
            assert (read.ticket is None) != (read.reason is None)
            assert read.ticket or read.detail
            (read.row.text + read.detail).encode("utf-8")
    except InputError as error:
        return error.expected
    return "a file like this"


@given(data=st.binary(max_size=300))
@settings(max_examples=200)
def test_random_bytes_are_refused_or_read_but_never_crash(data: bytes) -> None:
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / "export"
        path.write_bytes(data)
        assert read_through(path, 200)
