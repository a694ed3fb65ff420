"""Made-up numbers and secrets, in the ways people write them; check digits are right."""

from __future__ import annotations

import itertools
import random
import string

from stdnum import luhn
from stdnum.iso7064 import mod_97_10

Piece = tuple[str, str | None]
_FULL = str.maketrans("0123456789-", "０１２３４５６７８９－")
_KANJI = "〇一二三四五六七八九"
_HYPHENS = ("-", "-", "-", "－", "‐", "−", "ー", " ", "")
_DOMAINS = ("example.com", "example.co.jp", "mail.example.ne.jp", "example.org", "example.io")
_USERS = [
    "yuki",
    "taro.s",
    "mh1985",
    "k_ito",
    "sales",
    "contact",
    "n-abe",
    "emi.w",
    "jim",
    "oconnor",
    "lee.c",
    "anna_b",
]


def digits(chance: random.Random, count: int) -> str:
    """So many random digits."""
    return "".join(chance.choice(string.digits) for _ in range(count))


def phone_ja(chance: random.Random) -> str:
    """Mobile, fixed, IP, free; with every hyphen there is, brackets, +81, full width."""
    mobile = (chance.choice(("070", "080", "090", "050")), f"{chance.randrange(1000, 9999)}")
    city = chance.choice(
        (("03", "5321"), ("06", "6208"), ("011", "222"), ("0466", "22"), ("075", "222"))
    )
    free = chance.choice(
        (("0120", digits(chance, 3), digits(chance, 3)), ("0800", "123", digits(chance, 4)))
    )
    parts = chance.choice(
        ((*mobile, digits(chance, 4)),) * 4 + ((*city, digits(chance, 4)),) * 3 + (free,)
    )
    joined = chance.choice(_HYPHENS).join(parts)
    shapes = [joined, joined, joined.translate(_FULL), "-".join(parts)]
    shapes += [f"{parts[0]}({parts[1]}){parts[2]}", f"({parts[0]}) {parts[1]}-{parts[2]}"]
    if parts != free:
        shapes += ["+81-" + "-".join((parts[0][1:], *parts[1:])), f"+81{''.join(parts)[1:]}"]
    return chance.choice(shapes)


def phone_spoken(chance: random.Random) -> str:
    """As a transcript has it: 090の1234の5678, or digits in kanji."""
    parts = ("090", f"{chance.randrange(1000, 9999)}", digits(chance, 4))
    kanji = "".join(parts).translate(str.maketrans("0123456789", _KANJI))
    return chance.choice(("の".join(parts), "-".join(parts), "、".join(parts), kanji))


def phone_abroad(chance: random.Random) -> str:
    """Other countries' numbers."""
    tail = digits(chance, 4)
    shapes = (f"+1 415 555 {tail}", f"+44 20 7946 {tail}", f"+82-10-2345-{tail}")
    return chance.choice(
        (*shapes, f"+86 138 1234 {tail}", f"+65 6123 {tail}", f"+49 30 9018{tail}")
    )


def phone_en(chance: random.Random) -> str:
    """North American, British and others."""
    area, mid, tail = (
        chance.choice(("212", "415", "650", "303")),
        f"{chance.randrange(200, 999)}",
        digits(chance, 4),
    )
    shapes = (
        *(
            f"({area}) {mid}-{tail}",
            f"{area}-{mid}-{tail}",
            f"{area}.{mid}.{tail}",
            f"+1 {area} {mid} {tail}",
        ),
        *(
            f"1-{area}-{mid}-{tail}",
            f"{area} {mid} {tail}",
            f"+44 7911 {digits(chance, 6)}",
            f"07911 {digits(chance, 6)}",
        ),
        *(
            f"020 7946 0{digits(chance, 3)}",
            f"+61 2 9374 {tail}",
            f"+1{area}{mid}{tail}",
            f"+91 98765 4{tail}",
        ),
    )
    return chance.choice(shapes)


def email(chance: random.Random) -> str:
    """Also in capitals, with plus, with a full-width sign or in full width."""
    made = f"{chance.choice(_USERS)}{digits(chance, chance.randrange(0, 3))}"
    made += chance.choice(("", "", "+koe")) + "@" + chance.choice(_DOMAINS)
    wide = made.translate({code: code + 0xFEE0 for code in range(0x21, 0x7F)})
    return chance.choice((made, made, made, made.upper(), made.replace("@", "＠"), wide))


def email_en(chance: random.Random) -> str:
    """Plain."""
    return f"{chance.choice(_USERS)}{digits(chance, 2)}@{chance.choice(_DOMAINS)}"


def email_spoken(chance: random.Random) -> str:
    """Hidden from machines."""
    user = chance.choice(_USERS)
    return chance.choice(
        (f"{user} [at] example.com", f"{user}(at)example.org", f"{user} at example dot com")
    )


def bank(chance: random.Random) -> list[Piece]:
    """Bank, branch and kind, then the number."""
    name = chance.choice(
        ("三井住友銀行", "みずほ銀行", "千葉銀行", "楽天銀行", "多摩信用金庫", "PayPay銀行")
    )
    branch = chance.choice(
        ("新宿支店", "本店営業部", "第二営業支店", "（店番123）", "ビジネス営業部")
    )
    kind = chance.choice(
        ("普通", "（普）", "当座", " 普通預金 ", "普通口座 No.", " 口座番号:", "(普通)")
    )
    number = digits(chance, 7)
    number = chance.choice((number, number, number.translate(_FULL)))
    return [(name + branch + kind, None), (number, "BANK_ACCOUNT")]


def yucho(chance: random.Random) -> list[Piece]:
    """The post bank's two numbers."""
    sign, number = f"1{digits(chance, 3)}0", f"{digits(chance, 7)}1"
    gap, mid = chance.choice(("", " ", "：")), chance.choice((" ", "　", "、", "-"))
    return [
        (chance.choice(("ゆうちょ銀行 ", "")) + f"記号{gap}", None),
        *((sign, "BANK_ACCOUNT"), (f"{mid}番号{gap}", None), (number, "BANK_ACCOUNT")),
    ]


def card(chance: random.Random) -> str:
    """Visa, Mastercard, JCB and American Express."""
    start, length = chance.choice((("4", 16), ("52", 16), ("3541", 16), ("37", 15)))
    body = start + digits(chance, length - 1 - len(start))
    number = body + luhn.calc_check_digit(body)
    cuts = (0, 4, 10, 15) if length == 15 else (0, 4, 8, 12, 16)
    groups = [number[a:b] for a, b in itertools.pairwise(cuts)]
    return chance.choice(
        ("-".join(groups), " ".join(groups), number, "-".join(groups).translate(_FULL))
    )


def my_number(chance: random.Random) -> str:
    """Twelve digits with a right check digit."""
    body = digits(chance, 11)
    weights = [n + 1 if n <= 6 else n - 5 for n in range(1, 12)]
    left = sum(int(one) * w for one, w in zip(reversed(body), weights, strict=True)) % 11
    number = body + str(0 if left <= 1 else 11 - left)
    groups = [number[at : at + 4] for at in (0, 4, 8)]
    return chance.choice((number, " ".join(groups), "-".join(groups), number.translate(_FULL)))


def passport(chance: random.Random) -> str:
    """Two letters and seven digits."""
    return chance.choice(("TK", "TZ", "MU", "TR", "NH")) + digits(chance, 7)


def passport_en(chance: random.Random) -> str:
    """Nine digits, or a letter and eight."""
    return chance.choice((digits(chance, 9), "C" + digits(chance, 8)))


def licence(chance: random.Random) -> str:
    """Twelve digits."""
    return f"{chance.randrange(10, 97)}{digits(chance, 10)}"


def licence_en(chance: random.Random) -> str:
    """A letter and seven digits, as California has them; or Britain's sixteen."""
    return chance.choice((f"D{digits(chance, 7)}", f"MORGA6{digits(chance, 5)}SM9IJ"))


def iban(chance: random.Random) -> str:
    """German, French, British or Spanish."""
    country, head, length = chance.choice(
        (("DE", "", 18), ("FR", "", 23), ("GB", "NWBK", 14), ("ES", "", 20))
    )
    body = head + digits(chance, length)
    number = f"{country}{98 - int(mod_97_10.checksum(body + country + '00')):02}{body}"
    return chance.choice((number, " ".join(number[at : at + 4] for at in range(0, len(number), 4))))


def ssn(chance: random.Random) -> str:
    """Of the right shape."""
    return f"{chance.randrange(100, 665)}-{chance.randrange(10, 99)}-{chance.randrange(1000, 9999)}"


def us_account(chance: random.Random) -> str:
    """Ten or twelve digits."""
    return digits(chance, chance.choice((9, 10, 12)))


def ip(chance: random.Random) -> str:
    """A public address."""
    return f"{chance.choice((133, 210, 60, 18, 99))}." + ".".join(
        str(chance.randrange(1, 255)) for _ in range(3)
    )


def ipv6(chance: random.Random) -> str:
    """A public one, long and short."""
    groups = [f"{chance.randrange(1, 65535):x}" for _ in range(6)]
    return chance.choice(
        ("2400:4050:" + ":".join(groups), "240b:10:" + groups[0] + "::" + groups[1])
    )


def birth_ja(chance: random.Random) -> str:
    """Western and Japanese years, long, short, in kanji and in full width."""
    year, month, day = (
        chance.randrange(1946, 2012),
        chance.randrange(1, 13),
        chance.randrange(1, 29),
    )
    era, sign, before = ("平成", "H", 1988) if year > 1988 else ("昭和", "S", 1925)
    nth = year - before
    shapes = [
        f"{year}年{month}月{day}日",
        f"{year}/{month:02}/{day:02}",
        f"{year}-{month:02}-{day:02}",
    ]
    shapes += [f"{era}{'元' if nth == 1 else nth}年{month}月{day}日", f"{sign}{nth}.{month}.{day}"]
    shapes += [
        f"{year}{month:02}{day:02}",
        f"{year}.{month}.{day}",
        f"{sign}{nth}年{month}月{day}日",
    ]
    shapes += [
        f"{year}年{month}月{day}日".translate(_FULL),
        f"{era}{nth}年{month}月{day}日".translate(_FULL),
    ]
    return chance.choice(shapes)


def birth_en(chance: random.Random) -> str:
    """Day first, month first, ISO, with the month's name."""
    year, month, day = (
        chance.randrange(1946, 2012),
        chance.randrange(1, 13),
        chance.randrange(1, 29),
    )
    name = [
        "January",
        "February",
        "March",
        "April",
        "May",
        "June",
        "July",
        "August",
        "September",
        "October",
        "November",
        "December",
    ][month - 1]
    shapes = (
        f"{day} {name} {year}",
        f"{name} {day}, {year}",
        f"{month:02}/{day:02}/{year}",
        f"{year}-{month:02}-{day:02}",
    )
    return chance.choice(
        (
            *shapes,
            f"{day}.{month}.{year}",
            f"{day}-{name[:3]}-{year}",
            f"{name[:3]} {day}th, {year}",
        )
    )


def _word(chance: random.Random, count: int) -> str:
    return "".join(chance.choice(string.ascii_letters + string.digits) for _ in range(count))


def url_token(chance: random.Random) -> list[Piece]:
    """A link with something secret in it."""
    before, length = chance.choice(
        (
            ("https://app.example.com/reset?token=", 32),
            ("https://example.jp/verify/", 40),
            ("https://files.example.com/share?key=", 22),
            ("https://example.com/login?code=", 28),
            ("https://example.org/cb#access_token=", 44),
            ("https://example.com/u?id=12&sig=", 30),
        )
    )
    return [(before, None), (_word(chance, length), "URL_TOKEN")]


def secret(chance: random.Random) -> str:
    """What people take as a password."""
    return (
        chance.choice(("Kx9!", "hanako#", "P@ss", "tora-")) + _word(chance, 6) + digits(chance, 2)
    )


def api_key(chance: random.Random) -> str:
    """As well-known services make them."""
    return chance.choice(("sk_live_", "ghp_", "xoxb-2384-")) + _word(chance, 32)


def postcode(chance: random.Random) -> str:
    """Seven digits."""
    made = f"{chance.randrange(100, 999)}-{digits(chance, 4)}"
    return chance.choice((made, made, made.translate(_FULL), made.replace("-", "")))
