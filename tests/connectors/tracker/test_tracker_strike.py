"""Quotes of an erased customer are taken out of an issue, whatever people wrote around them."""

from __future__ import annotations

import pytest

from connectors.tracker.render import adf, markdown, wiki
from connectors.tracker.strike import Quoted, from_adf, from_markdown, from_wiki
from records.issue import Block

JA = Block("quote", "撮影すると\n落ちます *!*", items=("10月3日 · 4.1", "お問い合わせ 12"))
EN = Block("quote", "It {crashes}.", items=("3 Oct", "ticket 12"), url="https://h.example/t/12")
NEAR = Block(
    "quote", "Another's words", items=("3 Oct", "ticket 121"), url="https://h.example/t/121"
)
TITLE, WORDS = Block("heading", "お客様の声"), Block("paragraph", "ticket 12 is linked here")
BLOCKS = (TITLE, JA, NEAR, EN, WORDS)
KEPT = (TITLE, NEAR, WORDS)
THEIRS = Quoted(("12",), ("https://h.example/t/12",))


def test_of_a_markdown_issue_only_their_quotes_go() -> None:
    note = "A word of ours.\n\n> a quote by the PM, see ticket 13"
    text = f"{markdown.document(BLOCKS)}\n\n{note}"
    assert from_markdown(text, THEIRS) == (f"{markdown.document(KEPT)}\n\n{note}", 2)


def test_of_a_cloud_document_only_their_quotes_go() -> None:
    assert from_adf(adf.document(BLOCKS), THEIRS) == (adf.document(KEPT), 2)


def test_of_wiki_text_only_their_quotes_go() -> None:
    left, taken = from_wiki(wiki.document(BLOCKS), THEIRS)
    assert taken == 2
    assert "撮影" not in left
    assert "crashes" not in left
    for block in KEPT:
        assert wiki.document([block]) in left


@pytest.mark.parametrize("render", ["markdown", "wiki", "adf"])
def test_a_second_time_there_is_nothing_to_take(render: str) -> None:
    if render == "adf":
        document, _ = from_adf(adf.document(BLOCKS), THEIRS)
        assert from_adf(document, THEIRS) == (document, 0)
        return
    text = markdown.document(BLOCKS) if render == "markdown" else wiki.document(BLOCKS)
    strike = from_markdown if render == "markdown" else from_wiki
    left, _ = strike(text, THEIRS)
    assert strike(left, THEIRS) == (left, 0)


def test_a_paragraph_into_which_somebody_copied_their_words_goes_too() -> None:
    quoted = Quoted(("99",), words=("一字一句そのままの言葉",))
    text = "まとめ\n\n顧客曰く「一字一句そのままの言葉」です。\n\n対応中"
    assert from_markdown(text, quoted) == ("まとめ\n\n対応中", 1)
    document = adf.document([Block("paragraph", part) for part in text.split("\n\n")])
    assert from_adf(document, quoted)[1] == 1
    assert from_wiki(text, quoted) == ("まとめ\n\n対応中", 1)
