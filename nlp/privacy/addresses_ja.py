"""Japanese postcodes and addresses, down to house number and building.

A prefecture or a city alone is a place ("東京都渋谷区の店で") and stays; with a house number, or
after 住所 / 〒, it says where somebody lives.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from nlp.privacy.spans import Range, Recogniser

_PREFECTURES = (
    "北海道|青森県|岩手県|宮城県|秋田県|山形県|福島県|茨城県|栃木県|群馬県|埼玉県|千葉県|東京都"
    "|神奈川県|新潟県|富山県"
    "|石川県|福井県|山梨県|長野県|岐阜県|静岡県|愛知県|三重県|滋賀県|京都府|大阪府|兵庫県|奈良県"
    "|和歌山県|鳥取県|島根県"
    "|岡山県|広島県|山口県|徳島県|香川県|愛媛県|高知県|福岡県|佐賀県|長崎県|熊本県|大分県|宮崎県"
    "|鹿児島県|沖縄県"
)
_KANJI = r"\u3400-\u9fff\uf900-\ufaff々"
# A kana that stands between kanji of a place name, never as a particle at its end.
_JOINT = rf"(?:[がのヶケツッノ之](?=[{_KANJI}]))"
_KANA_TOWN = (
    r"(?:(?<=[市区])[ぁ-ゖ]{2,6}(?=[町台丘野])|みなとみらい|さくら|ひばり|たまプラーザ"
    r"|すすき野|つくし野|あざみ野|[ァ-ヶー]{2,8})"
)
_CITY_KANA = (
    "さいたま|いわき|つくば|つくばみらい|ひたちなか|かすみがうら|あきる野|うるま|にかほ|むつ"
    "|みどり|みやま|うきは|えびの"
    "|いちき串木野|いなべ|たつの|さぬき|東かがわ|ふじみ野|かほく|あわら|おおい|南あわじ|みなべ"
    "|かつらぎ|にいはま|せたな|ニセコ|南アルプス"
)
_CITY = (
    rf"(?:(?:{_CITY_KANA}|(?:[{_KANJI}]|{_JOINT}){{1,6}}?)[市区郡]|(?:[{_KANJI}]"
    rf"|{_JOINT}){{1,5}}?[町村](?![{_KANJI}]?[民役立]))"
)
_CITIES = rf"{_CITY}(?: ?{_CITY}){{0,2}}"
# Kana of a town's name; none of はをにでとへ, which end a place in a sentence.
_TOWN_KANA = "[あ-おか-そた-つなぬねのひふほま-むめもやゆよら-ろんどヶヵ]"
_TOWN = rf"(?:(?:[{_KANJI}]|{_JOINT}|{_KANA_TOWN}|{_TOWN_KANA}){{1,18}}?)"
_NUMERAL = r"[0-9一二三四五六七八九十〇]"
_NO_COUNTER = (
    r"(?![0-9A-Za-z]| ?(?:日|時|回|人|個|件|週|か月|ヶ月|カ月|ケ月|月|円|年|台|枚|名|本|点|倍|割"
    r"|%|℃|km|キロ|分|秒|番線|歳|泊))"
)
_BANCHI = (
    rf"(?:\d{{1,4}}の\d{{1,4}}(?:の\d{{1,4}}){{0,2}}{_NO_COUNTER}"
    rf"|[一二三四五六七八九十]{{1,3}}(?:-[一二三四五六七八九十〇]{{1,4}}){{1,3}}"
    rf"|{_NUMERAL}{{1,3}} ?丁目(?: ?{_NUMERAL}{{1,5}} ?(?:番地?(?!線)|-|号)"
    rf"(?:の?{_NUMERAL}{{1,5}}(?:-\d{{1,4}}){{0,2}})? ?号?)?"
    rf"|(?:第?{_NUMERAL}{{1,3}}地割)\d{{1,4}}(?:-\d{{1,4}}){{0,2}}|(?:\d{{1,3}}部"
    rf"|第?{_NUMERAL}{{1,3}}地割)?{_NUMERAL}{{1,5}} ?番地?(?!線|[組台目])(?:"
    rf" ?の?{_NUMERAL}{{1,4}})?(?: ?号)?(?:の\d{{1,4}})?"
    rf"|\d{{1,5}}(?:-\d{{1,5}}){{1,4}}{_NO_COUNTER})"
    rf"(?: ?-? ?\d{{1,4}}(?:-\d{{1,4}}){{0,2}}{_NO_COUNTER})?"
)
_GRID = (
    rf"(?:(?:[東西南北]?{_NUMERAL}{{1,2}}条(?:通り?)?(?:[東西南北])?){{1,2}}"
    rf"|[東西南北]{_NUMERAL}{{1,2}}線)"
)
_ROOM = r"(?:\d{1,2}(?:F|階)|\d{1,5} ?号?室?|[A-Z]?-?\d{1,4} ?号室?)"
_BUILDING_WORD = (
    rf"(?:[{_KANJI}ァ-ヶーA-Za-z0-9・']{{0,14}}?(?:ビルディング|ビル|マンション|ハイツ|コーポ|荘"
    rf"|レジデンス|タワー|アパート|ハウス|メゾン"
    r"|パレス|コート|ヒルズ|団地|寮|ヴィラ|プラザ|グランデ|テラス|ガーデン|社宅|号棟|棟))"
)
_NAMED = (
    rf"(?!から|まで|より|への?|[^ ]{{0,4}}(?:{_PREFECTURES}))"
    rf"(?:[{_KANJI}ぁ-んァ-ヶーA-Za-z0-9・' ]{{0,15}}[{_KANJI}ぁ-んァ-ヶーA-Za-z]) ?{_ROOM}"
    rf"(?![0-9年月日時分円])"
)
_BUILDING = (
    rf"(?:[ 、]{{0,2}}(?:{_BUILDING_WORD}(?:[{_KANJI}ぁ-んァ-ヶーA-Za-z]{{0,10}} ?{_ROOM}(?![0-9])"
    rf"|(?![{_KANJI}]))|\([^()\n]{{2,20}}\d{{1,4}}(?:号室?|F|階)\)|"
    rf"(?![はがをにでのと、]){_NAMED}))?"
)
_HOUSE = rf"(?: ?{_GRID})?{_BANCHI}{_BUILDING}"

_WITH_PREFECTURE = re.compile(
    rf"(?:{_PREFECTURES}) ?(?:{_CITIES})? ?(?:{_TOWN})?(?: ?{_HOUSE}| ?\d{{1,5}}(?=[、。\s)）]|$"
    rf"|に住|です)"
    rf"{_BUILDING})"
)
_WITH_CITY = re.compile(
    rf"(?<![{_KANJI}])(?:{_CITIES}) ?{_TOWN} ?{_HOUSE}|(?<![{_KANJI}])(?:{_CITIES})"
    rf"(?:{_GRID}){_HOUSE}"
)
# By the streets that cross there: 京都市中京区烏丸通御池下る虎屋町566
_KYOTO = re.compile(
    rf"(?:京都府)? ?京都市 ?[{_KANJI}]{{1,3}}区 ?(?:[{_KANJI}]|{_JOINT}|[るルがノ]){{2,20}}?"
    rf"(?:上[るルが]?|下[るルが]?|[東西]入[るル]?)(?:[{_KANJI}ノケヶ之]){{0,10}}"
    rf"(?:{_HOUSE}|\d{{1,4}}(?![0-9月日時年円個件]))?"
)
# Without a city: only in a form that nothing else has
_TOWN_ONLY = re.compile(
    rf"(?<![{_KANJI}ァ-ヶー])((?:[{_KANJI}]|{_JOINT}|[ァ-ヶー]|みなみ|さくら|ひばり|あおば"
    rf"|みどり|ひかり){{1,8}}"
    rf"(?:{_NUMERAL}{{1,3}}丁目 ?{_NUMERAL}{{1,4}} ?(?:番地?|-)(?: ?の?{_NUMERAL}{{1,4}})?号?"
    rf"|{_NUMERAL}{{1,4}}番{_NUMERAL}{{1,3}}号(?![室車機棟店])"
    rf"|(?<=[町台丘])\d{{1,3}}の\d{{1,3}}の\d{{1,3}}|"
    rf"(?<=[町台丘ヶ])\d{{1,2}}-\d{{1,2}}-\d{{1,3}}{_NO_COUNTER}"
    rf"|\d{{1,4}}番地(?:の?\d{{1,4}})?){_BUILDING})"
)
# A house and a room say where somebody lives as well: グリーンハイツ203号室
_ROOM_ALONE = re.compile(
    rf"(?<![{_KANJI}ァ-ヶーA-Za-z0-9])((?:[{_KANJI}ァ-ヶーA-Za-z0-9・]|(?<=[ァ-ヶー])の|"
    rf"(?:ひまわり|さくら|みどり|すみれ"
    rf"|あおば|わかば|ことぶき)){{0,14}}?(?:マンション|ハイツ|コーポ|荘|レジデンス|タワー"
    rf"|アパート|メゾン|パレス|コート"
    rf"|ヒルズ|団地|ヴィラ|テラス|ガーデンズ?|ハイム|シャトー|カーサ|ドミール|社宅|寮|サイド"
    rf"|番館|(?<=[山川田村本井原野谷])ビル)"
    rf"(?:[{_KANJI}ァ-ヶーA-Za-z・]{{0,12}}?|ひまわり|さくら|みどり)? ?(?:[A-Z]?\d?[棟館] ?)?"
    rf"(?:[A-Z]?\d{{2,4}} ?号室?|\d{{1,2}}階(?=[のへにでまは、。)]|$)|\d{{3,4}}"
    rf"(?![0-9年月日時分円個人名台件%])))"
)
_CUED = re.compile(
    rf"(?:住所|所在地|お?届け先|送付先|宛先|配送先|転居先|引越し?先|実家|自宅|勤務先|会社|職場"
    rf"|本社|支社|集荷先|請求先|本籍地?|\ue000)"
    rf"(?:[はがもの ::・、(「]|です|現在){{0,4}}"
    rf"((?:{_PREFECTURES})? ?(?:{_CITIES})? ?(?:{_TOWN})?(?: ?{_HOUSE}))"
)
# Without a number: only straight after the words that say it is somebody's address.
_CUED_PLACE = re.compile(
    rf"(?:住所|お?届け先|送付先|配送先|転居先)(?:は|が|:|: | )\s?"
    rf"((?:{_PREFECTURES}) ?(?:{_CITIES}) ?(?:[{_KANJI}]|{_JOINT}|[ァ-ヶー]){{0,12}})"
)
_POSTCODE = re.compile(r"(?:〒|郵便番号(?:は|:|が)?) ?[:]? ?(\d{3} ?-? ?\d{4})(?![0-9])")
_BARE_POSTCODE = re.compile(
    r"(?<![0-9A-Za-z-])(\d{3}-\d{4})(?![0-9A-Za-z-])(?=[ ,、)）:\n]{0,3}"
    rf"(?:{_PREFECTURES}|(?:[{_KANJI}]{{1,5}}[市区郡])|\ue000))"
)
_CUED_POSTCODE = re.compile(
    r"(?:住所|(?i:postal ?code|post ?code|zip(?: ?code)?|address))(?:[はが:、 ]|(?i:is)){0,5}"
    r"(\d{3}-\d{4})(?![0-9A-Za-z-])"
)
_DIGIT = re.compile(
    r"\d|丁目|[一二三四五六七八九十]番|[一二三四五六七八九十]-[一二三四五六七八九十]"
)
_PLACE = re.compile(
    rf"{_PREFECTURES}|[市区町村郡]|住所|所在地|[先家宅]|丁目|番地|号|[ァ-ヶー荘寮] ?\d|台\d"
)


# What the characters of a town's name may have swallowed before it.
_LABEL_BEFORE = re.compile(
    r"(?:(?:(?:現|新|旧)?住所|宛先|実家|自宅|勤務先|送付先|配送先|本社"
    r"|[父母妻夫兄姉弟妹娘私])[はがも]?|[はがもを])(?=.{3})"
)


def _addresses(text: str) -> Iterator[Range]:
    for pattern in (_WITH_PREFECTURE, _WITH_CITY, _KYOTO):
        for found in pattern.finditer(text):
            yield _start(found), _rstrip(text, found.end())
    for pattern in (_CUED, _CUED_PLACE, _TOWN_ONLY, _ROOM_ALONE):
        for found in pattern.finditer(text):
            yield found.start(1), _rstrip(text, found.end(1))


def _start(found: re.Match[str]) -> int:
    """Where the address begins: after a label, or at the prefecture that words stand before."""
    label = _LABEL_BEFORE.match(found[0])
    prefecture = _ANY_PREFECTURE.search(found[0], 1, 10)
    cut = max(label.end() if label else 0, prefecture.start() if prefecture else 0)
    return found.start() + cut


def _rstrip(text: str, end: int) -> int:
    while text[end - 1] in " 、":
        end -= 1
    return end


def _postcodes(text: str) -> Iterator[Range]:
    for pattern in (_POSTCODE, _BARE_POSTCODE, _CUED_POSTCODE):
        for found in pattern.finditer(text):
            yield found.span(1)


def _may_hold_address(text: str) -> bool:
    return (_PLACE.search(text) is not None and _DIGIT.search(text) is not None) or "住所" in text


_ANY_PREFECTURE = re.compile(_PREFECTURES)
_POSTAL = re.compile(r"\d{3} ?-? ?\d{4}")

RECOGNISERS = (
    Recogniser("POSTCODE", _POSTAL.search, _postcodes),
    Recogniser("ADDRESS", _may_hold_address, _addresses),
)
