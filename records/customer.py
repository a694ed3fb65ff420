"""Customers as the account itself tells of them, beside its tickets."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date


@dataclass(frozen=True, slots=True)
class Customer:
    """One customer. ``customer`` and ``organisation`` are raw keys until flows make them
    pseudonyms; ``customer`` is what the helpdesk's tickets name the customer by. ``revenue`` is
    in the account's own unit; ``active`` is None where it is not told."""

    customer: str
    organisation: str | None = None
    segment: str | None = None
    revenue: float | None = None
    active: bool | None = None


@dataclass(frozen=True, slots=True)
class ActiveCustomers:
    """How many customers of a segment were active in a month (its first day). The segment is
    empty where the list has none."""

    month: date
    segment: str
    customers: int
