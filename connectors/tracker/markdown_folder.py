"""A folder of Markdown files as a tracker: readable without a server, answered with an editor.

One file an issue (``KOE-1.md``); a product manager changes ``status:`` or ``resolution:`` in
its head and Koe hears it. Every file is replaced whole by a rename, so a killed run leaves the
old file or the new one. What people write between Koe's notes is kept as it is.
"""

from __future__ import annotations

import hashlib
import re
from collections.abc import Callable, Sequence
from datetime import datetime
from pathlib import Path
from typing import Any

from connectors.tracker import folder_files as files
from connectors.tracker.answers import plain
from connectors.tracker.base import Category, FoundIssue, TrackerIdentity
from connectors.tracker.front_matter import Document, compose, parse
from connectors.tracker.render import markdown
from connectors.tracker.render.clean import one_line
from connectors.tracker.strike import Quoted, from_markdown, summary_left
from records.errors import Rejected
from records.issue import Block, Draft

STATUS_WORDS: dict[Category, tuple[str, ...]] = {
    "todo": ("todo", "to do", "open", "new", "received", "受付", "未着手", "未対応", "検討中"),
    "doing": ("doing", "in progress", "started", "進行中", "対応中", "処理中", "着手"),
    "done": (
        *("done", "closed", "fixed", "resolved", "released", "declined", "won't do"),
        *("完了", "処理済み", "修正済み", "リリース済み", "見送り", "対応しない", "重複"),
    ),
}
_KEY = re.compile(r"\b([A-Z][A-Z0-9]+-\d+)\b")


class MarkdownFolder:
    """A tracker in ``root``. ``clock`` dates what Koe writes; ``project`` begins every key."""

    settle_seconds = 0.0  # a file that was renamed into place is seen at once

    def __init__(self, root: Path, *, clock: Callable[[], datetime], project: str = "KOE") -> None:
        self.root, self._clock, self._project = root, clock, project
        self._known: dict[Path, tuple[tuple[int, int], FoundIssue]] = {}

    def check(self) -> TrackerIdentity:
        """Make the folder where it is missing, and read every issue: a broken one stops here."""
        self.root.mkdir(parents=True, exist_ok=True, mode=0o700)
        issues = self._all()
        files.write_index(self.root, issues)
        return TrackerIdentity("markdown", self._project, str(self.root), "")

    def find(self, label: str) -> list[FoundIssue]:
        """Issues with this label, oldest first."""
        found = [issue for issue in self._all() if label in issue.labels]
        return sorted(found, key=lambda issue: issue.created_at)

    def get(self, issue_ids: Sequence[str]) -> list[FoundIssue]:
        """These issues; a deleted file is left out."""
        known = {issue.issue_id: issue for issue in self._all()}
        return [known[issue_id] for issue_id in issue_ids if issue_id in known]

    def changed_since(self, cursor: datetime) -> list[FoundIssue]:  # noqa: ARG002 - of the protocol
        """All of them: a hand edit leaves no trustworthy time, and reading a folder is cheap."""
        return self._all()

    def create(self, draft: Draft, label: str, op_id: str) -> FoundIssue:
        """Write a new file under a number that was never used."""
        self.root.mkdir(parents=True, exist_ok=True, mode=0o700)
        key = f"{self._project}-{files.take_number(self.root, self._project)}"
        path = files.path_of(self.root, key)
        document = _new_document(key, draft, label, op_id, self._clock())
        files.write(path, document.text())
        files.write_index(self.root, self._all())
        return _found(path, document)

    def search_sees(self) -> bool:
        """Always: here a search reads the files themselves."""
        return True

    def find_note(self, issue_id: str, note_key: str) -> str | None:
        """The id of the note, which here follows from its key."""
        note_id = _note_id(note_key)
        return note_id if _marked(note_id).search(self._read(issue_id).body) else None

    def last_word(self, issue_id: str) -> str | None:
        """The line ``reason:`` in the head: who answers in a file has it before their eyes."""
        reason = str(self._read(issue_id).values(issue_id).get("reason") or "").strip()
        return reason or None

    def put_note(
        self, issue_id: str, note_id: str | None, blocks: Sequence[Block], note_key: str
    ) -> str:
        """Append a note, or put new text between the marks of an old one."""
        known = note_id or _note_id(note_key)
        document = self._read(issue_id)
        text = _note(known, self._clock(), markdown.document(blocks))
        if note_id and not _marked(known).search(document.body):
            raise Rejected(
                "people removed a note that was to be updated; it is not written again",
                next_step="add the label koe-quiet or koe-mute to make the wish explicit",
            )
        body, replaced = _marked(known).subn(lambda _: text, document.body, count=1)
        after = body if replaced else f"{document.body.rstrip()}\n\n{text}"
        self._write(issue_id, Document(document.head, after))
        return known

    def set_labels(self, issue_id: str, add: Sequence[str], remove: Sequence[str] = ()) -> None:
        """Change the line ``labels:``, keeping the labels of people."""
        document = self._read(issue_id)
        old = _words(document.values(issue_id).get("labels"))
        kept = [label for label in old if label not in remove]
        self._write(issue_id, document.with_value("labels", list(dict.fromkeys([*kept, *add]))))

    def move(self, issue_id: str, category: Category) -> None:
        """Change the line ``status:``; leaving done also empties ``resolution:``."""
        document = self._read(issue_id)
        if _category(document.values(issue_id)) == category:
            return
        moved = document.with_value("status", category)
        if category != "done":
            moved = moved.with_value("resolution", "")
        self._write(issue_id, moved)

    def strike(self, issue_id: str, quoted: Quoted) -> int:
        """Take quotes out of the whole file, Koe's notes and what people copied included, and
        their words out of the title and the heading that repeats it."""
        document = self._read(issue_id)
        title = str(document.values(issue_id).get("title", ""))
        named = summary_left(title, document.body, from_markdown(document.body, quoted)[0], quoted)
        shown = document.body.replace(markdown.escape(title), markdown.escape(named), 1)
        body, taken = from_markdown(shown if title else document.body, quoted)
        if named != title:
            document, taken = document.with_value("title", named), taken + 1
        if taken:
            self._write(issue_id, Document(document.head, body))
        return taken

    def _all(self) -> list[FoundIssue]:
        return [self._issue(path) for path in files.issue_paths(self.root)]

    def _issue(self, path: Path) -> FoundIssue:
        """The issue in a file, read again only where the file changed: a night looks for every
        topic, and reading all files each time cost minutes with 40 issues."""
        status = path.stat()
        stamp = (status.st_mtime_ns, status.st_size)
        known = self._known.get(path)
        if known is None or known[0] != stamp:
            known = (stamp, _found(path, parse(files.read(path), path.name)))
            self._known[path] = known
        return known[1]

    def _read(self, issue_id: str) -> Document:
        path = files.path_of(self.root, issue_id)
        return parse(files.read(path), path.name)

    def _write(self, issue_id: str, document: Document) -> None:
        stamped = document.with_value("updated", self._clock().isoformat(timespec="seconds"))
        files.write(files.path_of(self.root, issue_id), stamped.text())
        files.write_index(self.root, self._all())


def _new_document(key: str, draft: Draft, label: str, op_id: str, now: datetime) -> Document:
    title, at = one_line(draft.summary), now.isoformat(timespec="seconds")
    body = f"# {markdown.escape(title)}\n\n{markdown.document(draft.description)}"
    values: dict[str, str | Sequence[str]] = {
        "key": key,
        "title": title,
        "status": "todo",
        "resolution": "",
        "labels": list(dict.fromkeys([*draft.labels, label])),
        "type": draft.issue_type,
        "created": at,
        "updated": at,
    }
    proof = draft.property_value | {"key": label, "op_id": op_id}
    return compose(values | {f"koe_{name}": value for name, value in proof.items()}, body)


def _found(path: Path, document: Document) -> FoundIssue:
    """An issue as its file says. Raises Rejected where a line that Koe needs is missing."""
    values = document.values(path.name)
    status, resolution = str(values.get("status", "")), str(values.get("resolution", ""))
    other = _KEY.search(str(values.get("duplicate_of") or "")) or _KEY.search(resolution)
    proof = {name[4:]: str(value) for name, value in values.items() if name.startswith("koe_")}
    return FoundIssue(
        issue_id=path.stem,
        issue_key=path.stem,
        url=path.resolve().as_uri(),
        summary=str(values.get("title", "")),
        labels=tuple(_words(values.get("labels"))),
        status=status or "todo",
        status_category=_category(values),
        resolution=resolution or None,
        created_at=_moment(values, "created", path),
        updated_at=_moment(values, "updated", path),
        duplicate_of=other.group(1) if other else None,
        release=str(values.get("version") or "") or None,
        proof=proof,
    )


def _category(values: dict[str, Any]) -> Category:
    """The state people wrote as one of three. A resolution alone closes an issue, as it does in
    Jira; an unknown word leaves it open."""
    if values.get("resolution"):
        return "done"
    status = plain(str(values.get("status", "")))
    for category, words in STATUS_WORDS.items():
        if status in {plain(word) for word in words}:
            return category
    return "todo"


def _moment(values: dict[str, Any], key: str, path: Path) -> datetime:
    try:
        moment = datetime.fromisoformat(str(values.get(key, "")))
    except ValueError:
        moment = None
    if moment is None or moment.tzinfo is None:
        raise Rejected(
            f"{path.name}: {key} is {values.get(key)!r}",
            expected="a time such as 2026-10-01T05:00:00+00:00",
            next_step="mend that line, then run again",
        )
    return moment


def _words(value: Any) -> list[str]:
    """Labels as a list, or as people may write them: separated by commas or spaces."""
    if isinstance(value, list):
        return [str(one) for one in value]
    return [word for word in re.split(r"[,\s]+", str(value or "")) if word]


def _note_id(note_key: str) -> str:
    """A short id that cannot end an HTML comment, whatever the key holds."""
    return hashlib.sha256(note_key.encode()).hexdigest()[:16]


def _note(note_id: str, now: datetime, text: str) -> str:
    stamp = now.isoformat(timespec="seconds")
    return f"<!-- koe:note {note_id} {stamp} -->\n---\n\n{text}\n<!-- koe:end {note_id} -->\n"


def _marked(note_id: str) -> re.Pattern[str]:
    begin, end = rf"<!-- koe:note {note_id} \S+ -->", f"<!-- koe:end {note_id} -->"
    return re.compile(rf"{begin}\n.*?{end}\n?", re.DOTALL)
