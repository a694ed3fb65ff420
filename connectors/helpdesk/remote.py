"""Exports on object storage, by address (s3://…, gs://…, memory://…), through fsspec.

Each is fetched into a folder that only its owner can read and that is gone when it was read: an
export is read twice (once to tell its encoding), and a zip from its end.
"""

from __future__ import annotations

import os
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import datetime
from pathlib import Path, PurePosixPath
from typing import Any

from connectors.helpdesk.compression import known_suffix
from records.errors import ConfigurationError, InputError

# What fsspec's file systems call the time of the last change.
_TIMES = ("LastModified", "mtime", "last_modified", "updated", "modified", "created")


def is_address(export: str) -> bool:
    """Whether an export lies elsewhere; ``C://`` is a drive."""
    scheme, mark, _ = export.partition("://")
    return bool(mark) and len(scheme) > 1


def addresses(pattern: str) -> list[str]:
    """The exports that an address, a pattern of them or a folder stands for, in order.

    Raises ConfigurationError where the scheme needs a package that is not installed, InputError
    where nothing is there or it cannot be listed.
    """
    system, root = _system(pattern)
    try:
        found = system.glob(root) if any(mark in root for mark in "*?[") else [root]
        files = [name for one in found for name in _files(system, one)]
    except (OSError, ValueError) as error:
        raise _unreadable(pattern, error) from error
    if not files:
        raise InputError(f"{pattern} holds no export", expected="files such as tickets.ndjson.gz")
    return sorted(str(system.unstrip_protocol(name)) for name in files)


@contextmanager
def fetched(address: str) -> Iterator[Path]:
    """The export as a file of its own name, with its time, until the block ends."""
    system, name = _system(address)
    with tempfile.TemporaryDirectory(prefix="koe-export-") as folder:
        path = Path(folder) / (PurePosixPath(name).name or "export")
        try:
            system.get_file(name, str(path))
            changed = _changed(system.info(name))
        except (OSError, ValueError) as error:
            raise _unreadable(address, error) from error
        if changed is not None:
            os.utime(path, (changed, changed))
        yield path


def _system(address: str) -> tuple[Any, str]:
    import fsspec

    try:
        system, name = fsspec.core.url_to_fs(address)
    except ImportError as error:
        scheme = address.partition("://")[0]
        raise ConfigurationError(
            f"{address}: {scheme} needs a package that is not installed ({error})",
            expected="fsspec's own package for it, e.g. s3fs for s3, gcsfs for gs",
            next_step="install it beside Koe: pip install "
            + ("'koe-voice[s3]'" if scheme == "s3" else "…"),
        ) from error
    except ValueError as error:
        raise ConfigurationError(f"{address}: {error}", expected="a scheme fsspec knows") from error
    return system, str(name)


def _files(system: Any, name: str) -> list[str]:
    if not system.isdir(name):
        return [name]
    return [one for one in system.find(name) if known_suffix(one)]


def _changed(info: dict[str, Any]) -> float | None:
    for key in _TIMES:
        told = info.get(key)
        if isinstance(told, datetime):
            return told.timestamp()
        if isinstance(told, int | float) and not isinstance(told, bool):
            return float(told)
    return None


def _unreadable(address: str, error: Exception) -> InputError:
    return InputError(
        f"{address} cannot be read ({type(error).__name__})",
        expected="an export that the credentials in the environment may read",
        next_step="try the address with the storage's own tool, as the user Koe runs as",
    )
