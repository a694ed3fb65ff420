"""Reads the hand-written texts and knows which of them suit which ticket."""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from datetime import date, datetime, timedelta
from pathlib import Path
from typing import Any

import yaml

from examples.demo.build_topics import BY_KEY, FIRST_DAY, LAST_DAY, RELEASES

LISTS = (
    "openings",
    "closings",
    "signatures",
    "quoted",
    "agent_openings",
    "agent_closings",
    "auto_replies",
    "disclaimers",
    "private_notes",
    "thanks",
    "pii_sentences",
)
FORMAL = re.compile(
    r"お世話|拝啓|平素|突然|はじめて|初めて|恐れ入|申し上げ|存じ|いたします|致します|"
    r"幸甚|拝見|Dear|whom|Respected|(Kind|Best|Warm)(est)? regards|"
    r"Yours|Sincerely|grateful|appreciate|obliged|Good (day|morning|afternoon|"
    r"evening)|hope this|{company}",
    re.I,
)
POLITE = re.compile(r"です|ます|ません|でした|ください|下さい|でしょう|ございま")
CURT_ENGLISH = re.compile(r"^[a-z]|!!|\b(u|ur|pls|plz|lol|wtf|thx|dont|cant)\b|[A-Z]{4,} [A-Z]{3,}")
GREETS = re.compile(
    r"^\s*(お世話|こんにち|こんばん|おはよ|はじめまして|初めまして|拝啓|すみません|"
    r"すいません|あの|hi\b|hello|hey|dear|good |greetings)",
    re.I,
)
CLOSES = re.compile(
    r"(お願い\S{0,8}|失礼\S{0,4}|以上|かしこ|thanks|thank you|(regards|cheers)(,"
    r" \{name\})?|please help)\W*$",
    re.I,
)
SHOP_VOICE = re.compile(
    r"\{company\}|店舗を運営|スタッフ一同|当店|弊店|うちの店|私どもの店|加盟店です|"
    r"店をやって|店を営|お店を経営|we (run|own) |"
    r"\b(my|our) (own )?(shop|store|caf[eé]|restaurant|salon|bakery|bar|business)\b",
    re.I,
)
WORDS_OF_DAY = (
    (re.compile(r"おはよう|good morning", re.I), range(5, 11)),
    (re.compile(r"こんにち|good afternoon", re.I), range(10, 18)),
    (re.compile(r"こんばん|good evening|夜分|夜遅く", re.I), (18, 19, 20, 21, 22, 23, 0)),
)
MONTH_DAYS = (  # words that fit only some days of a month
    (
        re.compile(r"給料日(?!前)|給料が入|salary came|payday|25th"),
        {"topup_delay"},
        {25, 26, 27, 28},
    ),
    (re.compile(r"給料日前"), {"charged_twice", "refund_delay"}, set(range(17, 25))),
    (
        re.compile(r"月末|28日|29日|30日|28th|29th|30th|end[- ]of[- ]month|month-end", re.I),
        {"coupon_not_applied"},
        {28, 29, 30, 31, 1, 2, 3},
    ),
    (re.compile(r"30日23:59"), {"coupon_not_applied"}, {1, 31}),
    (re.compile(r"It's month-end"), {"invoice_receipt"}, {27, 28, 29, 30, 31}),
)
PLANNED_FIX = re.compile(r"preparing 6\.2\.1|修正版の(配信準備|公開まで)|いつ修正版|復旧予定")
SEASONS = (  # words that name a stretch of time, and the day from which they are true
    (
        re.compile(r"10月(に|の|末)|October( update)?:?(?! \d)|9月分|September invoice"),
        date(2026, 10, 1),
    ),
    (re.compile(r"10月分|October invoice"), date(2026, 10, 26)),
    (re.compile(r"[9９]月に出た"), date(2026, 9, 19)),
)
ENGLISH_MONTHS = {"sep": 9, "oct": 10, "nov": 11}
NAMED_DAYS = (
    re.compile(r"(?<![\d０-９/])(9|10|11)月(\d{1,2})日"),
    re.compile(r"(?<![\d/.])(9|10|11)/(\d{1,2})(?![\d/.])"),
)
ENGLISH_DAYS = (
    re.compile(r"\b(Sep|Oct|Nov)[a-z]*\.? (\d{1,2})\b(?!:)", re.I),
    re.compile(r"\b(\d{1,2})(?:st|nd|rd|th)? (Sep|Oct|Nov)", re.I),
)


@dataclass(frozen=True)
class Core:
    """The matter itself, as one made-up customer put it."""

    key: str
    topic: str
    text: str
    sentiment: str
    request_type: str
    subject: str = ""

    @property
    def os(self) -> str:
        """The system that the words give away, so that the ticket's field agrees with them."""
        apple = re.search(r"iphone|ios|ipad|ｱｲﾌｫﾝ|アイフォン|アイホン|あいふぉん", self.text, re.I)
        other = re.search(r"android|pixel|アンドロイド|ｱﾝﾄﾞﾛｲﾄﾞ", self.text, re.I)
        return "" if bool(apple) == bool(other) else "iOS" if apple else "Android"

    @property
    def from_shop(self) -> bool:
        """True when only a shop owner would write this."""
        return BY_KEY[self.topic].shop or bool(SHOP_VOICE.search(self.text))


@dataclass(frozen=True)
class Bank:
    """All texts of one language."""

    lang: str
    cores: dict[str, tuple[Core, ...]]
    followup: dict[str, tuple[str, ...]]
    agent: dict[str, tuple[str, ...]]
    subject: dict[str, tuple[str, ...]]
    lists: dict[str, tuple[str, ...]] = field(default_factory=dict)

    def part(self, name: str) -> tuple[str, ...]:
        """One of the flat lists: openings, signatures and so on."""
        return self.lists[name]


def words_of(item: Any) -> str:
    """A list entry is a string or a mapping with `text`; both writers' habits are accepted."""
    return str(item["text"] if isinstance(item, dict) else item).strip("\n")


def texts(items: Any) -> tuple[str, ...]:
    """Every entry of a list as plain text, in order."""
    return tuple(words_of(item) for item in items or ())


def read_core(lang: str, topic: str, number: int, item: dict[str, Any]) -> Core:
    """One customer text with the topic's labels where it has none of its own."""
    return Core(
        f"{lang}/{topic}/{number}",
        topic,
        words_of(item),
        str(item.get("sentiment", "neutral")),
        str(item.get("request_type", BY_KEY[topic].request_type)),
        str(item.get("subject", "")),
    )


def read_cores(lang: str, topic: str, items: Any) -> tuple[Core, ...]:
    """All customer texts of a topic; a text that stands twice is kept once."""
    unique = {words_of(item): item for item in items or ()}
    return tuple(read_core(lang, topic, n, item) for n, item in enumerate(unique.values()))


def load_bank(folder: Path, lang: str) -> Bank:
    """Read `folder/lang.yaml` (UTF-8)."""
    raw = yaml.safe_load((folder / f"{lang}.yaml").read_text(encoding="utf-8"))
    topics = raw["topics"]
    cores = {key: read_cores(lang, key, body["customer"]) for key, body in topics.items()}
    cores |= {key: read_cores(lang, key, raw[key]) for key in ("misc", "spam")}
    return Bank(
        lang,
        cores,
        {k: texts(b.get("followup")) for k, b in topics.items()},
        {k: texts(b.get("agent")) for k, b in topics.items()},
        {k: texts(b.get("subject")) for k, b in topics.items()},
        {name: texts(raw[name]) for name in LISTS},
    )


def named_days(text: str) -> list[date]:
    """Calendar days of this autumn that the text names outright."""
    found: list[tuple[int | str, int | str]] = [
        (m, d) for pattern in NAMED_DAYS for m, d in pattern.findall(text)
    ]
    found += [(ENGLISH_MONTHS[m.lower()], d) for m, d in ENGLISH_DAYS[0].findall(text)]
    found += [(ENGLISH_MONTHS[m.lower()], d) for d, m in ENGLISH_DAYS[1].findall(text)]
    days = [
        date(2026, int(m), int(d)) for m, d in found if 1 <= int(d) <= (31 if int(m) == 10 else 30)
    ]
    return [day for day in days if day <= LAST_DAY]


def earliest(text: str) -> date:
    """The first day on which this could be written: no release is named before it is out."""
    days = [*named_days(text), FIRST_DAY]
    days += [
        released
        for released, version, _what in RELEASES
        if version in text and not (version == "6.2.1" and PLANNED_FIX.search(text))
    ]
    days += [since for pattern, since in SEASONS if pattern.search(text)] + [RELEASES[1][0]] * bool(
        PLANNED_FIX.search(text)
    )
    return max(days)


def latest(text: str) -> date:
    """The last day on which it was true: nobody prepares a fix that is out."""
    return RELEASES[2][0] - timedelta(days=1) if PLANNED_FIX.search(text) else date.max


def possible(text: str, moment: datetime) -> bool:
    """Neither a release nor a greeting before its time."""
    hours = [allowed for pattern, allowed in WORDS_OF_DAY if pattern.search(text)]
    return earliest(text) <= moment.date() <= latest(text) and all(
        moment.hour in allowed for allowed in hours
    )


def fits_day(core: Core, day: date) -> bool:
    """The customer could have written these words on that day."""
    days = [
        allowed
        for pattern, topics, allowed in MONTH_DAYS
        if core.topic in topics and pattern.search(core.text)
    ]
    named = re.search(
        r"\b(?:it'?s|today is) (?:now )?(mon|tues|wednes|thurs|fri|satur|sun)day|"
        r"今日は?([月火水木金土日])曜",
        core.text,
        re.I,
    )
    weekday = (
        f"{day:%A}".lower().startswith(named[1].lower())
        if named and named[1]
        else not named or "月火水木金土日"[day.weekday()] == named[2]
    )
    return (
        earliest(core.text) <= day <= latest(core.text)
        and all(day.day in allowed for allowed in days)
        and weekday
    )


def curt(text: str, lang: str) -> bool:
    """Blunt or hasty writers neither open nor close with set phrases."""
    return not POLITE.search(text) if lang == "ja" else bool(CURT_ENGLISH.search(text))
