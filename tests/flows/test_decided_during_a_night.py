"""What people decide while a night has the warehouse: kept, carried out when it ends, once."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import pytest

from flows.decide import ask, decide, inbox_of, put, settle
from flows.night import Counts, Night, Work, run_night
from records.decision import DecisionKind, LabelWish, Wish
from records.errors import InputError
from warehouse.snapshot import ask as asked

pytestmark = pytest.mark.slow

NewAccount = Callable[..., Any]
PRAISE = LabelWish("森", "読んだ", "1000", "request_type", "praise")
NAMED = "SELECT name_ja FROM topics WHERE number = 1"
DECISIONS = "SELECT kind, decided_by, why FROM topic_decisions ORDER BY decision"


def rename(name: str, why: str = "よりわかりやすい") -> Wish:
    return Wish(DecisionKind.RENAME, "田中", why, 1, name_ja=name)


def shown(account: Any, sql: str = NAMED) -> list[tuple[Any, ...]]:
    rows: list[tuple[Any, ...]] = asked(account.snapshot, sql)[1]
    return rows


def night_while(account: Any, meanwhile: Callable[[], object]) -> Night:
    """A night during whose analysis something happens in another process's place."""
    night: Night = account.night()

    def step(name: str, _network: bool, work: Work) -> Counts:
        if name == "analyse":
            meanwhile()
        return work()

    run_night(night, step=step)
    return night


def test_a_decision_taken_during_a_night_waits_and_shows_when_the_night_ends(account: Any) -> None:
    before, kept = shown(account), []

    def meanwhile() -> None:
        kept.append(ask(account.night(), rename("夜のあいだの名前"), wait_seconds=0))
        kept.append(ask(account.night(), PRAISE, wait_seconds=0))
        assert shown(account) == before

    night_while(account, meanwhile)
    assert [(one.number, one.entry) for one in kept] == [(None, 1), (None, 2)]
    assert "written to by process" in kept[0].busy
    assert shown(account) == [("夜のあいだの名前",)]
    assert shown(account, "SELECT value, decided_by FROM label_corrections") == [("praise", "森")]
    assert inbox_of(account.settings).entries() == []


def test_what_cannot_be_carried_out_is_kept_with_the_reason_and_holds_up_no_other(
    account: Any,
) -> None:
    gone = Wish(DecisionKind.PIN, "田中", "固定", 99)
    night_while(account, lambda: [put(account.night(), one) for one in (gone, rename("次"))])
    assert shown(account) == [("次",)]
    (refused,) = inbox_of(account.settings).entries()
    assert (refused.entry, refused.wish) == (1, gone)
    assert "there is no topic 99" in (refused.refused or "")
    assert settle(account.night())
    assert len(inbox_of(account.settings).entries()) == 1


def test_words_are_clean_before_they_are_kept(account: Any) -> None:
    put(account.night(), rename("別の名前", why="mori@example.com から電話"))
    (one,) = inbox_of(account.settings).waiting()
    assert one.wish.why == "<EMAIL> から電話"
    assert b"mori@example.com" not in inbox_of(account.settings).path.read_bytes()
    with pytest.raises(InputError, match="cannot be a topic's name"):
        put(account.night(), rename("mori@example.com が来ない"))
    with pytest.raises(InputError, match="needs who takes it and why"):
        put(account.night(), rename("名前", why=" "))
    with pytest.raises(InputError, match="has no value 'prais'"):
        put(account.night(), LabelWish("森", "読んだ", "1000", "request_type", "prais"))


def test_a_night_that_dies_before_it_publishes_carries_out_nothing_twice(account: Any) -> None:
    put(account.night(), rename("一度だけ"))
    put(account.night(), PRAISE)
    before = shown(account)

    class Killed(BaseException):
        pass

    def step(name: str, _network: bool, work: Work) -> Counts:
        if name == "publish":
            raise Killed
        return work()

    with pytest.raises(Killed):
        run_night(account.night(), step=step)
    assert shown(account) == before
    assert len(inbox_of(account.settings).waiting()) == 2
    assert settle(account.night())
    assert shown(account) == [("一度だけ",)]
    assert shown(account, DECISIONS) == [("rename", "田中", "よりわかりやすい")]
    assert shown(account, "SELECT count(*) FROM label_corrections") == [(1,)]
    assert inbox_of(account.settings).entries() == []


def test_a_decision_now_comes_after_those_that_wait(account: Any) -> None:
    put(account.night(), rename("先"))
    assert decide(account.night(), rename("後")) == 2
    assert shown(account) == [("後",)]
    assert [
        row[0] for row in shown(account, "SELECT name_ja FROM decisions ORDER BY decision")
    ] == [*("先", "後")]
