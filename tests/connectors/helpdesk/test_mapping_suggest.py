"""A first mapping guessed from a header: useful as it stands, honest about the rest."""

from __future__ import annotations

import json
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from connectors.helpdesk.files import Read
from connectors.helpdesk.mapping import Mapping, load_mapping, suggest
from records.errors import InputError
from records.ticket import Role, Status

EXAMPLES = Path(__file__).parents[3] / "examples" / "mappings"
Write = Callable[[str, bytes], Path]
ReadAll = Callable[..., list[Read]]

JAPANESE = (
    "管理番号,ステータス,件名,お問い合わせ内容,受付日時,完了日時,メールアドレス,お名前,電話番号,店舗コード\r\n"
    "1,対応完了,落ちる,①起動で落ちます,2026/10/03 9:05,2026/10/04 10:00,a@b.example,髙﨑花子,"
    "03-1234-5678,7\r\n"
    "2,様子見,落ちる,②まだ落ちます,2026/10/03 9:06,,c@d.example,山﨑太郎,,8\r\n"
)


def as_mapping(yaml: str, folder: Path) -> Mapping:
    path = folder / "suggested.yaml"
    path.write_text(yaml, encoding="utf-8")
    return load_mapping(path)


def test_a_japanese_export_in_cp932_is_read_by_the_guess_as_it_stands(
    write: Write, read_all: ReadAll, tmp_path: Path
) -> None:
    file = write("export.csv", JAPANESE.encode("cp932"))
    guess = suggest(file)
    reads = read_all(file, as_mapping(guess.yaml, tmp_path))
    assert reads[0].ticket is not None
    assert reads[0].ticket.status is Status.RESOLVED
    assert reads[0].ticket.messages[0].text == "①起動で落ちます"
    assert reads[0].ticket.known_names[0] == "髙﨑花子"
    assert str(reads[1].reason) == "unknown_status"
    assert guess.unplaced == ("店舗コード",)
    assert guess.unknown == ("様子見",)
    assert guess.lacking == ()


def test_a_phone_number_goes_no_further_than_the_reader(write: Write, read_all: ReadAll,
                                                        tmp_path: Path) -> None:  # fmt: skip
    file = write("export.csv", JAPANESE.encode())
    reads = read_all(file, as_mapping(suggest(file).yaml, tmp_path))
    assert "03-1234-5678" not in repr(reads)


def test_a_log_of_messages_is_told_from_a_list_of_tickets(
    write: Write, read_all: ReadAll, tmp_path: Path
) -> None:
    text = (
        "Conversation ID\tStatus\tMessage\tSent at\tSender type\tUser ID\n"
        "7\tclosed\tIt crashes\t2026-10-03T01:00:00Z\tcustomer\tu1\n"
        "7\tclosed\tWe look\t2026-10-03T02:00:00Z\tagent\tu1\n"
    )
    file = write("log.tsv", text.encode())
    reads = read_all(file, as_mapping(suggest(file).yaml, tmp_path))
    roles = [read.ticket.messages[0].role for read in reads if read.ticket]
    assert roles == [Role.CUSTOMER, Role.AGENT]


def test_what_a_mapping_needs_and_no_column_seems_to_be_is_said(write: Write) -> None:
    guess = suggest(write("a.csv", b"id,description,shop\n1,It crashes,Kobe\n"))
    assert guess.lacking == ("status", "created")
    assert "# status: which column?" in guess.yaml
    assert guess.unplaced == ("shop",)


ENGLISH = (
    "Ticket ID,Ticket name,Ticket description,Pipeline,Ticket status,Create date,Close date,"
    "Associated Contact,Associated Contact Email,Ticket owner\n"
    "7,Crash,It crashes,Support,Closed,2026-10-03 10:00,2026-10-04 10:00,Odile Quince,"
    "o.quince@m.example,Bob Agent\n"
)
MIXED = (
    "No.\tStatus\t件名 / Subject\t本文(Body)\t起票日\tお客様 Customer\tE-mail\t担当 Assignee\n"
    "7\t解決済み\tログイン\t入れません\t2026/10/03\t勅使河原冴子\ts@m.example\t佐藤\n"
)


@pytest.mark.parametrize(
    ("name", "text", "customer", "known"),
    [
        ("sales.csv", ENGLISH, "o.quince@m.example", "Odile Quince"),
        ("both.tsv", MIXED, "s@m.example", "勅使河原冴子"),
    ],
)
def test_headers_of_sales_tools_and_of_two_languages_are_read_by_the_guess_as_it_stands(
    name: str, text: str, customer: str, known: str, write: Write, read_all: ReadAll, tmp_path: Path
) -> None:
    file = write(name, text.encode())
    guess = suggest(file)
    assert guess.lacking == ()
    (read,) = read_all(file, as_mapping(guess.yaml, tmp_path))
    assert read.ticket is not None, read.detail
    assert read.ticket.status in (Status.RESOLVED, Status.CLOSED)
    assert (read.ticket.customer, read.ticket.subject) == (customer, read.ticket.subject or "?")
    assert known in read.ticket.known_names


@pytest.mark.parametrize(
    ("addresses", "told"), [("a@b.example,", "a@b.example"), ("a@b.example,c@d.example", None)]
)
def test_a_customer_known_by_number_is_also_known_by_the_one_address_that_is_stated(
    addresses: str, told: str | None, write: Write, read_all: ReadAll, tmp_path: Path
) -> None:
    file = write(
        "a.csv", f"id,status,text,created,cid,m1,m2\n1,closed,x,2026-10-03,7,{addresses}\n".encode()
    )
    columns = "{id: id, status: status, text: text, created: created, customer: cid}"
    mapping = (
        f"grain: ticket\ntime_zone: UTC\ncolumns: {columns}\nnames: [m1, m2]\n"
        "status: {closed: closed}\n"
    )
    (read,) = read_all(file, as_mapping(mapping, tmp_path))
    assert read.ticket is not None, read.detail
    assert read.ticket.customer_email == told


def test_a_file_without_a_header_is_refused_without_a_word_of_it(write: Write) -> None:
    with pytest.raises(InputError) as told:
        suggest(write("a.csv", "1,花子,a@b.example\n2,太郎,c@d.example\n".encode()))
    assert "花子" not in str(told.value)
    assert "a@b.example" not in str(told.value)


def test_json_needs_no_mapping(write: Write) -> None:
    with pytest.raises(InputError, match="JSON"):
        suggest(write("a.json", b'[{"id": 1}]'))


def test_a_column_of_many_words_is_shown_to_nobody(write: Write) -> None:
    rows = "".join(f"{n},secret {n},text,2026-10-03\n" for n in range(60))
    guess = suggest(write("a.csv", f"id,status,text,created\n{rows}".encode()))
    assert "secret" not in guess.yaml
    assert guess.unknown == ()


SAMPLES: dict[str, str] = {
    "relation_ja.yaml": "チケットID,ステータス,件名,本文,受信日時,差出人\n"
    "1,対応完了,件名,落ちます,2026/10/03 9:05,a@b.example\n",
    "maildealer_ja.yaml": "問い合わせ番号,対応状況,件名,本文,送受信日時,送受信区分,メールアドレス\n"
    "1,対応完了,件名,落ちます,2026/10/03 9:05,受信,a@b.example\n",
    "tayori_ja.yaml": "ID,ステータス,お問い合わせ内容,受信日時,メールアドレス\n"
    "1,対応済,落ちます,2026-10-03 09:05:00,a@b.example\n",
    "channeltalk_ja.yaml": "chatId,state,plainText,createdAt,personType,userId,private\n"
    "1,closed,落ちます,1790989200000,user,u1,false\n",
    "kintone_ja.yaml": "レコード番号,ステータス,お問い合わせ内容,受付日時,顧客コード\n"
    "1,完了,落ちます,2026-10-03T00:05:00Z,c1\n",
    "freshdesk_tickets_en.yaml": "Ticket ID,Status,Subject,Created time,Contact ID\n"
    "1,Resolved,It crashes,2026-10-03 00:05:00,7\n",
}


@pytest.mark.parametrize("name", sorted(SAMPLES))
@pytest.mark.parametrize("encoding", ["utf-8-sig", "cp932"])
def test_each_example_reads_an_export_with_its_headers(
    name: str, encoding: str, write: Write, read_all: ReadAll
) -> None:
    mapping = load_mapping(EXAMPLES / name)
    if encoding not in mapping.encodings:
        pytest.skip("not an encoding of this example")
    (read,) = read_all(write("export.csv", SAMPLES[name].encode(encoding)), mapping)
    assert read.ticket is not None, read.detail
    assert read.ticket.status in (Status.RESOLVED, Status.CLOSED)
    assert read.ticket.messages[0].role is Role.CUSTOMER


def test_what_needs_no_answer_is_not_what_was_answered() -> None:
    mapping = load_mapping(EXAMPLES / "relation_ja.yaml")
    assert mapping.statuses["対応不要"] is not Status.RESOLVED


def intercom_row(**more: Any) -> dict[str, Any]:
    return {
        "type": "conversation",
        "id": "9",
        "state": "closed",
        "created_at": 1_790_000_000,
        "updated_at": 1_790_000_100,
        "source": {"body": "<p>It crashes</p>", "author": {"type": "user", "id": "u1"}},
        "conversation_parts": {"conversation_parts": []},
    } | more


def freshdesk_row(**more: Any) -> dict[str, Any]:
    return {
        "id": 5,
        "status": 4,
        "created_at": "2026-10-03T01:00:00Z",
        "updated_at": "2026-10-03T02:00:00Z",
        "description_text": "It crashes",
        "requester_id": 7,
        "conversations": [],
    } | more


@pytest.mark.parametrize(
    ("wrapped", "ids"),
    [
        (lambda rows: {"conversations": rows[:1], "pages": {"page": 1}}, ["9"]),
        (lambda rows: {"tickets": rows[1:]}, ["5"]),
        (list, ["9", "5"]),
    ],
)
def test_intercom_and_freshdesk_exports_are_told_by_their_rows(
    wrapped: Any, ids: list[str], write: Write, read_all: ReadAll
) -> None:
    told = wrapped([intercom_row(), freshdesk_row()])
    reads = read_all(write("export.json", json.dumps(told).encode()))
    assert [read.ticket.ticket_id for read in reads if read.ticket] == ids
    assert {read.ticket.messages[0].text for read in reads if read.ticket} == {"It crashes"}


def test_a_freshdesk_ticket_a_line_is_not_taken_for_a_page_of_its_conversations(
    write: Write, read_all: ReadAll
) -> None:
    said = [{"id": 1, "body_text": "ok", "user_id": 8, "created_at": "2026-10-03T01:00:00Z"}]
    lines = [json.dumps(freshdesk_row(id=n, conversations=said)) for n in (1, 2)]
    reads = read_all(write("export.ndjson", "\n".join(lines).encode()))
    assert [len(read.ticket.messages) for read in reads if read.ticket] == [2, 2]


def test_a_freshdesk_status_of_the_accounts_own_is_quarantined_or_told(
    write: Write, read_all: ReadAll
) -> None:
    file = write("export.json", json.dumps([freshdesk_row(status=8)]).encode())
    assert str(read_all(file)[0].reason) == "unknown_status"
    (read,) = read_all(file, statuses={"8": Status.PENDING})
    assert read.ticket is not None
    assert read.ticket.status is Status.PENDING
