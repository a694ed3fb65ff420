"""Decides which tickets there are: when, in which language, about what, by whom, what repeats.

A *mention* is one matter in one ticket. Counts and shapes hold for mentions: a ticket about two
problems is two mentions joined, a near-duplicate is one that took its words from an earlier one.
"""

from __future__ import annotations

import random
from collections import defaultdict
from collections.abc import Iterator
from dataclasses import dataclass, field
from datetime import date, datetime, timedelta

from examples.demo.build_bank import Bank, Core, fits_day
from examples.demo.build_people import Customer
from examples.demo.build_topics import BY_KEY, JST, TOPICS, draw_moments

LANGS = ("ja", "en")
TWO_PROBLEMS = 0.08
REPEATED = 0.04
LAST_MOMENT = datetime(2026, 10, 31, 23, 30, tzinfo=JST)
ALONE = {"lost_phone", "praise", "misc", "spam"}  # these tickets are about one thing only
FIRST_ID = 20001


@dataclass
class Case:
    """One ticket to be written; the fields fill up step by step, in the order of this module."""

    topic: str
    lang: str
    moment: datetime
    second: str = ""
    copy_of: Case | None = None
    reused: Case | None = None
    words: dict[str, Core] = field(default_factory=dict)
    cores: list[Core] = field(default_factory=list)
    customer: Customer | None = None
    merged: bool = False
    id: int = 0
    notes: list[str] = field(default_factory=list)

    @property
    def topics(self) -> list[str]:
        """The topic keys, main matter first."""
        return [self.topic, self.second] if self.second else [self.topic]

    @property
    def second_later(self) -> bool:
        """A quarter of the second problems turn up only later, but not near the end, unseen."""
        return (
            bool(self.second)
            and self.id % 4 == 0
            and self.moment < datetime(2026, 10, 24, tzinfo=JST)
        )

    @property
    def who(self) -> Customer:
        """The customer, once one was chosen."""
        assert self.customer is not None
        return self.customer


def draw_cases(rng: random.Random) -> list[Case]:
    """One case per mention, half Japanese and half English, in order of time."""
    cases = []
    for number, topic in enumerate(TOPICS):
        japanese = (topic.count + number % 2) // 2
        for lang, count in zip(LANGS, (japanese, topic.count - japanese), strict=True):
            cases += [Case(topic.key, lang, moment) for moment in draw_moments(topic, count, rng)]
    return sorted(cases, key=lambda case: case.moment)


def fits_together(first: Case, other: Case) -> bool:
    """Two matters that one person could have within three days."""
    return (
        first.lang == other.lang
        and first.topic != other.topic
        and not other.second
        and BY_KEY[first.topic].shop == BY_KEY[other.topic].shop
        and other.topic not in ALONE
        and abs(first.moment - other.moment) <= timedelta(days=3)
    )


def join_pairs(cases: list[Case], rng: random.Random) -> list[Case]:
    """Join mentions into tickets about two problems until the share is reached."""
    left = list(cases)
    wanted = round(TWO_PROBLEMS * len(cases) / (1 + TWO_PROBLEMS))
    for first in rng.sample([c for c in cases if c.topic not in ALONE], k=len(cases) // 2):
        partners = (
            [c for c in left if fits_together(first, c)]
            if first in left and not first.second
            else []
        )
        if wanted and partners:
            other = rng.choice(partners)
            first.second, wanted = other.topic, wanted - 1
            left.remove(other)
    return left


def repeatable(first: Case, later: Case) -> bool:
    """The later mention may take the words of the first."""
    return (
        first.topic == later.topic
        and first.lang == later.lang
        and not (first.second or later.second)
        and first.copy_of is None
        and first.topic not in ("misc", "spam", "praise")
        and timedelta(0) < later.moment - first.moment <= timedelta(days=6)
    )


def mark_copies(cases: list[Case], rng: random.Random) -> None:
    """Turn one case in twenty-five into a near-duplicate, some on the days that the nights show."""
    nights = [c for c in cases if c.moment.date() in (date(2026, 10, 30), date(2026, 10, 31))]
    pool = rng.sample(nights, k=len(nights))[:20] + rng.sample(cases, k=len(cases))
    wanted, originals = round(REPEATED * len(cases)), set[int]()
    for later in pool:
        if wanted and later.copy_of is None and id(later) not in originals:
            firsts = [c for c in cases if repeatable(c, later)]
            if firsts:
                later.copy_of, wanted = rng.choice(firsts[-4:]), wanted - 1
                originals.add(id(later.copy_of))


def give_words(cases: list[Case], banks: dict[str, Bank], rng: random.Random) -> None:
    """Every case gets its texts; copies those of their originals."""
    slots: dict[tuple[str, str], list[Case]] = defaultdict(list)
    for case in cases:
        for topic in [] if case.copy_of else case.topics:
            slots[case.lang, topic].append(case)
    for (lang, topic), wanting in slots.items():
        deal(topic, rng.sample(wanting, k=len(wanting)), list(banks[lang].cores[topic]), rng)
    for case in cases:
        case.cores = [(case.copy_of or case).words[topic] for topic in case.topics]


def deal(topic: str, wanting: list[Case], cores: list[Core], rng: random.Random) -> None:
    """Each text once, those that fit few days first; only then some a second time, said openly."""
    used: list[tuple[Core, Case]] = []
    for core in sorted(
        cores, key=lambda c: sum(fits_day(c, case.moment.date()) for case in wanting)
    ):
        case = next(
            (c for c in wanting if topic not in c.words and fits_day(core, c.moment.date())), None
        )
        if case:
            case.words[topic] = core
            used.append((core, case))
    for case in [c for c in wanting if topic not in c.words]:
        fitting = [pair for pair in used if fits_day(pair[0], case.moment.date())] or used
        case.words[topic], case.reused = fitting.pop(rng.randrange(len(fitting)))


def queue(people: list[Customer], rng: random.Random) -> Iterator[Customer]:
    """Everybody once in any order, then the few who write again and again."""
    yield from rng.sample(people, k=len(people))
    loud = rng.sample(people, k=max(1, len(people) // 2))
    while True:
        yield loud[int(len(loud) * rng.random() ** 2)]


def give_writers(cases: list[Case], people: dict[str, list[Customer]], rng: random.Random) -> None:
    """Shop matters to shop owners, iPhone texts to iPhone owners, copies mostly to the sender."""
    lines: dict[tuple[str, bool, str], Iterator[Customer]] = {}
    for case in cases:
        shop = any(core.from_shop for core in case.cores)
        system = next(
            (core.os for core in case.cores if core.os), rng.choice(("iOS", "Android", "iOS"))
        )
        key = (case.lang, shop, "spam" if case.topic == "spam" else "" if shop else system)
        pool = (
            [p for p in people[case.lang] if bool(p.org) == shop and key[2] in ("", p.os)]
            if case.topic != "spam"
            else people["spam " + case.lang]
        )
        lines.setdefault(key, queue(pool, rng))
        case.customer = next(lines[key])
        if case.copy_of is not None:
            resend(case, case.copy_of, rng)


def resend(case: Case, first: Case, rng: random.Random) -> None:
    """Two of three copies come from the same person within days; support merges half of those."""
    if rng.random() > 0.66:
        return
    case.customer = first.customer
    if case.moment < datetime(2026, 10, 29, tzinfo=JST):
        case.moment = first.moment + timedelta(minutes=rng.randrange(20, 3 * 24 * 60))
    case.merged = case.moment >= datetime(2026, 10, 30, tzinfo=JST) or rng.random() < 0.5


def plan(
    banks: dict[str, Bank], people: dict[str, list[Customer]], rng: random.Random
) -> list[Case]:
    """All cases of the corpus in order of time, numbered."""
    cases = join_pairs(draw_cases(rng), rng)
    mark_copies(cases, rng)
    give_words(cases, banks, rng)
    give_writers(cases, people, rng)
    cases.sort(key=lambda case: case.moment)
    for number, case in enumerate(cases):
        case.id = FIRST_ID + number
    return cases
