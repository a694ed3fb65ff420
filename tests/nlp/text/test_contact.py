"""Sentences that only say who the customer is make no point."""

from __future__ import annotations

import pytest

from nlp.text.contact import is_contact


@pytest.mark.parametrize(
    "sentence",
    [
        "登録の電話番号は<PHONE>、名前は<NAME>です。",
        "旧姓で登録した可能性があります。今の名前は<NAME>、メールは<EMAIL>です。",
        "<NAME>（<NAME>）名義で登録しています。",
        "昔の住所（<ADDRESS>）のままになっているかもしれません。",
        "TEL:<PHONE> まで折り返し電話をください。",
        "My name is <NAME> and the registered phone number is <PHONE>.",
        "I'm <NAME> (<NAME>), member since the start.",
        "If I don't pick up, try my office: <PHONE>, ask for <NAME>.",
        "Registered mail address is <EMAIL>, but please answer to this one.",
    ],
)
def test_a_sentence_that_only_identifies_the_customer_makes_no_point(sentence: str) -> None:
    assert is_contact(sentence)


@pytest.mark.parametrize(
    "sentence",
    [
        "<NAME>さんという方は丁寧でしたが、そこに行き着くまでが長いです。",
        "自分の番号 <PHONE> に変更しようとするとエラーになります。",
        "認証コードが<PHONE>に届きません。",
        "My wife's number is <PHONE>, could you link both accounts?",
        "The code sent to <PHONE> never arrives.",
        "アプリが落ちます。",
        "The app crashes.",
    ],
)
def test_a_sentence_with_a_matter_stays_even_when_it_names_somebody(sentence: str) -> None:
    assert not is_contact(sentence)
