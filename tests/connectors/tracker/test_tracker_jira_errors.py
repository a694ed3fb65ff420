"""May the write have happened? Every failure is put into one of four answers."""

from __future__ import annotations

from datetime import UTC, datetime

import pytest
from requests.exceptions import ChunkedEncodingError, ConnectionError, ConnectTimeout, ReadTimeout
from urllib3.exceptions import MaxRetryError, NewConnectionError, ProtocolError

from connectors.tracker import jira_errors
from records.errors import Down, Rejected, Throttled, TrackerError, Uncertain

NOW = datetime(2024, 10, 21, 20, 0, tzinfo=UTC)
REFUSED = MaxRetryError(
    None,  # type: ignore[arg-type]
    "/",
    NewConnectionError(None, "refused"),  # type: ignore[arg-type]
)


@pytest.mark.parametrize(
    ("status", "writing", "reading"),
    [
        (400, Rejected, Rejected),
        (401, Rejected, Rejected),
        (403, Rejected, Rejected),
        (404, Rejected, Rejected),
        (409, Rejected, Rejected),
        (302, Rejected, Rejected),
        (408, Uncertain, Down),
        (429, Throttled, Throttled),
        (500, Uncertain, Down),
        (503, Uncertain, Down),
    ],
)
def test_an_answer_with_this_status(
    status: int, writing: type[TrackerError], reading: type[TrackerError]
) -> None:
    for kind, writes in ((writing, True), (reading, False)):
        error = jira_errors.of_answer("POST issue", status, {}, None, NOW, writes=writes)
        assert isinstance(error, kind)


@pytest.mark.parametrize(
    ("error", "writing"),
    [
        (ConnectTimeout("slow"), Down),
        (ConnectionError(REFUSED), Down),
        (ConnectionError(ProtocolError("Connection aborted.", ConnectionResetError())), Uncertain),
        (ReadTimeout("slow"), Uncertain),
        (ChunkedEncodingError("cut"), Uncertain),
    ],
)
def test_no_answer_at_all(error: Exception, writing: type[TrackerError]) -> None:
    assert isinstance(jira_errors.of_exception("POST issue", error, writes=True), writing)
    assert isinstance(jira_errors.of_exception("GET issue", error, writes=False), Down)


@pytest.mark.parametrize(
    ("header", "seconds"),
    [
        ("7", 7.0),
        ("0", 0.0),
        ("Mon, 21 Oct 2024 20:00:30 GMT", 30.0),
        ("Mon, 21 Oct 2024 19:00:00 GMT", 0.0),
        ("soon", jira_errors.WAIT_UNKNOWN),
        (None, jira_errors.WAIT_UNKNOWN),
    ],
)
def test_retry_after_is_read_in_both_of_its_forms(header: str | None, seconds: float) -> None:
    assert jira_errors.retry_after(header, NOW) == seconds


def test_jiras_own_words_are_told_and_a_proxys_page_is_not() -> None:
    body = {"errorMessages": ["no"], "errors": {"labels": "not on the screen"}}
    told = jira_errors.of_answer("POST issue", 400, {}, body, NOW, writes=True)
    assert "no; labels: not on the screen" in told.got
    page = jira_errors.of_answer("POST issue", 502, {}, "<html>secret</html>", NOW, writes=True)
    assert "html" not in page.got
