"""All that is known of every active topic, for the tracker's planner.

A constant number of queries, whatever the number of topics: each answers for all of them.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Mapping, Sequence
from datetime import datetime, timedelta
from typing import TYPE_CHECKING, Any

from records.issue import Quote, TopicEvidence, WeekCount
from warehouse.quotes import Candidate, choose
from warehouse.rows import utc
from warehouse.sql import query
from warehouse.store import Warehouse

if TYPE_CHECKING:
    from duckdb import DuckDBPyConnection

QUOTES = 8
NEWEST_VOICES = 400  # of a topic, that its quotes are chosen from
CANDIDATES = 4 * QUOTES  # leaves enough when most of the newest voices repeat each other
WEEKS = 8
# Older tickets decide nothing: declined topics are muted for 180 days, and fixed ones are
# watched for 90 days after a grace of 14.
TICKET_TIMES_DAYS = 400
REPLY_DAYS = 180  # what support answered longer ago may no longer be true
REPLY_TIMES = 3
REPLY_TICKETS = 200
REPLY_SHARE = 0.1  # below that it is an answer to something else that strayed in
FILED_TYPES = ("bug", "request", "complaint")
FILED_SHARE = 0.4  # of a topic's voices, for it to be of a type that issues are opened for
SHOWN = 5  # by an issue: only so many are filled up with voices that do not read well
HANDED_OVER = 2 * QUOTES  # more than an issue shows, so that it can show the most telling

ByTopic = dict[str, list[tuple[Any, ...]]]


def evidence(
    wh: Warehouse,
    now: datetime,
    *,
    language: str = "topic",
    filed_types: Sequence[str] = FILED_TYPES,
) -> list[TopicEvidence]:
    """Evidence for every active topic that has tickets, muted ones too, by topic number.

    ``language`` is what names are wanted in: ``ja``, ``en``, or ``topic`` for the one its
    customers mostly write; the other one stands in where a name is missing.
    ``TopicEvidence.language`` is always the one its customers mostly write. The last seven
    days end at ``now``.

    A topic's request type is its voices' commonest, except that where 40 % or more of them are of
    ``filed_types`` it is the commonest of those (docs/decisions/0065).
    """
    values = {"now": now, "filed_types": list(filed_types), "filed_share": FILED_SHARE}
    with wh.connect() as conn:
        topics = conn.execute(query("evidence_topics"), values).fetchall()
        found = _Found(conn, now)
    return [_evidence_of(row, found, language) for row in topics]


class _Found:
    """The answers of all queries, by topic."""

    def __init__(self, conn: DuckDBPyConnection, now: datetime) -> None:
        replies = {
            "since": now - timedelta(days=REPLY_DAYS),
            "at_least": REPLY_TIMES,
            "share": REPLY_SHARE,
            "newest": REPLY_TICKETS,
        }
        quotes = {"candidates": CANDIDATES, "newest": NEWEST_VOICES}
        times = {"since": now - timedelta(days=TICKET_TIMES_DAYS)}
        self.weeks = _by_topic(conn, "evidence_weeks", {"now": now, "weeks": WEEKS})
        self.groups = _by_topic(conn, "evidence_groups", {})
        self.times = _by_topic(conn, "evidence_times", times)
        self.quotes = _by_topic(conn, "evidence_quotes", quotes)
        self.replies = _by_topic(conn, "evidence_replies", replies)


def _by_topic(conn: DuckDBPyConnection, name: str, values: Mapping[str, object]) -> ByTopic:
    rows: ByTopic = defaultdict(list)
    for topic_uid, *columns in conn.execute(query(name), values).fetchall():
        rows[topic_uid].append(tuple(columns))
    return rows


def _evidence_of(row: Sequence[Any], found: _Found, language: str) -> TopicEvidence:
    uid, number, name_ja, name_en, spoken, request_type, severity, keywords = row[:8]
    tickets, customers, lately, first_seen, last_seen, runs_seen, muted = row[8:]
    return TopicEvidence(
        topic_uid=uid,
        number=number,
        name=_name(name_ja, name_en, spoken if language == "topic" else language, number),
        language=spoken,
        request_type=request_type,
        severity=severity,
        keywords=tuple(keywords),
        tickets=tickets,
        customers=customers,
        customers_last_7_days=lately,
        first_seen=first_seen,
        last_seen=last_seen,
        weeks=tuple(WeekCount(*week) for week in found.weeks.get(uid, ())),
        quotes=choose(map(_candidate, found.quotes.get(uid, ())), HANDED_OVER, SHOWN),
        segments=_grouped(found.groups.get(uid, ()), "segment"),
        versions=_grouped(found.groups.get(uid, ()), "version"),
        ticket_times=tuple(utc(at) for times, _ in found.times.get(uid, ()) for at in times),
        ticket_versions=tuple(v for _, versions in found.times.get(uid, ()) for v in versions),
        commonest_reply=next((text for (text,) in found.replies.get(uid, ())), None),
        runs_seen=runs_seen,
        muted=muted,
    )


def _name(name_ja: str | None, name_en: str | None, language: str, number: int) -> str:
    first, second = (name_en, name_ja) if language == "en" else (name_ja, name_en)
    return first or second or f"#{number}"


def _candidate(row: tuple[Any, ...]) -> Candidate:
    text, language, said_on, ticket_id, url, segment, version, said_at, reads_well = row
    quote = Quote(text, language, said_on, ticket_id, url=url, segment=segment, version=version)
    return Candidate(quote, utc(said_at), reads_well)


def _grouped(rows: Sequence[tuple[Any, ...]], what: str) -> tuple[tuple[str, int], ...]:
    return tuple((value, tickets) for kind, value, tickets in rows if kind == what)
