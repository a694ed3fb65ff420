"""Words just before a number that say what it is."""

from __future__ import annotations

import re

# What may stand between a cue and its value: "電話番号は ", "order no: #", "tel. (".
_GAP = r"[\s→:：#はがをにの、,.?=/「『(\[\-*]{0,6}(?:is|was|are)?[\s:#\"'(]{0,4}$"

_THING = re.compile(
    r"(?:(?:注文|受注|発注|伝票|追跡|送り状|荷物|問い?合わ?せ|受付|管理|バーコード|会員|製造|シリアル|型式"
    r"|車台|ロット"
    r"|商品|予約|請求書?|取引|決済|チケット|整理|案件|申込|登録|契約|製品|お客様|顧客|ユーザー"
    r"|端末|承認|機種"
    r"|事業者|法人|バージョン|ビルド)\s?(?:番号|ナンバー|No\.?|ID|コード)?|型番|品番|機番|JAN|IMEI"
    r"|(?:\b|_)(?:order|tracking|ticket|invoice|serial|ref(?:erence)?|case|model|part|sku|imei"
    r"|request"
    r"|transaction|txn|booking|reservation|confirmation|version|build|job|task|thread|block|blk"
    r"|container"
    r"|application|attempt|session|issue|bug|jira|commit|revision|pid|tid|port|shipment|parcel"
    r"|item|isbn|ean|upc)"
    r"s?[\s_-]?(?:number|numbers|no|nr|id|ids|num|code|#)?)" + _GAP,
    re.IGNORECASE,
)


def cue(words: str) -> re.Pattern[str]:
    """A pattern for ``words`` right before a value; match it with ``stands_before``."""
    return re.compile(rf"(?:{words}){_GAP}", re.IGNORECASE)


def stands_before(pattern: re.Pattern[str], text: str, start: int, reach: int = 40) -> bool:
    """Whether ``pattern`` ends where ``start`` is, within ``reach`` characters."""
    return pattern.search(text[max(0, start - reach) : start]) is not None


def names_a_thing(text: str, start: int) -> bool:
    """Whether the number at ``start`` is called an order, a version, a tracking number …"""
    return stands_before(_THING, text, start)
