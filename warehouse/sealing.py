"""Encryption at rest: DuckDB's own (AES-256-GCM), with a key that stands in no SQL text.

Reading works with DuckDB as it is; writing needs the extension ``httpfs`` for its OpenSSL, from
the wheel ``duckdb-extension-httpfs`` of exactly DuckDB's version (extra ``koe-voice[encryption]``).
"""

from __future__ import annotations

import hashlib
from dataclasses import dataclass, field
from importlib import resources
from pathlib import Path
from typing import TYPE_CHECKING

from records.errors import ConfigurationError, WarehouseError

if TYPE_CHECKING:
    from duckdb import DuckDBPyConnection

# Bytes 8 to 11 of a DuckDB file are DUCK, 12 to 19 its version, 20 to 27 its flags, of which
# the lowest means encrypted (measured on files of DuckDB 1.5.5).
_MAGIC, _FLAGS = slice(8, 12), 20


@dataclass(frozen=True, slots=True)
class Sealed:
    """An encrypted file and what opens it."""

    path: Path
    key: str = field(repr=False)


# Where a reader finds a snapshot: a plain file, or a sealed one.
Place = Path | Sealed


def path_of(place: Place) -> Path:
    """Where it lies."""
    return place.path if isinstance(place, Sealed) else place


def key_of(place: Place) -> str | None:
    """What opens it, where it is sealed."""
    return place.key if isinstance(place, Sealed) else None


def is_sealed(path: Path) -> bool:
    """Whether the DuckDB file at ``path`` is encrypted; a missing one is not."""
    if not path.is_file():
        return False
    with path.open("rb") as file:
        head = file.read(_FLAGS + 1)
    return head[_MAGIC] == b"DUCK" and len(head) > _FLAGS and bool(head[_FLAGS] & 1)


def attach(
    conn: DuckDBPyConnection, path: Path, key: str | None, name: str, *, read_only: bool = False
) -> None:
    """Attach a file under ``name``; to write, twice is once. Raises :class:`WarehouseError` without
    the key, and without the library's own error, which is left behind.

    To read, each connection attaches for itself: with IF NOT EXISTS DuckDB 1.5 now and then waits
    for ever, on a whole processor, for a connection that was closed while another one had the
    same file open (after some 30 to 300 openings).
    """
    import duckdb

    _refuse_mismatch(path, key)
    options = ["READ_ONLY"] * read_only + ["ENCRYPTION_KEY $key"] * (key is not None)
    told = f" ({', '.join(options)})" if options else ""
    once = "" if read_only else "IF NOT EXISTS "
    if key is not None and not read_only:
        load_cipher(conn)
    try:
        conn.execute(
            f"ATTACH {once}'{quoted(path)}' AS \"{name}\"{told}",
            {"key": key} if key is not None else None,
        )
    except duckdb.Error as error:
        said = str(error).replace(key, "…") if key else str(error)
        raise WarehouseError(
            f"{path} cannot be opened: {said}",
            expected="a DuckDB file that Koe wrote, and its key in KOE_WAREHOUSE_KEY",
            next_step="check the key and the path, or restore the file from a backup",
        ) from None


def load_cipher(conn: DuckDBPyConnection) -> None:
    """Load what DuckDB needs to write encrypted files. Raises ConfigurationError without it."""
    import duckdb

    try:
        wheel = resources.files("duckdb_extension_httpfs") / "extensions"
        found = wheel / f"v{duckdb.__version__}" / "httpfs.duckdb_extension"
        conn.execute(f"LOAD '{quoted(Path(str(found)))}'")
    except (ImportError, duckdb.Error) as error:
        raise ConfigurationError(
            f"DuckDB cannot write encrypted files here: {type(error).__name__}",
            expected=f"the extension httpfs of DuckDB {duckdb.__version__}",
            next_step="install Koe with encryption: pip install 'koe-voice[encryption]'",
        ) from None


def memory_name(path: Path) -> str:
    """The database in memory that a sealed file is attached to: one a file and process, so that
    all connections of a process share one handle on it."""
    return f":memory:koe-{hashlib.sha256(str(path.resolve()).encode()).hexdigest()[:16]}"


def quoted(path: Path) -> str:
    """ATTACH takes no parameter for a path; in an SQL string its quotes are doubled."""
    return str(path).replace("'", "''")


def _refuse_mismatch(path: Path, key: str | None) -> None:
    if not path.is_file() or path.stat().st_size <= _FLAGS or is_sealed(path) == (key is not None):
        return
    if key is None:
        raise WarehouseError(
            f"{path} is encrypted, but protection.encrypt is off or no key was given",
            expected="protection.encrypt = true and KOE_WAREHOUSE_KEY",
            next_step="set both; to go back to a plain file, then run `koe encrypt --off`",
        )
    raise WarehouseError(
        f"{path} is not encrypted, but protection.encrypt is on",
        expected="a warehouse that was encrypted",
        next_step="run `koe encrypt` once",
    )
