"""Each check finds the row that breaks it, and a sound house has none."""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING

import pytest

from records.issue import Answer, IssueState
from warehouse.checks import run_checks
from warehouse.codec import to_json
from warehouse.sql import folder

if TYPE_CHECKING:
    from tests.warehouse.conftest import House


def issue_row(label: str) -> str:
    at = "2026-10-05T20:00:00+00:00"
    state = to_json(
        IssueState(
            label, "t-1", "1", "M-1", "", "To Do", "todo", Answer.RECEIVED, None, (),
            created_at=at, updated_at=at,  # type: ignore[arg-type]
        )
    )  # fmt: skip
    return f"INSERT INTO issues VALUES ('jira', '{label}', 't-1', '{state}', 'received', now());"


def done_create(op_id: str) -> str:
    return (
        f"INSERT INTO outbox VALUES ('jira', '{op_id}', 'create', 'koe-1', 't-1', NULL, '', '{{}}',"
        " 'done', 1, NULL, 'run-1', now(), now());"
    )


BREAKS = {
    "file_counts_reconcile": "UPDATE ingest_files SET rows_loaded = rows_loaded + 1",
    "run_counts_reconcile": "UPDATE run_files SET rows_unchanged = rows_unchanged + 1",
    "analysed_ticket_is_accounted_for": "DELETE FROM voices WHERE ticket_id = '2'",
    "every_voice_is_assigned": "DELETE FROM assignments WHERE ticket_id = '2'",
    "assignment_has_its_voice": "DELETE FROM voices WHERE ticket_id = '2'",
    "voice_is_verbatim": "UPDATE voices SET start = start + 1, stop = stop + 1",
    "assignment_has_a_living_topic": "UPDATE topics SET state = 'merged'",
    "topic_has_a_definition": "DELETE FROM topic_definitions",
    "one_open_issue_a_topic": issue_row("koe-1") + issue_row("koe-2"),
    "created_once": done_create("op-1") + done_create("op-2"),
    "voices_are_unique": "INSERT INTO labels SELECT * FROM labels LIMIT 1",
    "no_address_is_kept": "UPDATE messages SET text = text || ' 連絡先はtaro＠example.comまで'",
    "created_day_follows_the_time_zone": "UPDATE tickets SET created_day = created_day + 1",
    "counts_are_true": "UPDATE counted_tickets SET created_day = created_day + 1",
    "departed_tickets_do_not_count": (
        "CREATE OR REPLACE VIEW ticket_topics AS SELECT a.source, a.ticket_id, a.topic_uid"
        " FROM assignments a; UPDATE tickets SET status = 'deleted' WHERE ticket_id = '2'"
    ),
}


@pytest.fixture(scope="module")
def sound_house(begun: House) -> House:
    """Two analysed tickets, one of them with 𠮟 and an emoji before the voice's end."""
    begun.born(begun.topic())
    begun.land(
        begun.ticket("1", "𠮟られた😀。落ちます"), begun.ticket("2", "It crashes (app@home)")
    )
    begun.analyse(lambda _voice: "t-1")
    return begun


@pytest.fixture
def sound(sound_house: House, again: Callable[[House], House]) -> House:
    return again(sound_house)


def broken(house: House) -> dict[str, int]:
    return {found.name: len(found.rows) for found in run_checks(house.wh) if found.rows}


def test_a_sound_house_breaks_no_check(sound: House) -> None:
    assert broken(sound) == {}


def test_every_check_is_tried() -> None:
    assert {check.name for check in folder("checks")} == set(BREAKS)


@pytest.mark.parametrize("name", sorted(BREAKS))
def test_a_check_finds_the_row_that_breaks_it(sound: House, name: str) -> None:
    sound.tamper(BREAKS[name])
    assert name in broken(sound)


@pytest.mark.parametrize("name", sorted(BREAKS))
def test_a_night_finds_what_its_own_run_broke(sound: House, name: str) -> None:
    sound.tamper(BREAKS[name])
    assert name in {found.name for found in run_checks(sound.wh, run_id="run-1") if found.rows}


@pytest.mark.parametrize(
    "name", ["voice_is_verbatim", "every_voice_is_assigned", "voices_are_unique"]
)
def test_a_night_does_not_read_again_what_other_nights_wrote(sound: House, name: str) -> None:
    sound.tamper(BREAKS[name])
    assert not [found for found in run_checks(sound.wh, run_id="run-2") if found.rows]


def test_bad_rows_name_ids_and_never_what_a_customer_wrote(sound: House) -> None:
    sound.tamper(BREAKS["no_address_is_kept"])
    (found,) = [found for found in run_checks(sound.wh) if found.rows]
    assert found.columns == ("relation", "id")
    assert "taro" not in repr(found)
    assert found.about.startswith("A text with something like an e-mail address")


def test_topics_departed_from_are_not_called_two_open_issues_when_one_is_closed(
    sound: House,
) -> None:
    sound.tamper(issue_row("koe-1") + issue_row("koe-2").replace('"todo"', '"done"'))
    assert broken(sound) == {}
