"""The simulated Jira's memory: finding things and the few operations that change them.

Every change goes through `writing()`: one lock (the server runs in a thread beside the tests), and
the state file is written before the answer goes out, so that "committed" means what it means in
Jira.
"""

import hashlib
import threading
from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from datetime import datetime, timedelta
from pathlib import Path
from typing import Any, Literal

from app.jira_sim import store
from app.jira_sim.clock import SimClock
from app.jira_sim.errors import Refusal, no_issue, no_project
from app.jira_sim.model import (
    Change,
    Comment,
    Indexed,
    Issue,
    IssueLink,
    Project,
    RemoteLink,
    User,
    Version,
    World,
)

Flavour = Literal["cloud", "datacenter"]
DEFAULT_PROJECTS = (Project("10000", "KOE", "Koe demo"),)
INDEX_KEPT = timedelta(hours=2)  # longer than any index lag worth simulating


class JiraState:
    """A Jira in memory. `state_file` makes it durable; `time_zone` is the zone of the calling user
    (JQL dates).
    """

    def __init__(
        self,
        *,
        flavour: Flavour = "cloud",
        clock: SimClock | None = None,
        projects: Iterable[Project] = DEFAULT_PROJECTS,
        state_file: Path | None = None,
        time_zone: str = "UTC",
    ) -> None:
        self.flavour: Flavour = flavour
        self.clock = clock or SimClock()
        self.time_zone = time_zone
        self._file = state_file
        self._lock = threading.RLock()
        self.world = store.load(state_file, flavour) if state_file else World(flavour=flavour)
        self.clock.advance(self.world.clock_offset)
        self._first_projects = tuple(projects)
        self._add_first_projects()

    def _add_first_projects(self) -> None:
        for project in self._first_projects:
            self.add_project(project)

    def reset(self) -> None:
        """Forget every issue and start over with the first projects; the clock goes on."""
        with self.writing():
            self.world = World(flavour=self.flavour)
            self._add_first_projects()

    def add_project(self, project: Project) -> None:
        """Add a project with a fresh id; one that exists already (from the state file) stays as it
        is.
        """
        if not any(known.key == project.key for known in self.world.projects):
            number = str(10000 + len(self.world.projects))
            self.world.projects.append(Project(number, project.key, project.name, project.language))

    @contextmanager
    def reading(self) -> Iterator[None]:
        """Hold still while something is read."""
        with self._lock:
            yield

    @contextmanager
    def writing(self) -> Iterator[datetime]:
        """Change something at one moment; the file is written only if the change went through."""
        with self._lock:
            yield self.clock.now()
            self.save()

    def save(self) -> None:
        """Write the state file, where there is one."""
        if self._file:
            self.world.clock_offset = self.clock.offset_seconds
            store.save(self._file, self.world)

    # --- finding
    # -

    def issue(self, id_or_key: str) -> Issue:
        """The issue with that id, key or former key (Jira follows moves); 404 otherwise."""
        wanted = id_or_key.upper()
        for issue in self.world.issues:
            if wanted in (str(issue.id), issue.key):
                return issue
        for issue in self.world.issues:
            if wanted in issue.old_keys:
                return issue
        raise no_issue()

    def project(self, id_or_key: str) -> Project:
        """The project with that id or key (Jira ignores case); 404 otherwise."""
        for project in self.world.projects:
            if id_or_key.upper() == project.key or id_or_key == project.id:
                return project
        raise no_project(id_or_key)

    def user(self, email_or_name: str) -> User:
        """The user behind a login, remembered on first sight."""
        login = email_or_name.strip() or "anonymous"
        name = login.split("@")[0]
        digest = hashlib.sha256(login.casefold().encode()).hexdigest()[:24]
        user = User(
            digest if self.flavour == "cloud" else name, name, login if "@" in login else ""
        )
        with self._lock:
            known = next((u for u in self.world.users if u.id == user.id), None)
            if known is None:
                self.world.users.append(user)
            return known or user

    def comment(self, issue: Issue, comment_id: str) -> Comment:
        """A comment of that issue; 404 otherwise."""
        for comment in issue.comments:
            if comment.id == comment_id:
                return comment
        raise Refusal(404, f"Can not find a comment for the id: {comment_id}.")

    def version(self, project: Project, name: str) -> Version | None:
        """The release with that id or name."""
        return next((v for v in project.versions if name in (v.id, v.name)), None)

    def links_of(self, issue: Issue) -> list[IssueLink]:
        """Issue links that start or end here."""
        return [link for link in self.world.links if issue.id in (link.source, link.target)]

    def new_id(self) -> int:
        """The next id; one counter for everything, so an id never means two things."""
        self.world.last_id += 1
        return self.world.last_id

    # --- changing

    def create(
        self, author: User, project: Project, values: dict[str, Any], properties: dict[str, Any]
    ) -> Issue:
        """File an issue; `values` are Issue attributes that were checked before."""
        with self.writing() as now:
            project.last_number += 1
            issue = Issue(
                id=self.new_id(),
                key=f"{project.key}-{project.last_number}",
                project=project.key,
                reporter=values.pop("reporter", author),
                created=now,
                updated=now,
                properties=properties,
                **values,
            )
            self.world.issues.append(issue)
            self.reindex(issue, now)
            return issue

    def record(
        self, issue: Issue, author: User, now: datetime, items: list[dict[str, Any]]
    ) -> None:
        """Add a history entry; an edit that changed nothing leaves no trace, as in Jira."""
        if items:
            issue.changes.append(Change(str(self.new_id()), author, now, items))
            self.touch(issue, now)

    def touch(self, issue: Issue, now: datetime) -> None:
        """Mark as updated and tell the search index."""
        issue.updated = now
        self.reindex(issue, now)

    def add_comment(
        self, issue: Issue, author: User, body: Any, properties: dict[str, Any]
    ) -> Comment:
        """Add a comment."""
        with self.writing() as now:
            comment = Comment(str(self.new_id()), author, body, now, now, author, properties)
            issue.comments.append(comment)
            self.touch(issue, now)
            return comment

    def edit_comment(
        self, issue: Issue, comment: Comment, author: User, body: Any, properties: dict[str, Any]
    ) -> None:
        """Replace a comment's text; properties that are not named stay."""
        with self.writing() as now:
            comment.body, comment.updated, comment.update_author = body, now, author
            comment.properties.update(properties)
            self.touch(issue, now)

    def put_property(self, issue: Issue, key: str, value: Any) -> bool:
        """Set an issue property; True when it is new. Jira does not count this as an update of the
        issue.
        """
        with self.writing():
            is_new = key not in issue.properties
            issue.properties[key] = value
            return is_new

    def put_remote_link(self, issue: Issue, payload: dict[str, Any]) -> tuple[RemoteLink, bool]:
        """Create a remote link, or replace the one with the same globalId: the upsert Koe relies
        on.
        """
        with self.writing() as now:
            global_id = payload.get("globalId")
            for link in issue.remote_links:
                if global_id and link.global_id == global_id:
                    link.payload = payload
                    return link, False
            link = RemoteLink(self.new_id(), global_id, payload)
            issue.remote_links.append(link)
            self.touch(issue, now)
            return link, True

    def link(self, type_id: str, source: Issue, target: Issue) -> IssueLink:
        """Link two issues; the same link twice is one link, as in Jira."""
        with self.writing() as now:
            for known in self.world.links:
                if (known.type, known.source, known.target) == (type_id, source.id, target.id):
                    return known
            link = IssueLink(str(self.new_id()), type_id, source.id, target.id)
            self.world.links.append(link)
            for issue in (source, target):
                self.touch(issue, now)
            return link

    def delete(self, issue: Issue) -> None:
        """Delete an issue with everything on it; its key is never used again."""
        with self.writing():
            self.world.issues.remove(issue)
            self.world.links = [
                ln for ln in self.world.links if issue.id not in (ln.source, ln.target)
            ]

    def reindex(self, issue: Issue, now: datetime) -> None:
        """Append what search will know about the issue once the index lag has passed."""
        doc = Indexed(
            at=now,
            id=issue.id,
            key=issue.key,
            project=issue.project,
            issue_type=issue.issue_type,
            labels=tuple(issue.labels),
            status=issue.status,
            resolution=issue.resolution,
            created=issue.created,
            updated=issue.updated,
        )
        settled = [old for old in issue.index if old.at <= now - INDEX_KEPT]
        recent = [old for old in issue.index if old.at > now - INDEX_KEPT]
        issue.index = [*settled[-1:], *recent, doc]
