"""Every shape a JSON export may have, whole and broken."""

from __future__ import annotations

import itertools
import json
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from connectors.helpdesk.files import BrokeOff
from connectors.helpdesk.json_stream import Value, arrays, concatenated
from connectors.helpdesk.json_window import Window
from records.ticket import Reason

Write = Callable[[str, bytes], Path]
ReadAll = Callable[..., Any]
Row = Callable[..., dict[str, Any]]


def ids(reads: Any) -> list[str | None]:
    return [read.ticket.ticket_id if read.ticket else read.reason.value for read in reads]


def dump(value: object, **how: Any) -> bytes:
    return json.dumps(value, ensure_ascii=False, **how).encode()


@pytest.mark.parametrize("indent", [None, 2])
@pytest.mark.parametrize("bom", [b"", b"\xef\xbb\xbf"])
def test_an_array_reads_as_lines_do(
    write: Write, read_all: ReadAll, ticket_row: Row, indent: int | None, bom: bytes
) -> None:
    rows = [ticket_row(n) for n in (1, 2, 3)]
    from_array = read_all(write("a.json", bom + dump(rows, indent=indent)))
    lines = b"\r\n".join(dump(row) for row in rows)
    from_lines = read_all(write("a.ndjson", bom + lines))
    assert [r.ticket for r in from_array] == [r.ticket for r in from_lines]
    assert [r.row.line for r in from_array] == [1, 2, 3]


def test_users_may_stand_after_the_tickets_that_need_them(
    write: Write, read_all: ReadAll, ticket_row: Row
) -> None:
    comment = {"id": 5, "author_id": 8, "body": "確認します", "created_at": "2026-10-03T02:00:00Z"}
    page = {
        "count": 1,
        "next_page": None,
        "tickets": [ticket_row(1, comments=[comment], organization_id=3)],
        "users": [{"id": 8, "role": "agent", "name": "高橋 ③"}, {"id": 77, "role": "end-user"}],
        "metric_sets": [{"ticket_id": 1, "solved_at": "2026-10-03T05:00:00Z", "reopens": 2}],
        "organizations": [{"id": 3, "organization_fields": {"plan": "pro"}}],
    }
    (read,) = read_all(write("page.json", dump(page)))
    assert read.ticket.reopens == 2
    assert read.ticket.segment == "pro"
    assert [message.role.value for message in read.ticket.messages] == ["customer", "agent"]
    assert "高橋 ③" in read.ticket.known_names


def test_one_api_page_a_line_is_read_page_after_page(
    write: Write, read_all: ReadAll, ticket_row: Row
) -> None:
    pages = [{"tickets": [ticket_row(1)]}, {"users": [], "tickets": [ticket_row(2)]}]
    reads = read_all(write("pages.ndjson", b"\n".join(map(dump, pages))))
    assert ids(reads) == ["1", "2"]
    assert [read.row.line for read in reads] == [1, 2]


def test_objects_as_jq_prints_them_are_read(
    write: Write, read_all: ReadAll, ticket_row: Row
) -> None:
    data = b"\n".join(dump(ticket_row(n), indent=2) for n in (1, 2))
    assert ids(read_all(write("jq.json", data))) == ["1", "2"]


def test_a_ticket_with_a_field_named_users_inside_is_still_a_line(
    write: Write, read_all: ReadAll, ticket_row: Row
) -> None:
    row = ticket_row(1, extra={"users": [{"id": 1}]})
    assert ids(read_all(write("a.ndjson", dump(row) + b"\n"))) == ["1"]


@pytest.mark.parametrize(
    ("line", "reason"),
    [
        (b'{"id": 2, "subject": "cut', Reason.BAD_JSON),
        (b"[1, 2]", Reason.BAD_JSON),
        (b'{"id": NaN}', Reason.BAD_JSON),
        (b'{"id": ' + b"9" * 5000 + b"}", Reason.BAD_JSON),
        (b'{"a":' * 100_000, Reason.BAD_JSON),
        (b"\0\0\0\0", Reason.BAD_JSON),
        (b'{"id": 2, "subject": "\x8e\x78\x95\xa5"}', Reason.BAD_ENCODING),
        (b'{"id": 2, "subject": "' + b"x" * 2000 + b'"}', Reason.OVERSIZE),
    ],
)
def test_one_bad_line_never_stops_the_file(
    write: Write, read_all: ReadAll, ticket_row: Row, line: bytes, reason: Reason
) -> None:
    limit = 1000 if reason is Reason.OVERSIZE else 1_000_000
    data = b"\n".join([dump(ticket_row(1)), line, b"", dump(ticket_row(3))])
    reads = read_all(write("a.ndjson", data), row_limit=limit)
    assert ids(reads) == ["1", reason.value, "3"]
    assert [read.row.line for read in reads] == [1, 2, 4]
    assert reads[1].detail
    reads[1].row.text.encode("utf-8")


def test_a_broken_first_line_does_not_hide_that_the_file_is_json(
    write: Write, read_all: ReadAll, ticket_row: Row
) -> None:
    data = b'"cut", "status": "open"}\n' + dump(ticket_row(2))
    assert ids(read_all(write("a.ndjson", data))) == ["bad_json", "2"]


def test_an_oversize_line_costs_no_memory_and_the_next_line_is_read(
    write: Write, read_all: ReadAll, ticket_row: Row
) -> None:
    data = b'{"id": 1, "x": "' + b"y" * 3_000_000 + b'"}\n' + dump(ticket_row(2))
    reads = read_all(write("a.ndjson", data), row_limit=10_000)
    assert ids(reads) == ["oversize", "2"]
    assert len(reads[0].row.text) <= 2_000


def test_half_an_emoji_and_nul_bytes_do_not_cost_the_ticket(
    write: Write, read_all: ReadAll
) -> None:
    line = (
        b'{"id":1,"status":"solved","subject":"\\u30a2\\ud83d","description":"a\\u0000b",'
        b'"created_at":"2026-10-03T01:00:00Z","updated_at":"2026-10-03T01:00:00Z"}'
    )
    (read,) = read_all(write("a.ndjson", line))
    assert read.ticket.subject == "ア\ufffd"
    assert read.ticket.messages[0].text == "ab"


@pytest.mark.parametrize("encoding", ["utf-16-le", "utf-16-be"])
def test_utf_16_is_told_by_its_mark(
    write: Write, read_all: ReadAll, ticket_row: Row, encoding: str
) -> None:
    text = "\ufeff" + "\n".join(dump(ticket_row(n)).decode() for n in (1, 2))
    assert ids(read_all(write("a.json", text.encode(encoding)))) == ["1", "2"]


def test_reading_goes_on_after_the_line_it_was_told(
    write: Write, read_all: ReadAll, ticket_row: Row
) -> None:
    rows = [ticket_row(n) for n in range(1, 6)]
    lines = write("a.ndjson", b"\n".join(map(dump, rows)))
    assert ids(read_all(lines, after=3)) == ["4", "5"]
    assert ids(read_all(write("a.json", dump(rows)), after=3)) == ["4", "5"]
    assert read_all(lines, after=5) == []


@pytest.mark.parametrize(
    "broken",
    [
        b'{"id": 2, "status": solved}',
        b'{"id": 2, "status": "solved",}',
        b'{"id": 2, "created_at": "2026", "status": "so\nlved" "x"}',
        b'{"id": 2, "status": "never closed}',
        b"12",
        b'"text"',
        b"[1, {}]",
        b'{"id": 2, "subject": "\x8e\x78"}',
    ],
)
@pytest.mark.parametrize("between", [b",", b",\n"])
def test_one_bad_element_never_stops_an_array(
    write: Write, read_all: ReadAll, ticket_row: Row, broken: bytes, between: bytes
) -> None:
    good = [dump(ticket_row(n)) for n in (1, 3, 4)]
    data = b"[" + between.join([good[0], broken, good[1], good[2]]) + b"]"
    found = ids(read_all(write("a.json", data)))
    assert found[0] == "1"
    assert found[-2:] == ["3", "4"]
    assert set(found[1:-2]) <= {"bad_json", "bad_encoding"}
    assert len(found) == 4


def test_an_oversize_element_of_an_array_is_run_over(
    write: Write, read_all: ReadAll, ticket_row: Row
) -> None:
    rows = [ticket_row(1), ticket_row(2, description='"}]' + "長" * 5000), ticket_row(3)]
    assert ids(read_all(write("a.json", dump(rows)), row_limit=1000)) == ["1", "oversize", "3"]


@pytest.mark.parametrize("cut", [1, 40, 400])
def test_an_array_that_is_not_closed_gives_its_whole_rows_and_says_so(
    write: Write, read_all: ReadAll, ticket_row: Row, cut: int
) -> None:
    data = dump([ticket_row(n) for n in range(1, 10)])
    with pytest.raises(BrokeOff, match="broke off after") as caught:
        read_all(write("a.json", data[:-cut]))
    assert caught.value.rows >= 6


def test_an_empty_array_is_a_quiet_day(write: Write, read_all: ReadAll) -> None:
    assert read_all(write("a.json", b"[]")) == []
    assert read_all(write("b.json", b'{"tickets": [], "count": 0}')) == []


def pieces(text: str, cuts: list[int]) -> Iterator[str]:
    marks = sorted({min(cut, len(text)) for cut in cuts} | {0, len(text)})
    return (text[a:b] for a, b in itertools.pairwise(marks))


def outcome(read: Callable[[Window], Iterator[Value]], text: str, cuts: list[int]) -> list[object]:
    found: list[object] = []
    try:
        found.extend(read(Window(pieces(text, cuts), 200)))
    except BrokeOff as error:
        found.append(error.got)
    return found


leaves = st.none() | st.booleans() | st.integers() | st.text(max_size=12) | st.just('"\\{[}],')
values = st.recursive(leaves, lambda v: st.lists(v, max_size=3) | st.dictionaries(st.text(), v))
objects = st.dictionaries(st.text(max_size=4), values, max_size=4)
cuts = st.lists(st.integers(0, 400), max_size=30)


@pytest.mark.slow
@given(rows=st.lists(objects, max_size=6), cuts=cuts, indent=st.sampled_from([None, 1]))
@settings(max_examples=80)
def test_whole_elements_read_the_same_however_the_text_comes_in_pieces(
    rows: list[dict[str, Any]], cuts: list[int], indent: int | None
) -> None:
    text = json.dumps(rows, ensure_ascii=False, indent=indent)
    found = list(arrays(Window(pieces(text, cuts), 100_000)))
    assert [value.payload for value in found] == rows


@given(
    parts=st.lists(
        st.sampled_from(
            [
                '{"a":1,"b":2,"c":3}',
                '{"a":1,"b"',
                '"',
                "}",
                "{",
                ",",
                "\n",
                "]",
                "[",
                "\\",
                "x",
                " ",
                '{"a":1,"b":2,"c":"' + "長" * 300 + '"}',
                '{"a":1,"b":"\\"}{","c":[]}',
                '{"a":x}',
            ]
        ),
        max_size=14,
    ),
    cuts=cuts,
)
@settings(max_examples=400)
def test_broken_text_is_judged_the_same_however_it_comes_in_pieces(
    parts: list[str], cuts: list[int]
) -> None:
    text = "".join(parts)
    assert outcome(arrays, "[" + text, cuts) == outcome(arrays, "[" + text, [])
    assert outcome(concatenated, text, cuts) == outcome(concatenated, text, [])
