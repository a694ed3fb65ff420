"""Fills the slots of a text and keeps account of the personal data that it put in."""

from __future__ import annotations

import random
import re
from datetime import date, datetime, timedelta

import examples.demo.build_words as words
from examples.demo.build_bank import Core
from examples.demo.build_people import (
    FULL_WIDTH,
    Customer,
    draw_card,
    draw_my_number,
    write_birth,
    write_phone,
)
from examples.demo.build_topics import RELEASES

SLOT = re.compile(r"\{(\w+)\}")
PII_TYPES = {
    "name": "NAME",
    "kana": "NAME",
    "phone": "PHONE",
    "email": "EMAIL",
    "address": "ADDRESS",
    "postcode": "POSTCODE",
    "card": "CARD",
    "birthdate": "BIRTHDATE",
    "mynumber": "MY_NUMBER",
}
KIN = re.compile(
    r"(?:夫|妻|母|父|娘|息子|祖母)の[^。！？\n]{0,20}$|\b(?:husband|wife|mother|"
    r"father|daughter|colleague)\b[^.!?\n]{0,70}$",
    re.I,
)
OF_KIN = {"name", "kana", "phone", "email", "birthdate"}
TO_COME = re.compile(
    r"(give it back on|leaving Japan for good on|reopens on|(?<!valid )until|by|"
    r"remind on) \{date\}|\{date\}(まで|頃に|に戻り|なので間に合)"
)
TODAY = re.compile(r"as of \{date\}|\{date\}(現在| 復旧)")
DAYS_AGO = {
    "ekyc_slow": (6, 20),
    "refund_delay": (6, 18),
    "points_expired": (1, 10),
    "invoice_receipt": (2, 12),
    "merchant_start": (3, 10),
}
WEEKDAYS = "月火水木金土日"
KATAKANA_TO_HIRAGANA = {n: n - 0x60 for n in range(0x30A1, 0x30F7)}


class Ink:
    """Fills the slots of one ticket, each with one value throughout, and remembers personal data.

    Names are the exception: a person signs in full and is greeted by surname.
    """

    def __init__(
        self,
        who: Customer,
        kin: Customer,
        agent: str,
        opened: datetime,
        cores: list[Core],
        version: str | None,
        rng: random.Random,
    ):
        self.who, self.kin, self.rng, self.lang, self.opened = who, kin, rng, who.lang, opened
        low, high = DAYS_AGO.get(cores[0].topic, (0, 4))
        since = RELEASES[1][0] if cores[0].topic == "crash_on_pay" else date(2026, 9, 1)
        day = max(since, opened.date() - timedelta(days=rng.randint(low, high)))
        self.values = self._facts(
            day,
            agent,
            version or "6.1.0",
            draw_amount(next((c for c in cores if "{amount}" in c.text), cores[0]), rng),
        ) | self._particulars(who)
        self.kin_values = self._particulars(kin) | {"name": kin.name}
        self.pii: dict[tuple[str, str], None] = {}

    def _facts(self, day: date, agent: str, version: str, total: str) -> dict[str, str]:
        rng, lang, own = self.rng, self.lang, self.who.org.name if self.who.org else ""
        return {
            "order": f"MK-{day:%Y%m%d}-{rng.randrange(1000, 9999)}",
            "version": version,
            "device": self.who.device,
            "agent": agent,
            "amount": rng.choice(
                (f"{total}円", f"{total}円", f"¥{total}")
                if lang == "ja"
                else (f"¥{total}", f"{total} yen", f"JPY {total}")
            ),
            "date": write_day(day, lang, rng),
            "shop": own or rng.choice(words.SHOPS[lang]),
            "support_email": words.SUPPORT_EMAIL,
            "company": own or rng.choice(words.COMPANIES[lang]),
        }

    def _particulars(self, who: Customer) -> dict[str, str]:
        rng = self.rng
        number = who.fixed if who.org and rng.random() < 0.5 else who.mobile
        odd = who.lang == "ja" and rng.random() < 0.05
        return {
            "phone": write_phone(number, who.lang, rng),
            "email": who.email.translate(FULL_WIDTH) if odd else who.email,
            "address": who.address,
            "postcode": who.postcode,
            "card": draw_card(rng),
            "mynumber": draw_my_number(rng, who.lang),
            "birthdate": write_birth(who.birth, who.lang, rng),
            "kana": who.kana.translate(KATAKANA_TO_HIRAGANA)
            if who.lang == "ja" and rng.random() < 0.3
            else who.kana,
        }

    def _name(self, brief: bool) -> str:
        if brief and self.rng.random() < 0.65:
            return self.who.short
        joint = self.rng.choice((" ", "", "", "　")) if self.lang == "ja" else " "
        return self.who.name.replace(" ", joint)

    def fill(self, text: str, brief: bool = False, now: datetime | None = None) -> str:
        """The text with its slots filled; `brief` shortens names, `now` dates quotations."""
        ready = text.replace("Mr. {", "{")
        day = self._day(ready, now)
        return SLOT.sub(
            lambda found: (
                day
                if found[1] == "date"
                else self._value(found[1], brief, bool(KIN.search(ready[: found.start()])))
            ),
            ready,
        )

    def _day(self, text: str, now: datetime | None) -> str:
        """Dates lie before the ticket, unless words look ahead or it is a message's own date."""
        if TO_COME.search(text):
            return write_day(
                (now or self.opened).date() + timedelta(days=self.rng.randint(2, 6)),
                self.lang,
                self.rng,
            )
        return (
            write_day((now or self.opened).date(), self.lang, self.rng)
            if now or TODAY.search(text)
            else self.values["date"]
        )

    def _value(self, slot: str, brief: bool, of_kin: bool) -> str:
        if of_kin and slot in OF_KIN:
            value = self.kin_values[slot]
        else:
            value = self._name(brief) if slot == "name" else self.values[slot]
        if slot in PII_TYPES:
            self.pii[PII_TYPES[slot], value] = None
        return value


def draw_amount(core: Core, rng: random.Random) -> str:
    """A sum that suits the matter: a fridge is not 196 yen, a coffee not 20,000."""
    if re.search(
        r"家賃|冷蔵庫|旅|引っ越|制服|炊飯器|rent|fridge|sofa|honeymoon|hotel|course|"
        r"moving|dinner|restaurant|employees|big amo",
        core.text,
    ):
        return f"{rng.randrange(24, 98) * 1000 - rng.choice((0, 0, 20, 200)):,}"
    if core.topic in ("topup_delay", "transfer_fee", "cancel_account", "device_change"):
        return f"{rng.choice((3000, 5000, 10000, 10000, 15000, 20000, 30000, 50000)):,}"
    if core.topic == "coupon_not_applied":
        return f"{rng.randrange(3100, 9800):,}"
    return f"{rng.choice((rng.randrange(130, 1900), rng.randrange(4, 69) * 100 - 20)):,}"


def write_day(day: date, lang: str, rng: random.Random) -> str:
    """A day as people write it in a message."""
    if lang == "en":
        return rng.choice(
            (
                f"{day.day} {day:%B}",
                f"{day:%b} {day.day}",
                f"{day:%B} {day.day}",
                f"{day.day} {day:%b}",
            )
        )
    return rng.choice(
        (
            f"{day.month}月{day.day}日",
            f"{day.month}月{day.day}日",
            f"{day.month}/{day.day}",
            f"{day.month}月{day.day}日({WEEKDAYS[day.weekday()]})",
        )
    )
