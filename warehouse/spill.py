"""Where a database puts what does not fit into its memory, for as long as a statement runs.

Left to itself, DuckDB takes a folder of the working directory for a database in memory, and one
folder for all who have a file open, where each overwrites and removes the others' files. Here
every opening has a folder of its own beside its file, readable by its owner only; the operating
system's lock on the folder (it vanishes with its process, even on ``kill -9``) tells a folder in
use from one that was left behind.
"""

from __future__ import annotations

import fcntl
import os
import shutil
import tempfile
from collections.abc import Iterator
from contextlib import ExitStack, contextmanager, suppress
from glob import escape
from pathlib import Path


@contextmanager
def spilling(path: Path, key: str | None) -> Iterator[dict[str, str | bool]]:
    """What DuckDB is told about the spill of the file at ``path``; encrypted where there is a key.

    What killed processes left is cleared first. Where nothing may be written beside the file
    (a snapshot on a read-only disk), nothing is spilled: too large a statement fails.
    """
    clear_spills(path)
    with ExitStack() as claim:
        folder = None
        while folder is None:
            try:
                made = tempfile.mkdtemp(prefix=f"{path.name}.", suffix=".tmp", dir=path.parent)
            except OSError:
                yield {"temp_directory": ""}
                return
            folder = _claimed(Path(made), claim)
        try:
            yield {"temp_directory": str(folder), "temp_file_encryption": key is not None}
        finally:
            shutil.rmtree(folder, ignore_errors=True)  # DuckDB may have removed it itself


def _claimed(made: Path, claim: ExitStack) -> Path | None:
    """The folder, locked as long as ``claim`` lasts; None where another process that clears was
    faster: between being made and being locked it looks like one that was left behind."""
    try:
        claim.enter_context(_locked(made))
    except (FileNotFoundError, BlockingIOError):
        return None
    return made if made.is_dir() else None


def clear_spills(path: Path) -> None:
    """Remove the spill folders beside ``path`` that no process has in use."""
    for folder in path.parent.glob(f"{escape(path.name)}.*.tmp"):
        with suppress(OSError), _locked(folder):  # in use, gone meanwhile, not ours to remove
            shutil.rmtree(folder)


@contextmanager
def _locked(folder: Path) -> Iterator[None]:
    """Raises OSError where another has it."""
    handle = os.open(folder, os.O_RDONLY | os.O_DIRECTORY)
    try:
        fcntl.flock(handle, fcntl.LOCK_EX | fcntl.LOCK_NB)
        yield
    finally:
        os.close(handle)
