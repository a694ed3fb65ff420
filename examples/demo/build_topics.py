"""What customers of the made-up Mikan Pay write about, how often, and when.

The counts and shapes are the specification of the corpus; everything else is composed around them.
"""

from __future__ import annotations

import random
from bisect import bisect_right
from collections.abc import Callable
from dataclasses import dataclass
from datetime import date, datetime, timedelta, timezone
from itertools import accumulate

JST = timezone(timedelta(hours=9), "JST")
FIRST_DAY = date(2026, 9, 7)
LAST_DAY = date(2026, 10, 31)  # the third night's export is taken when this day ends
RELEASES = (
    (date(2026, 9, 3), "6.1.0", "Points tab redesigned"),
    (date(2026, 10, 1), "6.2.0", "New pay screen: barcode and QR on one page"),
    (date(2026, 10, 15), "6.2.1", "Fixes the crash when the pay screen opens"),
)
DAYS = tuple(FIRST_DAY + timedelta(days=n) for n in range((LAST_DAY - FIRST_DAY).days + 1))

Shape = Callable[[date], float]


def steady(_day: date) -> float:
    """The same every day; weekdays are weighed separately."""
    return 1.0


def release_crash(day: date) -> float:
    """Nothing before 6.2.0, a wave in the first days, a thin tail after 6.2.1."""
    since = (day - RELEASES[1][0]).days
    wave = (5, 14, 17, 15, 12, 11, 10, 9, 8, 8, 7, 6, 5, 5, 4, 3, 2, 1.5)
    if since < 0:
        return 0.0
    return wave[since] if since < len(wave) else 0.25 * 0.9 ** (since - len(wave))


def payday(day: date) -> float:
    """Salaries come on the 25th, so people top up then and shortly after."""
    return {24: 2.0, 25: 7.0, 26: 5.0, 27: 2.5}.get(day.day, 1.0)


def campaign(day: date) -> float:
    """The coupon campaign runs from the 28th to the 30th."""
    return {28: 5.0, 29: 6.0, 30: 6.0, 31: 2.5, 1: 2.5}.get(day.day, 1.0)


def slow_rise(day: date) -> float:
    """A request that nobody hurries, asked a little more each week as the tax year ends."""
    return 0.5 + 1.1 * (day - FIRST_DAY).days / len(DAYS)


def new_phones(day: date) -> float:
    """New handsets go on sale in the second half of September."""
    return 0.6 if day < date(2026, 9, 19) else 2.2 if day < date(2026, 10, 12) else 1.5


def month_ends(day: date) -> float:
    """Bookkeepers ask for invoices when they close a month."""
    return 4.5 if day.day >= 28 or day.day <= 3 else 1.0


@dataclass(frozen=True)
class Topic:
    """One row of the specification: labels, count over both languages, shape over time."""

    key: str
    request_type: str
    stage: str
    severity: str
    count: int
    shape: Shape = steady
    shop: bool = False


TOPICS = (
    Topic("crash_on_pay", "bug", "at", "high", 150, release_crash),
    Topic("charged_twice", "bug", "at", "high", 110),
    Topic("topup_delay", "bug", "at", "high", 110, payday),
    Topic("sms_code", "bug", "general", "high", 100),
    Topic("qr_scan_fail", "bug", "at", "normal", 75),
    Topic("card_register_fail", "bug", "before", "normal", 75),
    Topic("coupon_not_applied", "complaint", "at", "normal", 80, campaign),
    Topic("points_expired", "complaint", "after", "normal", 70),
    Topic("wording_accusing", "complaint", "at", "normal", 80),
    Topic("ekyc_slow", "complaint", "before", "normal", 70),
    Topic("refund_delay", "bug", "after", "high", 70),
    Topic("csv_export", "request", "after", "low", 60, slow_rise),
    Topic("family_sharing", "request", "general", "low", 45),
    Topic("too_many_push", "complaint", "general", "low", 50),
    Topic("device_change", "how-to", "general", "normal", 80, new_phones),
    Topic("limit_how", "how-to", "at", "normal", 50),
    Topic("cancel_account", "cancellation", "after", "normal", 45),
    Topic("lost_phone", "account", "after", "high", 40),
    Topic("transfer_fee", "price", "before", "low", 45),
    Topic("merchant_start", "evaluation", "before", "low", 45, steady, True),
    Topic("invoice_receipt", "order", "after", "normal", 40, month_ends, True),
    Topic("support_slow", "opinion on support", "general", "normal", 35),
    Topic("praise", "praise", "general", "low", 35),
    Topic("misc", "how-to", "general", "low", 30),
    Topic("spam", "", "", "", 25),
)
BY_KEY = {topic.key: topic for topic in TOPICS}

WEEK_CONSUMER = (1.0, 0.92, 0.92, 0.95, 1.05, 1.3, 1.25)  # Monday first
WEEK_SHOP = (1.35, 1.25, 1.2, 1.15, 1.1, 0.25, 0.1)
HOURS_CONSUMER = (1, 0.4, 0.2, 0.1, 0.1, 0.3, 1, 3, 5, 5, 5, 6, 9, 7, 5, 5, 6, 7, 9, 9, 9, 8, 6, 3)
HOURS_SHOP = (0.1, 0, 0, 0, 0, 0, 0.3, 1, 4, 8, 9, 8, 5, 7, 8, 8, 8, 7, 4, 2, 1, 1, 0.6, 0.3)


def draw_moments(topic: Topic, count: int, rng: random.Random) -> list[datetime]:
    """Creation times in Asia/Tokyo: the topic's shape times the habits of a week and of a day.

    The range is cut into parts of equal weight, three tickets in each: plain dice would give a
    steady topic one week of 25 and one of 6, and whoever looks for changes would see one.
    """
    week = WEEK_SHOP if topic.shop else WEEK_CONSUMER
    heights = list(accumulate(topic.shape(day) * week[day.weekday()] for day in DAYS))
    parts = -(-count // 3)
    places = [(n % parts + rng.random()) / parts * heights[-1] for n in range(count)]
    return [draw_hour(DAYS[bisect_right(heights, place)], topic, rng) for place in places]


def draw_hour(day: date, topic: Topic, rng: random.Random) -> datetime:
    """A time of day: shops write in office hours, the others at noon and in the evening."""
    hour = rng.choices(range(24), HOURS_SHOP if topic.shop else HOURS_CONSUMER)[0]
    return datetime(
        day.year, day.month, day.day, hour, rng.randrange(60), rng.randrange(60), tzinfo=JST
    )


def app_version(topic: str, moment: datetime, rng: random.Random) -> str | None:
    """The version in the ticket's field: releases spread over a week, and some leave it empty."""
    if rng.random() < 0.07:
        return None
    if topic == "crash_on_pay":
        return "6.2.0" if rng.random() < 0.96 else "6.1.0"
    older = "6.0.4"
    for released, version, _what in RELEASES:
        days = (moment.date() - released).days
        if days < 0 or rng.random() > min(0.92, 0.3 + 0.1 * days):
            return older
        older = version
    return older
