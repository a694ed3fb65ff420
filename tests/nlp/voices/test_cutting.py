"""What counts as one voice."""

from __future__ import annotations

from datetime import UTC, datetime

import pytest

from nlp.voices import LONGEST, cut, sentence_keys
from records.ticket import Message, Role, Visibility
from records.voice import Kind, Voice

NOON = datetime(2026, 10, 3, 3, tzinfo=UTC)


def message(
    text: str,
    position: int = 0,
    role: Role = Role.CUSTOMER,
    visibility: Visibility = Visibility.PUBLIC,
) -> Message:
    return Message(f"m{position}", position, role, visibility, NOON, text)


def voices(*texts: str, recurring: frozenset[str] = frozenset()) -> list[Voice]:
    said = [message(text, place) for place, text in enumerate(texts)]
    return cut(said, source="desk", ticket_id="7", recurring=recurring)


def texts_of(found: list[Voice]) -> list[str]:
    return [voice.text for voice in found]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        (
            "お世話になっております。株式会社〇〇の<NAME>です。\nCSVの出力に失敗します。何度やっても同じです。\n"
            "それと別件で、請求書の宛名を変更できますか？\n\nよろしくお願いいたします。\n<NAME>",
            ["CSVの出力に失敗します。何度やっても同じです。", "請求書の宛名を変更できますか？"],
        ),
        (
            "Hi,\n\nMy card still hasn't arrived. It's been two weeks.\n"
            "Also, can I change my PIN?\n\nKind regards,\n<NAME>",
            ["My card still hasn't arrived. It's been two weeks.", "can I change my PIN?"],
        ),
        ("①カードが届かない②返金されない", ["カードが届かない", "返金されない"]),
        ("- login fails\n- the ads are annoying", ["login fails", "the ads are annoying"]),
        (
            "The total is wrong. Oh and one more thing. I hate the ads.",
            ["The total is wrong.", "I hate the ads."],
        ),
        (
            "クーポンが使えません。\n\n通知が多すぎて困ります。",
            ["クーポンが使えません。", "通知が多すぎて困ります。"],
        ),
        (
            "The voucher was not applied.\n\nYour chat never answers.",
            ["The voucher was not applied.", "Your chat never answers."],
        ),
    ],
)
def test_a_turn_to_another_matter_begins_a_new_voice(text: str, expected: list[str]) -> None:
    found = voices(text)
    assert texts_of(found) == expected
    assert all(text[voice.start : voice.stop] == voice.text for voice in found)


@pytest.mark.parametrize(
    "text",
    [
        "走行中に突然エンジンが停止した。ディーラーで確認したが、異常はないと言われた。その後も発生する。",
        "How do I top up? Can I use my watch?",
        "再現手順\n1. アプリを開く\n2. 支払うを押す\n3. 落ちる",
        "Steps to reproduce:\n1. open the app\n2. it freezes\n3. it crashes",
        "My app crashes when I pay.\n\nCan you please fix this?",
        "支払い画面で落ちます。\n\nどうすればいいですか。",
        "カードをなくしました。\n\nそのため、利用を止めてください。",
    ],
)
def test_one_matter_told_at_length_is_one_voice(text: str) -> None:
    assert texts_of(voices(text)) == [text] or "".join(texts_of(voices(text))) in text
    assert len(voices(text)) == 1


@pytest.mark.parametrize(
    "text", ["お世話になっております。よろしくお願いいたします。", "Hi,\nThanks!\n"]
)
def test_politeness_alone_is_no_voice(text: str) -> None:
    assert voices(text) == []


def test_only_what_the_customer_said_in_public_is_cut() -> None:
    said = [
        message("アプリが落ちます。", 0, Role.AGENT),
        message("It crashes.", 1, visibility=Visibility.PRIVATE),
        message("The scan fails.", 2),
    ]
    found = cut(said, source="desk", ticket_id="7", recurring=())
    assert [(voice.message_id, voice.text) for voice in found] == [("m2", "The scan fails.")]


def test_code_ends_a_voice_before_it() -> None:
    found = voices("The job fails with an NPE.\n{code}\nint a;\n{code}\nPlease check for null.")
    assert texts_of(found) == ["The job fails with an NPE.", "Please check for null."]


@pytest.mark.parametrize(
    "sentence", ["アプリが勝手に終了してしまい困っています。", "The app closes on me. "]
)
def test_a_long_message_is_cut_at_sentence_borders(sentence: str) -> None:
    text = "".join(f"{number}回目: {sentence}" for number in range(60))
    found = voices(text)
    assert len(found) > 1
    assert all(len(voice.text) <= LONGEST for voice in found)
    assert all(voice.text.endswith(sentence.strip()) for voice in found)


@pytest.mark.parametrize(
    ("later", "kind"),
    [
        ("iPhone 15です。", Kind.CONTEXT),
        ("It's an iPhone 15.", Kind.CONTEXT),
        ("まだでしょうか。", Kind.CONTEXT),
        ("Any news?", Kind.CONTEXT),
        ("10月3日の夜8時頃", Kind.CONTEXT),
        ("It works now, great!", Kind.CONTEXT),
        ("ありがとうございます！直りました。", Kind.CONTEXT),
        ("今度はログインもできません。", Kind.COMPLAINT),
    ],
)
def test_a_later_message_makes_a_point_only_by_its_words(later: str, kind: Kind) -> None:
    found = voices("支払い画面で落ちます。", later)
    assert [voice.kind for voice in found] == [Kind.COMPLAINT, kind]


def test_pure_thanks_at_the_end_of_a_thread_is_no_voice() -> None:
    assert len(voices("The scan fails.", "Thank you very much!", "ありがとうございました。")) == 1


@pytest.mark.parametrize("text", ["アプリが落ちます。", "The app crashes."])
def test_a_sentence_sent_again_counts_once(text: str) -> None:
    assert texts_of(voices(text, f"再送です。\n{text}")) == [text, "再送です。"]
    assert voices(text, text) == voices(text)


@pytest.mark.parametrize(
    "text",
    ["低速時にギクシャクする。", "Distcp file length comparison has zero effect", "exchange rate"],
)
def test_a_first_message_without_any_cue_still_reports_something(text: str) -> None:
    assert [voice.kind for voice in voices(text)] == [Kind.COMPLAINT]


def test_a_voice_has_the_same_id_on_every_machine_and_another_in_another_ticket() -> None:
    (found,) = voices("アプリが落ちます。")
    assert found.voice_id == "033fa4a9ce06f760ef49460f"
    said = [message("アプリが落ちます。")]
    (other,) = cut(said, source="desk", ticket_id="8", recurring=())
    assert other.voice_id != found.voice_id


def test_the_language_of_a_voice_is_that_of_its_own_words() -> None:
    found = voices("アプリが落ちます。\n\nAlso, the English help page is missing.")
    assert [voice.language for voice in found] == ["ja", "en"]


@pytest.mark.parametrize(
    ("furniture", "text"),
    [
        ("このメールは受付フォームから送信されました。", "アプリが落ちます。"),
        ("This ticket was created from the web form.", "The app crashes."),
        ("Please look into this as soon as you can.", "How do I reset my password?"),
    ],
)
def test_a_recurring_sentence_beside_other_content_is_left_out(furniture: str, text: str) -> None:
    recurring = frozenset(sentence_keys([message(furniture)]))
    assert texts_of(voices(f"{text}\n{furniture}", recurring=recurring)) == [text]


def test_a_recurring_footer_with_a_request_in_it_is_left_out_in_its_own_paragraph() -> None:
    footer = "Please add our address to your contacts."
    recurring = frozenset(sentence_keys([message(footer)]))
    found = voices(f"The scan fails.\n\n{footer}", recurring=recurring)
    assert texts_of(found) == ["The scan fails."]


@pytest.mark.parametrize("text", ["アプリが落ちる", "still waiting for my card"])
def test_a_complaint_that_many_make_in_the_same_words_is_content(text: str) -> None:
    recurring = frozenset(sentence_keys([message(text)]))
    assert texts_of(voices(text, recurring=recurring)) == [text]
    beside = f"{text}\nSince the update of October 3."
    assert text in texts_of(voices(beside, recurring=recurring))[0]


def test_a_recurring_sentence_is_kept_where_it_is_all_the_message_says() -> None:
    text = "カメラのこと"
    recurring = frozenset(sentence_keys([message(text)]))
    assert texts_of(voices(text, recurring=recurring)) == [text]


def test_sentence_keys_know_the_customers_sentences_and_not_the_quoted_ones() -> None:
    quoted = message("落ちます。\n> いつからですか。")
    assert sentence_keys([quoted]) == sentence_keys([message("落ちます。")])
    assert sentence_keys([message("It crashes.", role=Role.AGENT)]) == set()
