"""Search: what each JQL clause means, the lagging index, and the two ways of paging."""

import re
from collections.abc import Callable, Iterable
from datetime import UTC, datetime, timedelta
from typing import Any
from zoneinfo import ZoneInfo

from app.jira_sim import catalog, jql
from app.jira_sim.errors import Refusal
from app.jira_sim.faults import Faults
from app.jira_sim.jql import Clause, Predicate, bad
from app.jira_sim.model import Indexed, Issue
from app.jira_sim.state import JiraState

UNBOUNDED = (
    "Unbounded JQL queries are not allowed here. Please add a search restriction to your query."
)
DATE_FORMATS = ("%Y-%m-%d %H:%M", "%Y/%m/%d %H:%M", "%Y-%m-%d", "%Y/%m/%d")
PERIOD = re.compile(r"([+-]?)((?:\d+[wdhm]\s*)+)")
UNITS = {
    "w": timedelta(weeks=1),
    "d": timedelta(days=1),
    "h": timedelta(hours=1),
    "m": timedelta(minutes=1),
}


def find(
    state: JiraState, faults: Faults, text: str, reconcile: Iterable[int] = (), *, bounded: bool
) -> list[Issue]:
    """Issues that match, in order. Matching looks at the index as it was `index_lag` ago, except
    for `reconcile` ids.

    `bounded` refuses a query without any restriction, as Jira Cloud does.
    """
    with state.reading():
        query = jql.parse(text, _Meaning(state).predicate)
        if bounded and query.where is None:
            raise bad(UNBOUNDED)
        if faults.blind_search:
            return []
        seen_until = state.clock.now() - timedelta(seconds=faults.index_lag)
        fresh = set(reconcile)
        docs = [_indexed(issue, seen_until, issue.id in fresh) for issue in state.world.issues]
        found = [doc for doc in docs if doc and (query.where is None or query.where(doc))]
        by_id = {issue.id: issue for issue in state.world.issues}
        return [by_id[doc.id] for doc in query.sorted(found)]


def _indexed(issue: Issue, seen_until: datetime, fresh: bool) -> Indexed | None:
    docs = [doc for doc in issue.index if fresh or doc.at <= seen_until]
    return docs[-1] if docs else None


class _Meaning:
    """Turns a clause into a predicate, with the checks of values that Jira makes."""

    def __init__(self, state: JiraState) -> None:
        self._state = state

    def predicate(self, clause: Clause) -> Predicate:
        """The meaning of one clause; 400 for an unknown field, operator or value."""
        makers: dict[str, Callable[[Clause], Predicate]] = {
            "project": self._project,
            "labels": self._labels,
            "status": lambda c: self._catalogued(c, catalog.STATUSES, lambda doc: doc.status),
            "statuscategory": self._category,
            "resolution": self._resolution,
            "issuetype": lambda c: self._catalogued(
                c, catalog.ISSUE_TYPES, lambda doc: doc.issue_type
            ),
            "created": lambda c: self._date(c, lambda doc: doc.created),
            "updated": lambda c: self._date(c, lambda doc: doc.updated),
        }
        makers |= dict.fromkeys(("key", "issuekey", "issue", "id"), self._key)
        if clause.field not in makers:
            raise bad(
                f"Field '{clause.field}' does not exist or you do not have permission to view it."
            )
        return makers[clause.field](clause)

    def _project(self, clause: Clause) -> Predicate:
        return _among(
            clause, {self._project_key(value) for value in clause.values}, lambda doc: doc.project
        )

    def _project_key(self, value: str) -> str:
        for project in self._state.world.projects:
            if value.casefold() in (project.key.casefold(), project.name.casefold(), project.id):
                return project.key
        raise _no_value(value, "project")

    def _labels(self, clause: Clause) -> Predicate:
        """Labels match as a whole and ignore case; `!=` and `not in` leave out issues without
        labels, as in Jira.
        """
        if clause.operator in ("is", "is not"):
            _need_empty(clause)
            return lambda doc: (not doc.labels) == (clause.operator == "is")
        negative = _is_negative(clause)
        wanted = {value.casefold() for value in clause.values}
        if negative:
            return lambda doc: (
                bool(doc.labels) and not wanted & {one.casefold() for one in doc.labels}
            )
        return lambda doc: bool(wanted & {one.casefold() for one in doc.labels})

    def _key(self, clause: Clause) -> Predicate:
        """Keys and ids must exist: one deleted issue fails the whole query, which a polling client
        must survive.
        """
        ids = {self._issue_id(value, clause.field) for value in clause.values}
        return _among(clause, ids, lambda doc: doc.id)

    def _issue_id(self, value: str, name: str) -> int:
        try:
            return self._state.issue(value).id
        except Refusal as error:
            raise bad(f"An issue with key '{value}' does not exist for field '{name}'.") from error

    def _catalogued(
        self, clause: Clause, rows: tuple[catalog.E, ...], read: Callable[[Indexed], str | None]
    ) -> Predicate:
        return _among(clause, {_row(rows, value, clause.field).id for value in clause.values}, read)

    def _category(self, clause: Clause) -> Predicate:
        ids = set()
        for value in clause.values:
            keyed = [row for row in catalog.CATEGORIES if row.key == value.casefold()]
            category = keyed[0] if keyed else _row(catalog.CATEGORIES, value, "statusCategory")
            ids |= {status.id for status in catalog.STATUSES if status.category is category}
        return _among(clause, ids, lambda doc: doc.status)

    def _resolution(self, clause: Clause) -> Predicate:
        unresolved = {"empty", "unresolved"}
        if clause.operator in ("is", "is not"):
            _need_empty(clause)
            return lambda doc: (doc.resolution is None) == (clause.operator == "is")
        ids = {
            None
            if value.casefold() in unresolved
            else _row(catalog.RESOLUTIONS, value, "resolution").id
            for value in clause.values
        }
        return _among(clause, ids, lambda doc: doc.resolution)

    def _date(self, clause: Clause, read: Callable[[Indexed], datetime]) -> Predicate:
        moment = self._moment(clause.values[0], clause.field)
        tests: dict[str, Predicate] = {
            "<": lambda doc: read(doc) < moment,
            "<=": lambda doc: read(doc) <= moment,
            ">": lambda doc: read(doc) > moment,
            ">=": lambda doc: read(doc) >= moment,
            "=": lambda doc: read(doc) == moment,
            "!=": lambda doc: read(doc) != moment,
        }
        if clause.operator not in tests:
            raise _no_operator(clause)
        return tests[clause.operator]

    def _moment(self, text: str, name: str) -> datetime:
        """A JQL date: minutes at best, in the calling user's time zone (a client that assumes UTC
        is wrong).
        """
        now = self._state.clock.now()
        if text == "now()":
            return now
        period = PERIOD.fullmatch(text.strip())
        if period:
            return now + (-1 if period[1] == "-" else 1) * _length(period[2])
        for form in DATE_FORMATS:
            try:
                return (
                    datetime.strptime(text, form)
                    .replace(tzinfo=ZoneInfo(self._state.time_zone))
                    .astimezone(UTC)
                )
            except ValueError:
                continue
        raise bad(
            f"Date value '{text}' for field '{name}' is invalid. Valid formats include: "
            "'yyyy/MM/dd HH:mm', 'yyyy-MM-dd HH:mm', 'yyyy/MM/dd', 'yyyy-MM-dd', or a period "
            "format e.g. '-5d', '4w 2d'."
        )


def _length(period: str) -> timedelta:
    parts = re.findall(r"(\d+)([wdhm])", period)
    return sum((int(count) * UNITS[unit] for count, unit in parts), timedelta(0))


def _row(rows: tuple[catalog.E, ...], value: str, name: str) -> catalog.E:
    row = catalog.find(rows, value)
    if row is None:
        raise _no_value(value, name)
    return row


def _among(clause: Clause, wanted: set[Any], read: Callable[[Indexed], Any]) -> Predicate:
    negative = _is_negative(clause)
    return lambda doc: (read(doc) in wanted) is not negative


def _is_negative(clause: Clause) -> bool:
    if clause.operator in ("=", "in"):
        return False
    if clause.operator in ("!=", "not in"):
        return True
    raise _no_operator(clause)


def _need_empty(clause: Clause) -> None:
    if clause.values[0].casefold() not in ("empty", "null"):
        raise bad(
            f"The value '{clause.values[0]}' is not supported by the '{clause.operator}' operator."
        )


def _no_operator(clause: Clause) -> Refusal:
    return bad(f"The operator '{clause.operator}' is not supported by the '{clause.field}' field.")


def _no_value(value: str, name: str) -> Refusal:
    return bad(f"The value '{value}' does not exist for the field '{name}'.")
