"""The issues as Markdown beside another tracker, to read where no server is at hand.

A copy of what was written, made from the outbox: answering in it changes nothing. The folder
remembers up to which write it was copied, so that a night copies its own writes alone; a
folder that was deleted is written whole again.
"""

from __future__ import annotations

from datetime import datetime
from pathlib import Path

from connectors.tracker.base import Category
from connectors.tracker.folder_files import write
from connectors.tracker.identity import evidence_note_key
from connectors.tracker.markdown_folder import MarkdownFolder
from flows.night import Night
from flows.tracking import tracker_name
from records.issue import IssueState, Operation, OperationKind, OperationState
from warehouse import tracking

CATEGORIES: dict[str, Category] = {"todo": "todo", "doing": "doing", "done": "done"}


COPIED = ".copied-until"


def copy_issues(night: Night) -> int:
    """Bring ``paths.issues`` up to date with the writes that were done; how many were new."""
    settings = night.settings
    folder = MarkdownFolder(
        settings.at(settings.paths.issues), clock=night.clock, project=settings.tracker.project
    )
    folder.check()
    known = tracking.issues(night.warehouse, tracker_name(settings))
    opened = {issue.label: place for place, issue in enumerate(sorted(known, key=_number))}
    copied = folder.root / COPIED
    done = tracking.outbox(
        night.warehouse,
        tracker_name(settings),
        [OperationState.DONE],
        since=_read_moment(copied),
    )
    # in the order they were opened, so that the copies get the numbers of a project of Koe's own
    for operation in sorted(done, key=lambda one: opened.get(one.label, len(opened))):
        _copy(folder, operation)
    for issue in known:
        for found in folder.find(issue.label)[:1]:
            folder.move(found.issue_id, CATEGORIES[issue.status_category])
    # The last moment is looked at again next time: another write may have ended in it, and
    # writing a note a second time changes nothing.
    if moments := [one.changed_at for one in done if one.changed_at]:
        write(copied, max(moments).isoformat())
    return len(done)


def _read_moment(copied: Path) -> datetime | None:
    return datetime.fromisoformat(copied.read_text("utf-8")) if copied.is_file() else None


def _number(issue: IssueState) -> tuple[int, str]:
    digits = issue.issue_key.rpartition("-")[2]
    return (int(digits) if digits.isdigit() else 0, issue.issue_key)


def _copy(folder: MarkdownFolder, operation: Operation) -> None:
    found = folder.find(operation.label)
    if operation.kind is OperationKind.CREATE:
        if operation.draft and not found:
            folder.create(operation.draft, operation.label, operation.op_id)
        return
    if found and operation.blocks:
        is_evidence = operation.kind is OperationKind.EDIT_EVIDENCE
        key = evidence_note_key(operation.label) if is_evidence else operation.op_id
        issue_id = found[0].issue_id
        folder.put_note(issue_id, folder.find_note(issue_id, key), operation.blocks, key)
