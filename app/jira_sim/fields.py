"""Reading the `fields` and `update` blocks of a create, edit or transition request.

All problems are collected into one answer, as Jira does, so that a client sees every wrong field at
once.
"""

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

from app.jira_sim import catalog, checks
from app.jira_sim.errors import Refusal
from app.jira_sim.faults import Faults
from app.jira_sim.model import Issue, Project, User
from app.jira_sim.state import JiraState

OFF_SCREEN = "Field '{0}' cannot be set. It is not on the appropriate screen, or unknown."
# field id -> attribute of Issue
ATTRIBUTES = {
    "summary": "summary",
    "description": "description",
    "labels": "labels",
    "issuetype": "issue_type",
    "priority": "priority",
    "assignee": "assignee",
    "reporter": "reporter",
    "fixVersions": "fix_versions",
}


@dataclass(frozen=True)
class FieldReader:
    """Reads fields for one project, with what its screens allow at the moment."""

    state: JiraState
    faults: Faults
    project: Project

    def values(self, given: dict[str, Any]) -> dict[str, Any]:
        """Issue attributes from a `fields` block (without project)."""
        makers = self._makers()
        values: dict[str, Any] = {}
        refusals: dict[str, str] = {}
        for name, value in given.items():
            if name not in makers or (name == "labels" and self.faults.labels_off_screen):
                refusals[name] = OFF_SCREEN.format(name)
                continue
            try:
                values[ATTRIBUTES[name]] = makers[name](value)
            except Refusal as refusal:
                if not refusal.fields:
                    raise
                refusals |= refusal.fields
        if refusals:
            raise Refusal(400, fields=refusals)
        return values

    def updated(self, issue: Issue, update: dict[str, Any]) -> dict[str, Any]:
        """What an `update` block (add, remove, set) amounts to as `fields` of this issue."""
        current: dict[str, list[str]] = {
            "labels": list(issue.labels),
            "fixVersions": list(issue.fix_versions),
        }
        result: dict[str, Any] = {}
        for name, operations in update.items():
            if not isinstance(operations, list) or not all(
                isinstance(one, dict) for one in operations
            ):
                raise Refusal(400, fields={name: "data was not an array"})
            for operation in operations:
                for verb, value in operation.items():
                    result[name] = _apply(name, verb, value, result.get(name, current.get(name)))
        return result

    def _makers(self) -> dict[str, Callable[[Any], Any]]:
        return {
            "summary": checks.summary,
            "description": lambda value: checks.rich_text(value, "description", self.state.flavour),
            "labels": checks.labels,
            "issuetype": self._issue_type,
            "priority": self._priority,
            "assignee": lambda value: self._person("assignee", value),
            "reporter": lambda value: self._person("reporter", value),
            "fixVersions": self._versions,
        }

    def _issue_type(self, value: Any) -> str:
        entry = _entry(catalog.ISSUE_TYPES, value)
        if entry is None:
            raise Refusal(400, fields={"issuetype": "The issue type selected is invalid."})
        return entry.id

    def _priority(self, value: Any) -> str:
        entry = _entry(catalog.PRIORITIES, value)
        if entry is None:
            raise Refusal(400, fields={"priority": "The priority selected is invalid."})
        return entry.id

    def _person(self, field: str, value: Any) -> User | None:
        if value is None:
            return None
        key = "accountId" if self.state.flavour == "cloud" else "name"
        wanted = value.get(key) or value.get("id") if isinstance(value, dict) else None
        known = next((user for user in self.state.world.users if user.id == wanted), None)
        if known is None:
            raise Refusal(400, fields={field: f"User '{wanted}' does not exist."})
        return known

    def _versions(self, value: Any) -> list[str]:
        if not isinstance(value, list):
            raise Refusal(400, fields={"fixVersions": "data was not an array"})
        found = []
        for row in value:
            name = str(row.get("id") or row.get("name")) if isinstance(row, dict) else str(row)
            version = self.state.version(self.project, name)
            if version is None:
                raise Refusal(400, fields={"fixVersions": f"Version name '{name}' is not valid"})
            found.append(version.id)
        return found


def _entry(rows: tuple[catalog.Entry, ...], value: Any) -> catalog.Entry | None:
    """A catalogue row from {"id"} or {"name"}; ids win, as in Jira."""
    if not isinstance(value, dict):
        return None
    wanted = value.get("id") or value.get("name")
    return catalog.find(rows, str(wanted)) if wanted else None


def _apply(name: str, verb: str, value: Any, current: Any) -> Any:
    if verb == "set":
        return value
    if verb not in ("add", "remove") or name not in ("labels", "fixVersions"):
        raise Refusal(
            400, fields={name: f"Field with id '{name}' does not support operation '{verb}'"}
        )
    rest = [one for one in current or [] if one != value]
    return [*rest, value] if verb == "add" else rest


def both_blocks(payload: dict[str, Any]) -> tuple[dict[str, Any], dict[str, Any]]:
    """The `fields` and `update` blocks; a field in both is refused."""
    fields, update = payload.get("fields") or {}, payload.get("update") or {}
    if not isinstance(fields, dict) or not isinstance(update, dict):
        raise Refusal(400, "fields and update must be objects")
    for name in set(fields) & set(update):
        raise Refusal(400, f"Field '{name}' cannot appear in both 'fields' and 'update'")
    return fields, update


def resolution(payload: dict[str, Any]) -> catalog.Entry | None:
    """The resolution set on a transition, where there is one."""
    value = (payload.get("fields") or {}).get("resolution")
    if value is None:
        return None
    entry = _entry(catalog.RESOLUTIONS, value)
    if entry is None:
        raise Refusal(400, fields={"resolution": f"Resolution '{value}' is not valid"})
    return entry
