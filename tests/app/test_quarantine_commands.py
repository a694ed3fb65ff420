"""``koe quarantine``: a row that could not be read, a mapping that is mended, a file that is gone.

Rows of a status the mapping does not know wait; the mending tells it.
"""

from __future__ import annotations

import json
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

pytestmark = pytest.mark.slow

Koe = Callable[..., Any]
MAPPING = Path(__file__).parents[2] / "examples" / "mappings" / "generic_ticket_ja.yaml"
HEADER = "問合せID,対応状況,件名,お問い合わせ内容,受付日時,完了日時,顧客ID,お名前"
GOOD = "Q-1,対応完了,ログイン,ログインできません。,2026/10/03 9:05,2026/10/04 9:05,c1,髙橋"
ODD = "Q-2,済み,電話,電話は090-8765-4321です。落ちます。,2026/10/03 9:10,2026/10/04 9:10,c2,鈴木"


@pytest.fixture
def account(empty_account: Path, csv_export: Callable[..., Path], koe: Koe) -> Path:
    """An account whose CSV was read with a mapping that does not know one of its statuses."""
    folder = empty_account.parent
    (folder / "exports" / "day.ndjson").unlink()
    csv_export(HEADER, GOOD, ODD).rename(folder / "exports" / "day.csv")
    (folder / "mine.yaml").write_text(MAPPING.read_text(encoding="utf-8"), encoding="utf-8")
    text = empty_account.read_text(encoding="utf-8")
    empty_account.write_text(f'{text}[intake]\nmapping = "mine.yaml"\n', encoding="utf-8")
    told = koe("intake", "--json", "--config", empty_account)
    assert told.code == 0, told.err
    counts = json.loads(told.out)["stages"][0]["counts"]
    assert (counts["loaded"], counts["quarantined"]) == (1, 1)
    return empty_account


def waiting(account: Path, koe: Koe) -> list[dict[str, Any]]:
    rows: list[dict[str, Any]] = json.loads(
        koe("quarantine", "list", "--json", "--config", account).out
    )
    return rows


def mend(account: Path) -> None:
    mapping = account.with_name("mine.yaml")
    text = mapping.read_text(encoding="utf-8")
    mapping.write_text(text.replace("対応完了: resolved", "対応完了: resolved\n  済み: resolved"))


def test_a_waiting_row_is_listed_with_reason_file_and_line_and_redacted(
    account: Path, koe: Koe
) -> None:
    (row,) = waiting(account, koe)
    assert (row["reason"], Path(row["path"]).name, row["seen"]) == ("unknown_status", "day.csv", 1)
    assert row["line"] == 3
    assert "090-8765-4321" not in json.dumps(row)
    shown = koe("quarantine", "list", "--config", account)
    assert "unknown_status" in shown.out
    assert "day.csv" in shown.out
    assert shown.err == ""


def test_a_replay_with_the_same_mapping_leaves_the_row_where_it_is(account: Path, koe: Koe) -> None:
    told = koe("quarantine", "replay", "--config", account)
    assert told.code == 0
    assert "0 loaded, 1 still bad, 0 whose file is gone" in told.err
    assert len(waiting(account, koe)) == 1


def test_a_replay_after_the_mapping_was_mended_loads_the_row_once(account: Path, koe: Koe) -> None:
    mend(account)
    told = koe("quarantine", "replay", "--config", account)
    assert "1 loaded, 0 still bad, 0 whose file is gone" in told.err
    assert waiting(account, koe) == []
    again = koe("quarantine", "replay", "--config", account)
    assert "0 loaded, 0 still bad, 0 whose file is gone" in again.err
    koe("publish", "--config", account)
    found = koe("sql", "--json", "select ticket_id, status from tickets order by 1", "-c", account)
    assert json.loads(found.out) == [
        {"ticket_id": "Q-1", "status": "resolved"},
        {"ticket_id": "Q-2", "status": "resolved"},
    ]


def test_the_next_night_after_mending_finds_the_replayed_row_unchanged(
    account: Path, koe: Koe
) -> None:
    mend(account)
    koe("quarantine", "replay", "--config", account)
    told = koe("intake", "--json", "--config", account)
    counts = json.loads(told.out)["stages"][0]["counts"]
    assert (counts["read"], counts["unchanged"], counts["quarantined"]) == (2, 2, 0)


def test_a_row_whose_file_is_gone_is_told(account: Path, koe: Koe) -> None:
    (account.parent / "exports" / "day.csv").unlink()
    mend(account)
    told = koe("quarantine", "replay", "--config", account)
    assert "0 loaded, 0 still bad, 1 whose file is gone" in told.err
    assert len(waiting(account, koe)) == 1


def test_a_row_whose_file_was_changed_counts_as_gone(account: Path, koe: Koe) -> None:
    file = account.parent / "exports" / "day.csv"
    file.write_bytes("\r\n".join([HEADER, ODD, GOOD, ""]).encode("cp932"))
    mend(account)
    told = koe("quarantine", "replay", "--config", account)
    assert "0 loaded, 0 still bad, 1 whose file is gone" in told.err
