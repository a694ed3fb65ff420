"""The redactor as a whole: batches, settings, placeholders, failures."""

from __future__ import annotations

import re
import subprocess
import sys

import pytest

from nlp.privacy import PLACEHOLDER, Recogniser, RedactionError, Redactor, ner, redactor
from nlp.privacy.japanese_names import is_full_name
from nlp.privacy.name_lists import named_like_people

JA = "山田太郎と申します。電話は090-1234-5678、メールはtaro＠example.jpです。"
EN = "My name is Jane Doeson, call me at (415) 555-0132 or jane@example.com."


def test_texts_come_back_in_their_order() -> None:
    wanted = [
        "<NAME>と申します。電話は<PHONE>、メールは<EMAIL>です。",
        "",
        "My name is <NAME>, call me at <PHONE> or <EMAIL>.",
    ]
    assert Redactor().redact([JA, "", EN]) == wanted


def test_no_texts_are_no_work() -> None:
    assert Redactor().redact([]) == []


def test_short_fields_keep_makers_because_names_are_off() -> None:
    texts = ["スズキ", "Ford", "鈴木様", "090-1234-5678"]
    assert Redactor(names=False).redact(texts) == ["スズキ", "Ford", "鈴木様", "<PHONE>"]


def test_what_is_redacted_already_stays_as_it_is() -> None:
    text = "<NAME>様、<EMAIL>と<PHONE>を確認しました。"
    assert Redactor().redact([text]) == [text]


def test_a_placeholder_is_never_part_of_a_find() -> None:
    assert Redactor().redact(["氏名：<NAME> 090-1234-5678"]) == ["氏名：<NAME> <PHONE>"]


@pytest.mark.parametrize(
    ("text", "allow"),
    [
        ("ヤマダさんアプリが落ちる", "ヤマダ"),
        ("Hello Kitty Smith,", "Kitty Smith"),
        ("support@koe.exampleに送った", "support@koe.example"),
        ("0120-123-456にかけた", "0120-123-456"),
        ("Taro Yamada Clock is slow", "Taro Yamada Clock"),
    ],
)
def test_the_accounts_own_words_stay(text: str, allow: str) -> None:
    assert Redactor(allow=[allow]).redact([text]) == [text]
    assert Redactor().redact([text]) != [text]


def test_nothing_that_is_called_like_ordinary_people_is_kept_for_its_name() -> None:
    assert [word for word in named_like_people() if is_full_name(word)] == []


def test_who_signs_with_a_firms_name_goes_in_the_whole_ticket() -> None:
    ticket = ["Hugo Boss shirt is missing", "Regards,\nHugo Boss"]
    assert Redactor().redact_tickets([ticket]) == [["<NAME> shirt is missing", "Regards,\n<NAME>"]]


def test_an_account_can_add_its_own_secrets() -> None:
    code = re.compile(r"GIFT-[A-Z0-9]{6}")
    gift = Recogniser("SECRET", code.search, lambda text: [m.span() for m in code.finditer(text)])
    assert Redactor(extra=[gift]).redact(["コードはGIFT-AB12CDです"]) == ["コードは<SECRET>です"]


def test_the_model_finds_names_that_no_rule_knows() -> None:
    assert Redactor().redact(["The refund was refused by Henrietta Lacksworth last week."]) == [
        "The refund was refused by <NAME> last week."
    ]


def test_the_models_see_only_sentences_where_a_name_may_stand() -> None:
    clean = Redactor()
    clean.redact(["アプリが落ちます。ログインできません。", "the app crashes. i cannot pay."])
    assert clean.counts["sentences"] == 3
    assert clean.counts["model_ja"] == clean.counts["model_en"] == 0


def test_a_sentence_is_shown_to_a_model_once_per_call() -> None:
    clean = Redactor()
    clean.redact(["中村製作の件です。"] * 3 + ["工藤さん宅の件。"])
    assert clean.counts["model_ja"] <= 2


def test_counts_tell_what_was_found() -> None:
    clean = Redactor()
    clean.redact([JA])
    assert {kind: clean.counts[kind] for kind in ("NAME", "PHONE", "EMAIL")} == {
        "NAME": 1,
        "PHONE": 1,
        "EMAIL": 1,
    }


def test_a_very_long_line_without_a_stop_is_read() -> None:
    text = "佐藤商会の件、" * 5_000
    assert Redactor().redact([text]) == [text]


def test_half_a_surrogate_pair_does_not_stop_the_night() -> None:
    assert Redactor().redact(["佐藤商会\ud83d 090-1234-5678"]) == ["佐藤商会\ud83d <PHONE>"]


def test_a_failing_model_lets_no_text_through_and_says_none_of_it(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    def fails(texts: object, language: str) -> list[list[tuple[int, int]]]:
        raise ValueError(f"cannot read {texts}")

    monkeypatch.setattr(ner, "people", fails)
    with pytest.raises(RedactionError) as caught:
        Redactor().redact(["The refund was refused by Quarnella Vostokk last week"])
    assert "Vostokk" not in str(caught.value)
    assert "ValueError" in str(caught.value)
    assert caught.value.__context__ is None


def test_importing_the_redactor_loads_no_model_and_no_number_tables() -> None:
    code = (
        "import sys, nlp.privacy, nlp.language\n"
        "nlp.privacy.Redactor().redact(['アプリが落ちます', 'the app crashes'])\n"
        "print(sorted({'spacy', 'phonenumbers', 'stdnum', 'numpy'} & set(sys.modules)))"
    )
    result = subprocess.run(
        [sys.executable, "-c", code], capture_output=True, text=True, check=True
    )
    assert result.stdout.strip() == "[]"


def test_every_recogniser_speaks_of_a_kind_that_has_a_placeholder() -> None:
    for recogniser in (*redactor.STRUCTURED, *redactor.NAMES):
        assert PLACEHOLDER.fullmatch(f"<{recogniser.kind}>")
