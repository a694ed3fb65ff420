"""People's words about labels: they show at once, no model overrules them, and can be undone."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import pytest

from records.errors import InputError
from records.voice import Label, Voice
from warehouse.evidence import evidence
from warehouse.labels import (
    Deciding,
    Target,
    candidates,
    correct,
    corrected_voices,
    corrections,
    helpdesk_answers,
    models,
    models_in_use,
    relabel,
    save_model,
    stale_voices,
    target_of,
    undo,
    use_model,
)

House = Any


def mori(house: House) -> Deciding:
    return Deciding("mori", "読んで確かめた", house.now)


def types(house: House) -> list[tuple[str, str | None, str]]:
    found: list[tuple[str, str | None, str]] = house.rows(
        "SELECT v.ticket_id, l.value, l.model FROM labels l JOIN voices v USING (voice_id)"
        " WHERE l.task = 'request_type' ORDER BY v.ticket_id, v.start, v.voice_id"
    )
    return found


@pytest.fixture(scope="module")
def told(begun: House) -> list[Voice]:
    """Two tickets, both labelled bug by a model."""
    begun.land(
        begun.ticket("1", "認証コードが届きません。", tags=("login", "area_sms")),
        begun.ticket("2", "The code never came.", product_area="SMS"),
    )
    voices: list[Voice] = begun.analyse()
    return voices


@pytest.fixture
def house(begun: House, told: list[Voice], again: Callable[[House], House]) -> House:
    """The warehouse that holds what was told."""
    return again(begun)


def test_a_correction_of_a_ticket_shows_at_once(house: House) -> None:
    number = correct(house.wh, target_of(house.wh, "1"), "request_type", "account", mori(house))
    assert number == 1
    assert types(house) == [("1", "account", "test-1"), ("2", "bug", "test-1")]
    assert house.value("SELECT model_value FROM labels WHERE correction = 1") == "bug"


def test_a_voice_is_named_by_the_beginning_of_its_id(house: House, told: list[Voice]) -> None:
    voice = next(one for one in told if one.ticket_id == "2")
    assert target_of(house.wh, voice.voice_id[:8]) == Target("zendesk", "2", voice.voice_id)


@pytest.mark.parametrize("name", ["9", "zzzzzzzz", ""])
def test_a_ticket_or_voice_that_is_not_there_is_refused(house: House, name: str) -> None:
    with pytest.raises(InputError, match="koe labels next"):
        target_of(house.wh, name)


def test_a_word_on_a_voice_is_nearer_than_one_on_its_ticket(
    house: House, told: list[Voice]
) -> None:
    voice = next(one for one in told if one.ticket_id == "1")
    near = Target("zendesk", "1", voice.voice_id)
    correct(house.wh, near, "request_type", "account", mori(house))
    correct(house.wh, Target("zendesk", "1", None), "request_type", "price", mori(house))
    assert types(house)[0][1] == "account"


def test_no_later_model_overrules_a_person(house: House, told: list[Voice]) -> None:
    correct(house.wh, target_of(house.wh, "1"), "request_type", "account", mori(house))
    labels = [Label(voice.voice_id, "request_type", "order", 1.0, "newer") for voice in told]
    relabel(house.wh, told, labels)
    assert types(house) == [("1", "account", "newer"), ("2", "order", "newer")]


def test_a_ticket_that_is_analysed_again_keeps_its_correction(
    house: House, told: list[Voice]
) -> None:
    correct(house.wh, target_of(house.wh, "1"), "request_type", "account", mori(house))
    house.land(house.ticket("1", "認証コードが届きません。", source_version=2, csat=0.0))
    assert house.analyse()
    assert types(house)[0][1] == "account"


def test_an_undone_correction_gives_the_models_word_back_and_stays_on_record(
    house: House,
) -> None:
    before = types(house)
    number = correct(house.wh, target_of(house.wh, "1"), "request_type", "account", mori(house))
    row = undo(house.wh, number, Deciding("sato", "勘違い", house.now))
    assert row["value"] == "account"
    assert types(house) == before
    kept = corrections(house.wh)
    assert [(one["decided_by"], one["holds"]) for one in kept] == [
        ("sato", False),
        ("mori", False),
    ]
    with pytest.raises(InputError, match="no standing correction"):
        undo(house.wh, number, mori(house))


def test_a_task_no_model_knows_is_answered_by_people_alone(house: House) -> None:
    correct(house.wh, target_of(house.wh, "2"), "product_area", "sms", mori(house))
    rows = "SELECT value, model FROM labels WHERE task = 'product_area'"
    assert house.rows(rows) == [("sms", "person")]
    assert [(v.ticket_id, value) for v, value in corrected_voices(house.wh, "product_area")] == [
        ("2", "sms")
    ]
    undo(house.wh, 1, mori(house))
    assert house.rows(rows) == []


@pytest.mark.parametrize(
    ("column", "words"), [("tags", {"login", "area_sms"}), ("product_area", {"SMS"})]
)
def test_the_helpdesks_own_words_are_read(house: House, column: str, words: set[str]) -> None:
    assert {word for _, word in helpdesk_answers(house.wh, column, 100)} == words


def test_people_are_not_asked_about_what_they_have_answered(
    house: House, told: list[Voice]
) -> None:
    correct(house.wh, target_of(house.wh, "1"), "request_type", "account", mori(house))
    asked = candidates(house.wh, "request_type", 10)
    assert [(voice.ticket_id, value) for voice, value, _ in asked] == [("2", "bug")]
    assert len(candidates(house.wh, "product_area", 10)) == len(told)


def test_only_what_an_older_version_answered_is_labelled_anew_newest_first(
    house: House, told: list[Voice]
) -> None:
    in_force = {"request_type": "test-1", "sentiment": "test-1"}
    assert stale_voices(house.wh, in_force, 10) == []
    assert len(stale_voices(house.wh, in_force | {"request_type": "v2"}, 10)) == len(told)
    assert len(stale_voices(house.wh, in_force | {"severity": "v1"}, 1)) == 1


def test_the_newest_use_decides_and_an_earlier_version_can_come_back(house: House) -> None:
    for version in ("one", "two"):
        save_model(house.wh, version, "severity", "e-1", {"n": 3}, version.encode(), mori(house))
        use_model(house.wh, "severity", version, mori(house))
    assert models_in_use(house.wh) == [("two", "e-1", b"two")]
    use_model(house.wh, "severity", "one", mori(house))
    assert models_in_use(house.wh) == [("one", "e-1", b"one")]
    use_model(house.wh, "severity", None, mori(house))
    assert models_in_use(house.wh) == []
    assert {(m["version"], m["in_use"], m["card"]["n"]) for m in models(house.wh)} == {
        ("one", False, 3),
        ("two", False, 3),
    }


@pytest.mark.parametrize(("bugs", "filed"), [(3, "account"), (4, "bug")])
def test_a_failure_inside_a_matter_of_account_reaches_the_product_team(
    empty_house: House, again: Callable[[House], House], bugs: int, filed: str
) -> None:
    house = again(empty_house)
    house.land(*(house.ticket(str(n), f"コードが届きません {n}") for n in range(10)))
    house.born(house.topic())
    voices = house.analyse(topic_of=lambda _voice: "t-1", label="account")
    chosen = [Label(v.voice_id, "request_type", "bug", 0.9, "test-1") for v in voices[:bugs]]
    relabel(house.wh, voices[:bugs], chosen)
    (found,) = evidence(house.wh, house.now)
    assert found.request_type == filed
