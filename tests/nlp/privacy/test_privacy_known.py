"""Names that the helpdesk states."""

from __future__ import annotations

import pytest

from nlp.privacy import Redactor


@pytest.mark.parametrize(
    ("text", "known", "wanted"),
    [
        ("雲母坂 凪の契約です", "雲母坂 凪", "<NAME>の契約です"),
        ("雲母坂凪の契約です", "雲母坂 凪", "<NAME>の契約です"),
        ("雲母坂　凪の契約です", "雲母坂凪", "雲母坂　凪の契約です"),
        ("雲母坂の契約です", "雲母坂 凪", "<NAME>の契約です"),
        ("窓の外の林が見えます", "林 太郎", "窓の外の林が見えます"),
        ("林様の件", "林 太郎", "<NAME>様の件"),
        ("ヤマダさんから", "山田 太郎", "<NAME>さんから"),
        ("千葉県で使えません", "千葉 花子", "千葉県で使えません"),
        ("松本清です。よろしく", "松本清", "<NAME>です。よろしく"),
        ("佐藤錦の件です", "佐藤錦", "<NAME>の件です"),
        ("佐藤製薬の薬です", "佐藤 太郎", "佐藤製薬の薬です"),
        ("Hugo Boss paid", "Hugo Boss", "<NAME> paid"),
        ("zyx wvu paid", "Zyx Wvu", "<NAME> paid"),
        ("Wvu, Zyx paid", "Zyx Wvu", "<NAME> paid"),
        ("Zyx never answered", "Zyx Wvu", "<NAME> never answered"),
        ("you will mark it", "Will Mark", "you <NAME> it"),
        ("it will rain in May", "Will May", "it will rain in May"),
        ("write to me: a.b@host.example", "a.b@host.example", "write to me: <EMAIL>"),
        ("The admin panel is broken", "admin", "The admin panel is broken"),
        ("お客様の声", "お客様", "お客様の声"),
        ("the support team", "Support", "the support team"),
    ],
)
def test_a_stated_name_goes_and_a_common_word_stays(text: str, known: str, wanted: str) -> None:
    assert Redactor().redact([text], [[known]]) == [wanted]


def test_each_text_has_its_own_known_names() -> None:
    texts = ["Zyxwvu paid", "Zyxwvu paid"]
    assert Redactor().redact(texts, [["Zyxwvu Abc"], []]) == ["<NAME> paid", "Zyxwvu paid"]


def test_known_names_that_do_not_fit_the_texts_are_refused_without_naming_anybody() -> None:
    with pytest.raises(ValueError, match="got known names for 1 texts, expected 2") as caught:
        Redactor().redact(["Zyxwvu", "b"], [["Zyxwvu"]])
    assert "Zyxwvu" not in str(caught.value)


def test_a_name_that_the_helpdesk_states_goes_also_where_no_others_are_looked_for() -> None:
    assert Redactor(names=False).redact(["スズキ"], [["スズキ"]]) == ["<NAME>"]
    assert Redactor(names=False).redact(["スズキ"]) == ["スズキ"]
