"""The door to export files: which there are, who they are, and what stands in their rows."""

from __future__ import annotations

import hashlib
from collections.abc import Generator, Iterator, Sequence
from dataclasses import dataclass, replace
from datetime import UTC, datetime
from pathlib import Path

from connectors.helpdesk import json_rows
from connectors.helpdesk.compression import PACKED, SUFFIXES, Member, known_suffix, members
from connectors.helpdesk.errors import BrokeOff
from connectors.helpdesk.json_tickets import AnyTranslator
from connectors.helpdesk.mapped.spec import Mapping
from connectors.helpdesk.mapped.table import Table
from connectors.helpdesk.options import DEFAULTS, ReadOptions
from connectors.helpdesk.translation import Read, translated
from connectors.helpdesk.zendesk_people import SideLoads
from records.errors import InputError
from records.ticket import SourceFile

__all__ = ["BrokeOff", "Read", "ReadOptions", "export_files", "read_export", "source_file"]


def source_file(path: Path) -> SourceFile:
    """The file's identity: SHA-256 of its bytes as they lie on disk, read in chunks."""
    try:
        with path.open("rb") as stream:
            digest = hashlib.file_digest(stream, "sha256").hexdigest()
        status = path.stat()
    except OSError as error:
        raise InputError(
            f"{path} cannot be read: {error.strerror}", expected="a readable export file"
        ) from error
    return SourceFile(
        str(path), digest, status.st_size, datetime.fromtimestamp(status.st_mtime, UTC)
    )


def export_files(paths: Sequence[Path]) -> list[Path]:
    """The files to read: each given file, and those with a known suffix in each folder.

    Sorted by path, each once. A path that does not exist or a folder without any export raises
    InputError: a night that reads nothing because of a typing error must not look like a quiet one.
    """
    found: set[Path] = set()
    for path in paths:
        if path.is_dir():
            found.update(_in_folder(path))
        elif path.exists():
            found.add(path)
        else:
            raise InputError(
                f"{path} does not exist",
                expected="an export file or a folder of them",
                next_step="Check the path given with --export or in koe.toml.",
            )
    return sorted(found)


def _in_folder(folder: Path) -> list[Path]:
    files = [path for path in folder.rglob("*") if path.is_file()]
    known = [path for path in files if known_suffix(path.name) and not path.name.startswith(".")]
    if not known:
        raise InputError(
            f"{folder} holds no export ({len(files)} other files)",
            expected=f"files named {', '.join(sorted(SUFFIXES))}, "
            f"also with {' or '.join(sorted(PACKED))}",
            next_step="put exports there, or name one: koe run --export FILE",
        )
    return known


def read_export(
    path: Path,
    *,
    source: str,
    mapping: Mapping | None,
    after_line: int = 0,
    file_time: datetime,
    options: ReadOptions = DEFAULTS,
) -> Iterator[Read]:
    """Every row of the file after ``after_line``, in order, holding one row at a time.

    JSON is read as Zendesk's, Intercom's or Freshdesk's, anything else as CSV by ``mapping``. Row
    numbers are physical lines (CSV, NDJSON) or ordinals (arrays), and go on through the members
    of a zip; so a row keeps its number however often the file is read. Raises InputError where
    the file is unusable, and BrokeOff after the last whole row where it ends too early.
    """
    job = _Job(path, source, mapping, file_time, options)
    rows, last = 0, 0
    try:
        for read in _through_members(job, after_line):
            rows, last = rows + 1, read.row.line
            yield read
    except BrokeOff as error:
        raise error.after(str(path), rows, last) from error


@dataclass(frozen=True, slots=True)
class _Job:
    """What one call of ``read_export`` was given."""

    path: Path
    source: str
    mapping: Mapping | None
    file_time: datetime
    options: ReadOptions


def _through_members(job: _Job, after: int) -> Iterator[Read]:
    found = members(job.path, job.options)
    offset = 0
    for member in found:
        reads = _member(job, member, max(0, after - offset))
        where = f" [{member.name}" if len(found) > 1 else ""
        offset += yield from _shifted(reads, offset, where)


def _shifted(
    reads: Generator[Read, None, int], offset: int, where: str
) -> Generator[Read, None, int]:
    """Rows numbered through all members; a bad one tells its member and its line there."""
    if not where:
        return (yield from reads)
    while True:
        try:
            read = next(reads)
        except StopIteration as end:
            return int(end.value)
        detail = f"{read.detail}{where}, line {read.row.line}]" if read.reason else read.detail
        yield replace(read, row=replace(read.row, line=read.row.line + offset), detail=detail)


def _member(job: _Job, member: Member, after: int) -> Generator[Read, None, int]:
    head = json_rows.head_of(member.chunks)
    if head.is_empty:
        job.options.on_warning(f"{job.path}: {member.name} is empty")
        return 0
    if head.is_json:
        return (yield from _told_in_json(job, member, head.shape(), after))
    return (yield from _mapped(job, member, after))


def _told_in_json(
    job: _Job, member: Member, shape: json_rows.Shape, after: int
) -> Generator[Read, None, int]:
    side, limit = SideLoads(), job.options.row_limit
    if shape is json_rows.Shape.ENVELOPE:
        for key, row in json_rows.side_loads(member.chunks, limit):
            side.add(key, row)
    translator = AnyTranslator(job.source, side, job.options)
    rows = json_rows.rows(member.chunks, shape, limit, after)
    return (yield from translated(rows, translator.ticket))


def _mapped(job: _Job, member: Member, after: int) -> Generator[Read, None, int]:
    where = f"{job.path}: {member.name}"
    if job.mapping is None:
        raise InputError(
            f"{where} is no JSON, and no mapping says how to read it",
            expected="a JSON export, or a CSV with a mapping file",
            next_step="`koe mapping suggest FILE` writes a first mapping; try it with "
            "`koe mapping test`.",
        )
    table = Table(member, job.mapping, job.options)
    table.header.require(where)
    if table.header.unmapped:
        names = ", ".join(table.header.unmapped)
        job.options.on_warning(f"{where} has columns that the mapping does not know: {names}")
    translator = table.translator(job.source, job.file_time)
    return (yield from translated(table.rows(after), translator.ticket))
