"""Records of CSV files, with the traps that real exports hold."""

from __future__ import annotations

import csv
import io
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from connectors.helpdesk.csv_rows import CsvDialect, Records, TextLine
from connectors.helpdesk.mapping import Mapping
from records.errors import InputError
from records.ticket import Reason

Write = Callable[[str, bytes], Path]
ReadAll = Callable[..., Any]
MakeMapping = Callable[[str], Mapping]
PLAIN = """
time_zone: Asia/Tokyo
columns: {id: ID, status: {constant: resolved}, text: 本文, created: 日時}
ignore: [余り]
"""


def csv_of(*rows: str) -> bytes:
    return "\r\n".join(["ID,日時,本文,余り", *rows, ""]).encode()


def found(reads: Any) -> list[tuple[int, str]]:
    return [(r.row.line, r.ticket.messages[0].text if r.ticket else r.reason.value) for r in reads]


def test_cells_may_hold_line_breaks_quotes_and_delimiters(
    write: Write, read_all: ReadAll, make_mapping: MakeMapping
) -> None:
    path = write(
        "a.csv", csv_of('1,2026/10/3,"一行目\r\n""引用"", と\r\n三行目",', "2,2026/10/3,次,")
    )
    reads = read_all(path, make_mapping(PLAIN))
    assert found(reads) == [(2, '一行目\n"引用", と\n三行目'), (5, "次")]


def test_a_row_with_too_many_or_too_few_cells_is_told_with_its_line(
    write: Write, read_all: ReadAll, make_mapping: MakeMapping
) -> None:
    path = write("a.csv", csv_of("1,2026/10/3,a,b,c", "2,2026/10/3", "", ",,,", "3,2026/10/3,良,"))
    reads = read_all(path, make_mapping(PLAIN))
    assert found(reads) == [(2, "bad_csv_arity"), (3, "bad_csv_arity"), (6, "良")]
    assert reads[0].detail == "5 cells. Expected: 4, as the header has"


@pytest.mark.parametrize(
    "after",
    [
        ["3,2026/10/3,plain,", "4,2026/10/3,plain,"],
        ["3,2026/10/3,plain,", '4,2026/10/3,"quoted, too",'],
        ['"3","2026/10/3","all quoted",""', '"4","2026/10/3","all",""'],
    ],
)
def test_one_broken_quote_does_not_swallow_the_rest_of_the_file(
    write: Write, read_all: ReadAll, make_mapping: MakeMapping, after: list[str]
) -> None:
    path = write("a.csv", csv_of("1,2026/10/3,good,", '2,2026/10/3,"never closed,', *after))
    reads = read_all(path, make_mapping(PLAIN))
    assert [line for line, _ in found(reads)] == [2, 3, 4, 5]
    assert found(reads)[1] == (3, "bad_csv_arity")
    assert all(read.ticket for read in (reads[0], *reads[2:]))


def test_a_broken_quote_that_closes_by_accident_is_seen_by_the_width(
    write: Write, read_all: ReadAll, make_mapping: MakeMapping
) -> None:
    rows = ['1,2026/10/3,"open,', "2,2026/10/3,good,", "3,2026/10/3,also good,", '4,x",a,b,c,d']
    reads = read_all(write("a.csv", csv_of(*rows)), make_mapping(PLAIN))
    texts = [text for _, text in found(reads)]
    assert texts == ["bad_csv_arity", "good", "also good", "bad_csv_arity"]


def test_a_runaway_cell_longer_than_the_limit_gives_its_lines_back(
    write: Write, read_all: ReadAll, make_mapping: MakeMapping
) -> None:
    rows = ['0,2026/10/3,"open,', *(f"{n},2026/10/3,row {n}," for n in range(1, 200))]
    reads = read_all(write("a.csv", csv_of(*rows)), make_mapping(PLAIN), row_limit=500)
    assert [read.reason for read in reads if read.reason] == [Reason.BAD_CSV_ARITY]
    assert len(reads) == 200


def test_an_inch_mark_in_a_plain_cell_is_just_text(
    write: Write, read_all: ReadAll, make_mapping: MakeMapping
) -> None:
    path = write("a.csv", csv_of('1,2026/10/3,24" monitor,', "2,2026/10/3,次,"))
    assert found(read_all(path, make_mapping(PLAIN))) == [(2, '24" monitor'), (3, "次")]


def test_a_quote_inside_a_quoted_cell_that_was_not_doubled_keeps_its_row(
    write: Write, read_all: ReadAll, make_mapping: MakeMapping
) -> None:
    path = write("a.csv", csv_of('1,2026/10/3,"He said "hi" to me",', "2,2026/10/3,b,"))
    reads = read_all(path, make_mapping(PLAIN))
    assert reads[0].ticket.messages[0].text.startswith("He said")
    assert len(reads) == 2


def test_a_huge_cell_is_read_and_one_past_the_limit_is_quarantined(
    write: Write, read_all: ReadAll, make_mapping: MakeMapping
) -> None:
    rows = [f'1,2026/10/3,"{"長" * 200_000}",', f"2,2026/10/3,{'x' * 2_000_000},", "3,2026/10/3,c,"]
    reads = read_all(write("a.csv", csv_of(*rows)), make_mapping(PLAIN), row_limit=1_000_000)
    assert [r.reason for r in reads] == [None, Reason.OVERSIZE, None]
    assert len(reads[0].ticket.messages[0].text) == 200_000


def test_reading_goes_on_after_the_line_it_was_told(
    write: Write, read_all: ReadAll, make_mapping: MakeMapping
) -> None:
    path = write("a.csv", csv_of('1,2026/10/3,"a\r\nb",', "2,2026/10/3,c,", "3,2026/10/3,d,"))
    assert found(read_all(path, make_mapping(PLAIN), after=2)) == [(4, "c"), (5, "d")]
    assert found(read_all(path, make_mapping(PLAIN), after=4)) == [(5, "d")]


def test_cp932_with_the_signs_that_shift_jis_lacks(
    write: Write, read_all: ReadAll, make_mapping: MakeMapping
) -> None:
    data = "ID,日時,本文,余り\n①,２０２６年１０月３日,髙橋です〜㈱,ﾊﾝｶｸ\n".replace(
        "〜", "\uff5e"
    ).encode("cp932")
    (read,) = read_all(write("a.csv", data), make_mapping(PLAIN))
    assert read.ticket.ticket_id == "①"
    assert read.ticket.messages[0].text == "髙橋です～㈱"


def test_a_cp932_file_is_told_even_where_its_first_japanese_stands_far_down(
    write: Write, read_all: ReadAll, make_mapping: MakeMapping
) -> None:
    mapping = make_mapping(PLAIN.replace("日時", "at").replace("本文", "body"))
    rows = [f"{n},2026/10/3,plain" for n in range(3000)]
    data = "\n".join(["ID,at,body", *rows, "3000,2026/10/3,領収書が届きません"]).encode("cp932")
    assert (
        read_all(write("a.csv", data), mapping)[-1].ticket.messages[0].text == "領収書が届きません"
    )


def test_a_few_broken_bytes_cost_their_rows_and_not_the_encoding(
    write: Write, read_all: ReadAll, make_mapping: MakeMapping
) -> None:
    rows = [f"{n},2026/10/3,本文{n}," for n in range(1, 21)]
    data = csv_of(*rows).replace("本文7".encode(), b"\xe6\x9c\xff\xe6")
    reads = read_all(write("a.csv", b"\xef\xbb\xbf" + data), make_mapping(PLAIN))
    assert [read.row.line for read in reads if read.reason is Reason.BAD_ENCODING] == [8]
    assert len(reads) == 20


def test_a_file_in_none_of_the_encodings_says_where_each_failed(
    write: Write, read_all: ReadAll, make_mapping: MakeMapping
) -> None:
    data = "ID,日時,本文,余り\n1,2026/10/3,日本語の文章です,\n".encode("euc_jp") + b"\x80\xff\n"
    with pytest.raises(InputError, match=r"utf-8: 3 of 3 lines \(line 1, byte 3\)"):
        read_all(write("a.csv", data), make_mapping(PLAIN + "encodings: [utf-8-sig]"))


def test_a_tab_separated_file_in_utf_16_as_excel_writes_it(
    write: Write, read_all: ReadAll, make_mapping: MakeMapping
) -> None:
    data = 'ID\t日時\t本文\t余り\r\n1\t2026/10/3\t"タブ\tあり"\t\r\n'.encode("utf-16")
    (read,) = read_all(write("a.tsv", data), make_mapping(PLAIN + "delimiter: tab"))
    assert read.ticket.messages[0].text == "タブ\tあり"


def test_a_header_that_lacks_a_mapped_column_fails_and_names_what_is_near(
    write: Write, read_all: ReadAll, make_mapping: MakeMapping
) -> None:
    data = csv_of("1,2026/10/3,a,").replace("本文".encode(), "本文（要約）".encode())
    with pytest.raises(InputError, match=r"schema_drift: text needs '本文' \(near: 本文（要約）\)"):
        read_all(write("a.csv", data), make_mapping(PLAIN))


def test_a_new_column_warns_and_the_file_is_read(
    write: Write, read_all: ReadAll, make_mapping: MakeMapping
) -> None:
    told: list[str] = []
    data = csv_of("1,2026/10/3,a,").replace("余り".encode(), "新しい列".encode())
    assert len(read_all(write("a.csv", data), make_mapping(PLAIN), on_warning=told.append)) == 1
    assert "新しい列" in told[0]


def test_a_header_alone_is_a_quiet_day(
    write: Write, read_all: ReadAll, make_mapping: MakeMapping
) -> None:
    assert read_all(write("a.csv", csv_of()), make_mapping(PLAIN)) == []


cells = st.text(alphabet=st.sampled_from('a長",\n 1'), max_size=8)
tables = st.integers(1, 4).flatmap(
    lambda n: st.lists(st.lists(cells, min_size=n, max_size=n), max_size=8)
)


@given(table=tables)
@settings(max_examples=200, deadline=None)
def test_what_a_csv_writer_wrote_is_what_is_read(table: list[list[str]]) -> None:
    text = io.StringIO()
    csv.writer(text, lineterminator="\n", quoting=csv.QUOTE_ALL).writerows(table)
    lines = text.getvalue().split("\n")[:-1] if table else []
    records = Records(
        (TextLine(n, line) for n, line in enumerate(lines, 1)), CsvDialect(), 1_000_000
    )
    assert [record.cells for record in records] == [
        row for row in table if any(cell.strip() for cell in row)
    ]
