"""CSV lists of customers: who they are, and how many were active in each month.

Small files that an account writes from its billing: a line that cannot be read is mended there,
not quarantined. Messages name the line and the column, never what stands in it.
"""

from __future__ import annotations

import csv
import unicodedata
from collections.abc import Callable, Iterator, Mapping
from datetime import date
from pathlib import Path
from typing import TypeVar

from records.customer import ActiveCustomers, Customer
from records.errors import InputError

Row = Mapping[str, str]
Made = TypeVar("Made")
HEADERS: dict[str, tuple[str, ...]] = {
    "customer": ("customer", "customer id", "customer_id", "顧客id", "顧客番号", "お客様番号"),
    "organisation": ("organisation", "organization", "company", "会社", "会社名", "組織", "法人"),
    "segment": ("plan", "segment", "プラン", "契約プラン", "区分", "セグメント"),
    "revenue": ("revenue", "mrr", "arr", "売上", "金額", "月額"),
    "active": ("active", "status", "有効", "状態", "契約状態"),
    "month": ("month", "月", "年月"),
    "customers": ("customers", "number", "count", "顧客数", "件数", "人数"),
}
_YES = frozenset({"1", "true", "yes", "y", "active", "有効", "契約中", "利用中", "○", "はい"})
_NO = frozenset({"0", "false", "no", "n", "inactive", "churned", "無効", "解約", "×", "いいえ"})


def read_customers(path: Path) -> list[Customer]:
    """``customer[,organisation,plan,revenue,active]``, the headers in English or Japanese."""
    return _read(path, ("customer",), _customer)


def read_active(path: Path) -> list[ActiveCustomers]:
    """``month,[segment,]customers``, the month as 2026-10 or 2026-10-01."""
    return _read(path, ("month", "customers"), _active)


def _read(path: Path, needed: tuple[str, ...], made: Callable[[Row], Made]) -> list[Made]:
    found = []
    for line, row in _rows(path, needed):
        try:
            found.append(made(row))
        except ValueError as error:
            raise InputError(f"{path}, line {line}: {error}", next_step="mend that line") from None
    return found


def _rows(path: Path, needed: tuple[str, ...]) -> Iterator[tuple[int, Row]]:
    try:
        text = _decoded(path.read_bytes())
    except (OSError, UnicodeDecodeError):
        raise InputError(
            f"{path} cannot be read",
            expected="a CSV in UTF-8 or CP932",
            next_step="mend the path in koe.toml ([intake]), or take it out",
        ) from None
    rows = csv.reader(text.splitlines())
    names = [_name(cell) for cell in next(rows, [])]
    if missing := [name for name in needed if name not in names]:
        raise InputError(
            f"{path} has no column {', '.join(missing)}",
            expected="; ".join(f"{name}: {', '.join(HEADERS[name])}" for name in needed),
        )
    for row in rows:
        if any(cell.strip() for cell in row):
            told = zip(names, (cell.strip() for cell in row), strict=False)
            yield rows.line_num, {name: cell for name, cell in told if name}


def _decoded(content: bytes) -> str:
    try:
        return content.decode("utf-8-sig")
    except UnicodeDecodeError:
        return content.decode("cp932")


def _name(cell: str) -> str:
    folded = _folded(cell)
    return next((name for name, known in HEADERS.items() if folded in known), "")


def _folded(cell: str) -> str:
    return unicodedata.normalize("NFKC", cell).casefold().strip()


def _customer(row: Row) -> Customer:
    if not row.get("customer"):
        raise ValueError("the column customer is empty")
    return Customer(
        row["customer"],
        row.get("organisation") or None,
        row.get("segment") or None,
        _number(row, "revenue"),
        _yes_or_no(row.get("active", "")),
    )


def _active(row: Row) -> ActiveCustomers:
    told = unicodedata.normalize("NFKC", row.get("month", "")).replace("/", "-")
    try:
        month = date.fromisoformat(told if told.count("-") == 2 else f"{told}-01").replace(day=1)
    except ValueError:
        raise ValueError("month is none such as 2026-10") from None
    customers = _number(row, "customers")
    if customers is None or customers < 0 or customers != int(customers):
        raise ValueError("customers is no whole number")
    return ActiveCustomers(month, row.get("segment", ""), int(customers))


def _number(row: Row, name: str) -> float | None:
    told = _folded(row.get(name, "")).replace(",", "").strip("¥$€円")
    if not told:
        return None
    try:
        return float(told)
    except ValueError:
        raise ValueError(f"{name} is no number") from None


def _yes_or_no(cell: str) -> bool | None:
    told = _folded(cell)
    if told in _YES or told in _NO:
        return told in _YES
    if not told:
        return None
    raise ValueError("active is neither yes nor no (契約中 and 解約 are known too)")
