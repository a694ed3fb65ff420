"""Made-up addresses: Japanese in every shape, and those of other countries."""

from __future__ import annotations

import random
from collections.abc import Callable, Sequence

from faker import Faker

_FULL = str.maketrans("0123456789-", "０１２３４５６７８９－")
_KANJI = "〇一二三四五六七八九"
_PLACES = """
東京都大田区 東京都練馬区 東京都八王子市 東京都武蔵野市 神奈川県川崎市中原区
神奈川県鎌倉市 千葉県柏市 千葉県浦安市 埼玉県所沢市 埼玉県越谷市
愛知県名古屋市千種区 愛知県一宮市 大阪府吹田市 大阪府大阪市天王寺区
兵庫県神戸市東灘区 兵庫県尼崎市 福岡県福岡市博多区 福岡県久留米市
静岡県浜松市中央区 静岡県沼津市 広島県広島市安佐南区 宮城県石巻市 長野県松本市
新潟県新潟市中央区 富山県高岡市 福井県鯖江市 山梨県甲府市 島根県出雲市
鳥取県米子市 長崎県佐世保市 宮崎県延岡市 沖縄県浦添市 群馬県前橋市
岩手県一関市 三重県四日市市 茨城県つくば市 奈良県生駒市 岡山県岡山市南区
香川県丸亀市 大分県中津市 東京都西東京市 神奈川県三浦郡葉山町
""".split()  # noqa: SIM905
_TOWNS = """
田園調布 石神井台 本郷町 桜台 小杉町 若宮大路 豊四季 富岡 東所沢 南越谷
覚王山通 千里山西 上本町 岡本 武庫之荘 博多駅前 中央 曳馬 下香貫 古市 立町
大手 古町通 御旅屋町 丸の内 今市町 万能町 三浦町 旭町 城間 表町 地主町
諏訪栄町 天久保 東生駒 豊成 土器町東 豊田町 田無町 一色 仲町 新田 希望ヶ丘
虹ケ丘 八幡 みなみ台
""".split()  # noqa: SIM905
_HOUSES = """
グランドメゾン桜 コーポひまわり メゾン・ド・ソレイユ サンハイツ
パークサイド武蔵 第三山田ビル レジデンス青葉 ハイツ緑 ライオンズガーデン
エスポワール21 シティタワー港 みどり荘 フローラル壱番館 ロイヤルコート
""".split()  # noqa: SIM905
_KYOTO = """
京都市中京区烏丸通御池下る虎屋町 京都府京都市上京区今出川通大宮西入元北小路町
京都市下京区河原町通四条下る順風町 京都市東山区大和大路通四条上る廿一軒町
京都市中京区室町通六角下る鯉山町 京都府京都市下京区東洞院通七条上る飴屋町
""".split()  # noqa: SIM905
_HOKKAIDO = (
    "札幌市中央区北{a}条西{b}丁目{c}番地",
    "札幌市東区北{d}条東{b}丁目{c}-{a}",
    "北海道旭川市{a}条通{b}丁目{c}号",
    "北海道帯広市西{a}条南{d}丁目{c}番地",
    "札幌市白石区本通{b}丁目北{a}番{c}号",
    "北海道岩見沢市{a}条西{b}丁目{c}-1",
)
Maker = Callable[[random.Random], str]


def full(chance: random.Random) -> str:
    """Prefecture to house, sometimes with a room."""
    return chance.choice(_PLACES) + chance.choice(_TOWNS) + house(chance) + _room(chance)


def short(chance: random.Random) -> str:
    """Without the prefecture, or with the town alone."""
    place = chance.choice(_PLACES)
    for mark in "都県府":
        place = place.split(mark, 1)[1] if mark in place[:4] else place
    start = chance.choice((place, place, ""))
    return start + chance.choice(_TOWNS) + house(chance)


def kanji(chance: random.Random) -> str:
    """House numbers in kanji."""
    a, b, c = (chance.randrange(1, 30) for _ in range(3))
    shape = chance.choice(("{a}丁目{b}番{c}号", "{a}丁目{b}番地の{c}", "{b}番地", "{a}－{b}－{c}"))
    made = shape.format(a=_numeral(a % 9 + 1), b=_numeral(b), c=_numeral(c))
    return chance.choice(_PLACES) + chance.choice(_TOWNS) + made


def full_width(chance: random.Random) -> str:
    """As an old form's scan has it."""
    return full(chance).translate(_FULL)


def kyoto(chance: random.Random) -> str:
    """By the crossing of streets."""
    return (
        chance.choice(_KYOTO) + f"{chance.randrange(20, 900)}" + chance.choice(("", "番地", "-2"))
    )


def hokkaido(chance: random.Random) -> str:
    """By blocks."""
    a, b, c, d = (chance.randrange(1, top) for top in (12, 14, 20, 40))
    made = chance.choice(_HOKKAIDO).format(a=a, b=b, c=c, d=d)
    return chance.choice((made, made.translate(_FULL)))


def building(chance: random.Random) -> str:
    """House and room alone."""
    number = chance.randrange(101, 1409)
    shapes = ("{h}{n}号室", "{h} {n}号室", "{h}　{n}", "{h}{f}階", "{h}A棟{n}号")
    return chance.choice(shapes).format(h=chance.choice(_HOUSES), n=number, f=number // 100)


def house(chance: random.Random) -> str:
    """What follows the town."""
    a, b, c = chance.randrange(1, 9), chance.randrange(1, 40), chance.randrange(1, 30)
    shapes = (
        *(
            f"{a}-{b}-{c}",
            f"{a}−{b}−{c}",
            f"{a}ー{b}ー{c}",
            f"{a}丁目{b}番{c}号",
            f"{a}丁目{b}-{c}",
        ),
        *(f"{a}丁目{b}番地{c}", f"{b}{c}番地", f"{b}{c}-{a}", f"{b}番{c}号", f"{b}{c}番地の{a}"),
        *(f"{_KANJI[a]}丁目{b}番{c}号", f"{_KANJI[a]}丁目{b}-{c}", f"{a}の{b}の{c}"),
    )
    return chance.choice(shapes)


def _room(chance: random.Random) -> str:
    number = chance.randrange(101, 1409)
    name = chance.choice(_HOUSES)
    shapes = (
        "",
        "",
        "",
        f" {name}{number}号室",
        f"　{name} {number}",
        f"-{number}",
        f" {name}{number}",
    )
    return chance.choice(shapes)


def _numeral(number: int) -> str:
    tens, ones = divmod(number, 10)
    head = ("十" if tens == 1 else _KANJI[tens] + "十") if tens else ""
    return head + (_KANJI[ones] if ones else "")


def us_street(chance: random.Random) -> str:
    """House, street and sometimes a unit."""
    faker = _faker("en_US", chance)
    unit = chance.choice(
        ("", "", f", Apt {chance.randrange(1, 30)}", f" Suite {chance.randrange(100, 900)}")
    )
    return f"{faker.building_number()} {faker.street_name()}{unit}"


def us_street_bare(chance: random.Random) -> str:
    """As people write it in a chat."""
    faker = _faker("en_US", chance)
    kind = chance.choice(("St", "Ave", "Rd", "Ln", "Blvd", "Dr", "street", "Court", "Way", "Pl."))
    side = chance.choice(("", "", "N ", "West "))
    return f"{chance.randrange(3, 9000)} {side}{faker.last_name()} {kind}"


def us_city(chance: random.Random) -> str:
    """City, state and ZIP code."""
    faker = _faker("en_US", chance)
    return f"{faker.city()}, {faker.state_abbr()} {faker.postcode()}"


def uk_street(chance: random.Random) -> str:
    """A British house or flat."""
    faker = _faker("en_GB", chance)
    flat = chance.choice(
        ("", "", f"Flat {chance.randrange(1, 40)}, ", f"{chance.randrange(1, 40)}A ")
    )
    number = "" if flat.endswith("A ") else f"{chance.randrange(1, 300)} "
    kind = chance.choice(("Road", "Street", "Close", "Gardens", "Crescent", "Lane", "Terrace"))
    return f"{flat}{number}{faker.last_name()} {kind}"


def uk_city(chance: random.Random) -> str:
    """Town and postcode."""
    faker = _faker("en_GB", chance)
    return f"{faker.city()} {faker.postcode()}"


def au_street(chance: random.Random) -> str:
    """An Australian address with its state."""
    unit = chance.choice(("", f"{chance.randrange(1, 30)}/"))
    return f"{unit}{chance.randrange(1, 400)} {_faker('en_AU', chance).last_name()} Parade"


def de_street(chance: random.Random) -> str:
    """A German street and number."""
    name = chance.choice(("Lindenstraße", "Am Markt", "Goethestr.", "Bahnhofstraße", "Rosenweg"))
    return f"{name} {chance.randrange(1, 120)}{chance.choice(('', 'a', 'b'))}"


def de_city(chance: random.Random) -> str:
    """Postcode and town."""
    return f"{chance.randrange(10115, 99000)} {_faker('de_DE', chance).city_name()}"


def po_box(chance: random.Random) -> str:
    """A post office box."""
    return f"{chance.choice(('PO Box', 'P.O. Box'))} {chance.randrange(10, 9999)}"


def _faker(place: str, chance: random.Random) -> Faker:
    faker = Faker(place)
    faker.seed_instance(chance.randrange(10**9))
    return faker


def mixed(chance: random.Random) -> str:
    """Any of the usual Japanese ones."""
    makers: Sequence[Maker] = (full, full, short, kanji, full_width)
    return chance.choice(makers)(chance)
