"""The simulator's nouns in Jira's wire shapes, for Cloud v3 and Data Center v2.

Shapes follow Atlassian's OpenAPI description for Cloud; differences of Data Center (users by name,
no ADF) are decided in this module and nowhere else. `base` is the address the client used, so links
work on any port.
"""

import base64
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from app.jira_sim import catalog
from app.jira_sim.clock import stamp
from app.jira_sim.model import Attachment, Change, Comment, Issue, IssueLink, Project, User, Version
from app.jira_sim.state import JiraState

Json = dict[str, Any]


@dataclass(frozen=True)
class Wire:
    """Renders for one request: which state, and under which address."""

    state: JiraState
    base: str

    @property
    def is_cloud(self) -> bool:
        """Cloud v3 or Data Center v2."""
        return self.state.flavour == "cloud"

    def url(self, path: str) -> str:
        """The address of a REST resource."""
        return f"{self.base}/rest/api/{'3' if self.is_cloud else '2'}/{path}"

    def at(self, moment: datetime | None) -> str | None:
        """A moment in the calling user's zone."""
        return stamp(moment, self.state.time_zone)

    def user(self, user: User | None) -> Json | None:
        """A person."""
        if user is None:
            return None
        common = {"displayName": user.name, "active": True, "timeZone": self.state.time_zone}
        if self.is_cloud:
            own = {
                "accountId": user.id,
                "accountType": "atlassian",
                "self": self.url(f"user?accountId={user.id}"),
            }
        else:
            own = {"name": user.id, "key": user.id, "self": self.url(f"user?username={user.id}")}
        return common | own | ({"emailAddress": user.email} if user.email else {})

    def status(self, status: catalog.Status, language: str) -> Json:
        """A status with its category; only category.key is the same in every language."""
        category = status.category
        return {
            "self": self.url(f"status/{status.id}"),
            "description": "",
            "iconUrl": f"{self.base}/",
            "name": status.name(language),
            "id": status.id,
            "statusCategory": {
                "self": self.url(f"statuscategory/{category.id}"),
                "id": int(category.id),
                "key": category.key,
                "colorName": category.colour,
                "name": category.name(language),
            },
        }

    def named(self, kind: str, entry: catalog.Entry, language: str) -> Json:
        """A resolution, priority or issue type."""
        return {
            "self": self.url(f"{kind}/{entry.id}"),
            "id": entry.id,
            "name": entry.name(language),
        }

    def issue_type(self, entry: catalog.Entry, language: str) -> Json:
        """An issue type."""
        return self.named("issuetype", entry, language) | {"description": "", "subtask": False}

    def project(self, project: Project) -> Json:
        """A project as it appears inside an issue."""
        return {
            "self": self.url(f"project/{project.id}"),
            "id": project.id,
            "key": project.key,
            "name": project.name,
            "projectTypeKey": "software",
        }

    def version(self, project: Project, version: Version) -> Json:
        """A release; releaseDate only when there is one."""
        dated = {"releaseDate": version.release_date} if version.release_date else {}
        return {
            "self": self.url(f"version/{version.id}"),
            "id": version.id,
            "name": version.name,
            "archived": False,
            "released": version.released,
            "projectId": int(project.id),
        } | dated

    def comment(self, issue: Issue, comment: Comment, *, with_properties: bool = False) -> Json:
        """A comment; its properties only on `expand=properties`."""
        own = [{"key": key, "value": value} for key, value in comment.properties.items()]
        return {
            "self": self.url(f"issue/{issue.id}/comment/{comment.id}"),
            "id": comment.id,
            "author": self.user(comment.author),
            "body": comment.body,
            "updateAuthor": self.user(comment.update_author),
            "created": self.at(comment.created),
            "updated": self.at(comment.updated),
        } | ({"properties": own} if with_properties else {})

    def change(self, change: Change) -> Json:
        """One entry of the changelog."""
        return {
            "id": change.id,
            "author": self.user(change.author),
            "created": self.at(change.at),
            "items": change.items,
        }

    def link(self, issue: Issue, link: IssueLink) -> Json:
        """An issue link as seen from one of its ends."""
        kind = catalog.by_id(catalog.LINK_TYPES, link.type)
        other_id, side = (
            (link.target, "outwardIssue")
            if link.source == issue.id
            else (link.source, "inwardIssue")
        )
        other = self.state.issue(str(other_id))
        language = self.state.project(other.project).language
        return {
            "id": link.id,
            "self": self.url(f"issueLink/{link.id}"),
            "type": self.link_type(kind),
            side: {
                "id": str(other.id),
                "key": other.key,
                "self": self.url(f"issue/{other.id}"),
                "fields": {
                    "summary": other.summary,
                    "status": self.status(catalog.by_id(catalog.STATUSES, other.status), language),
                },
            },
        }

    def link_type(self, kind: catalog.LinkType) -> Json:
        """An issue link type."""
        return {
            "id": kind.id,
            "name": kind.en,
            "inward": kind.inward,
            "outward": kind.outward,
            "self": self.url(f"issueLinkType/{kind.id}"),
        }

    def fields(self, issue: Issue) -> Json:
        """All fields of an issue."""
        return (
            self._own_fields(issue) | self._catalogue_fields(issue) | self._attached_fields(issue)
        )

    def _own_fields(self, issue: Issue) -> Json:
        return {
            "summary": issue.summary,
            "description": issue.description,
            "labels": issue.labels,
            "created": self.at(issue.created),
            "updated": self.at(issue.updated),
            "resolutiondate": self.at(issue.resolved),
            "statuscategorychangedate": self.at(issue.status_changed or issue.created),
            "reporter": self.user(issue.reporter),
            "creator": self.user(issue.reporter),
            "assignee": self.user(issue.assignee),
        }

    def _catalogue_fields(self, issue: Issue) -> Json:
        project = self.state.project(issue.project)
        language = project.language
        resolution = (
            catalog.by_id(catalog.RESOLUTIONS, issue.resolution) if issue.resolution else None
        )
        versions = [self.state.version(project, name) for name in issue.fix_versions]
        return {
            "project": self.project(project),
            "issuetype": self.issue_type(
                catalog.by_id(catalog.ISSUE_TYPES, issue.issue_type), language
            ),
            "status": self.status(catalog.by_id(catalog.STATUSES, issue.status), language),
            "priority": self.named(
                "priority", catalog.by_id(catalog.PRIORITIES, issue.priority), language
            ),
            "resolution": self.named("resolution", resolution, language) if resolution else None,
            "fixVersions": [self.version(project, one) for one in versions if one],
        }

    def attachment(self, one: Attachment) -> Json:
        """A file, without its content."""
        return {
            "id": one.id,
            "self": self.url(f"attachment/{one.id}"),
            "filename": one.filename,
            "author": self.user(one.author),
            "created": self.at(one.created),
            "size": len(base64.b64decode(one.content)),
            "mimeType": one.mime,
            "content": self.url(f"attachment/content/{one.id}"),
        }

    def _attached_fields(self, issue: Issue) -> Json:
        comments = [self.comment(issue, comment) for comment in issue.comments]
        return {
            "attachment": [self.attachment(one) for one in issue.attachments],
            "issuelinks": [self.link(issue, link) for link in self.state.links_of(issue)],
            "comment": {
                "comments": comments,
                "self": self.url(f"issue/{issue.id}/comment"),
                "maxResults": len(comments),
                "total": len(comments),
                "startAt": 0,
            },
        }

    def issue(
        self, issue: Issue, wanted: list[str], properties: list[str], expand: set[str]
    ) -> Json:
        """An issue with the wanted fields, the named properties and, on request, its changelog."""
        body: Json = {
            "expand": "renderedFields,names,schema,operations,editmeta,changelog",
            "id": str(issue.id),
            "self": self.url(f"issue/{issue.id}"),
            "key": issue.key,
            "fields": select(self.fields(issue), wanted),
        }
        if properties:
            body["properties"] = select(issue.properties, properties)
        if "changelog" in expand:
            rows = [self.change(change) for change in reversed(issue.changes)]
            body["changelog"] = {
                "startAt": 0,
                "maxResults": len(rows),
                "total": len(rows),
                "histories": rows,
            }
        return body


NOT_NAVIGABLE = {"comment", "attachment"}


def select(values: Json, wanted: list[str]) -> Json:
    """Jira's field selection: *all, *navigable, names, and -name to leave out; unknown names are
    ignored.
    """
    plus = {name for name in wanted if not name.startswith("-")} or {"*all"}
    minus = {name[1:] for name in wanted if name.startswith("-")}
    if "*navigable" in plus:
        plus |= set(values) - NOT_NAVIGABLE
    return {
        name: value
        for name, value in values.items()
        if ("*all" in plus or name in plus) and name not in minus
    }
