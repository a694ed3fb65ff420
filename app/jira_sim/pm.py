"""Acting as a person: what a product manager does in Jira's own pages, for tests, the demo and the
board's buttons.

These actions do not pass through the REST API: no fault touches them and they are not in the
request log.
"""

from collections.abc import Callable
from typing import Any

from app.jira_sim import adf, catalog, changes, checks
from app.jira_sim.errors import Refusal
from app.jira_sim.model import Issue, User, Version
from app.jira_sim.state import JiraState

Order = dict[str, Any]


def act(state: JiraState, order: Order) -> Issue | None:
    """Do one action: {key, action, author?, ...}. Returns the issue afterwards, None when it was
    deleted.

    Refuses unknown actions and missing values with 400, an unknown issue with 404.
    """
    name = str(order.get("action", ""))
    if name not in ACTIONS:
        raise Refusal(400, f"unknown action {name!r}; known: {', '.join(sorted(ACTIONS))}")
    with state.reading():
        issue = state.issue(_text(order, "key"))
        author = state.user(str(order.get("author") or "pm@example.com"))
        ACTIONS[name](state, issue, author, order)
        return issue if issue in state.world.issues else None


def _text(order: Order, name: str) -> str:
    value = order.get(name)
    if not isinstance(value, str) or not value.strip():
        raise Refusal(400, f"{order.get('action')} needs {name}, a text that is not empty")
    return value.strip()


def _transition(state: JiraState, issue: Issue, author: User, order: Order) -> None:
    """`to`: the id, the name in either language, or the category key of a status."""
    wanted = _text(order, "to")
    by_category = [
        status for status in catalog.STATUSES if status.category.key == wanted.casefold()
    ]
    status = catalog.find(catalog.STATUSES, wanted) or (by_category[0] if by_category else None)
    if status is None:
        raise Refusal(400, f"unknown status {wanted!r}")
    changes.transition(state, issue, author, status, _resolution(order))


def _resolution(order: Order) -> catalog.Entry | None:
    wanted = order.get("resolution")
    entry = catalog.find(catalog.RESOLUTIONS, str(wanted)) if wanted else None
    if wanted and entry is None:
        names = ", ".join(row.en for row in catalog.RESOLUTIONS)
        raise Refusal(400, f"unknown resolution {wanted!r}; known: {names}")
    return entry


def _close(state: JiraState, issue: Issue, author: User, order: Order) -> None:
    """Close with `resolution` (default Done); Duplicate takes `of`, the other issue; `comment` says
    why.
    """
    other = state.issue(_text(order, "of")) if order.get("of") else None
    if other is issue:
        raise Refusal(400, "an issue cannot be a duplicate of itself")
    resolution = _resolution(order) or (catalog.DUPLICATE if other else catalog.FIXED)
    if order.get("comment"):
        _comment(state, issue, author, {"action": "close", "text": order["comment"]})
    if other:
        state.link(catalog.DUPLICATE_LINK.id, issue, other)
    changes.transition(state, issue, author, catalog.DONE_STATUS, resolution)


def _comment(state: JiraState, issue: Issue, author: User, order: Order) -> None:
    text = _text(order, "text")
    if checks.utf16_length(text) > checks.MAX_TEXT:
        raise Refusal(400, checks.TOO_LONG)
    changes.comment(state, issue, author, text)


def _edit(state: JiraState, issue: Issue, author: User, order: Order) -> None:
    """`summary` and / or `description` (text, or an ADF document on Cloud)."""
    values: Order = {}
    if "summary" in order:
        values["summary"] = checks.summary(order["summary"])
    if "description" in order:
        given = order["description"]
        is_text = isinstance(given, str) and state.flavour == "cloud"
        values["description"] = checks.rich_text(
            adf.from_text(given) if is_text else given, "description", state.flavour
        )
    if not values:
        raise Refusal(400, "edit needs summary or description")
    changes.edit(state, issue, author, values)


def _add_label(state: JiraState, issue: Issue, author: User, order: Order) -> None:
    changes.edit(
        state, issue, author, {"labels": checks.labels([*issue.labels, _text(order, "label")])}
    )


def _remove_label(state: JiraState, issue: Issue, author: User, order: Order) -> None:
    gone = _text(order, "label")
    changes.edit(state, issue, author, {"labels": [one for one in issue.labels if one != gone]})


def _delete(state: JiraState, issue: Issue, _author: User, _order: Order) -> None:
    state.delete(issue)


def _move(state: JiraState, issue: Issue, author: User, order: Order) -> None:
    changes.move(state, issue, author, state.project(_text(order, "project")))


def _fix_version(state: JiraState, issue: Issue, author: User, order: Order) -> None:
    """`version`, with optional `release_date` (YYYY-MM-DD) and `released`; the version is created
    when missing.
    """
    project = state.project(issue.project)
    name = _text(order, "version")
    with state.writing():
        version = state.version(project, name)
        if version is None:
            version = Version(str(state.new_id()), name)
            project.versions.append(version)
        if "release_date" in order:
            version.release_date = _text(order, "release_date")
        version.released = bool(order.get("released", version.released))
    changes.edit(state, issue, author, {"fix_versions": [version.id]})


def _assign(state: JiraState, issue: Issue, author: User, order: Order) -> None:
    person = state.user(_text(order, "assignee")) if order.get("assignee") else None
    changes.edit(state, issue, author, {"assignee": person})


def _link(state: JiraState, issue: Issue, _author: User, order: Order) -> None:
    """`type` (Duplicate unless told) from this issue to `to`: "this duplicates that"."""
    kind = catalog.find(catalog.LINK_TYPES, str(order.get("type") or "Duplicate"))
    if kind is None:
        raise Refusal(400, f"unknown link type {order.get('type')!r}")
    state.link(kind.id, issue, state.issue(_text(order, "to")))


ACTIONS: dict[str, Callable[[JiraState, Issue, User, Order], None]] = {
    "transition": _transition,
    "close": _close,
    "comment": _comment,
    "edit": _edit,
    "add_label": _add_label,
    "remove_label": _remove_label,
    "delete": _delete,
    "move": _move,
    "fix_version": _fix_version,
    "assign": _assign,
    "link": _link,
}
