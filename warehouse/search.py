"""Looking for words in files: the proof that an erasure left nothing.

DuckDB packs strings, so that the bytes of its files prove little by themselves: every text
column of a DuckDB file is asked in SQL too.
"""

from __future__ import annotations

import json
import mmap
from collections.abc import Iterable, Sequence
from pathlib import Path
from typing import TYPE_CHECKING

from records.errors import WarehouseError
from warehouse.arrow import registered
from warehouse.sealing import Sealed, is_sealed
from warehouse.snapshot import open_snapshot

if TYPE_CHECKING:
    from duckdb import DuckDBPyConnection


def refuse_words(paths: Iterable[Path], words: Sequence[str], key: str | None) -> None:
    """Raise :class:`WarehouseError` naming the first place where one of the words stands."""
    if not words:
        return
    forms = [form for word in words for form in _forms(word)]
    for path in paths:
        if _holds(path, forms) or (_is_duckdb(path) and (_in_tables(path, words, key))):
            raise WarehouseError(
                f"{path} still holds words of somebody who was erased",
                expected="none, in any file that Koe writes",
                next_step="remove that file if it is not Koe's; then run `koe erase --finish`",
            )


def _forms(word: str) -> list[bytes]:
    """As it may stand in bytes: plain, and escaped as in JSON."""
    plain, escaped = word.encode(), json.dumps(word)[1:-1].encode()
    return [plain] if plain == escaped else [plain, escaped]


def _holds(path: Path, forms: Sequence[bytes]) -> bool:
    with path.open("rb") as file:
        if path.stat().st_size == 0:
            return False
        with mmap.mmap(file.fileno(), 0, access=mmap.ACCESS_READ) as seen:
            return any(seen.find(form) >= 0 for form in forms)


def _is_duckdb(path: Path) -> bool:
    with path.open("rb") as file:
        return file.read(12)[8:] == b"DUCK"


def _in_tables(path: Path, words: Sequence[str], key: str | None) -> bool:
    place = Sealed(path, key or "") if is_sealed(path) else path
    with open_snapshot(place) as conn, registered(conn, incoming_ids=[(w,) for w in words]):
        return any(_in_column(conn, table, column) for table, column in _text_columns(conn))


def _text_columns(conn: DuckDBPyConnection) -> list[tuple[str, str]]:
    sql = """
        SELECT c.table_name, c.column_name
        FROM duckdb_columns() AS c
        INNER JOIN duckdb_tables() AS t USING (database_name, table_name)
        WHERE
            c.database_name = current_database()
            AND (c.data_type LIKE 'VARCHAR%' OR c.data_type = 'JSON')
    """
    return [(str(table), str(column)) for table, column in conn.execute(sql).fetchall()]


def _in_column(conn: DuckDBPyConnection, table: str, column: str) -> bool:
    sql = f"""
        SELECT 1
        FROM "{table}" AS t, incoming_ids AS i
        WHERE contains(t."{column}"::VARCHAR, i.id)
        LIMIT 1
    """  # names from the catalogue, not values
    return conn.execute(sql).fetchone() is not None
