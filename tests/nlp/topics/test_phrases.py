"""Phrases that names are made of."""

from __future__ import annotations

import pytest

from nlp.embedding import default_embedder
from nlp.tokens import content_tokens
from nlp.topics.closeness import About
from nlp.topics.names import name_topics
from nlp.topics.phrases import in_words, phrases
from nlp.topics.phrases_en import gerund
from nlp.topics.strength import Contrast


@pytest.mark.parametrize(
    ("text", "phrase"),
    [
        ("チャージしたのに残高に反映されませんでした。", "残高 反映されない"),
        ("認証コードが届かないのですが", "認証コード 届かない"),
        ("支払い画面でアプリが落ちる", "アプリ 落ちる"),
        ("アプリを開けなかった", "アプリ 開けない"),
        ("アップデート後にログインできません", "ログインできない"),
        ("手数料が高すぎる", "手数料 高い"),
        ("My card hasn't arrived yet", "card not arriving"),
        ("I can't verify my identity", "not verifying identity"),
        ("The exchange rate is wrong", "exchange rate wrong"),
        ("How do I top-up?", "top up"),
    ],
)
def test_a_negation_stays_with_what_it_denies(text: str, phrase: str) -> None:
    assert phrase in phrases(text)


@pytest.mark.parametrize(
    "text",
    [
        "よろしくお願いいたします。<NAME>様",
        "お世話になっております。",
        "Hello, thank you very much!",
        "<EMAIL> <PHONE> 12345 2026",
    ],
)
def test_greetings_placeholders_and_numbers_name_nothing(text: str) -> None:
    assert phrases(text) == ()


def test_a_negation_is_a_content_word_of_english() -> None:
    assert "not" in content_tokens("It didn't arrive")
    assert content_tokens("Please <NAME> 123") == ()


def test_spellings_of_one_japanese_word_are_one_token() -> None:
    assert set(content_tokens("振込みが出来ない")) & set(content_tokens("振り込みができない"))


@pytest.mark.parametrize(
    ("verb", "ing"), [("work", "working"), ("receive", "receiving"), ("get", "getting")]
)
def test_a_denied_verb_reads_as_english(verb: str, ing: str) -> None:
    assert gerund(verb) == ing


@pytest.mark.slow
def test_two_topics_with_the_same_words_still_get_two_names() -> None:
    same = ["認証コードが届かない"] * 4
    first, second = name_topics([same, same], set())
    assert first.name
    assert first.name != second.name


@pytest.mark.slow
def test_a_name_in_use_is_never_given_again() -> None:
    sample = ["My card has not arrived"] * 4
    used = name_topics([sample], set())[0].name
    assert name_topics([sample], {used})[0].name != used


@pytest.mark.slow
def test_a_japanese_name_has_the_particle_that_customers_use() -> None:
    turning = [
        "右にハンドルを切ると音がします",
        "ハンドルを切るたびに鳴る",
        "ハンドルが重く、切る時に音",
    ]
    failing = ["エアコンの風を強くしても冷房が効かない", "冷房も効かないまま", "冷房が効かない"]
    names = [one.name for one in name_topics([turning, failing], set())]
    assert names == ["ハンドルを切る", "冷房が効かない"]


def test_where_something_happens_is_not_what_happens() -> None:
    assert "駐車場 壊れる" not in phrases("駐車場で壊れた")
    assert not any("走行中" in phrase for phrase in phrases("走行中に警告灯が点灯した"))


def test_an_english_name_says_who_does_what() -> None:
    assert "payment declined" in phrases(
        "Why has my payment, the third one this week, been declined?"
    )
    assert "verify identity" in phrases("How can I verify my identity?")
    assert "wrong amount" in phrases("I got the wrong amount of cash")


def test_what_customers_write_in_capitals_stays_so() -> None:
    sample = [
        "The QR code is not scanning",
        "Your QR does nothing at the till",
        "my qr code is dark",
    ]
    assert in_words("not reading qr", sample) == "not reading QR"


def test_a_letter_that_circulates_names_no_topic() -> None:
    letter = (
        "Small thing maybe, but in my history of {} I found a duplicate: twice the same amount "
        "within a minute. I did not buy two identical umbrellas at the station kiosk, I am sure."
    )
    own_words = [
        "There is a double charge for my taxi",
        "A double charge again, at the bakery",
        "Why is there a double charge on Monday?",
        "Please take the double charge back",
    ]
    copies = [letter.format(month) for month in ("May", "June", "July", "last week")]
    assert name_topics([[*copies, *own_words]], set())[0].name.startswith("double charge")
    assert "umbrella" in name_topics([copies], set())[0].name


def test_short_texts_that_say_the_same_are_no_copies() -> None:
    alike = [f"The balance is not updating {since}" for since in ("today", "since May", "again")]
    other = ["The map is slow", "Where is the new map"]
    assert name_topics([[*other, *alike]], set())[0].name == "balance not updating"


def test_a_placeholder_makes_no_word_a_capital_one() -> None:
    assert in_words("invoice name", ["my <NAME> on the invoice", "<NAME> is no name"]) == (
        "invoice name"
    )


def test_a_particle_that_hides_another_is_read_from_other_nouns() -> None:
    sample = ["残りも返してください。", "残りは返してもらえますか。", "手数料を返して。"]
    assert in_words("残り 返す", sample) == "残りを返す"
    assert in_words("残り 返す", sample[:2]) == "残りが返す"
    assert in_words("残高 増えない", ["残高は増えないまま", "残高が増えない"]) == "残高が増えない"


@pytest.mark.slow
def test_a_topic_born_alone_is_told_from_what_all_customers_say() -> None:
    born = [
        "ディーラーで燃料の臭いがする",
        "ディーラーに燃料の臭いを伝えた",
        "ディーラーで燃料の臭いを確認",
    ]
    others = [
        [f"ディーラーで{part}を交換", f"ディーラーは{part}を直さない"] for part in "鏡窓灯板軸"
    ]
    alone = name_topics([born], set())[0]
    among = name_topics([born], set(), Contrast(tuple(map(tuple, others))))[0]
    assert "ディーラー" in alone.keywords
    assert "ディーラー" not in among.keywords
    assert "ディーラー" not in among.name


@pytest.mark.slow
def test_a_name_is_no_sentence() -> None:
    sample = [
        "支払い画面を開いた瞬間にアプリが落ちて、レジで三回やっても支払いができませんでした"
    ] * 5
    assert 0 < len(name_topics([sample], set())[0].name) <= 30


@pytest.mark.slow
def test_what_customers_say_in_passing_names_no_topic() -> None:
    """Several ask that their case be considered; what they write about is points that expired."""
    points = [
        f"{when}ポイントが{what}。{'どうか事情をくんでください。' if at % 3 == 0 else ''}"
        for when in ("入院中に", "出張のあいだに", "気づかないうちに")
        for at, what in enumerate(("失効していました", "期限切れでした", "失効になっていた"))
    ]
    others = [
        f"{what}{how}"
        for what in ("カードの登録が", "QRの読み取りが", "残高の反映が", "送金が", "本人確認が")
        for how in ("できません", "何度やってもできない")
    ]
    embed = default_embedder().embed
    rows = embed([*points, *others])
    about = About(embed, rows[: len(points)].mean(axis=0), rows.mean(axis=0))
    by_words = name_topics([points], set())[0].name
    by_meaning = name_topics([points], set(), about=[about])[0].name
    assert "くむ" in by_words
    assert "ポイント" in by_meaning
    assert "くむ" not in by_meaning
