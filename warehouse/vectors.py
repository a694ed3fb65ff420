"""A cache of embeddings: text hash and embedder -> the bytes of one float32 row.

It lies in an SQLite file of its own, which may be deleted at any time: everything in it can be
computed again. Measured on 200,000 rows of 2 KB (ADR 0014): 1,000 keys are read in 0.02 s from
either SQLite or DuckDB, but SQLite finds them by its index, so that stays so as the file grows,
and several processes may read and write it at once. Holds hashes and numbers, no text; where the
warehouse is encrypted, so are the vectors (ADR 0019), since much of a text can be guessed from one.
"""

from __future__ import annotations

import os
import sqlite3
from collections.abc import Iterable, Iterator, Mapping
from contextlib import closing, contextmanager
from pathlib import Path

from records.errors import WarehouseError
from warehouse.row_seal import RowSeal

_SCHEMA = """
CREATE TABLE IF NOT EXISTS vectors (
    embedder TEXT NOT NULL, text_key TEXT NOT NULL, vector BLOB NOT NULL,
    PRIMARY KEY (embedder, text_key)
)
"""
_BUSY_SECONDS = 30.0
_LOST = "delete it; what it held is computed again"


class VectorCache:
    """The cache file at ``path``, made when first used, readable by its owner only.

    With a ``key`` its rows are encrypted and its text hashes keyed."""

    def __init__(self, path: Path, key: str | None = None) -> None:
        self._path = path
        self._seal = RowSeal(key, lost=_LOST) if key else None

    def get(self, keys: Iterable[str], embedder: str) -> dict[str, bytes]:
        """The rows that are known of these keys, as written (little-endian float32)."""
        sql = "SELECT vector FROM vectors WHERE embedder = ? AND text_key = ?"
        found: dict[str, bytes] = {}
        with self._open() as conn:
            for key in keys:
                row = conn.execute(sql, (embedder, self._kept_as(key))).fetchone()
                if row is not None:
                    found[key] = self._seal.open(row[0]) if self._seal else row[0]
        return found

    def put(self, vectors: Mapping[str, bytes], embedder: str) -> None:
        """Keep rows, all or none; a key that is known keeps its row."""
        seal = self._seal.close if self._seal else bytes
        rows = ((embedder, self._kept_as(key), seal(row)) for key, row in vectors.items())
        with self._open() as conn, conn:
            conn.executemany("INSERT OR IGNORE INTO vectors VALUES (?, ?, ?)", rows)

    def keep_only(self, keys: Iterable[str]) -> int:
        """Forget every row whose text is no longer kept, and its bytes; how many.

        The file is written anew, its log emptied: SQLite leaves deleted rows where they were.
        """
        if not self._path.is_file():
            return 0
        with self._open() as conn:
            conn.execute("PRAGMA secure_delete = ON")
            conn.execute("PRAGMA temp_store = MEMORY")
            with conn:
                conn.execute("CREATE TEMP TABLE kept (text_key TEXT PRIMARY KEY)")
                rows = ((self._kept_as(key),) for key in keys)
                conn.executemany("INSERT OR IGNORE INTO kept VALUES (?)", rows)
                sql = "DELETE FROM vectors WHERE text_key NOT IN (SELECT text_key FROM kept)"
                gone = conn.execute(sql).rowcount
            conn.execute("VACUUM")
            conn.execute("PRAGMA wal_checkpoint(TRUNCATE)")
        return gone

    def _kept_as(self, key: str) -> str:
        return self._seal.name(key) if self._seal else key

    @contextmanager
    def _open(self) -> Iterator[sqlite3.Connection]:
        self._path.parent.mkdir(parents=True, exist_ok=True, mode=0o700)
        os.close(os.open(self._path, os.O_CREAT | os.O_RDWR, 0o600))
        with closing(sqlite3.connect(self._path, timeout=_BUSY_SECONDS)) as conn:
            try:
                conn.execute("PRAGMA journal_mode = WAL")
                conn.execute("PRAGMA synchronous = NORMAL")  # a lost last row is computed again
                conn.execute(_SCHEMA)
            except sqlite3.DatabaseError as error:
                raise WarehouseError(
                    f"The vector cache {self._path} cannot be used: {error}",
                    next_step=_LOST,
                ) from error
            yield conn
