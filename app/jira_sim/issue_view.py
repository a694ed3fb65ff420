"""The page of one issue: what it says, what hangs on it, and who did what."""

import json
from dataclasses import dataclass

from app.jira_sim import catalog
from app.jira_sim.markup import box, e, soft, tag
from app.jira_sim.model import Change, Comment, Issue, IssueLink, Project
from app.jira_sim.render_adf import link as outside_link
from app.jira_sim.timeline import Event, events
from app.jira_sim.view import View, rich


@dataclass(frozen=True)
class IssueView:
    """One issue for one reader."""

    view: View
    issue: Issue

    @property
    def _project(self) -> Project:
        return self.view.state.project(self.issue.project)

    def _word(self, name: str) -> str:
        return e(self.view.words[name])

    def page(self, answer_form: str, side_forms: str, banner: str) -> str:
        """The whole page, around the forms that forms.py built."""
        left = self._description() + self._attachments() + self._comments()
        left += answer_form + self._history()
        right = self._details() + self._links() + side_forms + self._properties()
        main = self._head() + tag("div", tag("div", left) + tag("aside", right), class_="split")
        path = f"/browse/{self.issue.key}"
        nav = self.view.link("/", f"← {self._word('back')}") + self.view.language_link(path)
        return self.view.page(f"{self.issue.key} {self.issue.summary}", main, nav, banner)

    def _head(self) -> str:
        status = catalog.by_id(catalog.STATUSES, self.issue.status)
        name = e(status.name(self._project.language))
        pill = tag("span", name, class_=f"pill state {status.category.key}")
        line = tag("p", pill + soft(e(self.issue.key)), class_="row")
        return tag("h1", e(self.issue.summary)) + line

    def _description(self) -> str:
        nothing = tag("p", self._word("no_description"), class_="soft")
        shown = rich(self.issue.description) or nothing
        return tag("section", shown, class_="box body", aria_label=self.view.words["description"])

    def _attachments(self) -> str:
        if not self.issue.attachments:
            return ""
        shown = "".join(
            tag("figure", f'<img src="/attachment/{e(one.id)}" alt="{e(one.filename)}">')
            for one in self.issue.attachments
        )
        return box(self.view.words["attachments"], shown)

    def _comments(self) -> str:
        shown = "".join(self._comment(one) for one in self.issue.comments)
        shown = shown or tag("p", self._word("no_comments"), class_="soft")
        return tag("section", tag("h2", self._word("comments")) + shown)

    def _comment(self, comment: Comment) -> str:
        when = self.view.when(comment.created)
        if comment.updated != comment.created:
            when += f" · {self._word('edited')} {self.view.when(comment.updated)}"
        head = tag("p", _who(comment.author.name) + soft(when), class_="row")
        body = tag("div", rich(comment.body), class_="body")
        return tag("article", head + body, class_="box", id=f"comment-{comment.id}")

    def _details(self) -> str:
        words, language, issue = self.view.words, self._project.language, self.issue
        named = {
            "type": catalog.by_id(catalog.ISSUE_TYPES, issue.issue_type),
            "priority": catalog.by_id(catalog.PRIORITIES, issue.priority),
        }
        rows = [("project", e(f"{self._project.name} ({self._project.key})"))]
        rows += [(name, e(entry.name(language))) for name, entry in named.items()]
        rows += [
            ("resolution", self._resolution()),
            ("versions", e(self._versions() or words["none"])),
            ("reporter", e(issue.reporter.name)),
            ("assignee", e(issue.assignee.name if issue.assignee else words["nobody"])),
            ("created", self.view.when(issue.created)),
            ("updated", self.view.when(issue.updated)),
        ]
        if issue.resolved:
            rows.append(("resolved", self.view.when(issue.resolved)))
        listed = "".join(tag("dt", e(words[name])) + tag("dd", value) for name, value in rows)
        return box(words["details"], tag("dl", listed))

    def _resolution(self) -> str:
        if not self.issue.resolution:
            return self._word("unresolved")
        entry = catalog.by_id(catalog.RESOLUTIONS, self.issue.resolution)
        return e(entry.name(self._project.language))

    def _versions(self) -> str:
        found = [self.view.state.version(self._project, one) for one in self.issue.fix_versions]
        return ", ".join(
            f"{one.name} ({one.release_date})" if one.release_date else one.name
            for one in found
            if one
        )

    def _links(self) -> str:
        rows = [self._issue_link(link) for link in self.view.state.links_of(self.issue)]
        for remote in self.issue.remote_links:
            target = remote.payload["object"]
            rows.append(outside_link(str(target["url"]), e(target["title"])))
        if not rows:
            return ""
        listed = "".join(tag("li", one) for one in rows)
        return box(self.view.words["links"], tag("ol", listed, class_="log"))

    def _issue_link(self, link: IssueLink) -> str:
        kind = catalog.by_id(catalog.LINK_TYPES, link.type)
        goes_out = link.source == self.issue.id
        other = self.view.state.issue(str(link.target if goes_out else link.source))
        shown = self.view.link(f"/browse/{other.key}", e(f"{other.key} {other.summary}"))
        return f"{soft(e(kind.outward if goes_out else kind.inward))} {shown}"

    def _properties(self) -> str:
        if not self.issue.properties:
            return ""
        shown = e(json.dumps(self.issue.properties, ensure_ascii=False, indent=1))
        head = tag("summary", self._word("properties"))
        return tag("details", head + tag("pre", shown), class_="box")

    def _history(self) -> str:
        listed = "".join(tag("li", self._event(one)) for one in events(self.issue))
        return box(self.view.words["history"], tag("ol", listed, class_="log"))

    def _event(self, event: Event) -> str:
        what = self._change(event.change) if event.change else self._word(f"did_{event.kind}")
        return f"{_who(event.author.name)} {what} {soft(self.view.when(event.at))}"

    def _change(self, change: Change) -> str:
        parts = []
        for item in change.items:
            if item["field"] == "description":
                parts.append(self._word("did_edit"))
                continue
            old, new = item["fromString"] or "–", item["toString"] or "–"
            parts.append(e(f"{item['field']}: {old} → {new}"))
        return "; ".join(parts)


def _who(name: str) -> str:
    return tag("span", e(name), class_="who")
