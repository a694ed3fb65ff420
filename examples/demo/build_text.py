"""Puts single messages together: slots filled, greeting and signature as the channel has them."""

from __future__ import annotations

import random
import re
from collections.abc import Callable
from datetime import date, datetime, timedelta

import build_words as words
from build_bank import CLOSES, GREETS, Bank, Core
from build_fit import Occasion, agent_phrase_fits, owned, phrase_fits
from build_people import FULL_WIDTH, Customer, draw_card, draw_my_number, write_birth, write_phone
from build_topics import RELEASES

SLOT = re.compile(r"\{(\w+)\}")
PII_TYPES = {"name": "NAME", "kana": "NAME", "phone": "PHONE", "email": "EMAIL", "address": "ADDRESS",
             "postcode": "POSTCODE", "card": "CARD", "birthdate": "BIRTHDATE", "mynumber": "MY_NUMBER"}
KIN = re.compile(r"(?:夫|妻|母|父|娘|息子|祖母)の[^。！？\n]{0,20}$|\b(?:husband|wife|mother|father|daughter|colleague)\b[^.!?\n]{0,70}$", re.I)
OF_KIN = {"name", "kana", "phone", "email", "birthdate"}
TO_COME = re.compile(r"(give it back on|leaving Japan for good on|reopens on|(?<!valid )until|by|remind on) \{date\}|\{date\}(まで|頃に|に戻り|なので間に合)")
TODAY = re.compile(r"as of \{date\}|\{date\}(現在| 復旧)")
DAYS_AGO = {"ekyc_slow": (6, 20), "refund_delay": (6, 18), "points_expired": (1, 10), "invoice_receipt": (2, 12), "merchant_start": (3, 10)}
WEEKDAYS = "月火水木金土日"
KATAKANA_TO_HIRAGANA = {n: n - 0x60 for n in range(0x30A1, 0x30F7)}


class Ink:
    """Fills the slots of one ticket, each with one value throughout, and remembers personal data.

    Names are the exception: a person signs in full and is greeted by surname.
    """

    def __init__(self, who: Customer, kin: Customer, agent: str, opened: datetime, topic: str, version: str | None, rng: random.Random):
        self.who, self.kin, self.rng, self.lang, self.opened = who, kin, rng, who.lang, opened
        low, high = DAYS_AGO.get(topic, (0, 4))
        since = RELEASES[1][0] if topic == "crash_on_pay" else date(2026, 9, 1)
        day = max(since, opened.date() - timedelta(days=rng.randint(low, high)))
        self.values = self._facts(day, agent, version or "6.1.0") | self._particulars(who)
        self.kin_values = self._particulars(kin) | {"name": kin.name}
        self.pii: dict[tuple[str, str], None] = {}

    def _facts(self, day: date, agent: str, version: str) -> dict[str, str]:
        rng, lang, own = self.rng, self.lang, self.who.org.name if self.who.org else ""
        total = f"{rng.choice((rng.randrange(120, 3000), rng.randrange(3, 60) * 100, rng.randrange(1, 9) * 5000)):,}"
        return {
            "order": f"MK-{day:%Y%m%d}-{rng.randrange(1000, 9999)}", "version": version, "device": self.who.device, "agent": agent,
            "amount": rng.choice((f"{total}円", f"{total}円", f"¥{total}") if lang == "ja" else (f"¥{total}", f"{total} yen", f"JPY {total}")),
            "date": write_day(day, lang, rng), "shop": own or rng.choice(words.SHOPS[lang]), "support_email": words.SUPPORT_EMAIL,
            "company": own or rng.choice(words.COMPANIES[lang]),
        }

    def _particulars(self, who: Customer) -> dict[str, str]:
        rng = self.rng
        number = who.fixed if who.org and rng.random() < 0.5 else who.mobile
        odd = who.lang == "ja" and rng.random() < 0.05
        return {
            "phone": write_phone(number, who.lang, rng), "email": who.email.translate(FULL_WIDTH) if odd else who.email,
            "address": who.address, "postcode": who.postcode, "card": draw_card(rng),
            "mynumber": draw_my_number(rng, who.lang), "birthdate": write_birth(who.birth, who.lang, rng),
            "kana": who.kana.translate(KATAKANA_TO_HIRAGANA) if who.lang == "ja" and rng.random() < 0.3 else who.kana,
        }

    def _name(self, brief: bool) -> str:
        if brief and self.rng.random() < 0.65:
            return self.who.short
        joint = self.rng.choice((" ", "", "", "　")) if self.lang == "ja" else " "
        return self.who.name.replace(" ", joint)

    def fill(self, text: str, brief: bool = False, now: datetime | None = None) -> str:
        """The text with its slots filled; `brief` where people use the short form of a name, `now` dates a quotation."""
        ready = text.replace("Mr. {", "{")
        day = self._day(ready, now)
        return SLOT.sub(lambda found: day if found[1] == "date" else self._value(found[1], brief, bool(KIN.search(ready[: found.start()]))), ready)

    def _day(self, text: str, now: datetime | None) -> str:
        """Dates lie before the ticket, unless the words look ahead or the date is that of a message."""
        if TO_COME.search(text):
            return write_day((now or self.opened).date() + timedelta(days=self.rng.randint(2, 6)), self.lang, self.rng)
        return write_day((now or self.opened).date(), self.lang, self.rng) if now or TODAY.search(text) else self.values["date"]

    def _value(self, slot: str, brief: bool, of_kin: bool) -> str:
        if of_kin and slot in OF_KIN:
            value = self.kin_values[slot]
        else:
            value = self._name(brief) if slot == "name" else self.values[slot]
        if slot in PII_TYPES:
            self.pii[PII_TYPES[slot], value] = None
        return value


def write_day(day: date, lang: str, rng: random.Random) -> str:
    """A day as people write it in a message."""
    if lang == "en":
        return rng.choice((f"{day.day} {day:%B}", f"{day:%b} {day.day}", f"{day:%B} {day.day}", f"{day.day} {day:%b}"))
    return rng.choice((f"{day.month}月{day.day}日", f"{day.month}月{day.day}日", f"{day.month}/{day.day}",
                       f"{day.month}月{day.day}日({WEEKDAYS[day.weekday()]})"))


def pick(items: tuple[str, ...], rng: random.Random, *tests: bool) -> str:
    """One of the items, or nothing where nothing fits."""
    return rng.choice(items) if items and all(tests) else ""


class Writer:
    """Writes the messages of one ticket in one channel."""

    def __init__(self, bank: Bank, ink: Ink, occasion: Occasion, rng: random.Random):
        self.bank, self.ink, self.rng, self.occasion = bank, ink, rng, occasion
        self.lang, self.mail, self.typed = bank.lang, occasion.channel == "email", occasion.typed
        hand = random.Random(occasion.who.id)  # a person has one signature, in all tickets
        shop = bool(occasion.who.org)
        suits = tuple(s for s in bank.part("signatures") if owned(s, occasion.who) and not (shop and "{company}" not in s and "{shop}" not in s))
        self.signature = pick(suits, hand, self.mail, hand.random() < (0.85 if shop else 0.6))
        self.footer = pick(self._suits("disclaimers", lambda text: owned(text, occasion.who)), hand, self.mail, hand.random() < (0.45 if shop else 0.1))

    def _suits(self, name: str, test: Callable[[str], bool]) -> tuple[str, ...]:
        return tuple(text for text in self.bank.part(name) if test(text))

    def first(self, cores: list[Core], datum: str) -> str:
        """The customer's first message."""
        body = self.ink.fill(cores[0].text)
        if len(cores) > 1:
            body = self.join(body, cores[1])
        return self.letter(body, datum)

    def join(self, body: str, other: Core) -> str:
        """The second matter after the first, with words that lead over."""
        lead, text = self.rng.choice(words.JOINERS[self.lang]), self.ink.fill(other.text)
        if lead.rstrip().endswith((",", "but", "-")) and re.match(r"(?!I\b|I')[A-Z][a-z']* |A ", text):
            text = text[0].lower() + text[1:]
        gap = "\n" if "\n" in body or not self.typed else self.rng.choice(("\n", " " if self.lang == "en" else ""))
        return f"{body}{gap}{lead}{text}"

    def letter(self, body: str, datum: str) -> str:
        """Body with greeting, personal datum, closing and signature, as far as the channel has them."""
        share = {"email": 0.85, "web": 0.5}.get(self.occasion.channel, 0.15)
        fitting = [self._suits(name, lambda text: phrase_fits(text, self.occasion)) for name in ("openings", "closings")]
        opening = pick(fitting[0], self.rng, not GREETS.search(body), self.rng.random() < share)
        closing = pick(fitting[1], self.rng, not CLOSES.search(body), self.rng.random() < share * 0.9)
        closing = "敬具" if opening.startswith("拝啓") else "" if re.search("regards", self.signature) and re.search("yours|regards", closing) else closing
        matter = body + (f"\n{self.ink.fill(datum)}" if datum else "")
        return self._lay_out(self.ink.fill(opening, True), matter, self.ink.fill(closing, True))

    def _lay_out(self, opening: str, matter: str, closing: str) -> str:
        """Mail has blank lines, a form often, the rest none; an unfinished greeting runs on."""
        gap = "\n\n" if self.mail or (self.occasion.channel == "web" and self.rng.random() < 0.4) else "\n"
        if opening.endswith(("、", " but")):
            opening, matter = "", opening + " " * (self.lang == "en") + matter
        return gap.join(part for part in (opening, matter, closing, self.ink.fill(self.signature), self.footer and self.ink.fill(self.footer)) if part)

    def reply(self, text: str, answered: str, when: datetime, datum: str = "") -> str:
        """A later message of the customer; mail programs hang the history below it."""
        body = self.ink.fill(text) + (f"\n{self.ink.fill(datum)}" if datum else "")
        sign = self.ink.fill(self.signature) if self.signature and self.rng.random() < 0.6 else ""
        quote = self.quote(answered, when) if self.mail and answered and self.rng.random() < 0.6 else ""
        return "\n\n".join(part for part in (body, sign, quote) if part)

    def quote(self, answered: str, when: datetime) -> str:
        """The message that was answered, dated and marked as mail programs do."""
        blocks = self._suits("quoted", lambda text: not FROM_CUSTOMER.search(text))
        block = self.ink.fill(redate(self.rng.choice(blocks).replace("{quote}", "\0"), when), now=when)
        shown = "\n".join(answered.split("\n")[:8])
        for line in [line for line in block.split("\n") if "\0" in line]:
            block = block.replace(line, line.replace("\0", shown.replace("\n", "\n" + line.split("\0")[0])))
        return block

    def answer(self, text: str, now: Occasion, first: bool) -> str:
        """An agent's message; chat has no letter form."""
        light = self.typed and self.rng.random() < 0.75
        opening = pick(self._suits("agent_openings", lambda t: agent_phrase_fits(t, text, now, first)), self.rng, first or self.rng.random() < 0.5)
        closing = pick(self._suits("agent_closings", lambda t: agent_phrase_fits(t, text[-60:], now, first)), self.rng, not light)
        filled = [self.ink.fill(opening, True), self.ink.fill(text, now=now.moment if TO_COME.search(text) else None), self.ink.fill(closing)]
        return ("\n" if self.typed else "\n\n").join(part for part in filled if part)


FROM_CUSTOMER = re.compile(r"(From: |, )\{name\} <\{email\}>")


def redate(block: str, when: datetime) -> str:
    """Quoted history carries a date; the bank's own would contradict the thread."""
    block = re.sub(r"20\d\d年\d{1,2}月\d{1,2}日\([月火水木金土日]\)", f"{when.year}年{when.month}月{when.day}日({WEEKDAYS[when.weekday()]})", block)
    block = re.sub(r"20\d\d年\d{1,2}月\d{1,2}日(?!\()", f"{when.year}年{when.month}月{when.day}日", block)
    block = re.sub(r"[A-Z][a-z]{2}, [A-Z][a-z]{2} \d{1,2}, 20\d\d", f"{when:%a, %b} {when.day}, {when.year}", block)
    return re.sub(r"(?<!\d)\d{1,2}:\d{2}(?!\d)", f"{when:%H:%M}", block)


def resent(text: str, lang: str, rng: random.Random, same_person: bool) -> str:
    """The same words again with the small changes that people make when they send twice."""
    swaps = {"ja": (("。", "！"), ("、", " "), ("ません", "ないです"), ("。\n", "\n")), "en": ((". ", "! "), (", ", " "), ("I am", "I'm"), (" the ", " "))}
    for old, new in rng.sample(swaps[lang], k=2):
        text = text.replace(old, new, 1)
    tail = rng.choice(words.RESENT_LAST[lang]) if same_person else ""
    return f"{rng.choice(words.RESENT_FIRST[lang]) if same_person else ''}{text}{chr(10) if tail else ''}{tail}"
