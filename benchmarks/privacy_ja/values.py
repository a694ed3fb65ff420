"""Made-up addresses and numbers of the Japanese test set.

Addresses of the development half come from faker's ja_JP; those of the held-out half are put
together here from other towns and in other forms. Numbers are random digits in the right shape
with a right check digit; they are nobody's.
"""

from __future__ import annotations

import random
import string
from collections.abc import Callable

from faker import Faker
from stdnum import luhn
from stdnum.iso7064 import mod_97_10

from benchmarks.privacy_ja.people import Half

_FULL_WIDTH = str.maketrans("0123456789-", "０１２３４５６７８９－")
_KANJI_DIGITS = "〇一二三四五六七八九"
_PLACES = tuple(
    """
    茨城県水戸市 栃木県足利市 群馬県高崎市 新潟県長岡市 石川県金沢市
    岐阜県大垣市 三重県津市 滋賀県大津市 奈良県橿原市 和歌山県田辺市
    岡山県倉敷市 広島県呉市 山口県下関市 香川県高松市 愛媛県松山市
    高知県四万十市 佐賀県唐津市 熊本県熊本市東区 大分県別府市 鹿児島県霧島市
    青森県八戸市 秋田県大仙市 山形県鶴岡市 福島県いわき市 堺市西区 浜松市中央区
    相模原市緑区 川口市 船橋市 藤沢市 西宮市 姫路市 東大阪市 春日井市 豊中市
    徳島県板野郡藍住町 福岡県糟屋郡志免町 北海道河東郡音更町
    埼玉県さいたま市浦和区 東京都西多摩郡瑞穂町
    """.split()  # noqa: SIM905
)
_TOWNS = tuple(
    """
    泉町 本町 緑が丘 末広町 大手通 下高井 三の丸 高砂 弁天 栄町 城東 花園
    鳥居松町 長曽根 湯の川 朝日ヶ丘 東新田 大字上野 南笠原 字下川原
    """.split()  # noqa: SIM905
)
_BUILDINGS = (
    *("", "", ""),
    " グランメゾン泉{n}号室",
    "　第二ことぶき荘{n}",
    "-{n}",
    " ルミエール城東 {n}",
    " 中央ビル{f}F",
    "（県営住宅{f}棟{n}号）",
)
_BANKS = tuple(
    """
    三菱UFJ銀行 りそな銀行 横浜銀行 京都銀行 西日本シティ銀行
    住信SBIネット銀行
    """.split()  # noqa: SIM905
)
_DOMAINS = ["example.com", "example.co.jp", "mail.example.ne.jp", "example.org", "k-example.jp"]


def _digits(chance: random.Random, count: int) -> str:
    return "".join(chance.choice(string.digits) for _ in range(count))


def phone(chance: random.Random, half: Half) -> str:
    """Mobile, fixed, free and international, with and without hyphens, also full-width."""
    mobile = (chance.choice(("070", "080", "090")), _middle(chance), _digits(chance, 4))
    city = chance.choice((("03", "6255"), ("06", "6345"), ("052", "951"), ("045", "664")))
    fixed = (*city, _digits(chance, 4))
    free = ("0120", str(chance.randrange(100, 999)), _digits(chance, 3))
    parts = chance.choices((mobile, fixed, free), (6, 3, 1))[0]
    shapes = [
        "-".join(parts),
        "-".join(parts).translate(_FULL_WIDTH),
        "".join(parts),
        f"{parts[0]}({parts[1]}){parts[2]}",
    ]
    if parts is not free:
        shapes.append("+81 " + " ".join((parts[0][1:], *parts[1:])))
        shapes.append("+81-" + "-".join((parts[0][1:], *parts[1:])))
    if half == "held_out":
        shapes += [" ".join(parts), "－".join(parts), f"({parts[0]}){parts[1]}-{parts[2]}"]
    return chance.choice(shapes)


def _middle(chance: random.Random) -> str:
    return f"{chance.randrange(1000, 9999)}"


def email(chance: random.Random, _half: Half) -> str:
    """A mail address of an example domain, sometimes in full width."""
    user = chance.choice(("yuki", "ken.t", "sato_m", "h-mori", "user", "mika.n+shop", "t"))
    address = f"{user}{_digits(chance, chance.randrange(0, 4))}@{chance.choice(_DOMAINS)}"
    return address.replace("@", "＠") if chance.random() < 0.2 else address


def address(chance: random.Random, half: Half) -> str:
    """An address down to the house number."""
    if half == "dev":
        faker = Faker("ja_JP")
        faker.seed_instance(chance.randrange(10**9))
        made = str(faker.address())
        return made.translate(_FULL_WIDTH) if chance.random() < 0.2 else made
    place, town = chance.choice(_PLACES), chance.choice(_TOWNS)
    building = chance.choice(_BUILDINGS)
    return place + town + _house(chance) + building.format(n=chance.randrange(101, 909), f=7)


def _house(chance: random.Random) -> str:
    a, b, c = (chance.randrange(1, 30) for _ in range(3))
    small = chance.randrange(1, 9)
    return chance.choice(
        (
            f"{small}-{b}-{c}",
            f"{small}-{b}-{c}".translate(_FULL_WIDTH),
            f"{small}丁目{b}番{c}号",
            f"{small}丁目{b}-{c}",
            f"{_KANJI_DIGITS[small]}丁目{b}番地",
            f"{a}{b}番地{c}",
            f"{a}{b}-{c}",
            f"{a}番{b}号",
        )
    )


def postcode(chance: random.Random, _half: Half) -> str:
    """Seven digits, with and without hyphen, also full-width."""
    code = f"{chance.randrange(100, 999)}-{_digits(chance, 4)}"
    return chance.choice((code, code, code.translate(_FULL_WIDTH), code.replace("-", "")))


def birthdate(chance: random.Random, _half: Half) -> str:
    """In the Western and in the Japanese calendar."""
    year, month, day = (
        chance.randrange(1945, 2008),
        chance.randrange(1, 13),
        chance.randrange(1, 29),
    )
    shapes = [f"{year}年{month}月{day}日", f"{year}/{month}/{day}", f"{year}-{month:02}-{day:02}"]
    era, before = ("平成", 1988) if year > 1988 else ("昭和", 1925)
    shapes.append(f"{era}{year - before}年{month}月{day}日")
    return chance.choice(shapes)


def bank(chance: random.Random, _half: Half) -> tuple[str, str]:
    """What stands before an account number, and the number."""
    branch = chance.choice(("本店", "梅田支店", "渋谷支店", "大通支店"))
    kind = chance.choice(("普通", "普通預金 ", "（普通）", " 口座番号", "当座"))
    return f"{chance.choice(_BANKS)}{branch}{kind}", _digits(chance, 7)


def card(chance: random.Random, _half: Half) -> str:
    """A number of a card network's range with a right last digit."""
    start = chance.choice(("4", "51", "3530", "55"))
    body = start + _digits(chance, 15 - len(start))
    number = body + luhn.calc_check_digit(body)
    groups = [number[at : at + 4] for at in range(0, 16, 4)]
    return chance.choice(("-".join(groups), " ".join(groups), number))


def my_number(chance: random.Random, _half: Half) -> str:
    """Twelve digits with a right check digit."""
    body = _digits(chance, 11)
    total = sum(
        int(digit) * (place + 1 if place <= 6 else place - 5)
        for place, digit in enumerate(reversed(body), 1)
    )
    left = total % 11
    number = body + str(0 if left <= 1 else 11 - left)
    return chance.choice((number, " ".join(number[at : at + 4] for at in (0, 4, 8))))


def passport(chance: random.Random, _half: Half) -> str:
    """Two letters and seven digits."""
    return "".join(chance.choice("TMN") for _ in range(2)) + _digits(chance, 7)


def licence(chance: random.Random, _half: Half) -> str:
    """Twelve digits."""
    return _digits(chance, 12)


def iban(chance: random.Random, _half: Half) -> str:
    """German or French, with right check digits."""
    country, length = chance.choice((("DE", 18), ("FR", 23)))
    body = _digits(chance, length)
    check = f"{98 - int(mod_97_10.checksum(body + country + '00')):02}"
    number = country + check + body
    spaced = " ".join(number[at : at + 4] for at in range(0, len(number), 4))
    return chance.choice((number, spaced))


def ip(chance: random.Random, _half: Half) -> str:
    """A public address."""
    return f"{chance.choice((203, 61, 126, 153))}." + ".".join(
        str(chance.randrange(1, 255)) for _ in range(3)
    )


def token(chance: random.Random, _half: Half) -> str:
    """What a secret link carries."""
    return "".join(chance.choice(string.ascii_letters + string.digits) for _ in range(24))


MAKERS: dict[str, tuple[str, Callable[[random.Random, Half], str]]] = {
    "phone": ("PHONE", phone),
    "email": ("EMAIL", email),
    "address": ("ADDRESS", address),
    "postcode": ("POSTCODE", postcode),
    "birthdate": ("BIRTHDATE", birthdate),
    "card": ("CARD", card),
    "my_number": ("MY_NUMBER", my_number),
    "passport": ("PASSPORT", passport),
    "licence": ("LICENCE", licence),
    "iban": ("IBAN", iban),
    "ip": ("IP", ip),
    "token": ("URL_TOKEN", token),
}
