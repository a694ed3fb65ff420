"""Sentences with offsets, in the writing people really do."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from nlp.text import passages, sentence_key, sentences


def cut(text: str) -> list[str]:
    return [sentence.text for sentence in sentences(text)]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("落ちます。直してください！", ["落ちます。", "直してください！"]),
        ("It crashes. Please fix it!", ["It crashes.", "Please fix it!"]),
        ("It crashed. please fix", ["It crashed.", "please fix"]),
        ("届きません！？ 困ります", ["届きません！？", "困ります"]),
    ],
)
def test_a_full_stop_ends_a_sentence(text: str, expected: list[str]) -> None:
    assert cut(text) == expected


@pytest.mark.parametrize(
    "text",
    [
        "詳細はhttps://example.com/a.html?x=1をご覧ください。",
        "See https://example.com/a.html?x=1 for more.",
        "6.2.0にしてから3.5秒かかる",
        "It took 3.5 seconds in 6.2.0 on Oct. 3, i.e. Dr. Smith was right, e.g. at 5 p.m. sharp.",
        "画面に「エラーです。再起動してください。」と出ます。",
        "Yahoo!ショッピングで使えますか。",
        "容量は１．５ＧＢです。",
    ],
)
def test_urls_decimals_abbreviations_and_quotations_stay_whole(text: str) -> None:
    assert cut(text) == [text]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        (
            "アプリが落ちます再起動してもダメですなんとかしてください",
            ["アプリが落ちます", "再起動してもダメです", "なんとかしてください"],
        ),
        (
            "フリーズします😭 戻るボタンも効きません😭😭",
            ["フリーズします😭", "戻るボタンも効きません😭😭"],
        ),
        ("残高が増えません　いつ入りますか", ["残高が増えません", "いつ入りますか"]),
        ("落ちる\n何度やっても同じ", ["落ちる", "何度やっても同じ"]),
        ("app is down again\nno idea why", ["app is down again", "no idea why"]),
    ],
)
def test_mobile_writing_without_full_stops_is_still_cut(text: str, expected: list[str]) -> None:
    assert cut(text) == expected


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("①カードが届かない②返金されない", [("①", "カードが届かない"), ("②", "返金されない")]),
        ("- login fails\n- search fails", [("-", "login fails"), ("-", "search fails")]),
        ("1. 開く\n2. 押す", [("1.", "開く"), ("2.", "押す")]),
        ("1) slow 2) noisy", [("1)", "slow"), ("2)", "noisy")]),
    ],
)
def test_each_bullet_is_a_sentence_and_its_mark_is_apart(
    text: str, expected: list[tuple[str, str]]
) -> None:
    assert [(one.bullet, one.text) for one in sentences(text)] == expected


@pytest.mark.parametrize(
    "text",
    [
        "I ordered the card on the third of October, and\nit has not arrived, as I was told.",
        "先週の金曜日に新しいカードを申し込んだのですが、\nまだ手元に届いていません。",
    ],
)
def test_a_line_that_the_mail_program_wrapped_goes_on(text: str) -> None:
    assert cut(text) == [text]


def test_a_blank_line_begins_a_new_paragraph() -> None:
    assert [one.paragraph for one in sentences("一つ目です。\n続きです。\n\n二つ目です。")] == [
        0,
        0,
        1,
    ]


@given(st.text(alphabet="ab. 。！\n「」1①-😭です<NAME>|", max_size=80))
def test_offsets_always_point_at_the_text_and_never_overlap(text: str) -> None:
    for found in (sentences(text), passages(text)):
        place = 0
        for one in found:
            assert text[one.start : one.stop] == one.text
            assert place <= one.start < one.stop
            place = one.stop


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("受付番号：１２３です。", "受付番号:456 です"),
        ("Sent by the form, no. 12.", "sent by the form no 9"),
        ("担当は<NAME>です", "担当は<NAME>です！"),
    ],
)
def test_sentences_that_differ_in_numbers_and_marks_have_one_key(one: str, other: str) -> None:
    assert sentence_key(one) == sentence_key(other)
