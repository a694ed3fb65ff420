"""Drafts by which support tells a customer that something shipped, in the customer's language.

A draft is for an agent to read and send: it names what was reported and the release, promises
nothing, and is never sent by Koe.
"""

from __future__ import annotations

from datetime import date


def shipped_draft(
    language: str, topic: str, product: str, version: str | None, released_on: date | None
) -> str:
    """The draft; Japanese for Japanese customers, English for all others."""
    if language == "ja":
        return _japanese(topic, product, version, released_on)
    return _english(topic, product, version, released_on)


def _japanese(topic: str, product: str, version: str | None, released_on: date | None) -> str:
    day = f"{released_on.month}月{released_on.day}日に公開した" if released_on else ""
    release = f"{day}バージョン{version}" if version else f"{day}最新版"
    return (
        f"{product}をご利用いただきありがとうございます。\n"
        f"以前お問い合わせいただいた「{topic}」の件、お知らせいただいたおかげで、"
        f"{release}で対応いたしました。\n"
        "お手数ですが、最新版に更新のうえ、ご確認いただけますでしょうか。\n"
        "変わらない場合は、このメールにそのままご返信ください。担当者がもう一度確認いたします。"
    )


def _english(topic: str, product: str, version: str | None, released_on: date | None) -> str:
    day = f", out since {released_on:%B} {released_on.day}" if released_on else ""
    release = f"version {version}{day}" if version else f"the latest version{day}"
    return (
        f"Thank you for using {product}.\n"
        f"You wrote to us about this: {topic}. Thanks to your report it has been dealt with in "
        f"{release}.\n"
        "Could you update and see whether it works for you now?\n"
        "If it does not, just reply to this message and we will look at it again."
    )
