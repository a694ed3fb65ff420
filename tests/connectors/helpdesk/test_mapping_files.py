"""Mapping files: what they may say, what they are told, what the shipped ones do."""

from __future__ import annotations

from collections.abc import Callable
from datetime import UTC, datetime
from pathlib import Path
from typing import Any
from zoneinfo import ZoneInfo

import pytest

from connectors.helpdesk.mapped.spec import Times
from connectors.helpdesk.mapped.times import to_utc
from connectors.helpdesk.mapping import Mapping, load_mapping, preview
from records.errors import BadRow, ConfigurationError
from records.ticket import Reason, Role, Status

Write = Callable[[str, bytes], Path]
ReadAll = Callable[..., Any]
MakeMapping = Callable[[str], Mapping]
EXAMPLES = Path(__file__).parents[3] / "examples" / "mappings"
LEAST = "time_zone: Asia/Tokyo\ncolumns: {id: ID, status: 状態, text: 本文, created: 日時}\n"


@pytest.mark.parametrize("path", sorted(EXAMPLES.glob("*.yaml")), ids=lambda path: path.stem)
def test_every_shipped_mapping_loads_and_calls_itself_an_example(path: Path) -> None:
    assert load_mapping(path).fields
    assert "# EXAMPLE" in path.read_text(encoding="utf-8")


@pytest.mark.parametrize(
    ("text", "says"),
    [
        (LEAST + "colums: {}", r"colums is not a key of a mapping \(did you mean columns\?\)"),
        (LEAST + "statuses: {}", r"did you mean status"),
        (LEAST.replace("text", "txet"), r"columns.txet is not a key.*did you mean text"),
        (LEAST.replace("created: 日時", "subject: 件名"), "columns lacks created"),
        (LEAST + "grain: row", "grain is 'row'"),
        (
            LEAST + "status: {完了: resolvd}",
            r"status.完了 is 'resolvd' \(did you mean resolved\?\)",
        ),
        (LEAST + 'status: {"*": open}', "never guessed"),
        (LEAST + "encodings: [shiftjis9]", "encodings is 'shiftjis9'"),
        (LEAST + "dates: [YYYY-MM-DD]", "dates is 'YYYY-MM-DD'"),
        (LEAST + "dayfirst: yes please", "dayfirst"),
        (LEAST + "csat: 5", "csat is 5"),
        (LEAST + "delimiter: ', '", "one character"),
        (LEAST.replace("Asia/Tokyo", "Tokio"), "time_zone is 'Tokio'"),
        (LEAST.replace("状態", "{constant: finished}"), "columns.status.constant is 'finished'"),
        (LEAST.replace("本文", "{columns: 本文}"), "columns.text.columns"),
        (LEAST.replace("本文", "{hash: [本文]}"), "hash only for id"),
        (LEAST.replace("本文", "{column: 本文, optional: true}"), "every row needs it"),
        (LEAST.replace("本文", "[]"), "columns.text is"),
        ("- a\n- b", "keys and values"),
        ("a: [", "is no YAML"),
    ],
)
def test_a_mapping_that_is_wrong_says_which_key_and_what_would_be_valid(
    make_mapping: MakeMapping, text: str, says: str
) -> None:
    with pytest.raises(ConfigurationError, match=says) as caught:
        make_mapping(text)
    assert "mapping.yaml" in str(caught.value)


def test_a_mapping_that_is_not_there_points_to_the_examples(tmp_path: Path) -> None:
    with pytest.raises(ConfigurationError, match="examples/mappings"):
        load_mapping(tmp_path / "none.yaml")


@pytest.mark.parametrize(
    ("text", "moment"),
    [
        ("2023年12月31日", datetime(2023, 12, 30, 15, tzinfo=UTC)),
        ("２０２３年１２月３１日", datetime(2023, 12, 30, 15, tzinfo=UTC)),
        ("2026/10/3 9:05", datetime(2026, 10, 3, 0, 5, tzinfo=UTC)),
        ("2026年10月3日(土) 9:05", datetime(2026, 10, 3, 0, 5, tzinfo=UTC)),
        ("令和8年10月3日", datetime(2026, 10, 2, 15, tzinfo=UTC)),
        ("令和元年5月1日", datetime(2019, 4, 30, 15, tzinfo=UTC)),
        ("2026-10-03T10:00:00Z", datetime(2026, 10, 3, 10, tzinfo=UTC)),
        ("2026-10-03 10:00:00", datetime(2026, 10, 3, 1, tzinfo=UTC)),
        ("30/Sep/21 17:20", datetime(2021, 9, 30, 8, 20, tzinfo=UTC)),
    ],
)
def test_dates_are_read_as_people_write_them(text: str, moment: datetime) -> None:
    assert to_utc(text, Times(ZoneInfo("Asia/Tokyo")), "created") == moment


@pytest.mark.parametrize(
    "text", ["01/02/2026", "昨日", "0000-00-00", "1759453200", "", "2026/13/1"]
)
def test_a_date_that_could_mean_two_things_or_none_is_refused(text: str) -> None:
    with pytest.raises(BadRow, match="Expected: a date") as caught:
        to_utc(text, Times(ZoneInfo("Asia/Tokyo")), "created")
    assert caught.value.reason == Reason.BAD_TIMESTAMP


def test_whoever_says_which_part_comes_first_may_write_slashes() -> None:
    zone = ZoneInfo("UTC")
    assert to_utc("01/02/2026", Times(zone, dayfirst=True), "x").month == 2
    assert to_utc("01/02/2026", Times(zone, dayfirst=False), "x").month == 1


def test_epochs_are_read_only_in_the_unit_that_was_named() -> None:
    zone, moment = ZoneInfo("UTC"), datetime(2025, 10, 3, 1, tzinfo=UTC)
    assert to_utc("1759453200", Times(zone, ("epoch_s",)), "x") == moment
    assert to_utc("１７５９４５３２０００００", Times(zone, ("epoch_ms",)), "x") == moment
    with pytest.raises(BadRow):
        to_utc("1759453200000", Times(zone, ("epoch_s",)), "x")


def ticket_csv() -> bytes:
    head = (
        "問合せＩＤ,対応状況,件名,お問い合わせ内容,ご要望,回答内容,受付日時,更新日時,"
        "メールアドレス,担当者,タグ,満足度,お名前,電話番号,住所,機種"
    )
    rows = [
        "A-1,対応完了,請求,二重に請求されました①,返金希望,確認します,2026/10/3 9:05,2026年10月4日,"
        "a@example.jp,髙橋,請求、返金,5,山田花子,090-0000-0000,東京都,Pixel",
        "A-2,検討中,x,本文,,,2026/10/3 9:05,2026/10/4,b@example.jp,,,,,,,",
        "A-3,対応中,x,,,,2026/10/3 9:05,2026/10/4,b@example.jp,,,,,,,",
        "A-4,対応中,x,本文,,,あした,2026/10/4,b@example.jp,,,,,03-0000-0000,,",
        "A-5,対応中,x,本文,,,2026/10/3 9:05,2026/10/4,b@example.jp,,,9,,,,",
        ",対応中,x,本文,,,2026/10/3 9:05,2026/10/4,b@example.jp,,,,,,,",
    ]
    return "\n".join([head, *rows]).encode("cp932")


def test_one_row_per_ticket_in_japanese(write: Write, read_all: ReadAll) -> None:
    mapping = load_mapping(EXAMPLES / "generic_ticket_ja.yaml")
    reads = read_all(write("問い合わせ.csv", ticket_csv()), mapping)
    ticket = reads[0].ticket
    assert (ticket.ticket_id, ticket.status, ticket.csat) == ("A-1", Status.RESOLVED, 1.0)
    assert ticket.messages[0].text == "二重に請求されました①\nご要望: 返金希望"
    assert [m.role for m in ticket.messages] == [Role.CUSTOMER, Role.AGENT]
    assert [m.author for m in ticket.messages] == ["a@example.jp", "髙橋"]
    assert ticket.tags == ("請求", "返金")
    assert ticket.attributes == {"device": "Pixel"}
    assert ticket.source_version == int(datetime(2026, 10, 3, 15, tzinfo=UTC).timestamp()) * 10**6
    assert set(ticket.known_names) == {"山田花子", "a@example.jp", "髙橋"}
    assert [read.reason for read in reads[1:]] == [
        Reason.UNKNOWN_STATUS,
        Reason.MISSING_REQUIRED,
        Reason.BAD_TIMESTAMP,
        Reason.SCHEMA_DRIFT,
        Reason.MISSING_ID,
    ]


def test_a_dropped_column_gets_no_further_than_the_reader(write: Write, read_all: ReadAll) -> None:
    mapping = load_mapping(EXAMPLES / "generic_ticket_ja.yaml")
    for read in read_all(write("a.csv", ticket_csv()), mapping):
        assert "0000" not in read.row.text + str(read.row.payload)


def message_csv() -> bytes:
    rows = [
        "会話ID,状態,本文,送信日時,送信者種別,顧客ID,担当者,送信者名",
        "7,終了,チャージできません,1790989200000,顧客,c1,,花子",
        "8,終了,退会したい,1790989210000,顧客,c2,,",
        "7,終了,確認します,1790989260000,オペレーター,c1,高橋,",
        "7,終了,自動応答です,1790989261000,ロボ,c1,高橋,",
    ]
    return "\r\n".join(rows).encode("utf-8-sig")


def test_one_row_per_message_in_japanese(write: Write, read_all: ReadAll) -> None:
    mapping = load_mapping(EXAMPLES / "generic_message_ja.yaml")
    reads = read_all(write("chat.csv", message_csv()), mapping)
    tickets = [read.ticket for read in reads if read.ticket]
    assert [t.ticket_id for t in tickets] == ["7", "8", "7"]
    assert [t.messages[0].author for t in tickets] == ["c1", "c2", "高橋"]
    assert len({t.messages[0].message_id for t in tickets}) == 3
    assert len({t.source_version for t in tickets}) == 1
    assert reads[3].reason is Reason.MISSING_REQUIRED
    again = read_all(write("again.csv", message_csv()), mapping)
    assert [r.ticket for r in again] == [r.ticket for r in reads]


def test_columns_under_one_name_twice_are_read_together(
    write: Write, read_all: ReadAll, make_mapping: MakeMapping
) -> None:
    mapping = make_mapping(LEAST.replace("状態", "{constant: closed}"))
    data = "ID,日時,本文,本文\n1,2026/10/3,一,二\n2,2026/10/3,,三\n".encode()
    texts = [read.ticket.messages[0].text for read in read_all(write("a.csv", data), mapping)]
    assert texts == ["一\n二", "三"]


def test_a_hashed_id_is_the_same_for_a_report_that_stands_twice(
    write: Write, read_all: ReadAll, make_mapping: MakeMapping
) -> None:
    text = "time_zone: UTC\nignore: [番号]\ncolumns: {id: {hash: [日, [内容, 要約]]}, "
    text += "status: {constant: resolved}, text: [内容, 要約], created: 日}"
    one = write("2022.csv", "番号,日,内容\n1,2022/1/1,ＡＢ\n2,2022/1/2,C\n".encode())
    other = write("2023.csv", "要約,番号,日\nＡＢ,9,2022/1/1\n".encode())
    ids = [r.ticket.ticket_id for f in (one, other) for r in read_all(f, make_mapping(text))]
    assert ids[0] == ids[2] != ids[1]


def test_a_preview_shows_the_first_rows_as_koe_reads_them(write: Write) -> None:
    mapping = load_mapping(EXAMPLES / "generic_ticket_ja.yaml")
    shown = preview(write("a.csv", ticket_csv() + b"\n"), mapping, rows=2)
    assert shown.encoding == "cp932"
    assert len(shown.rows) == 2
    assert shown.examined == 6
    assert ("id", "問合せＩＤ") in shown.mapped
    assert ("unknown_status", 1) in shown.reasons
    assert shown.dropped == ("住所", "電話番号")
    assert shown.missing == ()
    assert shown.unmapped == ()


def test_a_preview_shows_missing_columns_instead_of_failing(
    write: Write, make_mapping: MakeMapping
) -> None:
    shown = preview(write("a.csv", "ID,日付,本文\n1,2,3\n".encode()), make_mapping(LEAST))
    assert [missing.field for missing in shown.missing] == ["status", "created"]
    assert shown.missing[1].close == ("日付",)
    assert shown.unmapped == ("日付",)
    assert shown.rows == ()
