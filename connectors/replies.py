"""Drafts by which support tells a customer that something shipped, in the customer's language.

A draft is for an agent to read and send: it names what was reported and the release, promises
nothing, and is never sent by Koe. A topic whose name is two words side by side ("screen · open"),
or stands in another language, is not named: that is a heading for colleagues, not for customers.
"""

from __future__ import annotations

import re
from datetime import date

_JAPANESE = re.compile(r"[\u3040-\u30ff\u4e00-\u9fff]")


def shipped_draft(
    language: str, topic: str, product: str, version: str | None, released_on: date | None
) -> str:
    """The draft; Japanese for Japanese customers, English for all others."""
    is_japanese = language == "ja"
    is_said = _is_phrase(topic) and bool(_JAPANESE.search(topic)) == is_japanese
    write = _japanese if is_japanese else _english
    return write(topic if is_said else "", product, version, released_on)


def _is_phrase(topic: str) -> bool:
    return " · " not in topic and "・" not in topic


def _japanese(topic: str, product: str, version: str | None, released_on: date | None) -> str:
    day = f"{released_on.month}月{released_on.day}日に公開した" if released_on else ""
    release = f"{day}バージョン{version}" if version else f"{day}最新版"
    return (
        f"{product}をご利用いただきありがとうございます。\n"
        f"以前お問い合わせいただいた{f'「{topic}」の' if topic else ''}件、"
        f"お知らせいただいたおかげで、{release}で対応いたしました。\n"
        "お手数ですが、最新版に更新のうえ、ご確認いただけますでしょうか。\n"
        "変わらない場合は、このメールにそのままご返信ください。担当者がもう一度確認いたします。"
    )


def _english(topic: str, product: str, version: str | None, released_on: date | None) -> str:
    day = f", out since {released_on:%B} {released_on.day}" if released_on else ""
    release = f"version {version}{day}" if version else f"the latest version{day}"
    return (
        f"Thank you for using {product}.\n"
        f"You wrote to us{f' about this: {topic}' if topic else ' a while ago'}. "
        f"Thanks to your report it has been dealt with in {release}.\n"
        "Could you update and see whether it works for you now?\n"
        "If it does not, just reply to this message and we will look at it again."
    )
