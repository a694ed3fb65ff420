"""What a wrong setting, a wrong path or a wrong moment gets to hear, and with which exit code."""

from __future__ import annotations

import subprocess
import sys
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

Koe = Callable[..., Any]

NEED_SETTINGS = (
    "run",
    "intake",
    "analyse",
    "report",
    "publish",
    "deploy",
    "topics list",
    "topics show 1",
    'sql "select 1"',
    "quarantine list",
    "quarantine replay",
)


@pytest.mark.parametrize("command", NEED_SETTINGS)
def test_without_a_settings_file_every_command_says_how_to_get_one(
    command: str, tmp_path: Path, koe: Koe, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(tmp_path)
    told = koe(command)
    assert told.code == 2
    assert "there is no koe.toml" in told.err
    assert "koe init" in told.err
    assert told.out == ""
    assert list(tmp_path.iterdir()) == []


@pytest.mark.parametrize(
    ("wrong", "near"),
    [
        ("[tracker]\nallow_frist_fill = 8", "did you mean allow_first_fill?"),
        ("[acount]\nname = 'x'", "did you mean account?"),
        ("[analysis]\npool_limits = 500", "did you mean pool_limit?"),
        ("[account]\ntime_zone = 'Asia/Tokio'", "Asia/Tokyo"),
        ("[tracker]\nkind = 'jra'", "'jira' or 'backlog'"),
        ("[intake]\nbad_rows_limit = 2", "intake.bad_rows_limit = 2"),
    ],
)
def test_a_typo_in_the_settings_names_what_was_meant(
    wrong: str, near: str, tmp_path: Path, koe: Koe
) -> None:
    config = tmp_path / "koe.toml"
    config.write_text(wrong, encoding="utf-8")
    told = koe("run", "--config", config)
    assert told.code == 2
    assert near in told.err
    assert f"mend {config}" in told.err


@pytest.mark.parametrize(
    "content",
    [b"[account\nname = 1", '[account]\nname = "みかん"'.encode("cp932")],
    ids=["broken", "not in UTF-8"],
)
def test_settings_that_are_no_toml_are_told_without_a_traceback(
    content: bytes, tmp_path: Path, koe: Koe
) -> None:
    config = tmp_path / "koe.toml"
    config.write_bytes(content)
    told = koe("run", "--config", config)
    assert told.code == 2
    assert "not valid TOML" in told.err
    assert "UTF-8" in told.err


def test_settings_saved_by_a_windows_editor_are_read(tmp_path: Path, koe: Koe) -> None:
    config = tmp_path / "koe.toml"
    config.write_bytes('[account]\r\nname = "みかん"\r\n'.encode("utf-8-sig"))
    (tmp_path / ".env").write_text("KOE_PSEUDONYM_KEY=a-key-for-tests-only\n", encoding="utf-8")
    assert "intake.exports" in koe("run", "--config", config).err


def test_a_run_without_a_pseudonym_key_says_how_to_get_one(empty_account: Path, koe: Koe) -> None:
    empty_account.with_name(".env").unlink()
    told = koe("run", "--config", empty_account)
    assert told.code == 2
    assert "KOE_PSEUDONYM_KEY is not set" in told.err
    assert "koe init" in told.err


def test_a_short_pseudonym_key_is_refused(empty_account: Path, koe: Koe) -> None:
    empty_account.with_name(".env").write_text("KOE_PSEUDONYM_KEY=short\n", encoding="utf-8")
    told = koe("run", "--config", empty_account)
    assert told.code == 2
    assert "at least 16" in told.err
    assert "short" not in told.err


def test_an_export_that_is_not_there_is_named(empty_account: Path, koe: Koe) -> None:
    told = koe("run", "--config", empty_account, "--export", "exports/nobody.ndjson")
    assert told.code == 3
    assert "exports/nobody.ndjson" in told.err
    assert told.out == ""


def test_jira_without_a_token_says_where_it_belongs(empty_account: Path, koe: Koe) -> None:
    with empty_account.open("a", encoding="utf-8") as file:
        file.write('kind = "jira"\napi_url = "http://127.0.0.1:9"\n')
    told = koe("report", "--config", empty_account)
    assert told.code == 2
    assert "KOE_JIRA_TOKEN" in told.err
    assert ".env" in told.err


def test_while_a_night_runs_another_command_is_refused_with_exit_code_5(
    empty_account: Path, koe: Koe
) -> None:
    warehouse = empty_account.parent / "var" / "koe.duckdb"
    code = (
        "import sys\nfrom pathlib import Path\nfrom warehouse.store import Warehouse\n"
        "with Warehouse(Path(sys.argv[1]), time_zone='UTC', command='koe run').lock():\n"
        "    print('held', flush=True)\n    sys.stdin.read()\n"
    )
    with subprocess.Popen(
        [sys.executable, "-c", code, str(warehouse)],
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        text=True,
    ) as holder:
        assert holder.stdout is not None
        assert holder.stdout.readline() == "held\n"
        told = koe("run", "--config", empty_account)
        holder.communicate("")
    assert told.code == 5
    assert f"process {holder.pid} (koe run) since" in told.err
    assert "Next:" in told.err
    assert told.out == ""


def test_reading_before_the_first_night_says_what_is_missing(empty_account: Path, koe: Koe) -> None:
    told = koe("topics", "list", "--config", empty_account)
    assert told.code == 6
    assert "There is no snapshot" in told.err


def test_a_schedule_without_a_server_says_that_cron_needs_none(
    empty_account: Path, koe: Koe
) -> None:
    told = koe("deploy", "--config", empty_account)
    assert told.code == 2
    assert "PREFECT_API_URL" in told.err
    assert "cron" in told.err


def test_an_unknown_command_or_option_is_a_usage_error(koe: Koe) -> None:
    assert koe("runn").code == 2
    assert koe("run", "--dryrun").code == 2


@pytest.mark.slow
def test_the_shell_gets_exit_code_and_message_without_a_traceback(
    tmp_path: Path, koe_in_process_of_its_own: Koe
) -> None:
    told = koe_in_process_of_its_own("run", cwd=tmp_path)
    assert (told.code, told.out) == (2, "")
    assert told.err.startswith("koe: there is no koe.toml\n")
    assert "Traceback" not in told.err


def test_a_long_path_in_a_message_is_not_broken_in_two(tmp_path: Path, koe: Koe) -> None:
    config = tmp_path / ("a-very-long-folder-name-" * 5) / "koe.toml"
    assert str(config) in koe("run", "--config", config).err
