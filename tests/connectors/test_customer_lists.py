"""The account's own lists of customers, as billing writes them."""

from __future__ import annotations

from datetime import date
from pathlib import Path

import pytest

from connectors.customers import read_active, read_customers
from records.customer import ActiveCustomers, Customer
from records.errors import InputError


def written(folder: Path, text: str, encoding: str = "utf-8") -> Path:
    path = folder / "list.csv"
    path.write_bytes(text.encode(encoding))
    return path


@pytest.mark.parametrize(
    ("text", "encoding"),
    [
        ('customer,organisation,plan,revenue,active\n42,Mikan,Pro,"1,200",yes\n\n7,,,,\n', "utf-8"),
        ("顧客ID,会社名,プラン,売上,契約状態\r\n42,Mikan,Pro,￥1200,契約中\r\n7,,,,\r\n", "cp932"),
    ],
)
def test_a_list_is_read_in_both_languages(tmp_path: Path, text: str, encoding: str) -> None:
    assert read_customers(written(tmp_path, text, encoding)) == [
        Customer("42", "Mikan", "Pro", 1200.0, True),
        Customer("7"),
    ]


def test_active_customers_by_month(tmp_path: Path) -> None:
    path = written(tmp_path, "month,segment,customers\n2026-10,Pro,900\n2026/11/01,,50\n")
    assert read_active(path) == [
        ActiveCustomers(date(2026, 10, 1), "Pro", 900),
        ActiveCustomers(date(2026, 11, 1), "", 50),
    ]


@pytest.mark.parametrize(
    ("text", "told"),
    [
        ("name\nTaro\n", "has no column customer"),
        ("customer,revenue\ntaro@example.com,lots\n", "line 2: revenue is no number"),
        ("customer,active\ntaro@example.com,perhaps\n", "line 2: active is neither"),
        ("customer,plan\n,Pro\n", "line 2: the column customer is empty"),
    ],
)
def test_what_cannot_be_read_is_named_by_line_without_quoting_it(
    tmp_path: Path, text: str, told: str
) -> None:
    with pytest.raises(InputError, match=told) as caught:
        read_customers(written(tmp_path, text))
    assert "taro@" not in str(caught.value)


def test_a_month_that_is_none_and_a_file_that_is_none_are_told(tmp_path: Path) -> None:
    with pytest.raises(InputError, match="line 2: month"):
        read_active(written(tmp_path, "month,customers\n2026-13,5\n"))
    with pytest.raises(InputError, match="cannot be read"):
        read_active(tmp_path / "missing.csv")
