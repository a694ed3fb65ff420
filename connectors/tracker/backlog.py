"""Nulab Backlog (API v2) as a tracker.

Never tried against a live Backlog: written from Nulab's published documents and tested against
``koe backlog-sim``. Whether its keyword search lags is not documented, so a create of unknown
outcome waits as long as on Jira Cloud.
"""

from __future__ import annotations

import hashlib
from collections.abc import Callable, Iterator, Mapping, Sequence
from contextlib import suppress
from datetime import datetime, timedelta
from typing import Any

from connectors.tracker.backlog_check import proofs
from connectors.tracker.backlog_read import (
    Project,
    footer_lines,
    found_issue,
    note_key_of,
    status_of,
)
from connectors.tracker.backlog_session import BacklogAccess, BacklogSession, Form, Missing
from connectors.tracker.base import Category, FoundIssue, TrackerIdentity, first_issue
from connectors.tracker.policy import Words
from connectors.tracker.proofs import Proof
from connectors.tracker.render import backlog, markdown
from connectors.tracker.render.clean import cut, one_line, units
from connectors.tracker.render.fit import SUMMARY_LIMIT, fit
from connectors.tracker.strike import Quoted, from_backlog, from_markdown, summary_left
from records.errors import ConfigurationError, Rejected
from records.issue import Block, Draft

SETTLE_SECONDS = 15 * 60.0
DESCRIPTION_LIMIT, COMMENT_LIMIT = 100_000, 50_000
PAGE = 100
NORMAL_PRIORITY = "3"
Json = dict[str, Any]


class BacklogTracker:
    """A Backlog project, as :class:`connectors.tracker.base.Tracker` describes it."""

    def __init__(
        self,
        access: BacklogAccess,
        project: str,
        *,
        clock: Callable[[], datetime],
        sleep: Callable[[float], None],
        common_label: str = "koe",
        words: Words | None = None,
        settle_seconds: float | None = None,
    ) -> None:
        """``clock`` and ``sleep`` are those of the run; ``common_label`` becomes a category."""
        self._access, self._key, self._common = access, project, common_label
        self._words = words or Words()
        self._clock = clock
        self._session = BacklogSession(access, clock=clock, sleep=sleep)
        self._project: Project | None = None
        self._categories: dict[str, str] = {}
        self.settle_seconds = SETTLE_SECONDS if settle_seconds is None else settle_seconds

    def close(self) -> None:
        """Close the connections."""
        self._session.close()

    def check(self) -> TrackerIdentity:
        """Prove space, key and project, and read the project's ids."""
        me = self._session.read("users/myself")
        self._project = self._read_project()
        return TrackerIdentity("backlog", self._key, self._access.site, str(me.get("name") or "?"))

    def proofs(self, issue_type: str) -> Mapping[str, Proof]:
        """Account, role, issue type with its required fields, and categories."""
        return proofs(self._session, self._access.site, self._key, issue_type, self._common,
                      self._read_project)  # fmt: skip

    def _read_project(self) -> Project:
        try:
            raw = self._session.read(f"projects/{self._key}")
        except Missing:
            raise ConfigurationError(
                f"Backlog shows no project {self._key}",
                expected="the key of a project that the account takes part in",
                next_step="set tracker.project, or add the account to the project",
            ) from None
        statuses = self._session.read(f"projects/{self._key}/statuses")
        types = self._session.read(f"projects/{self._key}/issueTypes")
        return Project(
            project_id=str(raw["id"]),
            name=str(raw.get("name") or self._key),
            is_markdown=raw.get("textFormattingRule") == "markdown",
            statuses=tuple(status_of(one, self._words) for one in statuses),
            types=tuple((str(one["id"]), str(one["name"])) for one in types),
            priority_id=NORMAL_PRIORITY,
        )

    @property
    def _known(self) -> Project:
        if self._project is None:
            self._project = self._read_project()
        return self._project

    # --- reading ---------------------------------------------------------------------------

    def find(self, label: str) -> list[FoundIssue]:
        """By keyword in every project that the account sees, then verified: a keyword also
        finds issues that only quote the key. Oldest first."""
        params = [("keyword", label), ("sort", "created"), ("order", "asc")]
        return [issue for issue in self._pages(params) if issue.proof.get("key") == label]

    def get(self, issue_ids: Sequence[str]) -> list[FoundIssue]:
        """In batches; what a batch does not show is asked for by itself, so that a blind search
        does not make issues look deleted."""
        found: dict[str, FoundIssue] = {}
        for start in range(0, len(issue_ids), PAGE):
            batch = issue_ids[start : start + PAGE]
            asked = [("id[]", one) for one in batch]
            found |= {issue.issue_id: issue for issue in self._pages(asked)}
            for one in batch:
                if one not in found and (issue := self._get(one)):
                    found[one] = issue
        return [found[one] for one in issue_ids if one in found]

    def changed_since(self, cursor: datetime) -> list[FoundIssue]:
        """By day, as Backlog's search knows no hours; in the common category."""
        category = self._category_ids().get(self._common)
        if category is None:
            return []
        params = [
            ("projectId[]", self._known.project_id),
            ("categoryId[]", category),
            ("updatedSince", f"{cursor:%Y-%m-%d}"),
        ]
        return list(self._pages(params))

    def search_sees(self) -> bool:
        """By the list of issues; by key where that is empty."""
        settled = self._clock() - timedelta(seconds=self.settle_seconds)
        shown = any(self._pages([("projectId[]", self._known.project_id)]))
        return shown or first_issue(self._key, self._get, settled) is None

    def find_note(self, issue_id: str, note_key: str) -> str | None:
        """The comment whose last line holds the key's hash."""
        wanted = _hashed(note_key)
        comments = self._comments(issue_id)
        return next((str(c["id"]) for c in comments if note_key_of(_text(c)) == wanted), None)

    def last_word(self, issue_id: str) -> str | None:
        """The newest comment that is not Koe's."""
        texts = (_text(c).strip() for c in self._comments(issue_id) if not note_key_of(_text(c)))
        return next((text for text in texts if text), None)

    def _comments(self, issue_id: str) -> Iterator[Json]:
        """All comments, newest first."""
        last: list[tuple[str, str]] = []
        while True:
            params = [("order", "desc"), ("count", str(PAGE)), *last]
            page: list[Json] = self._session.read(f"issues/{issue_id}/comments", params)
            yield from page
            if len(page) < PAGE:
                return
            last = [("maxId", str(page[-1]["id"]))]

    def _get(self, issue_id: str) -> FoundIssue | None:
        try:
            return self._found(self._session.read(f"issues/{issue_id}"))
        except Missing:
            return None

    def _pages(self, params: Form) -> Iterator[FoundIssue]:
        start = 0
        while True:
            asked = [*params, ("count", str(PAGE)), ("offset", str(start))]
            page: list[Json] = self._session.read("issues", asked)
            yield from (self._found(raw) for raw in page)
            start += len(page)
            if len(page) < PAGE:
                return

    def _found(self, raw: Json) -> FoundIssue:
        return found_issue(raw, self._access.site, self._known)

    def _category_ids(self) -> dict[str, str]:
        if not self._categories:
            rows = self._session.read(f"projects/{self._key}/categories")
            self._categories = {str(one["name"]): str(one["id"]) for one in rows}
        return self._categories

    # --- writing: every method sends one write, and never the same one twice ------------------

    def create(self, draft: Draft, label: str, op_id: str) -> FoundIssue:
        """POST issues, with key and proof in the description's footer."""
        category = self._category(self._common)
        proof = footer_lines(draft.property_value | {"key": label, "op_id": op_id})
        text = self._rendered(draft.description, DESCRIPTION_LIMIT - len(proof) - 8)
        form = [
            ("projectId", self._known.project_id),
            ("summary", cut(one_line(draft.summary), SUMMARY_LIMIT)),
            ("issueTypeId", self._known.type_id(draft.issue_type)),
            ("priorityId", self._known.priority_id),
            ("description", f"{text}\n{proof}\n"),
            *([("categoryId[]", category)] if category else []),
        ]
        return self._found(self._session.write("POST", "issues", form))

    def put_note(
        self, issue_id: str, note_id: str | None, blocks: Sequence[Block], note_key: str
    ) -> str:
        """POST or PATCH a comment, the hash of its key in the last line."""
        mark = f"koe-note: {_hashed(note_key)}"
        text = self._rendered(blocks, COMMENT_LIMIT - len(mark) - 8)
        path = f"issues/{issue_id}/comments" + (f"/{note_id}" if note_id else "")
        method = "PATCH" if note_id else "POST"
        raw = self._session.write(method, path, [("content", f"{text}\n{mark}\n")])
        return str(raw["id"])

    def set_labels(self, issue_id: str, add: Sequence[str], remove: Sequence[str] = ()) -> None:
        """PATCH the categories. Backlog takes only the whole list, so it is read just before."""
        raw = self._session.read(f"issues/{issue_id}")
        kept = [str(one["name"]) for one in raw.get("category") or () if one["name"] not in remove]
        ids = [self._category(name) for name in dict.fromkeys([*kept, *add])]
        form = [("categoryId[]", one) for one in ids if one] or [("categoryId[]", "")]
        self._session.write("PATCH", f"issues/{issue_id}", form)

    def move(self, issue_id: str, category: Category) -> None:
        """PATCH the status; leaving done also empties the resolution."""
        raw = self._session.read(f"issues/{issue_id}")
        if self._known.category(int(raw["status"]["id"])) == category:
            return
        form = [("statusId", str(self._known.status_id(category)))]
        if category != "done":
            form.append(("resolutionId", ""))
        self._session.write("PATCH", f"issues/{issue_id}", form)

    def strike(self, issue_id: str, quoted: Quoted) -> int:
        """Take quotes out of summary and description (one write) and of Koe's own comments."""
        raw = self._session.read(f"issues/{issue_id}")
        described, summary = str(raw.get("description") or ""), str(raw.get("summary") or "")
        left, taken = self._left(described, quoted)
        named = summary_left(summary, described, left, quoted)
        form = [("description", left)] if taken else []
        if named != summary:
            form, taken = [*form, ("summary", named)], taken + 1
        if form:
            self._session.write("PATCH", f"issues/{issue_id}", form)
        for comment in list(self._comments(issue_id)):
            if note_key_of(text := _text(comment)):
                path = f"issues/{issue_id}/comments/{comment['id']}"
                left, struck = self._left(text, quoted)
                if struck:
                    self._session.write("PATCH", path, [("content", left)])
                taken += struck
        return taken

    def _left(self, text: str, quoted: Quoted) -> tuple[str, int]:
        return (from_markdown if self._known.is_markdown else from_backlog)(text, quoted)

    def _category(self, name: str) -> str | None:
        """The id of a category, made where it is missing; None where the account may not make
        one (only administrators may): an issue without its category is still an issue."""
        known = self._category_ids()
        if name not in known:
            with suppress(Rejected):
                path = f"projects/{self._key}/categories"
                known[name] = str(self._session.write("POST", path, [("name", name)])["id"])
        return known.get(name)

    def _rendered(self, blocks: Sequence[Block], limit: int) -> str:
        document = markdown.document if self._known.is_markdown else backlog.document
        return document(fit(blocks, lambda kept: units(document(kept)), limit))


def _text(comment: Json) -> str:
    return str(comment.get("content") or "")


def _hashed(note_key: str) -> str:
    """A key of letters and digits alone, which no notation changes."""
    return hashlib.sha256(note_key.encode()).hexdigest()[:32]
