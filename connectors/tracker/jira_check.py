"""Is this the Jira that the settings mean, and may Koe work in it? Asked before every run."""

from __future__ import annotations

from dataclasses import dataclass

from connectors.tracker.jira_errors import Missing
from connectors.tracker.jira_session import JiraAccess, JiraSession
from records.errors import ConfigurationError

NEEDED = (
    "BROWSE_PROJECTS",
    "CREATE_ISSUES",
    "EDIT_ISSUES",
    "ADD_COMMENTS",
    "TRANSITION_ISSUES",
)


@dataclass(frozen=True, slots=True)
class Account:
    """Who Koe is in Jira, and the zone in which Jira reads the dates of its searches."""

    name: str
    time_zone: str


def check_access(session: JiraSession, access: JiraAccess, project: str) -> Account:
    """Raises ConfigurationError where the settings do not fit the server."""
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
    params = {"permissions": ",".join(NEEDED), "projectKey": project}
    rows = session.read("GET mypermissions", "GET", "mypermissions", params=params)["permissions"]
    lacking = [key for key in NEEDED if not rows.get(key, {}).get("havePermission")]
    if lacking:
        raise ConfigurationError(
            f"the account lacks {', '.join(lacking)} in project {project}",
            expected=", ".join(NEEDED),
            next_step="ask the Jira administrator for these permissions",
        )
