"""Which of the bank's set phrases suit which ticket.

The flat lists of the bank (greetings, notes, thanks ...) were written without a ticket in mind.
A wrong one makes a thread absurd: a shop's greeting from a child, "money is back" for a coupon.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from datetime import datetime

from examples.demo.build_bank import FORMAL, Core, curt, possible
from examples.demo.build_people import Customer
from examples.demo.build_rules import (
    ANSWER_NEEDS,
    ANSWERING,
    ASKING,
    ASKS,
    ASKS_INFO,
    AWAY,
    BEGS,
    BUGS,
    CASUAL,
    DELAYED,
    FIXED,
    HALF_WIDTH,
    KANA_ONLY,
    KANSAI,
    LATER,
    LENGTHY,
    MAIL_ONLY,
    MENDABLE,
    NEWCOMER,
    NOT_A_RECEIPT,
    OF_SHOP,
    PROCESSED,
    PROMPT,
    QUESTION,
    SOLVES,
    SORRY,
    STAY,
    SYSTEMS,
    THANKS,
    THANKS_RULES,
    THREAT,
    URGENT,
    WEEKDAY_DESK,
    WISHES,
    Rules,
)
from examples.demo.build_topics import BY_KEY, RELEASES


@dataclass(frozen=True)
class Occasion:
    """The ticket and the moment for which words are looked for."""

    who: Customer
    core: Core
    channel: str
    moment: datetime
    wait: float = 0.0  # hours since the customer wrote
    age: float = 0.0  # hours since the ticket was opened
    known: bool = False  # an earlier ticket of the same customer exists

    @property
    def topic(self) -> str:
        """Key of the main matter."""
        return self.core.topic

    @property
    def typed(self) -> bool:
        """App and chat: no letters, no signatures."""
        return self.channel in ("chat", "mobile_sdk")


def about(text: str, topic: str, rules: Rules) -> bool:
    """True unless a rule gives these words to other topics."""
    return all(topic in topics for pattern, topics in rules if re.search(pattern, text, re.I))


def owned(text: str, who: Customer) -> bool:
    """Shop words from shops only, and no phone of the other make."""
    wrong = any(name != who.os and pattern.search(text) for name, pattern in SYSTEMS)
    return bool(who.org or not OF_SHOP.search(text)) and not wrong


def same_hand(text: str, core: str) -> bool:
    """Dialect, half-width and kana-only writers keep to their hand from greeting to closing."""
    if KANA_ONLY.match(core):
        return bool(KANA_ONLY.match(text))
    odd = [bool(p.search(text)) and not p.search(core) for p in (HALF_WIDTH, KANSAI)]
    return not any(odd) and not ("　" in text and KANA_ONLY.match(text))


def phrase_fits(text: str, now: Occasion) -> bool:
    """A customer's greeting or closing: tone, hour, haste, channel."""
    core, topic = now.core.text, BY_KEY[now.topic]
    blunt = now.typed or curt(core, now.who.lang)
    if now.topic == "spam" or (now.topic == "praise" and BEGS.search(text)):
        return False
    banned = [
        ("{agent}", False),
        ("敬具", False),
        ("ご査収", False),
        ("お返事は不要", now.topic in ("praise", "wording_accusing")),
        ("期待して", topic.key in BUGS | WISHES),
        ("{", not now.typed),
    ]
    return (
        possible(text, now.moment)
        and owned(text, now.who)
        and same_hand(text, core)
        and same_tone(text, core, now.who)
        and not (blunt and FORMAL.search(text))
        and all(allowed for word, allowed in banned if word in text)
        and not (now.typed and len(text) > 28)
        and not (topic.severity != "high" and URGENT.search(text))
        and not (now.topic == "praise" and (ASKS.search(text) or SORRY.search(text)))
        and not (QUESTION.search(text) and topic.request_type not in ASKING)
        and not (LENGTHY.search(text) and len(core) < 120)
        and not (THREAT.search(text) and topic.key not in BUGS)
        and not ((NEWCOMER if now.known else LATER).search(text))
    )


def same_tone(closing: str, before: str, who: Customer) -> bool:
    """Nobody begins with a bow and ends with a wave."""
    stiff, light = bool(FORMAL.search(before) or who.org), bool(CASUAL.search(before))
    return not (stiff and CASUAL.search(closing)) and not (light and FORMAL.search(closing))


def agent_phrase_fits(text: str, core: str, now: Occasion, first: bool, opening: bool) -> bool:
    """An agent's greeting or closing: no apology for praise, for no delay, or twice in a row."""
    kind = BY_KEY[now.topic].request_type
    harmless = kind not in ("bug", "complaint", "opinion on support")
    twice = any(pattern.search(text) and pattern.search(core[:60]) for pattern in (SORRY, THANKS))
    in_turn = opening is False or bool(LATER.search(text)) != first
    return (
        owned(text, now.who)
        and not twice
        and in_turn
        and not (first and LATER.search(text))
        and not (DELAYED.search(text) and now.wait < 20)
        and not (harmless and SORRY.search(text))
        and not (WEEKDAY_DESK.search(text) and now.moment.weekday() > 4)
        and not (MAIL_ONLY.search(text) and now.channel != "email")
        and not (STAY.search(text) and kind == "cancellation")
        and not (SOLVES.search(text) and kind != "bug")
    )


def thanks_fit(text: str, now: Occasion, answered: str) -> bool:
    """Nothing is "fixed" that was a wish or only asked about, nor the crash before its fix."""
    early_crash = now.topic == "crash_on_pay" and now.moment.date() < RELEASES[2][0]
    mended = (
        BY_KEY[now.topic].request_type in MENDABLE
        and not early_crash
        and not ASKS_INFO.search(answered)
    )
    prompt = now.age < 30 or not PROMPT.search(text)
    return (
        prompt
        and about(text, now.topic, THANKS_RULES)
        and same_hand(text, now.core.text)
        and (mended or not FIXED.search(text))
        and possible(text, now.moment)
    )


def answer_fits(text: str, told: str, now: datetime) -> bool:
    """An agent answers what was told: no condolences to the living, no payday in mid-month."""
    payday = 24 <= now.day <= 29 or not re.search(r"On paydays|給料日は", text)
    month_end = now.day >= 26 or now.day <= 9 or "month-end campaign" not in text
    return (
        payday
        and month_end
        and all(
            re.search(need, told, re.I)
            for pattern, need in ANSWER_NEEDS
            if re.search(pattern, text, re.I)
        )
    )


def takes_up(text: str, answered: str) -> bool:
    """A follow-up speaks of an answer's advice only where it was given."""
    return all(
        re.search(said, answered, re.I)
        for pattern, said in ANSWERING
        if re.search(pattern, text, re.I)
    )


def receipt_fits(text: str, away: bool, now: Occasion) -> bool:
    """Automatic mail: a receipt from the helpdesk, or the customer's own mail system."""
    foreign = now.typed and re.search(r"メール|\bmail|message, please", text)
    return (
        bool(AWAY.search(text)) == away
        and not NOT_A_RECEIPT.search(text)
        and owned(text, now.who)
        and not foreign
    )


def answer_kind(topic: str) -> str:
    """What an agent can say in a later reply: a key of SECOND_ANSWER."""
    if topic in ("crash_on_pay", "qr_scan_fail"):
        return "repair"
    if topic in (
        "device_change",
        "limit_how",
        "transfer_fee",
        "misc",
        "csv_export",
        "merchant_start",
    ):
        return "explain"
    return "process" if topic in PROCESSED else "hear"
