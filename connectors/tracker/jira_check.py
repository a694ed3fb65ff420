"""Is this the Jira that the settings mean, and may Koe work in it?

The account and its permissions are asked for before every run, the rest by ``koe doctor``.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from typing import Any

from connectors.tracker.jira_errors import Missing
from connectors.tracker.jira_read import category_of
from connectors.tracker.jira_session import JiraAccess, JiraSession
from connectors.tracker.proofs import ACCOUNT, Proof
from records.errors import ConfigurationError

Json = dict[str, Any]
NEEDED = (
    "BROWSE_PROJECTS",
    "CREATE_ISSUES",
    "EDIT_ISSUES",
    "ADD_COMMENTS",
    "EDIT_OWN_COMMENTS",
    "TRANSITION_ISSUES",
)
WRITTEN = ("summary", "description", "labels")
FILLED = (*WRITTEN, "project", "issuetype", "reporter")  # Jira fills in the reporter itself
PAGE = 200


@dataclass(frozen=True, slots=True)
class Account:
    """Who Koe is in Jira, and the zone in which Jira reads the dates of its searches."""

    name: str
    time_zone: str


def check_access(session: JiraSession, access: JiraAccess, project: str) -> Account:
    """Raises ConfigurationError where the settings do not fit the server."""
    account = check_account(session, access, project)
    check_permissions(session, project)
    return account


def check_account(session: JiraSession, access: JiraAccess, project: str) -> Account:
    """The kind of the server, the login, and that it sees the project."""
    _check_deployment(session, access)
    me = session.read("GET myself", "GET", "myself")
    _check_project(session, project)
    return Account(str(me.get("displayName") or "?"), str(me.get("timeZone") or "UTC"))


def _check_deployment(session: JiraSession, access: JiraAccess) -> None:
    info = session.read("GET serverInfo", "GET", "serverInfo")
    kind = "cloud" if info.get("deploymentType") == "Cloud" else "datacenter"
    if kind != access.deployment:
        raise ConfigurationError(
            f"tracker.deployment is {access.deployment}, but the server says that it is {kind}",
            expected="the kind of the server: with the wrong one a search finds nothing in "
            "silence, and every issue would be opened a second time",
            next_step=f'set tracker.deployment to "{kind}"',
        )


def _check_project(session: JiraSession, project: str) -> None:
    try:
        session.read("GET project", "GET", f"project/{project}")
    except Missing:
        raise ConfigurationError(
            f"Jira shows no project {project}",
            expected="the key of a project that the account may browse",
            next_step="set tracker.project, or give the account access",
        ) from None


def check_permissions(session: JiraSession, project: str) -> str:
    """Everything that a night may have to do in the project."""
    params = {"permissions": ",".join(NEEDED), "projectKey": project}
    rows = session.read("GET mypermissions", "GET", "mypermissions", params=params)["permissions"]
    lacking = [key for key in NEEDED if not rows.get(key, {}).get("havePermission")]
    if lacking:
        raise ConfigurationError(
            f"the account lacks {', '.join(lacking)} in project {project}",
            expected=", ".join(NEEDED),
            next_step="ask the Jira administrator for these permissions",
        )
    return f"all {len(NEEDED)} that a night needs"


def proofs(
    session: JiraSession,
    access: JiraAccess,
    project: str,
    type_id: Callable[[], str],
    common_label: str,
) -> Mapping[str, Proof]:
    """What ``koe doctor`` asks of Jira (see ``proofs.CanProve``)."""

    def account() -> str:
        who = check_account(session, access, project)
        return f"jira {project} at {access.site} as {who.name}"

    return {
        ACCOUNT: account,
        "tracker permissions": lambda: check_permissions(session, project),
        "tracker fields": lambda: _check_fields(session, project, type_id()),
        "tracker transitions": lambda: _check_transitions(session, access, project, common_label),
    }


def _check_fields(session: JiraSession, project: str, type_id: str) -> str:
    """The create screen: what Koe writes is on it, and nothing else is required there."""
    rows = list(_screen(session, f"issue/createmeta/{project}/issuetypes/{type_id}"))
    shown = {str(row.get("fieldId") or row.get("key")) for row in rows}
    if lacking := [name for name in WRITTEN if name not in shown]:
        raise ConfigurationError(
            f"the create screen of {project} lacks {', '.join(lacking)}",
            expected=f"{', '.join(WRITTEN)}: by its label an issue is found again",
            next_step="put them on the screen in the project's settings, or choose another "
            "tracker.issue_type",
        )
    required = [
        str(row.get("name"))
        for row in rows
        if row.get("required")
        and not row.get("hasDefaultValue")
        and str(row.get("fieldId") or row.get("key")) not in FILLED
    ]
    if required:
        raise ConfigurationError(
            f"the create screen of {project} requires {', '.join(required)}",
            expected="nothing that Koe cannot know: it fills in summary, description and labels",
            next_step="give these fields a default, make them optional for this issue type, or "
            "choose another tracker.issue_type",
        )
    return f"{', '.join(WRITTEN)} are on the create screen; nothing else is required"


def _screen(session: JiraSession, path: str) -> Iterator[Json]:
    """The fields of a create screen: in ``fields`` (Cloud) or ``values`` (Data Center)."""
    start = 0
    while True:
        params = {"startAt": start, "maxResults": PAGE}
        page = session.read("GET create screen", "GET", path, params=params)
        rows: list[Json] = page.get("fields") or page.get("values") or []
        yield from rows
        start += len(rows)
        if not rows or start >= int(page.get("total") or 0):
            return


def _check_transitions(
    session: JiraSession, access: JiraAccess, project: str, common_label: str
) -> str:
    """Whether a closed issue can be opened again. Only an issue tells: Jira shows no workflow to
    an account that does not administer it."""
    jql = (
        f'project = "{project}" AND labels = "{common_label}" AND statusCategory = Done '
        "ORDER BY updated DESC"
    )
    asked = {"jql": jql, "fields": ["status"], "maxResults": 1}
    path = "search/jql" if access.deployment == "cloud" else "search"
    found: list[Json] = session.read("search", "POST", path, json=asked)["issues"]
    if not found:
        return "no closed issue of Koe's yet on which to try the way back"
    key = str(found[0]["key"])
    offered = session.read("GET transitions", "GET", f"issue/{found[0]['id']}/transitions")
    ways = [one["to"] for one in offered.get("transitions", [])]
    back = [str(to["name"]) for to in ways if category_of(to) != "done"]
    if not back:
        raise ConfigurationError(
            f"Jira offers no way out of {found[0]['fields']['status']['name']} on {key}",
            expected="a transition to a status that is not done, for when a fix fails",
            next_step="allow it in the project's workflow (without a required field on its "
            'screen), or set tracker.on_recurrence to "new"',
        )
    return f"{key} could be opened again: {', '.join(back)}"
