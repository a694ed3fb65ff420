"""Internal notes in the real Request Tracker: a comment for each answer, seen by staff alone."""

from __future__ import annotations

import quopri
import sqlite3
from collections.abc import Callable
from datetime import UTC, datetime
from typing import Any

import pytest

from connectors.helpdesk.notes import NoteWriter
from flows.helpdesk import open_helpdesk
from records.errors import HelpdeskRefused
from records.issue import Answer

pytestmark = [pytest.mark.slow, pytest.mark.rt_server]


@pytest.fixture
def account(rt: Any, desk: Callable[..., Any]) -> Any:
    """A Japanese and an English ticket, read by a Koe whose clock is that of RT."""
    account = desk(kind="rt", url=rt.url, user="root", requests_per_minute=60_000, notes=True)
    account.clock.seconds += (datetime.now(UTC) - account.clock.now()).total_seconds() + 60
    tickets = [
        {
            "Queue": "General",
            "Subject": words,
            "Requestor": f"noted{n}@mail.example",
            "Content": words,
            "ContentType": "text/plain",
        }
        for n, words in enumerate(("アプリが落ちます。", "The app crashes on my phone."))
    ]
    account.made = rt.seed(tickets)
    for number in account.made:
        rt.change(number, Status="resolved")
    account.pull()
    account.link(*account.made)
    return account


def comments(rt: Any, number: int) -> list[str]:
    """The texts of a ticket's comments, from RT's own database."""
    told = """
        SELECT a.Content FROM Attachments AS a JOIN Transactions AS x ON x.id = a.TransactionId
        WHERE x.ObjectType = 'RT::Ticket' AND x.ObjectId = ? AND x.Type = 'Comment' ORDER BY x.id
    """
    with sqlite3.connect(f"file:{rt.database}?mode=ro", uri=True) as conn:
        found = [content for (content,) in conn.execute(told, (number,)).fetchall()]
    conn.close()
    return [quopri.decodestring(one).decode() for one in found]


def test_a_real_rt_gets_one_comment_for_each_answer_and_the_ticket_stays_resolved(
    rt: Any, account: Any
) -> None:
    ja, en = account.made
    account.answer(Answer.IN_PROGRESS)
    assert account.tell() == ({"notes_told": 2}, [])
    assert account.tell() == ({}, [])
    account.later(days=1)
    account.answer(Answer.DECLINED, reason="来期まで着手しません")
    assert account.tell() == ({"notes_told": 2}, []), "the canary finds the first notes"
    first, second = comments(rt, ja)
    assert first.startswith("【社内メモ】製品チームの回答: 対応中")
    assert "理由: 来期まで着手しません" in second
    assert comments(rt, en)[0].startswith("[Internal note]")
    assert rt.call("GET", f"ticket/{ja}")["Status"] == "resolved"
    account.pull()
    assert account.tell() == ({}, []), "its own comments are no news"
    seen = account.ask(
        "SELECT DISTINCT visibility FROM messages WHERE contains(text, '製品チーム')"
    )
    assert seen == [("private",)]


def test_a_comment_of_unknown_outcome_is_found_in_a_real_rt_and_not_written_again(
    rt: Any, account: Any
) -> None:
    account.answer(Answer.ACCEPTED)
    account.tell()
    wh = account.night().warehouse
    with wh.transaction() as conn:
        conn.execute("UPDATE outbox SET state = 'uncertain' WHERE kind = 'helpdesk_note'")
    assert account.tell() == ({"notes_recovered": 2}, [])
    assert [len(comments(rt, number)) for number in account.made] == [1, 1]


def test_the_doctor_sees_whether_the_login_may_comment(
    rt: Any, account: Any, desk: Callable[..., Any], monkeypatch: pytest.MonkeyPatch
) -> None:
    with open_helpdesk(account.night()) as helpdesk:
        assert isinstance(helpdesk, NoteWriter)
        assert helpdesk.check_notes() == "may write comments"
    rt.call("POST", "user", {"Name": "reader", "Password": "reader-pass", "Privileged": 1})
    monkeypatch.setenv("KOE_RT_PASSWORD", "reader-pass")
    with open_helpdesk(desk(kind="rt", url=rt.url, user="reader").night()) as helpdesk:
        assert isinstance(helpdesk, NoteWriter)
        assert "no ticket in sight" in helpdesk.check_notes()


def test_a_login_that_may_read_but_not_comment_is_told_which_rights_are_missing(
    serve: Callable[..., str], desk: Callable[..., Any]
) -> None:
    def rt_without_the_right(asked: Any) -> Any:
        if asked.path.endswith("/tickets"):
            return 200, {}, {"items": [{"id": "7"}]}
        return 200, {}, {"id": 7, "_hyperlinks": [{"ref": "self"}, {"ref": "history"}]}

    account = desk(kind="rt", url=serve(rt_without_the_right), user="root")
    with open_helpdesk(account.night()) as helpdesk:
        assert isinstance(helpdesk, NoteWriter)
        with pytest.raises(HelpdeskRefused, match="CommentOnTicket"):
            helpdesk.check_notes()
