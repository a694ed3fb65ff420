"""Customers, organisations and segments, as analysts read them."""

from __future__ import annotations

from datetime import date, timedelta
from typing import TYPE_CHECKING

from records.customer import ActiveCustomers, Customer
from records.ticket import Status
from warehouse.customers import save_active, save_customers
from warehouse.runs import last_intake, start_run

if TYPE_CHECKING:
    from tests.warehouse.conftest import House

SOURCE = "zendesk"


def test_a_customer_is_known_from_tickets_and_from_the_accounts_list(house: House) -> None:
    house.land(
        house.ticket("1", customer="c_1", organisation="o_1", segment="Free"),
        house.ticket("2", customer="c_1", organisation="o_1", segment="Free"),
        house.ticket("3", customer="c_2", status=Status.SPAM),
    )
    told = [Customer("c_1", "o_1", "Pro", 120.0, True), Customer("c_9", "o_1", "Pro", 80.0, False)]
    assert save_customers(house.wh, SOURCE, told, house.now) == 2
    day = (house.now - timedelta(days=3) + timedelta(hours=9)).date()
    assert house.rows("FROM customers ORDER BY customer") == [
        (SOURCE, "c_1", "o_1", "Pro", 120.0, True, 2, day, day),
        (SOURCE, "c_9", "o_1", "Pro", 80.0, False, 0, None, None),
    ]
    assert house.rows("FROM organisations") == [(SOURCE, "o_1", "Pro", 2, 1, 2, 200.0, day, day)]
    assert house.rows("FROM segments") == [(SOURCE, "Pro", 2, 1, 1, 2, 200.0)]


def test_who_is_no_longer_listed_is_no_longer_kept(house: House) -> None:
    save_customers(house.wh, SOURCE, [Customer("c_1"), Customer("c_2")], house.now)
    save_customers(house.wh, SOURCE, [Customer("c_2", active=True)], house.now)
    assert house.rows("SELECT customer, active FROM customers") == [("c_2", True)]


def test_active_customers_of_a_month_are_told_again_without_doubling(house: House) -> None:
    october = ActiveCustomers(date(2026, 10, 1), "Pro", 900)
    save_active(house.wh, SOURCE, [october, ActiveCustomers(date(2026, 10, 1), "", 50)])
    save_active(house.wh, SOURCE, [ActiveCustomers(date(2026, 10, 1), "Pro", 901)])
    assert house.rows("SELECT segment, customers FROM customers_active ORDER BY 1") == [
        ("", 50),
        ("Pro", 901),
    ]


def test_a_follow_up_is_told_once_and_changes_nothing_of_the_ticket(house: House) -> None:
    assert house.land(house.ticket("2", follow_up_of="1")).loaded == 1
    assert house.land(house.ticket("2", follow_up_of="1")).unchanged == 1
    assert house.rows("FROM ticket_links") == [(SOURCE, "2", "follow_up", "1")]


def test_the_last_intake_is_told_as_a_sum_that_adds_up(house: House) -> None:
    assert last_intake(house.wh) is None
    start_run(house.wh, "run-1", "nightly", {}, house.now)
    house.land(house.ticket("1"), house.ticket("1"), bad=[house.bad_row()])
    told = "1 files, 3 rows read = 1 loaded + 1 unchanged + 0 stale + 1 quarantined + 0 suppressed"
    assert last_intake(house.wh) == f"run-1: {told}"
    assert house.rows("SELECT rows_read, adds_up FROM intake_log") == [(3, True)]
