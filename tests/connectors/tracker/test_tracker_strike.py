"""Quotes of an erased customer are taken out of an issue, whatever people wrote around them."""

from __future__ import annotations

from typing import Any

import pytest

from app.backlog_sim import BacklogState, running
from connectors.tracker.backlog import BacklogTracker
from connectors.tracker.backlog_session import BacklogAccess
from connectors.tracker.render import adf, backlog, markdown, wiki
from connectors.tracker.strike import Quoted, from_adf, from_backlog, from_markdown, from_wiki
from records.issue import Block, Draft

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


@pytest.mark.parametrize(("render", "strike"), [(wiki, from_wiki), (backlog, from_backlog)])
def test_of_marked_up_text_only_their_quotes_go(render: Any, strike: Any) -> None:
    left, taken = strike(render.document(BLOCKS), THEIRS)
    assert taken == 2
    assert "撮影" not in left
    assert "crashes" not in left
    for block in KEPT:
        assert render.document([block]).rstrip() in left


@pytest.mark.parametrize("rule", ["backlog", "markdown"])
def test_of_a_backlog_issue_their_quotes_go_and_keys_and_words_of_people_stay(rule: Any) -> None:
    state = BacklogState(rule=rule)
    draft = Draft("Title", BLOCKS, ("koe", "koe-1"), "Task", {"topic_uid": "t-1"})
    with running(state) as address:
        made = BacklogTracker(
            BacklogAccess(address, state.key), "KOE", clock=state.clock, sleep=lambda _: None
        )
        issue = made.create(draft, "koe-1", "op-1")
        made.put_note(issue.issue_id, None, BLOCKS, "note-1")
        state.person("KOE-1", comment="撮影すると落ちます, see ticket 12")
        assert made.strike(issue.issue_id, THEIRS) == 4
        assert made.strike(issue.issue_id, THEIRS) == 0
        assert made.find("koe-1") == made.get([issue.issue_id])
        assert made.find_note(issue.issue_id, "note-1")
        made.close()
    (kept,) = state.issues.values()
    ours, theirs = (one["content"] for one in state.comments[kept["id"]])
    for text in (kept["description"], ours):
        assert "撮影" not in text
        assert "crashes" not in text
        assert "ticket 121" in text
    assert theirs == "撮影すると落ちます, see ticket 12"


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
