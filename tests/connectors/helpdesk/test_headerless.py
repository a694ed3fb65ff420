"""A file without a header: its first line is a customer's, so no message may quote it."""

from __future__ import annotations

from datetime import UTC, datetime
from pathlib import Path

import pytest

from connectors.helpdesk.files import read_export
from connectors.helpdesk.mapping import load_mapping
from records.errors import InputError

MAPPING = Path(__file__).parents[3] / "examples" / "mappings" / "generic_ticket_ja.yaml"


def test_the_first_line_of_a_file_without_a_header_is_not_quoted(tmp_path: Path) -> None:
    file = tmp_path / "export.csv"
    file.write_text("T-1,山田太郎,taro.yamada@example.com,090-1234-5678\n", encoding="utf-8")
    reads = read_export(
        file,
        source="shop",
        mapping=load_mapping(MAPPING),
        file_time=datetime(2026, 1, 1, tzinfo=UTC),
    )
    with pytest.raises(InputError) as caught:
        list(reads)
    for personal in ("山田", "taro.yamada", "090-1234"):
        assert personal not in str(caught.value)
