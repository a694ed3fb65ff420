"""Jira Cloud (REST v3) and Data Center (REST v2) as a tracker.

Never tried against a live Jira: written from Atlassian's published descriptions and tested
against ``koe jira-sim``.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from contextlib import suppress
from datetime import datetime, timedelta
from typing import Any
from zoneinfo import ZoneInfo

from connectors.tracker.base import Category, FoundIssue, TrackerIdentity, first_issue
from connectors.tracker.jira_check import Account, check_access, proofs
from connectors.tracker.jira_errors import Missing, of_broken_answer
from connectors.tracker.jira_read import (
    CATEGORY_KEYS,
    FIELDS,
    PROOF,
    category_of,
    found_issue,
    issue_type_id,
)
from connectors.tracker.jira_session import JiraAccess, JiraSession
from connectors.tracker.jira_strike import strike_issue
from connectors.tracker.jira_write import find_note, last_word, new_issue, note_body
from connectors.tracker.policy import Words
from connectors.tracker.proofs import Proof
from connectors.tracker.strike import Quoted
from records.errors import Rejected, TrackerError
from records.issue import Block, Draft

CLOUD_SETTLE_SECONDS = 15 * 60.0  # its search lags by seconds to minutes
BATCH = 50  # reconcileIssues takes no more
PAGE = 100
Json = dict[str, Any]


class JiraTracker:
    """A Jira project, as :class:`connectors.tracker.base.Tracker` describes it."""

    def __init__(
        self,
        access: JiraAccess,
        project: str,
        *,
        clock: Callable[[], datetime],
        sleep: Callable[[float], None],
        common_label: str = "koe",
        words: Words | None = None,
        settle_seconds: float | None = None,
    ) -> None:
        """``clock`` and ``sleep`` are those of the run."""
        self._access, self._project = access, project
        self._common_label, self._words = common_label, words or Words()
        self._clock = clock
        self._session = JiraSession(access, clock=clock, sleep=sleep)
        self._is_cloud = access.deployment == "cloud"
        self._account: Account | None = None
        self._type_ids: dict[str, str] = {}
        default = CLOUD_SETTLE_SECONDS if self._is_cloud else 0.0
        self.settle_seconds = default if settle_seconds is None else settle_seconds

    def close(self) -> None:
        """Close the connections."""
        self._session.close()

    def check(self) -> TrackerIdentity:
        """Compare the server with the settings, and prove account, project and permissions."""
        self._account = check_access(self._session, self._access, self._project)
        site = self._access.site
        return TrackerIdentity("jira", self._project, site, self._account.name)

    def proofs(self, issue_type: str) -> Mapping[str, Proof]:
        """Account, permissions, create screen and transitions."""
        session, access, label = self._session, self._access, self._common_label
        return proofs(session, access, self._project, lambda: self._issue_type(issue_type), label)

    # --- reading ---------------------------------------------------------------------------

    def find(self, label: str) -> list[FoundIssue]:
        """All issues with the label, whatever their state: a filter for open ones in the query
        would not find a declined issue, and it would be filed again."""
        return list(self._search(f'labels = "{label}" ORDER BY created ASC'))

    def get(self, issue_ids: Sequence[str]) -> list[FoundIssue]:
        """In batches; what a batch does not show is asked for by itself, so that neither a
        blind search nor one deleted issue (which fails a whole query) makes others vanish."""
        found: dict[str, FoundIssue] = {}
        for start in range(0, len(issue_ids), BATCH):
            batch = issue_ids[start : start + BATCH]
            found |= {issue.issue_id: issue for issue in self._batch(batch)}
            for issue_id in batch:
                if issue_id not in found and (issue := self._get(issue_id)):
                    found[issue_id] = issue
        return [found[issue_id] for issue_id in issue_ids if issue_id in found]

    def changed_since(self, cursor: datetime) -> list[FoundIssue]:
        """By JQL, whose dates have minutes and are read in the account's own time zone."""
        account = self._account or check_access(self._session, self._access, self._project)
        since = cursor.astimezone(ZoneInfo(account.time_zone)).strftime("%Y-%m-%d %H:%M")
        ours = f'labels = "{self._common_label}"'
        return list(self._search(f'{ours} AND updated >= "{since}" ORDER BY updated ASC'))

    def search_sees(self) -> bool:
        """By JQL; by GET, from the database, where that shows nothing. Any issue will do, as
        archived ones can be read and not be found."""
        settled = self._clock() - timedelta(seconds=self.settle_seconds)
        shown = any(self._search(f'project = "{self._project}"'))
        return shown or first_issue(self._project, self._get, settled) is None

    def find_note(self, issue_id: str, note_key: str) -> str | None:
        """The comment whose property holds the key; comments are read from the database."""
        return find_note(self._session, issue_id, note_key)

    def last_word(self, issue_id: str) -> str | None:
        """The newest comment that is not Koe's, as plain text."""
        return last_word(self._session, issue_id)

    def _batch(self, issue_ids: Sequence[str]) -> list[FoundIssue]:
        query = f"id in ({', '.join(issue_ids)})"
        try:
            return list(self._search(query, reconcile=[int(one) for one in issue_ids]))
        except Rejected:
            return []

    def _get(self, issue_id: str) -> FoundIssue | None:
        params = {"fields": ",".join(FIELDS), "properties": PROOF}
        try:
            raw = self._session.read("GET issue", "GET", f"issue/{issue_id}", params=params)
        except Missing:
            return None
        return self._found(raw)

    def _search(self, jql: str, reconcile: Sequence[int] = ()) -> Iterator[FoundIssue]:
        """All pages. Raw POST and an answer that is looked at: with a wrong server type the
        library's own search returns None with a log line, which reads as "nothing found"."""
        path = "search/jql" if self._is_cloud else "search"
        asked: Json = {"jql": jql, "fields": list(FIELDS), "properties": [PROOF]}
        asked["maxResults"] = PAGE
        if not self._is_cloud:
            asked["startAt"] = 0
        elif reconcile:
            asked["reconcileIssues"] = list(reconcile)
        while True:
            page = self._session.read("search", "POST", path, json=asked)
            if not isinstance(page, dict) or not isinstance(page.get("issues"), list):
                raise of_broken_answer("search", writes=False)
            yield from (self._found(raw) for raw in page["issues"])
            following = _next_page(asked, page)
            if following is None:
                return
            asked = following

    def _found(self, raw: Json) -> FoundIssue:
        return found_issue(raw, self._access.site, self._words.duplicate_links)

    # --- writing: every method sends one write, and never the same one twice ------------------

    def create(self, draft: Draft, label: str, op_id: str) -> FoundIssue:
        """POST issue with fields and proof in one request (the library can set only fields)."""
        type_id = self._issue_type(draft.issue_type)
        body = new_issue(draft, label, op_id, self._project, type_id, is_cloud=self._is_cloud)
        raw = self._session.write("POST issue", "POST", "issue", body)
        if not isinstance(raw, dict) or "id" not in raw:
            raise of_broken_answer("POST issue", writes=True)
        return self._created(str(raw["id"]), str(raw["key"]), draft)

    def put_note(
        self, issue_id: str, note_id: str | None, blocks: Sequence[Block], note_key: str
    ) -> str:
        """POST or PUT a comment, its key in a property."""
        path = f"issue/{issue_id}/comment" + (f"/{note_id}" if note_id else "")
        method = "PUT" if note_id else "POST"
        body = note_body(blocks, note_key, is_cloud=self._is_cloud)
        raw = self._session.write(f"{method} comment", method, path, body)
        if not isinstance(raw, dict) or "id" not in raw:
            raise of_broken_answer(f"{method} comment", writes=True)
        return str(raw["id"])

    def set_labels(self, issue_id: str, add: Sequence[str], remove: Sequence[str] = ()) -> None:
        """PUT issue with add and remove, so that a label people add meanwhile is not lost."""
        changes = [{"add": label} for label in add] + [{"remove": label} for label in remove]
        body = {"update": {"labels": changes}}
        self._session.write("PUT issue", "PUT", f"issue/{issue_id}", body)

    def move(self, issue_id: str, category: Category) -> None:
        """Do the first transition into the category (names are localised, categories not)."""
        path = f"issue/{issue_id}/transitions"
        shown = self._session.read(
            "GET issue", "GET", f"issue/{issue_id}", params={"fields": "status"}
        )
        if category_of(shown["fields"]["status"]) == category:
            return
        offered = self._session.read("GET transitions", "GET", path).get("transitions", [])
        body = {"transition": {"id": _transition_to(category, offered)}}
        self._session.write("POST transition", "POST", path, body)

    def strike(self, issue_id: str, quoted: Quoted) -> int:
        """Take quotes out of summary, description and Koe's comments."""
        return strike_issue(self._session, issue_id, quoted, is_cloud=self._is_cloud)

    def attach(self, issue_id: str, name: str, png: bytes) -> bool:
        """POST attachments, once the issue was read: its files are in the database."""
        params = {"fields": "attachment"}
        shown = self._session.read("GET issue", "GET", f"issue/{issue_id}", params=params)
        if any(one.get("filename") == name for one in shown["fields"].get("attachment") or ()):
            return False
        self._session.upload("POST attachments", f"issue/{issue_id}/attachments", name, png)
        return True

    def _issue_type(self, name: str) -> str:
        if name not in self._type_ids:
            path = f"issue/createmeta/{self._project}/issuetypes"
            raw = self._session.read("GET issue types", "GET", path, params={"maxResults": 200})
            self._type_ids[name] = issue_type_id(raw, name)
        return self._type_ids[name]

    def _created(self, issue_id: str, key: str, draft: Draft) -> FoundIssue:
        """The new issue as Jira shows it; where it will not show it, as it must be.

        It exists, so no error may leave here: taken for a failed create it would be made twice.
        """
        with suppress(TrackerError):
            if shown := self._get(issue_id):
                return shown
        url, now = f"{self._access.site}/browse/{key}", self._clock()
        return FoundIssue(
            issue_id, key, url, draft.summary, draft.labels, "", "todo", None, now, now
        )


def _next_page(asked: Json, page: Json) -> Json | None:
    """The request for the following page: a token on Cloud, an offset on Data Center."""
    if page.get("nextPageToken"):
        return asked | {"nextPageToken": page["nextPageToken"]}
    if "startAt" not in asked:
        return None
    start = asked["startAt"] + len(page["issues"])
    return asked | {"startAt": start} if page["issues"] and start < page["total"] else None


def _transition_to(category: Category, offered: Iterable[Json]) -> str:
    """The id of a transition into the category; to reopen, any status that is not done."""
    keys = [CATEGORY_KEYS[category]] + ([CATEGORY_KEYS["doing"]] if category == "todo" else [])
    for key in keys:
        for transition in offered:
            if transition["to"]["statusCategory"]["key"] == key:
                return str(transition["id"])
    names = ", ".join(str(transition["to"]["name"]) for transition in offered) or "nothing"
    raise Rejected(
        f"Jira offers no transition to a status of category {category} (only to: {names})",
        next_step="allow it in the project's workflow",
    )
