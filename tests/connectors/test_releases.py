"""A hand-written list of releases is read whole, or refused with the line to mend."""

from __future__ import annotations

from datetime import date
from pathlib import Path

import pytest

from connectors.releases import read_releases
from records.errors import InputError
from records.release import Release


def test_releases_are_read_with_their_notes(tmp_path: Path) -> None:
    file = tmp_path / "releases.csv"
    file.write_text(
        "\ufeffdate,version,what\n2026-10-01,6.2.0,新しい支払い画面\n2026-10-15,6.2.1,\n"
    )
    assert read_releases(file) == [
        Release("6.2.0", date(2026, 10, 1), "新しい支払い画面"),
        Release("6.2.1", date(2026, 10, 15)),
    ]


@pytest.mark.parametrize(
    ("text", "told"),
    [
        ("day,name\n1,2\n", "has the columns day, name"),
        ("date,version\n2026-13-01,6.2.0\n", "line 2"),
        ("date,version\n2026-10-01,\n", "line 2"),
    ],
)
def test_a_file_that_cannot_be_read_says_where(tmp_path: Path, text: str, told: str) -> None:
    file = tmp_path / "releases.csv"
    file.write_text(text)
    with pytest.raises(InputError, match=told):
        read_releases(file)


def test_a_missing_file_says_which_setting_to_mend(tmp_path: Path) -> None:
    with pytest.raises(InputError, match=r"intake\.releases"):
        read_releases(tmp_path / "none.csv")
