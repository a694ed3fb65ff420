"""Edits of an issue that leave a trace in its history: field edits, transitions, moves."""

from typing import Any

from app.jira_sim import adf, catalog
from app.jira_sim.catalog import DONE, FIXED, Entry, Status
from app.jira_sim.model import Issue, Project, User
from app.jira_sim.state import JiraState

# Issue attribute -> the name of the field in Jira's history
HISTORY_NAMES = {"fix_versions": "Fix Version", "issue_type": "issuetype"}
FIELD_IDS = {"fix_versions": "fixVersions", "issue_type": "issuetype"}


def item(
    field: str, old: str | None, new: str | None, old_id: str | None, new_id: str | None
) -> dict[str, Any]:
    """One line of a history entry in Jira's wire shape (null where there was nothing)."""
    return {
        "field": HISTORY_NAMES.get(field, field),
        "fieldtype": "jira",
        "fieldId": FIELD_IDS.get(field, field),
        "from": old_id,
        "fromString": old,
        "to": new_id,
        "toString": new,
    }


def edit(state: JiraState, issue: Issue, author: User, values: dict[str, Any]) -> None:
    """Set Issue attributes that were checked before; what did not change is not recorded."""
    with state.writing() as now:
        items = []
        for name, value in values.items():
            old = getattr(issue, name)
            if old != value:
                setattr(issue, name, value)
                items.append(_field_item(state, issue, name, old, value))
        state.record(issue, author, now, items)


def _field_item(state: JiraState, issue: Issue, name: str, old: Any, new: Any) -> dict[str, Any]:
    ids = (None, None)
    if isinstance(old, User) or isinstance(new, User):
        ids = (getattr(old, "id", None), getattr(new, "id", None))
    elif name in ("priority", "issue_type"):
        ids = (old, new)
    shown = [_shown(state, issue, name, value) for value in (old, new)]
    return item(name, shown[0], shown[1], *ids)


def _shown(state: JiraState, issue: Issue, name: str, value: Any) -> str | None:
    if value is None:
        return None
    language = state.project(issue.project).language
    if isinstance(value, User):
        return value.name
    if name == "priority":
        return catalog.by_id(catalog.PRIORITIES, value).name(language)
    if name == "issue_type":
        return catalog.by_id(catalog.ISSUE_TYPES, value).name(language)
    if name == "fix_versions":
        versions = [state.version(state.project(issue.project), one) for one in value]
        return ", ".join(version.name for version in versions if version)
    return " ".join(value) if isinstance(value, list) else adf.plain(value)


def transition(
    state: JiraState, issue: Issue, author: User, to: Status, resolution: Entry | None
) -> None:
    """Move to a status. Entering "done" sets a resolution (Done unless told), leaving it clears it.

    That is the post function of Jira's default workflows; without it "won't do" and "done" cannot
    be told apart.
    """
    language = state.project(issue.project).language
    with state.writing() as now:
        items = []
        old = catalog.by_id(catalog.STATUSES, issue.status)
        if old is not to:
            issue.status, issue.status_changed = to.id, now
            items.append(item("status", old.name(language), to.name(language), old.id, to.id))
        wanted = (resolution or _kept(issue) or FIXED) if to.category is DONE else None
        if issue.resolution != (wanted.id if wanted else None):
            items.append(_resolution_item(issue, wanted, language))
            issue.resolution = wanted.id if wanted else None
            issue.resolved = now if wanted else None
        state.record(issue, author, now, items)


def _kept(issue: Issue) -> Entry | None:
    return catalog.by_id(catalog.RESOLUTIONS, issue.resolution) if issue.resolution else None


def _resolution_item(issue: Issue, new: Entry | None, language: str) -> dict[str, Any]:
    old = _kept(issue)
    return item(
        "resolution",
        old.name(language) if old else None,
        new.name(language) if new else None,
        old.id if old else None,
        new.id if new else None,
    )


def move(state: JiraState, issue: Issue, author: User, target: Project) -> None:
    """Move to another project: a new key, the same id, and the old key still leads here (as in
    Jira).
    """
    if issue.project == target.key:
        return
    with state.writing() as now:
        target.last_number += 1
        old_key, old_project = issue.key, state.project(issue.project)
        issue.old_keys.append(old_key)
        issue.key, issue.project = f"{target.key}-{target.last_number}", target.key
        issue.fix_versions = []  # versions belong to a project
        items = [
            item("project", old_project.name, target.name, old_project.id, target.id),
            item("Key", old_key, issue.key, None, None),
        ]
        state.record(issue, author, now, items)


def comment(state: JiraState, issue: Issue, author: User, text: str) -> None:
    """A comment typed by a person: a document on Cloud, plain text on Data Center."""
    body: Any = adf.from_text(text) if state.flavour == "cloud" else text
    state.add_comment(issue, author, body, {})
