"""Sentences that only say who the customer is or how to reach them.

"登録の電話番号は<PHONE>、名前は<NAME>です" makes no point, yet it stands in every fifth ticket, and
clustering would make a topic of it. Such a sentence holds a placeholder of personal data, and
next to nothing is left once placeholders and the words of identity are taken out.
"""

from __future__ import annotations

import re

from nlp.placeholders import PLACEHOLDER

_PERSONAL = re.compile(
    r"<(?:NAME|PHONE|EMAIL|ADDRESS|POSTCODE|BIRTHDATE|CARD|MY_NUMBER|BANK_ACCOUNT|LICENCE"
    r"|PASSPORT|SSN|NATIONAL_ID)(?:_\d{1,3})?>"
)
_PLACEHOLDER = re.compile(PLACEHOLDER)
_IDENTITY_JA = re.compile(
    r"登録|電話|番号|携帯|固定|名前|氏名|本名|旧姓|新姓|名義|苗字|名字|表記|メールアドレス|メール"
    r"|アドレス|メアド|住所|郵便|生年月日|誕生日|会員|連絡|先|折|返|カード|マイナンバー|口座|自宅"
    r"|フリガナ|カタカナ|カナ|漢字|ローマ字|本人|家族|確認|念|情報|以下|以前|今|昔|可能性|場合|必要"
    r"|間違|違|変|申|届|送|思|時|頃|日中|平日|夜|午前|午後|代|母|父|妻|夫|娘|息子|私|アカウント|契約者"
    r"|契約|持|主|当方|名|生|様|月|年|日|件|使|利用|下|願|号|TEL|tel|ID|裏面|免許証|記載|言|呼|方|者"
)
_LETTER_JA = re.compile(r"[一-鿿々ァ-ヴーA-Za-z]")
_KANA_OR_HAN = re.compile(r"[ぁ-んァ-ヴ一-鿿]")
_IDENTITY_EN = frozenset(
    """
    a about account address after again also am an and answer any app as ask at be because
    been before best best-reached birth birthday born but by call called can card case
    checking code contact customer date date-of-birth details different do dob don don't dont
    e-mail earlier email ending evening evenings except family first for from full given have
    help helps her here hers his home house how i i'd i'll i'm i've id if in instead is it
    it's its just last live maiden mail married match may me member might mine mobile mornings
    moved my name needed new no not number of office old on one only or other our out phone
    pick please pm possible post postcode prefer reach registered registration reply send sent
    should since sometimes spelled spelt start still surname survey tel text that that's the
    then there this to try under up use user username using was we weekdays which with written
    wrote year years yes you your zip
    """.split()  # noqa: SIM905 (a list of 180 quoted words is harder to read)
)
_WORD_EN = re.compile(r"[a-z][a-z'’-]*")
# What may be left and still say nothing of a matter: two kanji or katakana, or one word.
LETTERS_LEFT, WORDS_LEFT = 2, 1


def is_contact(sentence: str) -> bool:
    """Whether the sentence gives personal data and no matter."""
    if not _PERSONAL.search(sentence):
        return False
    rest = _PLACEHOLDER.sub(" ", sentence)
    if _KANA_OR_HAN.search(rest):
        return len(_LETTER_JA.findall(_IDENTITY_JA.sub("", rest))) <= LETTERS_LEFT
    words = _WORD_EN.findall(rest.casefold().replace("’", "'"))
    return sum(word not in _IDENTITY_EN for word in words) <= WORDS_LEFT
