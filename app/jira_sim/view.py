"""The frame around every page, and the board. Values pass through `e` or `tag`; see markup.py."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import datetime
from importlib import resources
from string import Template
from typing import Any
from urllib.parse import quote

from app.jira_sim import catalog, render_adf, render_wiki
from app.jira_sim.clock import stamp
from app.jira_sim.markup import e, row, soft, tag
from app.jira_sim.model import Issue, Project
from app.jira_sim.state import JiraState
from app.jira_sim.words import WORDS

PAGE = Template((resources.files("app.jira_sim") / "page.html").read_text("utf-8"))
CARDS_SHOWN = 200  # a column; thousands help nobody


def rich(body: Any) -> str:
    """An ADF document or wiki text as HTML."""
    return render_wiki.html(body) if isinstance(body, str) else render_adf.html(body)


@dataclass(frozen=True)
class View:
    """Pages for one reader: a language, and who they say they are."""

    state: JiraState
    language: str
    author: str

    @property
    def words(self) -> Mapping[str, str]:
        """The page's own words."""
        return WORDS[self.language]

    def when(self, moment: datetime) -> str:
        """A time, to the minute, in the site's zone."""
        text = stamp(moment, self.state.time_zone) or ""
        return tag("time", e(text[:16].replace("T", " ")), datetime=text)

    def link(self, path: str, shown: str, **attributes: str) -> str:
        """A link within the simulator that keeps the language; `shown` is HTML."""
        sign = "&" if "?" in path else "?"
        return tag("a", shown, href=f"{path}{sign}lang={self.language}", **attributes)

    def language_link(self, path: str) -> str:
        """The link that switches the language."""
        other = "en" if self.language == "ja" else "ja"
        sign = "&" if "?" in path else "?"
        shown = e(self.words["other_language"])
        return tag("a", shown, href=f"{path}{sign}lang={other}", lang=other)

    def page(self, title: str, main: str, nav: str, banner: str = "") -> str:
        """The frame around a page."""
        names = {"site": "title", "not_real": "not_real", "skip": "skip"}
        own = {place: e(self.words[word]) for place, word in names.items()}
        values = own | {"lang": self.language, "title": e(title)}
        return PAGE.substitute(values, nav=nav, banner=banner, main=main)

    def banner(self, faults: Mapping[str, Any]) -> str:
        """Says which faults are on, so that nobody hunts a bug that was ordered."""
        active = [f"{name}={value}" for name, value in faults.items() if value and name != "rules"]
        for one in faults["rules"]:
            active.append(f"{one['kind']} {one['when']} ({one['on']}, {one['times'] or '∞'}×)")
        if not active:
            return ""
        text = f"{self.words['faults_on']}: {', '.join(active)}"
        return tag("p", e(text), class_="banner", role="status")

    def problem(self, messages: Iterable[str]) -> str:
        """Why an action was refused."""
        text = f"{self.words['refused']}: {' '.join(messages)}"
        return tag("p", e(text), class_="banner bad", role="alert")

    # --- board ---

    def board(self, projects: list[Project], chosen: str, banner: str) -> str:
        """Three columns of cards."""
        issues = [one for one in self.state.world.issues if chosen in ("", one.project)]
        columns = [self._column(category, issues) for category in catalog.CATEGORIES]
        hint = "" if issues else tag("p", e(self.words["no_issues"]))
        title = tag("h1", e(_project_title(projects, chosen) or self.words["all_projects"]))
        main = title + hint + tag("div", "".join(columns), class_="board")
        return self.page(self.words["title"], main, self._nav(projects, chosen), banner)

    def _nav(self, projects: list[Project], chosen: str) -> str:
        rows = [("", self.words["all_projects"])]
        rows += [(one.key, f"{one.name} ({one.key})") for one in projects]
        links = [
            self.link(f"/?project={quote(key)}", e(name), aria_current="page" * (key == chosen))
            for key, name in rows
        ]
        shown = "".join(links) if len(projects) > 1 else ""
        return shown + self.language_link(f"/?project={quote(chosen)}")

    def _column(self, category: catalog.Category, issues: list[Issue]) -> str:
        ids = {status.id for status in catalog.STATUSES if status.category is category}
        inside = [one for one in issues if one.status in ids]
        inside.sort(key=lambda one: one.updated, reverse=True)
        cards = "".join(self._card(issue) for issue in inside[:CARDS_SHOWN])
        cards = cards or tag("p", e(self.words["empty"]), class_="soft")
        count = tag("span", str(len(inside)), class_="count")
        head = tag("h2", f"{e(category.name(self.language))} {count}")
        return tag("section", head + cards, class_=f"column {category.key}")

    def _card(self, issue: Issue) -> str:
        facts = [soft(e(issue.key))]
        if issue.resolution:
            name = catalog.by_id(catalog.RESOLUTIONS, issue.resolution).name(self.language)
            kind = "" if issue.resolution == catalog.FIXED.id else " declined"
            facts.append(tag("span", e(name), class_=f"pill state{kind}"))
        facts += [tag("span", e(label), class_="label") for label in issue.labels]
        if issue.comments:
            facts.append(soft(f"{e(self.words['comments'])} {len(issue.comments)}"))
        facts.append(soft(self.when(issue.updated)))
        title = self.link(f"/browse/{issue.key}", e(issue.summary))
        return tag("article", title + row(*facts), class_="card")


def _project_title(projects: list[Project], chosen: str) -> str:
    """The heading of the board: the project that is shown, or nothing for several."""
    shown = [one for one in projects if chosen in ("", one.key)]
    return f"{shown[0].name} ({shown[0].key})" if len(shown) == 1 else ""
