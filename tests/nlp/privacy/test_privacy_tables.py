"""What must go and what must stay, in both languages."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from nlp.privacy import Redactor

HERE = Path(__file__).parent
# (text, value that may not remain, placeholder) by language
MUST_GO = json.loads((HERE / "must_go.json").read_text(encoding="utf-8"))
# texts of which not one character may change, by language
MUST_STAY = json.loads((HERE / "must_stay.json").read_text(encoding="utf-8"))
ROWS: list[tuple[str, str, str]] = [tuple(row) for rows in MUST_GO.values() for row in rows]
KEPT: list[str] = [text for texts in MUST_STAY.values() for text in texts]


@pytest.fixture(scope="module")
def cleaned() -> dict[str, str]:
    texts = [text for text, _, _ in ROWS]
    return dict(zip(texts, Redactor().redact(texts), strict=True))


@pytest.fixture(scope="module")
def kept() -> dict[str, str]:
    return dict(zip(KEPT, Redactor().redact(KEPT), strict=True))


@pytest.mark.parametrize(("text", "value", "kind"), ROWS)
def test_personal_data_goes_and_says_what_it_was(
    text: str, value: str, kind: str, cleaned: dict[str, str]
) -> None:
    assert value not in cleaned[text]
    assert f"<{kind}>" in cleaned[text]


@pytest.mark.parametrize("text", KEPT)
def test_what_identifies_nobody_stays_to_the_character(text: str, kept: dict[str, str]) -> None:
    assert kept[text] == text


def test_there_are_cases_enough_to_mean_something() -> None:
    assert len(ROWS) >= 130
    assert len(KEPT) >= 130
