"""The account's own lists of customers, read at the start of each intake."""

from __future__ import annotations

from dataclasses import replace

from connectors.customers import read_active, read_customers
from flows.night import Night
from nlp.privacy import Redactor, pseudonym
from records.customer import Customer
from warehouse.customers import save_active, save_customers


def load_customers(night: Night) -> None:
    """Keep what the settings name. Raises InputError for a list that cannot be read."""
    settings, source = night.settings, night.settings.account.name
    if settings.intake.customers is not None:
        told = read_customers(settings.at(settings.intake.customers))
        kept = [_pseudonymous(one, settings.pseudonym_key) for one in told]
        number = save_customers(night.warehouse, source, _redacted(kept), night.clock())
        night.say(f"customers: {number:,} listed")
    if settings.intake.customers_active is not None:
        active = read_active(settings.at(settings.intake.customers_active))
        save_active(night.warehouse, source, active)


def _pseudonymous(one: Customer, key: bytes) -> Customer:
    organisation = pseudonym(key, "organisation", one.organisation) if one.organisation else None
    customer = pseudonym(key, "customer", one.customer)
    return replace(one, customer=customer, organisation=organisation)


def _redacted(told: list[Customer]) -> list[Customer]:
    """Plans are few and free text: an address in one must not be kept."""
    plans = sorted({one.segment for one in told if one.segment})
    clean = dict(zip(plans, Redactor(names=False).redact(plans), strict=True))
    return [replace(one, segment=clean[one.segment]) if one.segment else one for one in told]
