"""What surrounds the matter is told from the matter, and kept with its place."""

from __future__ import annotations

import pytest

from nlp.text import Part, passages


def content(text: str) -> list[str]:
    return [one.text for one in passages(text) if one.part is Part.CONTENT]


def part(text: str) -> Part:
    """What ``text`` is at the head of a message that goes on."""
    return passages(f"{text}\nThe app crashes.")[0].part


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("お世話になっております。", Part.GREETING),
        ("いつもお世話になっております。", Part.GREETING),
        ("サポートセンター御中", Part.GREETING),
        ("Hi there,", Part.GREETING),
        ("Dear Support Team,", Part.GREETING),
        ("I hope this email finds you well.", Part.GREETING),
        ("株式会社〇〇の<NAME>です。", Part.INTRODUCTION),
        ("<NAME>と申します。", Part.INTRODUCTION),
        ("My name is <NAME>.", Part.INTRODUCTION),
        ("ご返信ありがとうございます。", Part.THANKS),
        ("Thanks so much for your quick reply!", Part.THANKS),
        ("お忙しいところ申し訳ございません。", Part.COURTESY),
        ("Sorry to bother you again.", Part.COURTESY),
        ("何卒よろしくお願い申し上げます。", Part.CLOSING),
        ("ご確認のほどよろしくお願いいたします。", Part.CLOSING),
        ("Kind regards,", Part.CLOSING),
        ("I look forward to hearing from you.", Part.CLOSING),
        ("お名前：<NAME>", Part.FORM),
        ("Device: iPhone 15", Part.FORM),
        ("<NAME>", Part.SIGNATURE),
        ("Sent from my iPhone", Part.SIGNATURE),
        ("スマホから送信", Part.SIGNATURE),
        ("ただいま不在にしております。戻り次第返信します。", Part.AUTO_REPLY),
        ("I am out of the office until Monday.", Part.AUTO_REPLY),
    ],
)
def test_phrases_around_the_matter_are_known(text: str, expected: Part) -> None:
    assert part(text) is expected


@pytest.mark.parametrize(
    "text",
    [
        "返金をよろしくお願いします。",
        "Thanks to the update nothing works.",
        "Hey I thought transfers were free.",
        "Help!  I forgot my password.",
        "バックも同様。",
        "best app ever",
        "ありがとうと表示されたまま固まります。",
        "株式会社の口座は作れますか。",
    ],
)
def test_a_matter_that_begins_like_a_phrase_stays(text: str) -> None:
    assert "".join(content(text))


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Hi, my card is lost.", ["my card is lost."]),
        ("お忙しいところ恐れ入りますが、CSVが出力できません。", ["CSVが出力できません。"]),
        ("お問い合わせ内容：残高が増えません。", ["残高が増えません。"]),
        ("すみません、チャージできません。", ["チャージできません。"]),
    ],
)
def test_a_lead_in_is_cut_off_the_front(text: str, expected: list[str]) -> None:
    assert content(text) == expected


@pytest.mark.parametrize(
    "history",
    [
        "> いつの分でしょうか。\n> 教えてください。",
        "-----Original Message-----\nFrom: Support\nWhat is your order number?",
        "On Sat, Oct 3, 2026 at 10:12 AM Support <EMAIL> wrote:\n> What is it?",
        "2026年10月3日(土) 10:12 サポート <EMAIL>:\nご注文番号を教えてください。",
        "差出人: サポート\n送信日時: 2026年10月3日\n件名: Re: 返金\nご確認ください。",
    ],
)
def test_quoted_history_is_no_content(history: str) -> None:
    assert content(f"返金がまだです。\n\n{history}") == ["返金がまだです。"]


def test_an_answer_below_marked_history_is_content() -> None:
    text = "On Sat, Oct 3, 2026 Support wrote:\n> Which phone?\n\nThe camera stays black."
    assert content(text) == ["The camera stays black."]


@pytest.mark.parametrize(
    "signature",
    [
        "--\n<NAME>\n<EMAIL>",
        "--------------------\n株式会社サンプル\n営業部 <NAME>\nTEL: <PHONE>\n--------------------",
        "Best regards,\nJohn Smith\nExample Corp.\n+1 555 0100",
        "よろしくお願いいたします。\n山田 太郎",
        "Cheers\n<NAME>\nSent from my iPhone",
    ],
)
def test_a_signature_is_no_content_even_where_names_were_not_redacted(signature: str) -> None:
    assert content(f"カードが届きません。\n\n{signature}") == ["カードが届きません。"]


def test_facts_after_a_closing_are_no_signature() -> None:
    text = "固まります。\nよろしくお願いします\n機種はiPhone15\nバージョンは6.2"
    assert content(text) == ["固まります。", "機種はiPhone15", "バージョンは6.2"]


@pytest.mark.parametrize(
    "disclaimer",
    [
        "This e-mail is confidential and intended only for the addressee. Delete it otherwise.",
        "本メールには機密情報が含まれている場合があります。誤って受信された方は破棄してください。",
    ],
)
def test_a_disclaimer_is_left_out_as_a_paragraph(disclaimer: str) -> None:
    assert content(f"Login fails.\n\n{disclaimer}") == ["Login fails."]


def test_code_logs_and_stack_traces_are_left_out() -> None:
    text = (
        "The job fails.\n{code}\nint a = b.c();\n{code}\n"
        "java.lang.NullPointerException: x\n  at org.x.Y.z(Y.java:4)\n"
        "2021-09-08 00:21:11,596 INFO start\nWe should check for null."
    )
    assert content(text) == ["The job fails.", "We should check for null."]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("それと別件で、請求書の宛名を変えたいです。", "請求書の宛名を変えたいです。"),
        ("もう一点、通知が来ません。", "通知が来ません。"),
        ("Also, can I change my PIN?", "can I change my PIN?"),
        ("On another note, the ads are loud.", "the ads are loud."),
        ("Secondly, search is slow.", "search is slow."),
    ],
)
def test_words_that_turn_to_another_matter_are_cut_off_and_remembered(
    text: str, expected: str
) -> None:
    (only,) = passages(text)
    assert (only.text, only.shifted, only.part) == (expected, True, Part.CONTENT)


@pytest.mark.parametrize(
    "text",
    [
        "リゾートですか？それとも旅館ですか？",
        "一つ一つ離れた席がいい。",
        "もう一度踏まないと動かない。",
    ],
)
def test_words_that_only_look_like_a_turn_are_none(text: str) -> None:
    assert not any(one.shifted for one in passages(text))
