"""The files of the Markdown tracker: numbers that are never used twice, writes that are whole."""

from __future__ import annotations

import os
import re
import stat
import tempfile
from collections.abc import Sequence
from pathlib import Path

from connectors.tracker.base import FoundIssue
from connectors.tracker.render.markdown import escape
from records.errors import Rejected

INDEX = "README.md"
COUNTER = ".last-number"
_ISSUE_FILE = re.compile(r"[A-Z][A-Z0-9]*-(\d+)\.md")


def issue_paths(root: Path) -> list[Path]:
    """The files of issues, by number."""
    if not root.is_dir():
        return []
    return sorted(
        (path for path in root.iterdir() if _ISSUE_FILE.fullmatch(path.name)), key=_number
    )


def path_of(root: Path, key: str) -> Path:
    """The file of an issue. Raises Rejected for anything that is not a key (``../x``)."""
    if not _ISSUE_FILE.fullmatch(f"{key}.md"):
        raise Rejected(f"{key!r} is not the key of an issue", expected="a key such as KOE-1")
    return root / f"{key}.md"


def read(path: Path) -> str:
    """A file's text. Raises Rejected where it is gone or not UTF-8."""
    try:
        return path.read_text(encoding="utf-8")
    except FileNotFoundError:
        raise Rejected(f"{path.name} is gone", next_step="Koe writes nothing more there") from None
    except UnicodeDecodeError:
        raise Rejected(
            f"{path.name} is not UTF-8", next_step="save it as UTF-8 in the editor, then run again"
        ) from None


def write(path: Path, text: str) -> None:
    """Replace a file by a rename, on disk before this returns: the old one or the new, whole.

    A new file is its owner's alone; one that people opened to others stays open to them."""
    mode = stat.S_IMODE(path.stat().st_mode) if path.exists() else 0o600
    handle, name = tempfile.mkstemp(dir=path.parent, prefix=f".{path.name}.")
    try:
        with os.fdopen(handle, "w", encoding="utf-8", newline="\n") as out:
            out.write(text)
            out.flush()
            os.fsync(out.fileno())
        Path(name).chmod(mode)
        Path(name).replace(path)
    except BaseException:
        Path(name).unlink(missing_ok=True)
        raise


def take_number(root: Path, project: str) -> int:
    """The next number, written down before it is used: a deleted issue's is not used again."""
    counter = root / COUNTER
    text = read(counter).strip() if counter.is_file() else "0"
    used = [_number(path) for path in issue_paths(root) if path.name.startswith(f"{project}-")]
    number = max([int(text) if text.isdigit() else 0, *used]) + 1
    write(counter, f"{number}\n")
    return number


def write_index(root: Path, issues: Sequence[FoundIssue]) -> None:
    """A README.md that lists the issues, newest first: what a person opens."""
    rows = [_row(issue) for issue in reversed(issues)]
    lines = [
        "# Issues / 課題一覧",
        "",
        "To answer, edit `status:` (todo, doing, done) and `resolution:` at the top of a file.",
        "回答するには、各ファイルの先頭にある `status:` と `resolution:` を書き換えてください。",
        "",
        "| | | status | resolution | updated |",
        "| --- | --- | --- | --- | --- |",
        *rows,
    ]
    write(root / INDEX, "\n".join(lines) + "\n")


def _row(issue: FoundIssue) -> str:
    cells = [
        f"[{issue.issue_key}]({issue.issue_key}.md)",
        escape(issue.summary),
        escape(issue.status),
        escape(issue.resolution or ""),
        f"{issue.updated_at:%Y-%m-%d}",
    ]
    return "| " + " | ".join(cells) + " |"


def _number(path: Path) -> int:
    match = _ISSUE_FILE.fullmatch(path.name)
    return int(match.group(1)) if match else 0
