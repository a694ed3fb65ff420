"""A customer asks to be erased: nothing of theirs is left, and everything of the others is."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from typing import TYPE_CHECKING

import pytest

from records.issue import Block, Draft, Operation, OperationKind, OperationState
from records.topic import Topic
from warehouse import erasure
from warehouse.checks import run_checks
from warehouse.outbox import outbox, outbox_add
from warehouse.rewrite import rewrite
from warehouse.search import refuse_words
from warehouse.snapshot import open_snapshot
from warehouse.strikes import finish_strike, strikes

if TYPE_CHECKING:
    from tests.warehouse.conftest import House

TRACKER = "markdown var/issues KOE x"
ME, OTHER = "c_0123456789abcdef", "c_fedcba9876543210"
JA = "領収書を撮影すると画面が真っ白になり何度試しても戻りません。"
EN = "The quarterly export stops at the ninth page every single time."


def quote(ticket: str, text: str = JA) -> Block:
    return Block("quote", text, items=("10月3日", f"お問い合わせ {ticket}"), url=None)


def create(*blocks: Block) -> Operation:
    draft = Draft("落ちる", blocks, ("koe",), "Task", {"key": "koe-1"})
    return Operation("op-1", OperationKind.CREATE, "koe-1", "t-1", "5 customers", draft=draft)


@pytest.fixture(scope="module")
def filled_house(begun: House) -> House:
    """Mine: ticket 1. Theirs: tickets 2 and 3, in one of which I wrote too."""
    begun.born(begun.topic())
    mine = begun.said("私も同じ現象で困っています。とても不便です。", id="3-me")
    begun.land(
        begun.ticket("1", JA, customer=ME, subject="領収書の撮影について困っています"),
        begun.ticket("2", EN, customer=OTHER),
        begun.ticket("3", begun.said(EN, id="3-1"), replace(mine, author=ME), customer=OTHER),
        bad=[replace(begun.bad_row(1, JA + "{"), people=(ME,)), begun.bad_row(2, "{other")],
    )
    begun.analyse(lambda _voice: "t-1")
    return begun


@pytest.fixture
def filled(filled_house: House, again: Callable[[House], House]) -> House:
    return again(filled_house)


def erase(house: House, *names: str) -> erasure.Theirs:
    theirs = erasure.look(house.wh, names)
    sentences = {key: {"s"} for key in theirs.tickets}
    erasure.delete(house.wh, theirs, sentences, erasure_id="erase-1", asked_by="dpo", now=house.now)
    return theirs


def test_a_look_counts_what_would_go_and_changes_nothing(filled: House) -> None:
    before = filled.contents()
    found = erasure.look(filled.wh, [ME]).counts
    assert (found["tickets"], found["messages_in_other_tickets"], found["voices"]) == (1, 1, 2)
    assert found["quarantined_rows"] == 1
    assert filled.contents() == before


def test_everything_of_theirs_goes_and_everything_of_others_stays(filled: House) -> None:
    erase(filled, ME)
    assert filled.rows("SELECT ticket_id FROM tickets ORDER BY 1") == [("2",), ("3",)]
    assert filled.rows("SELECT message_id FROM messages ORDER BY 1") == [("2-0",), ("3-1",)]
    assert filled.rows("SELECT text FROM quarantine") == [("{other",)]
    assert {check.name for check in run_checks(filled.wh) if check.rows} == set()


def test_a_ticket_of_another_that_lost_a_message_is_analysed_again(filled: House) -> None:
    erase(filled, ME)
    voices = filled.analyse(lambda _voice: "t-1")
    assert [voice.ticket_id for voice in voices] == ["3"]


def test_the_log_says_when_by_whom_and_how_much_but_not_whose(filled: House) -> None:
    erase(filled, ME)
    ((by, state, counts),) = filled.rows("SELECT asked_by, state, counts FROM erasure_log")
    assert (by, state) == ("dpo", "deleted")
    assert '"tickets": 1' in counts
    log = repr(filled.rows("FROM erasure_log")) + repr(filled.rows("FROM suppressed"))
    assert ME not in log


def test_a_later_export_does_not_bring_them_back(filled: House) -> None:
    erase(filled, ME)
    mine = filled.said("私も同じ現象で困っています。とても不便です。", id="3-me")
    counts = filled.land(
        filled.ticket("1", JA, customer=ME, source_version=9),
        filled.ticket("9", "また落ちました。", customer=ME),
        filled.ticket("2", EN, customer=OTHER),
        filled.ticket("3", filled.said(EN, id="3-1"), replace(mine, author=ME), customer=OTHER),
        bad=[replace(filled.bad_row(1, "{again"), people=(ME,))],
    )
    assert (counts.read, counts.suppressed, counts.unchanged) == (5, 3, 2)
    assert counts.reconciles
    assert ME not in repr(filled.contents() | {"erasure_words": []})


def test_somebody_known_by_id_is_found_by_their_address(house: House) -> None:
    house.land(house.ticket("1", JA, customer=ME, customer_email="c_aaaaaaaaaaaaaaaa"))
    found = erasure.look(house.wh, ["c_aaaaaaaaaaaaaaaa"])
    assert found.tickets == (("zendesk", "1"),)
    assert set(found.names) == {ME, "c_aaaaaaaaaaaaaaaa"}


def test_a_topic_keeps_as_many_examples_of_other_customers(house: House) -> None:
    house.land(*(house.ticket(str(n), f"{EN} {n}", customer=f"c_{n}") for n in range(8)))
    house.born(house.topic())
    voices = {v.ticket_id: v.voice_id for v in house.analyse(lambda _voice: "t-1")}
    topic: Topic = house.topic(exemplars=tuple(voices[str(n)] for n in range(5)))
    house.run("DELETE FROM topic_definitions")
    house.run("DELETE FROM topics")
    house.born(replace(topic, counter_example=voices["5"]))
    erase(house, "c_0", "c_5")
    ((exemplars, counter),) = house.rows("SELECT exemplars, counter_example FROM topic_definitions")
    assert len(exemplars) == 5
    assert counter is not None
    assert {voices["0"], voices["5"]}.isdisjoint({*exemplars, counter})


def test_a_topic_without_any_voice_left_loses_its_name_too(house: House) -> None:
    house.land(house.ticket("1", JA, customer=ME))
    house.born(house.topic())
    house.analyse(lambda _voice: "t-1")
    erase(house, ME)
    assert house.rows("SELECT state, name_ja, name_en, keywords FROM topics") == [
        ("retired", None, None, [])
    ]


def test_what_was_written_to_the_tracker_is_kept_without_their_quotes(filled: House) -> None:
    outbox_add(
        filled.wh, TRACKER, "run-1", [create(quote("1"), quote("2", EN), quote("11"))], filled.now
    )
    erase(filled, ME)
    (kept,) = outbox(filled.wh, TRACKER, [OperationState.PLANNED])
    assert kept.draft is not None
    assert kept.draft.description == (quote("2", EN), quote("11"))
    (strike,) = strikes(filled.wh)
    assert (strike.label, strike.tickets) == ("koe-1", ("1", "3"))
    finish_strike(filled.wh, strike, 1, filled.now)
    assert filled.rows("SELECT state, quotes, tickets FROM erasure_issues") == [("done", 1, [])]


@pytest.mark.parametrize(
    ("said", "summary", "left"),
    [
        (JA, f"「{JA.rstrip('。')}」（撮影・戻る） — 5人のお客様", "撮影・戻る — 5人のお客様"),
        (JA, f"「{JA.rstrip('。')}」 — 5人のお客様", "「…」 — 5人のお客様"),
        (EN, f"“{EN.rstrip('.')}” (export) — 5 customers", "export — 5 customers"),
    ],
)
def test_a_title_of_before_goes_too_although_the_issue_shows_no_quote_of_theirs(
    house: House, said: str, summary: str, left: str
) -> None:
    house.land(house.ticket("1", said, customer=ME), house.ticket("2", "Hello.", customer=OTHER))
    titled = create(quote("2", "Hello."))
    assert titled.draft is not None
    titled = replace(titled, draft=replace(titled.draft, summary=summary))
    outbox_add(house.wh, TRACKER, "run-1", [titled], house.now)
    erase(house, ME)
    (kept,) = outbox(house.wh, TRACKER, [OperationState.PLANNED])
    assert kept.draft is not None
    assert (kept.draft.summary, len(kept.draft.description)) == (left, 1)
    assert [(one.label, one.titles) for one in strikes(house.wh)] == [("koe-1", (left,))]


def test_sentences_that_stood_only_in_their_tickets_are_forgotten(house: House) -> None:
    from warehouse.sentences import raise_sentence_counts

    house.land(house.ticket("1", JA, customer=ME), house.ticket("2", EN, customer=OTHER))
    said = {("zendesk", "1"): ["mine", "both"], ("zendesk", "2"): ["both"]}
    raise_sentence_counts(house.wh, "run-1", said)
    theirs = erasure.look(house.wh, [ME])
    gone = {("zendesk", "1"): ["mine", "both"]}
    erasure.delete(house.wh, theirs, gone, erasure_id="e", asked_by="x", now=house.now)
    assert house.rows("SELECT sentence_sha256, sum(tickets) FROM sentence_counts GROUP BY ALL") == [
        ("both", 1)
    ]


def test_the_words_to_search_for_stand_nowhere_else(filled: House) -> None:
    filled.land(filled.ticket("4", JA, customer=OTHER))  # somebody else says exactly the same
    erase(filled, ME)
    words = erasure.words_to_search(filled.wh)
    assert ME in words
    assert not any(word in JA for word in words)
    assert any("同じ現象" in word for word in words)


@pytest.mark.slow
def test_a_fresh_file_holds_the_same_tables_and_none_of_the_words(filled: House) -> None:
    erase(filled, ME)
    words = erasure.words_to_search(filled.wh)
    before = filled.contents() | {"erasure_words": []}
    rewrite(
        filled.wh,
        check=lambda fresh: refuse_words([fresh], words, None),
        leave_empty={"erasure_words"},
    )
    assert filled.contents() == before
    assert [path.name for path in filled.wh.path.parent.glob("*.new*")] == []
    filled.let_go()
    refuse_words([filled.wh.path], words, None)


@pytest.mark.slow
def test_freed_blocks_hold_deleted_words_until_the_file_is_rewritten(house: House) -> None:
    """The reason for the rewrite: should DuckDB ever clear what it frees, this fails."""
    words = "x".join(f"{n:x}" for n in range(90_000, 92_000))  # does not compress away
    house.land(house.ticket("1", words, customer=ME), house.ticket("2", EN, customer=OTHER))
    piece = words[5_000:5_040].encode()
    with house.wh.connect() as conn:
        conn.execute("CHECKPOINT")
    assert piece in house.wh.path.read_bytes()
    erase(house, ME)
    with house.wh.connect() as conn:
        conn.execute("CHECKPOINT")
    assert piece in house.wh.path.read_bytes()
    rewrite(house.wh, leave_empty={"erasure_words"})
    assert piece not in house.wh.path.read_bytes()


@pytest.mark.slow
def test_a_rewrite_that_finds_a_word_leaves_the_old_file_in_place(filled: House) -> None:
    before = filled.wh.path.stat().st_ino

    def check(fresh: object) -> None:
        raise RuntimeError("found")

    with pytest.raises(RuntimeError):
        rewrite(filled.wh, check=check)
    assert filled.wh.path.stat().st_ino == before
    rewrite(filled.wh)  # and what was left half made does no harm
    assert filled.value("SELECT count(*) FROM tickets") == 3
    assert filled.wh.path.stat().st_ino != before


def test_a_fresh_file_keeps_every_comment_and_view(filled: House) -> None:
    from warehouse.sql import query

    with filled.wh.connect() as conn:
        before = conn.execute(query("dictionary")).fetchall()
    rewrite(filled.wh)
    with open_snapshot(filled.wh.path) as conn:
        assert conn.execute(query("dictionary")).fetchall() == before
