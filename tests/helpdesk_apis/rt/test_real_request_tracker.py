"""The real Request Tracker: what the warehouse holds is what RT itself says, night after night.

The truth is read from RT's own database file, not through the API that Koe reads.
"""

from __future__ import annotations

import sqlite3
from base64 import b64encode
from collections.abc import Callable
from datetime import UTC, datetime
from typing import Any

import pytest

from flows.helpdesk import open_helpdesk
from records.errors import HelpdeskRefused

pytestmark = [pytest.mark.slow, pytest.mark.rt_server]

TICKETS = 300
NIGHT = datetime(2026, 11, 20, 18, 0, tzinfo=UTC)
WORDS = ("アプリが落ちます", "支払いが二重です", "The export fails", "I cannot log in")


@pytest.fixture(scope="module")
def seeded(rt: Any) -> list[int]:
    """Three hundred tickets; a tenth answered and resolved."""
    tickets = [
        {
            "Queue": "General",
            "Subject": f"{WORDS[n % 4]} {n}",
            "Requestor": f"customer{n % 40}@mail.example",
            "Content": f"{WORDS[n % 4]}。{n}番目の問い合わせです。",
            "ContentType": "text/plain",
        }
        for n in range(TICKETS)
    ]
    made: list[int] = rt.seed(tickets)
    for number in made[:30]:
        rt.reply(number, f"確認しました。{number}")
        rt.change(number, Status="resolved")
    return made


def truth(rt: Any) -> list[tuple[Any, ...]]:
    """Every ticket as RT's database has it: its state and, while it counts, how many public and
    private words were said in it and in what was merged into it."""
    told = """
        WITH said AS (
            SELECT t.EffectiveId AS ticket, x.Type AS kind
            FROM Transactions AS x JOIN Tickets AS t ON t.id = x.ObjectId
            WHERE x.ObjectType = 'RT::Ticket' AND x.Type IN ('Create', 'Correspond', 'Comment')
        ), now AS (
            SELECT *, CASE WHEN EffectiveId <> id THEN 'merged' ELSE Status END AS state
            FROM Tickets WHERE Type = 'ticket'
        )
        SELECT
            CAST(id AS TEXT), state, Subject,
            CASE WHEN state NOT IN ('merged', 'deleted') THEN
                (SELECT count(*) FROM said WHERE ticket = now.id AND kind <> 'Comment') END,
            CASE WHEN state NOT IN ('merged', 'deleted') THEN
                (SELECT count(*) FROM said WHERE ticket = now.id AND kind = 'Comment') END
        FROM now ORDER BY id
    """
    with sqlite3.connect(f"file:{rt.database}?mode=ro", uri=True) as conn:
        found = conn.execute(told).fetchall()
    conn.close()
    return found


def kept(account: Any) -> list[tuple[Any, ...]]:
    found: list[tuple[Any, ...]] = account.ask("""
        SELECT t.ticket_id, t.status, t.subject,
            if(t.status IN ('merged', 'deleted'), NULL,
                count(m.message_id) FILTER (m.visibility = 'public')),
            if(t.status IN ('merged', 'deleted'), NULL,
                count(m.message_id) FILTER (m.visibility = 'private'))
        FROM tickets AS t LEFT JOIN messages AS m USING (source, ticket_id)
        GROUP BY t.ticket_id, t.status, t.subject ORDER BY t.ticket_id::INT
    """)
    return found


def test_two_nights_of_a_real_rt_each_pulled_twice_equal_its_own_database(
    rt: Any, seeded: list[int], desk: Callable[..., Any]
) -> None:
    account = desk(kind="rt", url=rt.url, user="root", requests_per_minute=60_000)
    assert account.pull()["quarantined"] == 0
    assert kept(account) == truth(rt)
    assert len(kept(account)) == TICKETS
    account.pull()
    assert kept(account) == truth(rt)

    for number in seeded[:5]:
        rt.change(number, Status="open")
        rt.reply(number, "まだ直りません。")
    for number in seeded[5:10]:
        rt.reply(number, "内部メモ", public=False)
        rt.change(number, Subject=f"Changed subject {number}")
    for number in seeded[10:15]:
        rt.change(number, MergeInto=seeded[20])
    for number in seeded[40:45]:
        rt.change(number, Status="deleted")
    account.pull()
    assert kept(account) == truth(rt)
    assert account.pull()["loaded"] == 0, "the same state again changes nothing"
    assert kept(account) == truth(rt)
    states = account.ask("SELECT status, count(*) FROM tickets GROUP BY ALL ORDER BY ALL")
    assert states == [("deleted", 5), ("merged", 5), ("new", 265), ("open", 5), ("resolved", 20)]
    reopened = account.ask("SELECT ticket_id::INT FROM tickets WHERE reopens = 1 ORDER BY ALL")
    assert [number for (number,) in reopened] == seeded[:5]
    files = account.ask("SELECT DISTINCT state FROM ingest_files")
    assert files == [("done",)]

    # The server's clock is the real one; once its changes are old enough they are read no more.
    account.clock.seconds += (datetime.now(UTC) - NIGHT).total_seconds() + 3600
    account.pull()
    assert account.pull()["read"] == 0
    rt.change(seeded[100], Subject="One change")
    assert account.pull()["read"] == 1


def test_a_login_that_rt_does_not_know_is_told(
    rt: Any, desk: Callable[..., Any], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("KOE_RT_TOKEN", "1-14-00000000000000000000000000000000")
    with pytest.raises(HelpdeskRefused, match="401"):
        desk(kind="rt", url=rt.url).read()


def test_words_of_html_and_of_mails_with_files_are_read_and_the_files_are_not(
    rt: Any, desk: Callable[..., Any]
) -> None:
    (number,) = rt.seed([{"Queue": "General", "Subject": "添付", "Requestor": "a@mail.example"}])
    rt.call(
        "POST",
        f"ticket/{number}/correspond",
        {
            "Content": "<p>画面が<b>真っ白</b>です</p>",
            "ContentType": "text/html",
            "Attachments": [
                {
                    "FileName": "log.txt",
                    "FileType": "text/plain",
                    "FileContent": b64encode(b"secret log").decode(),
                }
            ],
        },
    )
    account = desk(kind="rt", url=rt.url, user="root", requests_per_minute=60_000)
    with open_helpdesk(account.night()) as helpdesk:
        (ticket,) = [read.ticket for read in helpdesk.again([str(number)])]
    assert ticket is not None
    assert [message.text for message in ticket.messages] == ["画面が真っ白です"]
