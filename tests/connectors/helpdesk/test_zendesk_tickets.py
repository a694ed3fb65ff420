"""What a Zendesk ticket becomes, key by key."""

from __future__ import annotations

from collections.abc import Callable
from datetime import UTC, datetime
from typing import Any

import pytest

from connectors.helpdesk.plain_text import text_of_html
from connectors.helpdesk.zendesk import Translator
from connectors.helpdesk.zendesk_people import SideLoads
from records.errors import BadRow
from records.ticket import Reason, Role, Status, Ticket, Visibility

Row = Callable[..., dict[str, Any]]
SAID = "2026-10-03T01:00:00Z"


def translate(row: dict[str, Any], fields: dict[str, str] | None = None) -> Ticket:
    return Translator("acct", SideLoads(), fields or {}).ticket(row)


def comment(number: int, body: str, author: int, at: str = SAID, **more: Any) -> dict[str, Any]:
    return {"id": number, "body": body, "author_id": author, "created_at": at, **more}


@pytest.mark.parametrize(
    ("said", "status"),
    [
        ("new", Status.NEW),
        ("open", Status.OPEN),
        ("pending", Status.PENDING),
        ("hold", Status.PENDING),
        ("solved", Status.RESOLVED),
        ("Closed", Status.CLOSED),
        ("deleted", Status.DELETED),
        ("suspended", Status.SPAM),
        ("spam", Status.SPAM),
    ],
)
def test_every_zendesk_status_has_its_place(ticket_row: Row, said: str, status: Status) -> None:
    assert translate(ticket_row(status=said)).status is status


def test_a_merged_ticket_is_merged_and_the_one_it_went_into_is_not(ticket_row: Row) -> None:
    by_tag = ticket_row(status="closed", tags=["ja", "closed_by_merge"])
    survivor = ticket_row(status="solved", merged_ticket_ids=[4])
    assert translate(by_tag).status is Status.MERGED
    assert translate(survivor).status is Status.RESOLVED


def test_a_spam_tag_alone_does_not_change_the_status(ticket_row: Row) -> None:
    ticket = translate(ticket_row(status="closed", tags=["spam"]))
    assert ticket.status is Status.CLOSED
    assert ticket.tags == ("spam",)


def test_the_first_comment_and_the_description_are_one_message(ticket_row: Row) -> None:
    comments = [
        comment(11, "アプリが　落ちます。", 77),
        comment(12, "ご確認します", 5, "2026-10-03T02:30:00Z"),
        comment(13, "二次対応へ", 5, "2026-10-03T02:31:00Z", public=False),
    ]
    ticket = translate(ticket_row(comments=comments))
    assert [m.message_id for m in ticket.messages] == ["1:description", "12", "13"]
    assert [m.role for m in ticket.messages] == [Role.CUSTOMER, Role.AGENT, Role.AGENT]
    assert [m.visibility for m in ticket.messages][1:] == [Visibility.PUBLIC, Visibility.PRIVATE]
    assert [m.position for m in ticket.messages] == [0, 1, 2]
    assert ticket.first_reply_minutes == 90


def test_an_export_without_comments_names_the_same_message(ticket_row: Row) -> None:
    without = translate(ticket_row())
    with_them = translate(ticket_row(comments=[comment(11, "アプリが落ちます。", 77)]))
    assert without.messages[0].message_id == with_them.messages[0].message_id
    assert without.messages[0].author == with_them.messages[0].author == "77"


def test_a_redacted_first_comment_is_not_counted_beside_its_description(ticket_row: Row) -> None:
    ticket = translate(ticket_row(comments=[comment(11, "アプリが▇▇▇。", 77)]))
    assert [m.text for m in ticket.messages] == ["アプリが▇▇▇。"]


def test_a_description_that_no_comment_repeats_is_kept(ticket_row: Row) -> None:
    reply = comment(12, "We are looking into it.", 5, "2026-10-03T02:00:00Z")
    ticket = translate(ticket_row(description="The app crashes.", comments=[reply]))
    assert [m.text for m in ticket.messages] == ["The app crashes.", "We are looking into it."]
    assert ticket.messages[0].role is Role.CUSTOMER


def test_comments_are_put_in_order_of_time_and_each_counts_once(ticket_row: Row) -> None:
    late, early = "2026-10-03T03:00:00Z", "2026-10-03T02:00:00Z"
    comments = [
        comment(3, "late", 5, late),
        comment(2, "old", 5, early),
        comment(2, "new", 5, early),
    ]
    ticket = translate(ticket_row(comments=comments))
    assert [m.text for m in ticket.messages] == ["アプリが落ちます。", "new", "late"]


@pytest.mark.parametrize(
    ("more", "role"),
    [
        ({"author": {"role": "end-user"}}, Role.CUSTOMER),
        ({"author": {"role": "agent"}}, Role.AGENT),
        ({"author": {"role": "admin"}}, Role.AGENT),
        ({"author": {"role": "bot"}}, Role.BOT),
        ({"via": {"channel": "answer_bot_for_web_widget"}}, Role.BOT),
        ({"via": {"channel": "rule"}}, Role.SYSTEM),
        ({"author_id": -1}, Role.SYSTEM),
        ({"author_id": 77}, Role.CUSTOMER),
        ({}, Role.AGENT),
    ],
)
def test_who_wrote_a_comment(ticket_row: Row, more: dict[str, Any], role: Role) -> None:
    said = comment(12, "x", 9, "2026-10-03T02:00:00Z") | more
    assert translate(ticket_row(comments=[said])).messages[-1].role is role


def test_users_beside_the_tickets_say_who_is_an_agent(ticket_row: Row) -> None:
    side = SideLoads()
    side.add(
        "users", {"id": 9, "role": "end-user", "name": "Ann Example", "email": "a@example.com"}
    )
    said = comment(12, "me too", 9, "2026-10-03T02:00:00Z")
    ticket = Translator("acct", side, {}).ticket(ticket_row(comments=[said]))
    assert ticket.messages[-1].role is Role.CUSTOMER
    assert ticket.known_names == ("Ann Example", "a@example.com")


def test_html_stands_in_where_there_is_no_plain_body(ticket_row: Row) -> None:
    html = "<p>直り&#12414;した</p><blockquote>元の<br>文</blockquote><script>x()</script>"
    said = comment(12, "", 77, "2026-10-03T02:00:00Z", html_body=html)
    assert translate(ticket_row(comments=[said])).messages[-1].text == "直りました\n> 元の\n> 文"


@pytest.mark.parametrize(
    ("html", "text"),
    [
        ("a < b & c", "a < b & c"),
        ("<div>one<div>two</div></div></blockquote>", "one\ntwo"),
        ("<ul><li>赤<li>青</ul>", "赤\n青"),
        ("broken <b", "broken <b"),
    ],
)
def test_html_never_fails(html: str, text: str) -> None:
    assert text_of_html(html) in (text, text.removesuffix(" <b"))


def test_metrics_organisation_rating_and_fields_find_their_places(ticket_row: Row) -> None:
    row = ticket_row(
        url="https://mikan.zendesk.com/api/v2/tickets/1.json",
        via={"channel": "mobile"},
        metric_set={
            "solved_at": "2026-10-04T00:00:00Z",
            "reopens": 1,
            "reply_time_in_minutes": {"calendar": 12},
        },
        organization={"id": 6, "name": "みかん商店", "organization_fields": {"plan": "業務用"}},
        satisfaction_rating={"score": "good"},
        brand={"name": "Mikan"},
        assignee={"id": 5, "name": "高橋"},
        custom_fields=[
            {"id": 440, "name": "app_version", "value": "6.2.0"},
            {"id": 441, "name": "os", "value": "iOS"},
            {"id": 442, "value": "決済"},
            {"id": 443, "value": ["a", "b"]},
            {"id": 444, "value": None},
        ],
    )
    ticket = translate(row, {"442": "product_area"})
    assert ticket.resolved_at == datetime(2026, 10, 4, tzinfo=UTC)
    assert (ticket.reopens, ticket.first_reply_minutes, ticket.csat) == (1, 12, 1)
    assert (ticket.organisation, ticket.segment, ticket.assignee) == ("6", "業務用", "5")
    assert (ticket.version, ticket.product_area, ticket.channel) == ("6.2.0", "決済", "mobile")
    assert ticket.attributes == {"os": "iOS", "custom_field_443": "a, b", "brand": "Mikan"}
    assert ticket.url == "https://mikan.zendesk.com/agent/tickets/1"
    assert ticket.customer == "77"
    assert "高橋" in ticket.known_names


@pytest.mark.parametrize(
    ("score", "csat"),
    [("bad", 0.0), ("offered", None), ("unoffered", None), (5, 1.0), (2, 0.25), (None, None)],
)
def test_a_rating_counts_only_when_it_was_given(ticket_row: Row, score: Any, csat: Any) -> None:
    assert translate(ticket_row(satisfaction_rating={"score": score})).csat == csat


def test_the_servers_clock_says_how_new_a_row_is(ticket_row: Row) -> None:
    assert translate(ticket_row(generated_timestamp=1790000000)).source_version == 1790000000000000
    assert translate(ticket_row()).source_version == 1791075600000000


def test_times_with_an_offset_become_utc(ticket_row: Row) -> None:
    ticket = translate(ticket_row(created_at="2026-10-03T10:00:00+09:00"))
    assert ticket.created_at == datetime(2026, 10, 3, 1, tzinfo=UTC)


def test_a_deleted_ticket_without_words_is_still_a_ticket(ticket_row: Row) -> None:
    ticket = translate(ticket_row(status="deleted", description=None, subject=None))
    assert (ticket.status, ticket.messages, ticket.subject) == (Status.DELETED, (), "")


@pytest.mark.parametrize(
    ("changed", "reason", "says"),
    [
        ({"id": None}, Reason.MISSING_ID, "no id"),
        ({"id": True}, Reason.MISSING_ID, "no id"),
        ({"status": None}, Reason.MISSING_REQUIRED, "status is missing"),
        ({"status": "frozen"}, Reason.UNKNOWN_STATUS, "'frozen'"),
        ({"created_at": None}, Reason.MISSING_REQUIRED, "created_at is missing"),
        ({"created_at": "昨日"}, Reason.BAD_TIMESTAMP, "昨日"),
        ({"updated_at": 1790000000}, Reason.BAD_TIMESTAMP, "updated_at"),
        ({"comments": "none"}, Reason.SCHEMA_DRIFT, "comments is a str"),
        ({"comments": [1]}, Reason.SCHEMA_DRIFT, "list of objects"),
        ({"comments": [{"id": 1, "created_at": "x"}]}, Reason.BAD_TIMESTAMP, "of a comment"),
    ],
)
def test_a_row_that_cannot_be_read_says_what_was_got_and_what_was_expected(
    ticket_row: Row, changed: dict[str, Any], reason: Reason, says: str
) -> None:
    with pytest.raises(BadRow, match=says) as caught:
        translate(ticket_row(**changed))
    assert caught.value.reason == reason
    assert caught.value.expected


@pytest.mark.parametrize("strange", [None, 3, "x", [], {}, [1], True, {"a": {"b": []}}])
@pytest.mark.parametrize(
    "key",
    [
        *("subject", "description", "tags", "via", "metric_set", "organization", "requester"),
        *("satisfaction_rating", "url", "requester_id", "generated_timestamp", "brand"),
    ],
)
def test_no_shape_of_a_key_costs_the_ticket(ticket_row: Row, key: str, strange: Any) -> None:
    assert translate(ticket_row(**{key: strange})).ticket_id == "1"
