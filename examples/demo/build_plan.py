"""Decides which tickets there are: when, in which language, about what, by whom, and which repeat another.

A *mention* is one matter in one ticket. Counts and shapes hold for mentions: a ticket about two
problems is two mentions joined, a near-duplicate is a mention that took its words from an earlier one.
"""

from __future__ import annotations

import random
from collections import defaultdict
from collections.abc import Iterator
from dataclasses import dataclass, field
from datetime import date, datetime, timedelta

from build_bank import Bank, Core, earliest
from build_people import Customer
from build_topics import BY_KEY, JST, TOPICS, draw_moment

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
    def who(self) -> Customer:
        """The customer, once one was chosen."""
        assert self.customer is not None
        return self.customer


def draw_cases(rng: random.Random) -> list[Case]:
    """One case per mention, half Japanese and half English, in order of time."""
    cases = []
    for number, topic in enumerate(TOPICS):
        japanese = (topic.count + number % 2) // 2
        cases += [Case(topic.key, LANGS[n >= japanese], draw_moment(topic, rng)) for n in range(topic.count)]
    return sorted(cases, key=lambda case: case.moment)


def fits_together(first: Case, other: Case) -> bool:
    """Two matters that one person could have within three days."""
    return (first.lang == other.lang and first.topic != other.topic and not other.second
            and BY_KEY[first.topic].shop == BY_KEY[other.topic].shop and other.topic not in ALONE
            and abs(first.moment - other.moment) <= timedelta(days=3))


def join_pairs(cases: list[Case], rng: random.Random) -> list[Case]:
    """Join mentions into tickets about two problems until the share is reached."""
    left = list(cases)
    wanted = round(TWO_PROBLEMS * len(cases) / (1 + TWO_PROBLEMS))
    for first in rng.sample([c for c in cases if c.topic not in ALONE], k=len(cases) // 2):
        partners = [c for c in left if fits_together(first, c)] if first in left and not first.second else []
        if wanted and partners:
            other = rng.choice(partners)
            first.second, wanted = other.topic, wanted - 1
            left.remove(other)
    return left


def repeatable(first: Case, later: Case) -> bool:
    """The later mention may take the words of the first."""
    return (first.topic == later.topic and first.lang == later.lang and not (first.second or later.second)
            and first.copy_of is None and first.topic not in ("misc", "spam", "praise")
            and timedelta(0) < later.moment - first.moment <= timedelta(days=6))


def mark_copies(cases: list[Case], rng: random.Random) -> None:
    """Turn about one case in twenty-five into a near-duplicate, one of them on each day that the nights show."""
    nights = [c for c in cases if c.moment.date() in (date(2026, 10, 30), date(2026, 10, 31))]
    pool = rng.sample(nights, k=len(nights))[:20] + rng.sample(cases, k=len(cases))
    wanted, originals = round(REPEATED * len(cases)), set[int]()
    for later in pool:
        if wanted and later.copy_of is None and id(later) not in originals:
            firsts = [c for c in cases if repeatable(c, later)]
            if firsts:
                later.copy_of, wanted = rng.choice(firsts[-4:]), wanted - 1
                originals.add(id(later.copy_of))


def take_core(unused: list[Core], used: list[tuple[Core, Case]], case: Case, rng: random.Random) -> Core:
    """A text that nobody has used and that fits the date; after that one used before, said openly."""
    day = case.moment.date()
    for core in unused:
        if earliest(core.text) <= day:
            unused.remove(core)
            used.append((core, case))
            return core
    core, case.reused = rng.choice([pair for pair in used if earliest(pair[0].text) <= day] or used)
    return core


def give_words(cases: list[Case], banks: dict[str, Bank], rng: random.Random) -> None:
    """Every case gets its texts; each text is used once before any is used twice."""
    unused: dict[tuple[str, str], list[Core]] = {}
    for lang, bank in banks.items():
        for topic, cores in bank.cores.items():  # late texts first, or the early ones would use up the late days
            unused[lang, topic] = sorted(rng.sample(cores, k=len(cores)), key=lambda c: earliest(c.text), reverse=True)
    used: dict[tuple[str, str], list[tuple[Core, Case]]] = defaultdict(list)
    for case in cases:
        if case.copy_of is None:
            case.cores = [take_core(unused[case.lang, t], used[case.lang, t], case, rng) for t in case.topics]
    for case in cases:
        if case.copy_of is not None:
            case.cores = case.copy_of.cores


def queue(people: list[Customer], rng: random.Random) -> Iterator[Customer]:
    """Everybody once in any order, then the few who write again and again."""
    yield from rng.sample(people, k=len(people))
    loud = rng.sample(people, k=max(1, len(people) // 2))
    while True:
        yield loud[int(len(loud) * rng.random() ** 2)]


def give_writers(cases: list[Case], people: dict[str, list[Customer]], rng: random.Random) -> None:
    """Shop matters to shop owners, an iPhone text to an iPhone owner, a resent text mostly to its first sender."""
    lines: dict[tuple[str, bool, str], Iterator[Customer]] = {}
    for case in cases:
        shop = any(core.from_shop for core in case.cores)
        system = next((core.os for core in case.cores if core.os), rng.choice(("iOS", "Android", "iOS")))
        key = (case.lang, shop, "spam" if case.topic == "spam" else "" if shop else system)
        pool = [p for p in people[case.lang] if bool(p.org) == shop and key[2] in ("", p.os)] if case.topic != "spam" else people["spam " + case.lang]
        lines.setdefault(key, queue(pool, rng))
        case.customer = next(lines[key])
        if case.copy_of is not None:
            resend(case, case.copy_of, rng)


def resend(case: Case, first: Case, rng: random.Random) -> None:
    """Two of three copies come from the same person within three days; support merges half of those."""
    if rng.random() > 0.66:
        return
    case.customer = first.customer
    if case.moment < datetime(2026, 10, 29, tzinfo=JST):
        case.moment = first.moment + timedelta(minutes=rng.randrange(20, 3 * 24 * 60))
    case.merged = case.moment >= datetime(2026, 10, 30, tzinfo=JST) or rng.random() < 0.5


def plan(banks: dict[str, Bank], people: dict[str, list[Customer]], rng: random.Random) -> list[Case]:
    """All cases of the corpus in order of time, numbered."""
    cases = join_pairs(draw_cases(rng), rng)
    mark_copies(cases, rng)
    give_words(cases, banks, rng)
    give_writers(cases, people, rng)
    cases.sort(key=lambda case: case.moment)
    for number, case in enumerate(cases):
        case.id = FIRST_ID + number
    return cases
