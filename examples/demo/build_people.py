"""Made-up customers, and personal data that has the right form and belongs to nobody.

Mail addresses stand under example.*, cards are the well-known test numbers or Luhn-valid numbers
under test BINs, My Numbers carry a right check digit: a redactor is measured on true forms.
"""

from __future__ import annotations

import random
from dataclasses import dataclass, replace
from datetime import date

import examples.demo.build_words as words

TEST_CARDS = (
    "4242424242424242",
    "4111111111111111",
    "5555555555554444",
    "378282246310005",
    "3530111333300000",
)
TEST_BINS = ("424242", "411111", "555555", "400000", "510510")
FULL_WIDTH = str.maketrans("0123456789-@", "０１２３４５６７８９－＠")


@dataclass(frozen=True)
class Org:
    """A shop or company; only those that accept payments have a plan."""

    id: int
    name: str
    plan: str


@dataclass(frozen=True)
class Customer:
    """One made-up person with one set of particulars, the same in all of their tickets."""

    id: int
    lang: str
    name: str
    short: str
    kana: str
    email: str
    mobile: str
    fixed: str
    postcode: str
    address: str
    birth: date
    device: str
    os: str
    org: Org | None = None


def luhn_digit(digits: str) -> str:
    """The check digit that makes `digits` + it pass the Luhn test."""
    doubled = [int(d) * (2 - i % 2) for i, d in enumerate(reversed(digits))]
    return str(-sum(n - 9 if n > 9 else n for n in doubled) % 10)


def my_number_digit(digits: str) -> str:
    """Check digit of an eleven-digit Individual Number (weights 2-7 and 2-6 from the right)."""
    total = sum(
        int(d) * (n + 1 if n <= 6 else n - 5) for n, d in enumerate(reversed(digits), start=1)
    )
    return "0" if total % 11 <= 1 else str(11 - total % 11)


def draw_digits(rng: random.Random, count: int) -> str:
    """That many decimal digits."""
    return "".join(str(rng.randrange(10)) for _ in range(count))


def grouped(digits: str, sizes: tuple[int, ...], mark: str) -> str:
    """The digits cut into groups, as people write long numbers."""
    parts, at = [], 0
    for size in sizes:
        parts.append(digits[at : at + size])
        at += size
    return mark.join(part for part in [*parts, digits[at:]] if part)


def draw_card(rng: random.Random) -> str:
    """A test card in one of the ways customers type it."""
    body = rng.choice(TEST_BINS) + draw_digits(rng, 9)
    card = rng.choice(TEST_CARDS) if rng.random() < 0.4 else body + luhn_digit(body)
    sizes = (4, 6) if len(card) == 15 else (4, 4, 4)
    return grouped(card, sizes, rng.choice((" ", " ", "-", "")))


def draw_my_number(rng: random.Random, lang: str) -> str:
    """Twelve digits with a right check digit, at times full-width in Japanese."""
    body = draw_digits(rng, 11)
    text = grouped(body + my_number_digit(body), (4, 4), rng.choice((" ", "", "-")))
    return text.translate(FULL_WIDTH) if lang == "ja" and rng.random() < 0.2 else text


def draw_mobile(rng: random.Random, lang: str) -> str:
    """A mobile number; English writers also have numbers reserved for fiction abroad."""
    if lang == "en" and rng.random() < 0.3:
        return rng.choice(
            (f"+44 7700 900{draw_digits(rng, 3)}", f"(415) 555-01{draw_digits(rng, 2)}")
        )
    prefix, middle = rng.choice(("090", "080", "070")), rng.randrange(1, 10)
    return f"{prefix}-{middle}{draw_digits(rng, 3)}-{draw_digits(rng, 4)}"


def draw_fixed(rng: random.Random) -> str:
    """A shop's line: Tokyo, Osaka or toll-free."""
    return rng.choice(
        (
            f"03-{rng.randrange(3, 7)}{draw_digits(rng, 3)}-{draw_digits(rng, 4)}",
            f"06-6{draw_digits(rng, 3)}-{draw_digits(rng, 4)}",
            f"0120-{draw_digits(rng, 3)}-{draw_digits(rng, 3)}",
        )
    )


def write_phone(number: str, lang: str, rng: random.Random) -> str:
    """The same number as its owner happens to type it this time."""
    roll = rng.random()
    if not number.startswith("0") or roll < 0.6:
        return number
    if roll < 0.75:
        return number.replace("-", "")
    if roll < 0.85:
        return "+81 " + number[1:] if lang == "en" else number.replace("-", " ")
    return number.translate(FULL_WIDTH) if lang == "ja" else "+81-" + number[1:]


def write_birth(birth: date, lang: str, rng: random.Random) -> str:
    """A birth date in the forms of either language, with the Japanese era for some."""
    if lang == "en":
        return rng.choice(
            (
                f"{birth:%d %B %Y}",
                f"{birth:%B} {birth.day}, {birth.year}",
                f"{birth:%Y-%m-%d}",
                f"{birth:%m/%d/%Y}",
            )
        )
    era = f"昭和{birth.year - 1925}年" if birth.year < 1989 else f"平成{birth.year - 1988}年"
    plain = f"{birth.year}年{birth.month}月{birth.day}日"
    return rng.choice(
        (plain, plain, f"{era}{birth.month}月{birth.day}日", f"{birth:%Y/%m/%d}", f"{birth:%Y%m%d}")
    )


def entries(table: str) -> list[list[str]]:
    """A word list: entries between bars or line ends, their fields between spaces."""
    return [entry.split(" ") for entry in table.replace("\n", "|").split("|")]


def draw_address(rng: random.Random, lang: str) -> tuple[str, str]:
    """(postcode, address): real prefectures and cities, invented towns, numbers and buildings."""
    code, prefecture, city, romaji = rng.choice(entries(words.PREFECTURES))
    town_ja, town_en = rng.choice(entries(words.TOWNS))
    building_ja, building_en = rng.choice(words.BUILDINGS)
    house = f"{rng.randrange(1, 8)}-{rng.randrange(1, 30)}-{rng.randrange(1, 25)}"
    room = f"{rng.randrange(1, 9)}0{rng.randrange(1, 9)}"
    postcode = f"{code}-{draw_digits(rng, 4)}"
    if lang == "en":
        flat, area = building_en and f"{building_en} {room}, ", romaji.replace(",", ", ")
        return postcode, f"{flat}{house} {town_en}, {area}"
    return postcode, prefecture + city + town_ja + japanese_house(house, rng) + (
        building_ja and f" {building_ja}{room}号室"
    )


def japanese_house(house: str, rng: random.Random) -> str:
    """4-12-3 or 4丁目12番3号 or full-width."""
    block, lot, number = house.split("-")
    return rng.choice(
        (
            house,
            house,
            f"{block}丁目{lot}番{number}号",
            f"{block}丁目{lot}-{number}",
            house.translate(FULL_WIDTH),
        )
    )


def draw_birth(rng: random.Random) -> date:
    """Somebody between eighteen and about eighty."""
    return date(rng.randrange(1946, 2008), rng.randrange(1, 13), rng.randrange(1, 29))


def mail_of(local: str, rng: random.Random, taken: set[str], shop: bool) -> str:
    """An address under example.* that nobody else in the corpus has."""
    host = "example.co.jp" if shop else rng.choice(("example.com", "example.com", "example.jp"))
    address = f"{local}@{host}"
    while address in taken:
        address = f"{local}{rng.randrange(2, 99)}@{host}"
    taken.add(address)
    return address


def japanese_names(rng: random.Random) -> list[tuple[str, str, str, str]]:
    """Shuffled (name, surname, kana, mail name); a full name stands only once."""
    pairs = [(s, g) for s in entries(words.JA_SURNAMES) for g in entries(words.JA_GIVEN)]
    rng.shuffle(pairs)
    return [
        (
            f"{s[0]} {g[0]}",
            s[0],
            f"{s[1]} {g[1]}",
            rng.choice((f"{g[2]}.{s[2]}", f"{s[2]}_{g[2]}", f"{g[2]}{s[2]}")),
        )
        for s, g in pairs
    ]


def english_names(rng: random.Random) -> list[tuple[str, str, str, str]]:
    """The same for the international list; short first names hide in words, so they stay whole."""
    pairs = [
        (g, s)
        for givens, surs in words.EN_NAMES
        for g in with_kana(givens)
        for s in with_kana(surs)
    ]
    rng.shuffle(pairs)
    ascii_of = str.maketrans("áãíóéñã'-", "aaioena..")
    return [
        (
            f"{g} {s}",
            g if len(g) > 4 else f"{g} {s}",
            f"{gk}・{sk}",
            f"{g}.{s}".lower().translate(ascii_of).replace("..", "."),
        )
        for (g, gk), (s, sk) in pairs
    ]


def with_kana(names: str) -> list[tuple[str, str]]:
    """Names and their readings, which stand in turn."""
    flat = names.split()
    return list(zip(flat[::2], flat[1::2], strict=True))


def make_customers(
    lang: str, count: int, shops: int, first_id: int, rng: random.Random
) -> list[Customer]:
    """`count` people of one language; the first `shops` of them own a shop."""
    names = japanese_names(rng) if lang == "ja" else english_names(rng)
    taken: set[str] = set()
    orgs = make_orgs(lang, shops, first_id, rng)
    return [
        make_customer(lang, first_id + i, names[i], orgs[i] if i < shops else None, taken, rng)
        for i in range(count)
    ]


def make_orgs(lang: str, count: int, first_id: int, rng: random.Random) -> list[Org]:
    """The shops of one language, most of them on the free plan."""
    plans = rng.choices(("free", "standard", "premium"), (5, 4, 2), k=count)
    return [Org(first_id * 10 + i, words.COMPANIES[lang][i], plan) for i, plan in enumerate(plans)]


def make_customer(
    lang: str,
    key: int,
    name: tuple[str, str, str, str],
    org: Org | None,
    taken: set[str],
    rng: random.Random,
) -> Customer:
    """One customer, drawn field by field."""
    postcode, address = draw_address(rng, lang)
    os = rng.choice(("iOS", "iOS", "Android"))
    return Customer(
        key,
        lang,
        name[0],
        name[1],
        name[2],
        mail_of(name[3], rng, taken, org is not None),
        draw_mobile(rng, lang),
        draw_fixed(rng),
        postcode,
        address,
        draw_birth(rng),
        rng.choice(words.DEVICES[os]),
        os,
        org,
    )


def related(who: Customer, other: Customer) -> Customer:
    """A relative: the customer's surname and home, the other person's everything else."""
    if who.lang == "ja":
        name, kana = (
            f"{who.short} {other.name.split()[1]}",
            f"{who.kana.split()[0]} {other.kana.split()[1]}",
        )
    else:
        name, kana = (
            f"{other.name.split()[0]} {who.name.split()[1]}",
            f"{other.kana.split('・')[0]}・{who.kana.split('・')[1]}",
        )
    return replace(other, name=name, kana=kana, address=who.address, postcode=who.postcode)
