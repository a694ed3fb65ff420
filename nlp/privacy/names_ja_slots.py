"""Places in a Japanese text where only a person can stand, whatever else the word may be.

「旧姓は石垣」「南部という方」「総務の日野です」: each says by itself that a name stands there,
so surnames that are also places and given names that no dictionary knows are taken too.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from nlp.privacy.japanese_names import HIRA, KANJI, KATA
from nlp.privacy.name_dictionary import kinds
from nlp.privacy.person_ja import (
    PEOPLE,
    begins_with_surname,
    is_english,
    is_gapped,
    is_kana_surname,
    is_latin_pair,
    is_person,
    is_plain_word,
)
from nlp.privacy.romaji import kana_of
from nlp.privacy.spans import Range, Recogniser

_K = rf"[{KANJI}ヶノ]"
_NAME = rf"(?:{_K}{{1,6}}(?: {_K}{{1,4}}| [{HIRA}{KATA}]{{2,5}})?)"
_KANA = (
    rf"(?:(?<![{KATA}])[{KATA}]{{2,8}}(?:[ ・][{KATA}]{{2,8}})?"
    rf"|(?:(?<![{HIRA}])|(?<=[^{HIRA}][はがのも]))[{HIRA}]{{3,8}}?(?: [{HIRA}]{{2,6}}?)?)"
)
_ANY = rf"(?:{_NAME}|{_KANA})"
_SAYS = (
    r"(?=です(?![かね])|でござ|っす|と申|ともうし|と言いま|といいま|と言う|といい|と名乗"
    r"|だけど|だよ|だが|でー)"
)
_POST = (
    r"(?:総務|経理|営業|人事|広報|法務|技術|開発|情シス|購買|企画|管理|製造|品質|業務|財務"
    r"|庶務|受付|秘書|店長|代表"
    r"|物流|販売|サポート|カスタマー\w{0,4}|システム|情報システム|マーケティング|ＣＳ|CS|IT)"
)
_FIRM = (
    r"(?:株式会社|有限会社|合同会社|\(株\)|\(有\)|㈱|㈲|社|事務所|商店|商会|工業|商事|銀行"
    r"|病院|大学|学校|製作所|組合"
    r"|センター|クリニック|工務店|不動産|建設|部|課|係|室|店|支店|本店|チーム|グループ)"
)
_HELLO = (
    r"(?:どうも|ども|えー|あー|お?疲れ(?:様|さま)(?:です|でした)?|おつかれ(?:さま)?(?:です)?"
    r"|こんにち[はわ]|こんばん[はわ]|おはよう(?:ございます)?"
    r"|は?じめまして|初めまして|お世話に(?:なっており?ます|なります|なりました)"
    r"|おせわに\w{2,8}|申し遅れました(?:が)?"
    r"|突然[^。、\n]{0,16}|え[っー]?と|あの[ーう]?|すみません(?:が)?|失礼(?:いた)?します"
    r"|もしもし|はい|改めまして"
    r"|ご無沙汰\w{0,8}|こちら|わたくし|私|わたし|僕|いつも\w{0,12}|度々\w{0,8}|たびたび\w{0,8}"
    r"|[^。、\n]{2,20}(?:した|てる|ている|ております))"
)
_INTRODUCED = (
    re.compile(rf"(?:^|[。、「:\s]){_HELLO}[、。,!…・ー はが]{{0,3}}({_ANY}){_SAYS}", re.MULTILINE),
    re.compile(
        rf"(?:^|[\s。、]){_POST}(?:部|課|室|係|担当)?の?({_NAME})"
        r"(?=です|でござ|と申|より|から|まで|宛|[\s]|$)",
        re.MULTILINE,
    ),
)
# Here any characters after a surname are a given name.
_SURE = (
    re.compile(
        rf"{_FIRM}[^、。\s「」:はがをにで]{{0,12}}?[の、 ]({_ANY})(?=です|でござ|と申|ともうし"
        rf"|と言い|といい|っす)"
    ),
    re.compile(rf"(?:号室?|階|番地?)の({_NAME}?)(?=です|でござ|と申|さん|様)"),
    re.compile(rf"(?:ご|御)?担当(?:の|者の|は)? ?({_NAME}?) ?(?=様|さん)"),
    re.compile(
        rf"(?:ママ|パパ|子ども|子供|子|孫|いとこ|従[兄姉弟妹]|おば|おじ|叔[父母]|伯[父母]|旦那"
        rf"|嫁|家内|婚約者|友達|彼女?|妻|夫"
        rf"|主人|息子|娘|[長次三][男女]|父|母|祖父|祖母|兄|姉|弟|妹|同僚|友人|知人)の({_ANY}?)"
        r"(?=\(|です|と申|といい|と言い|さん|ちゃん|くん|が契約|が利用|の(?:アカウント"
        r"|タブレット|スマホ|携帯|名義|予約|契約))"
    ),
)
_TITLES = (
    r"(?:代表)?(?:取締役|弁護士|税理士|会計士|司法書士|行政書士|社労士|医師|看護師|薬剤師|教諭"
    r"|監督|選手|議員|市長|支店長|工場長|部長|課長"
    r"|係長|主任|社長|店長|専務|常務|次長|室長|所長|院長|会長|教授|准教授|マネージャー"
    r"|リーダー|ディレクター|さん宅)"
)
_POSTED = re.compile(rf"(?<![{KANJI}])({_K}{{1,4}}?) ?(?={_TITLES})")
_HOUSEHOLD = re.compile(
    rf"(?<![{KANJI}])({_K}{{2,4}}?)(?=家(?:の|で|に|は|が|と)|ご?夫妻|ご?一家|ファミリー)"
)
_SAID = re.compile(rf"^[ >]*({_K}{{1,4}}(?: {_K}{{1,3}})?)(?=「)", re.MULTILINE)
_MENTIONED = re.compile(rf"(?:^|(?<=\s))@({_K}{{2,4}})(?=[ さ様、]|$)", re.MULTILINE)
_AFTER_DATA = re.compile(rf"\ue000 ({_K}{{2,5}})[ ]*$", re.MULTILINE)
_BRACKETS = re.compile(rf"^[ >]*\(({_NAME})\)[ ]*$|(?<=\()({_NAME}?)(?=宅\))", re.MULTILINE)
_READS = re.compile(
    rf"(?:^|(?<=[。、\s「])|(?<=書いて))({_KANA}?)(?=」?と(?:読|よ)[みむん]|です(?:。|$))",
    re.MULTILINE,
)
_NEXT_CELL = re.compile(
    rf"\ue000\"?[,\t、/|; ]{{1,3}}\"?({_KANA})(?=\"?[,\t、/|; ]|\"?$)", re.MULTILINE
)
_CAPITALS = re.compile(
    r"(?<![A-Za-z0-9])([A-Z]{4,12}|[A-Z][a-z]{3,11})(?=です|と申|と言い|といい|さん|様)"
)
_KANA_ALONE = re.compile(rf"\A([{HIRA}]{{3,6}}|[{KATA}]{{3,6}})(?=です[。\n]|です$|と申)")
_CALLED = re.compile(
    rf"(?<![{KANJI}])({_NAME})(?=という(?:お?名前|名の|方|者|人|スタッフ|担当|社員|店員|女性"
    rf"|男性|オペレーター|お客)|と名乗"
    r"|に(?:代わ|かわ)(?:り|って)|宅(?:[にへのはで]|$)|ファミリー|一家)"
)
_MAIDEN = re.compile(
    rf"(?:旧姓|新姓|現姓|名字|苗字|姓|下の名前|ファーストネーム)(?:[はがをも:の]|です"
    rf"|\(|「){{1,2}}({_ANY}?)"
    r"(?=[、。」)\s]|です|で[、す]|から|に|と|が|$)"
)
_ROLE = (
    r"(?:差出人|送り主|発送者|依頼主|閲覧者|編集者|作成者|起票者|報告者|管理者|責任者|代表者?"
    r"|担当者?|名義人?|宛名|契約者名?|利用者名?|所有者|受取人|名前|氏名|申込者|搭乗者名?"
    r"|予約者名?"
    r"|承認者|請求先|届け先|世帯主|登録者名?|主任|店長|窓口)"
)
_CHANGED = re.compile(
    rf"{_ROLE}(?:が|を|は|の)({_ANY}?)(?:さん|様|氏)?から({_ANY})(?:さん|様|氏)?(?=[にへ])"
)
_APPOINTED = re.compile(
    rf"{_ROLE}(?:に|を|は|が)({_ANY}?)(?:さん|様|氏)?(?=を(?:追加|設定|指定|登録|任命)|に"
    rf"(?:変更|設定|指定|交代)|です|、|。|で[、す]|$)"
)
_OURS = re.compile(
    rf"(?:弊社|当社|御社|貴社)の?({_NAME}?)(?=宛|より|から|まで|が(?:担当|伺|うかが|参|まい|対応|訪問)"
    r"|です|に(?:ご|お)連絡)"
)
_FIRM_LINE = re.compile(
    rf"^[^\n]{{0,14}}(?:株式会社|有限会社|合同会社|㈱|㈲)[^\n ]{{0,14}} ({_NAME})[ ]*$",
    re.MULTILINE,
)
_DEPARTMENT = re.compile(rf"(?<![{KANJI}])({_NAME}) ?(?=\([^()\n]{{1,10}}\) ?(?:より|から|です))")
_AT_FIRM = re.compile(rf"^[ >]*({_NAME})(?= ?@ ?[{KANJI}{KATA}\(㈱㈲A-Z])", re.MULTILINE)
_SPEAKER = re.compile(
    rf"^[ >]*(?:\[?(?:午[前後] ?)?\d{{1,2}}:\d{{2}}(?::\d\d)?\]?[ \-]*)({_ANY})(?= ?(?::|>|」"
    rf"|「|\n| ))",
    re.MULTILINE,
)
_LINE_OF = re.compile(
    rf"(?<![{KANJI}])({_NAME})(?=の?(?:携帯|直通|個人携帯|自宅)(?:[)）電:はにへ]|$))"
)
_ROLE_OF = (
    r"(?:ご?契約者様?|ご?利用者|ご?登録者?|お?申込者|ご?予約者|お?受取人|ご?担当者?|お客様"
    r"|ご?本人|配偶者|保護者|代理人|会員"
    r"|口座|カード|投稿者|対応者|起票者|承認者|報告者|作成者|記入者|発言者|差出人|送信者"
    r"|世帯主|同居人|緊急連絡先"
    r"|被保険者|搭乗者|宿泊者|患者)"
)
_WHAT = r"(?:ご?氏名|お?名前|名義人?|姓名|名|カナ)(?:\(?(?:カナ|漢字)\)?)?"
_LABEL = (
    rf"(?:{_ROLE_OF}(?:{_WHAT})?|{_WHAT}|姓|セイ|メイ|せい|めい|シメイ|しめい|カナ(?:氏名)?"
    rf"|フリガナ|ふりがな"
    r"|よみ(?:がな)?|ヨミ(?:ガナ)?|署名|サイン|なまえ|おなまえ)"
)
_LABELLED = re.compile(
    rf"(?:^|(?<=[\s■□●◆◇・【\[\(「/、,]))({_LABEL})(?:[\]】」)]? ?(?:[:=→|]|\n| (?=\S))"
    rf"|[\]】])[ 「]{{0,3}}"
    rf"({_ANY})(?=[\s/、,。」)|【\[(&]|$|様)",
    re.MULTILINE,
)
_SPACED = re.compile(
    rf"(?<![{KANJI}] )(?<![{KANJI}])((?:{_K} ){{2,5}}{_K})(?= ?(?:様|$|[\n。、)]))", re.MULTILINE
)
_WITH_GAP = re.compile(
    rf"(?<![{KANJI}ァ-ヶA-Za-z0-9])({_K}{{1,4}}) ((?:(?![様氏殿宛])[{KANJI}]){{1,3}})"
    rf"(?=[様氏殿宛]|(?![{KANJI}]))"
)
_BY = re.compile(rf"(?:^|(?<=[。\n\s]))({_NAME})(?= ?(?:拝|より|記)[ ]*$)", re.MULTILINE)
_FOREIGN = re.compile(
    rf"(?<![{KATA}])([{KATA}]{{2,10}}[ ][{KATA}・]{{2,14}})(?= ?(?:さん|様|さま|氏|という名"
    rf"|です[。。がけ]|と申|と言い|といい|でござ))"
)
_QUOTED = re.compile(
    rf"(?:名義|氏名|名前|カナ|フリガナ|宛名)[はがを]?[^。\n]{{0,24}}?「({_ANY})(?= ?(?:様|さん)?」)"
)
_NAMED = re.compile(
    rf"(?:名義|氏名|名前|なまえ|カナ|フリガナ|ふりがな|宛名)は[、 ]?({_ANY}?)"
    r"(?=です|でござ|で[、。登お]|に[変な]|とな|と登|から|。|、|$)"
)
_MEMBER = re.compile(
    rf"(?:会員|利用者|契約者|申込者|予約者|参加者|受講者|入居者|居住者|保護者|飼い主|借主|貸主|家主|施主|住人|患者"
    rf"|本人|当人)の({_ANY})(?=です|でござ|と申)"
)
_OWNER = re.compile(rf"(?:^|[、。・のはが\s])({_ANY})(?=の?名義)", re.MULTILINE)
_BESIDE = re.compile(rf"(?<![{KANJI}])({_K}{{2,6}}|{_K}{{1,3}} {_K}{{1,3}})(?= ?[(/] ?\ue000)")
_LATIN = re.compile(
    r"(?<![A-Za-z0-9_.@/-])([A-Z][a-z]{1,11}|[A-Z]{2,12}|[a-z]{3,12}) "
    r"([A-Z][a-z]{1,11}|[A-Z]{2,12}|[a-z]{3,12})(?![A-Za-z0-9_@/.-])"
)
_INITIAL = re.compile(r"(?<![A-Za-z0-9])([A-Z]\. ?([A-Z][a-z]{2,11}))(?![A-Za-z])")
_JAPANESE = re.compile(rf"[{HIRA}{KATA}]|\A[^ -~]")


_SLOTS = (
    *(_HOUSEHOLD, _SAID, _MENTIONED, _AFTER_DATA, _BRACKETS, _READS, _NEXT_CELL, _APPOINTED),
    *_INTRODUCED,
    *(_CALLED, _MAIDEN, _DEPARTMENT, _AT_FIRM, _SPEAKER, _LINE_OF, _OWNER, _OURS, _FIRM_LINE),
)
_LABELS = (_LABELLED, _QUOTED, _NAMED, _MEMBER)


def _find(text: str) -> Iterator[Range]:
    for pattern in (*_SURE, _POSTED):
        yield from _people(pattern, text, sure=True)
    for pattern in _LABELS:
        yield from _people(pattern, text, labelled=True)
    for pattern in _SLOTS:
        yield from _people(pattern, text)
    for rule in (_kana_alone, _changed, _at_the_edge, _apart, _foreign):
        yield from rule(text)


def _people(
    pattern: re.Pattern[str], text: str, *, sure: bool = False, labelled: bool = False
) -> Iterator[Range]:
    """What the last group of ``pattern`` holds, where that may be somebody."""
    for found in pattern.finditer(text):
        group = found.lastindex or 0
        if is_person(found[group], sure=sure, labelled=labelled):
            yield found.span(group)


def _kana_alone(text: str) -> Iterator[Range]:
    """SASAKIです, わたなべです。"""
    for found in (*_CAPITALS.finditer(text), *_KANA_ALONE.finditer(text)):
        kana = kana_of(found[1]) or found[1]
        if is_kana_surname(kana) and not is_plain_word(found[1]) and not is_english(found[1]):
            yield found.span(1)


def _changed(text: str) -> Iterator[Range]:
    """担当を原から西へ: one of the two is known, so both are people."""
    for found in _CHANGED.finditer(text):
        if is_person(found[1]) or is_person(found[2]):
            yield found.span(1)
            yield found.span(2)


def _at_the_edge(text: str) -> Iterator[Range]:
    """Beside a placeholder in brackets, and at the end of a message."""
    for found in _BESIDE.finditer(text):
        if begins_with_surname(found[1]):
            yield found.span(1)
    for found in _BY.finditer(text):
        if is_person(found[1]) or (len(found[1]) in (2, 3) and not kinds(found[1])):
            yield found.span(1)


def _apart(text: str) -> Iterator[Range]:
    """山 田 太 郎, and a surname, a gap and a given name nobody knows."""
    for found in _SPACED.finditer(text):
        if is_person(found[1].replace(" ", "")):
            yield found.span(1)
    for found in _WITH_GAP.finditer(text):
        if is_gapped(found[1], found[2]):
            yield found.span()


def _foreign(text: str) -> Iterator[Range]:
    for found in _FOREIGN.finditer(text):
        parts = re.split(r"[ ・]", found[1])
        people = any(kinds(part) & PEOPLE for part in parts)
        sure = re.match(
            r" ?(?:さん|様|さま|氏|と申|と言い|という名)", text[found.end() : found.end() + 5]
        )
        if people or (sure and not any(map(kinds, parts))):
            yield found.span(1)
    if _JAPANESE.search(text) is None:
        return
    for found in _LATIN.finditer(text):
        if is_latin_pair(found[1], found[2]):
            yield found.span()
    for found in _INITIAL.finditer(text):
        kana = kana_of(found[2])
        if kana and is_kana_surname(kana):
            yield found.span(1)


_TRIGGER = re.compile(rf"[{KANJI}{KATA}{HIRA}]")

RECOGNISERS = (Recogniser("NAME", _TRIGGER.search, _find),)
