"""What the documents say is so: every command runs, every link leads somewhere, both languages
say the same."""

from __future__ import annotations

import re
import shlex
import subprocess
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from flows.settings import Secrets, Settings

ROOT = Path(__file__).parents[1]
READMES = ("README.md", "README.ja.md")
DOCS = sorted(
    path
    for path in (*ROOT.glob("*.md"), *ROOT.glob("docs/**/*.md"), *ROOT.glob("examples/**/*.md"))
    if ".venv" not in path.parts
)
Koe = Callable[..., Any]

# Commands that a test of its own runs, as they need a server, an account or minutes.
RUN_ELSEWHERE = {
    "make demo": "tests/app/test_demo.py",
    "make test": "Makefile",
    "cd my-koe": "tests/app/test_init.py",
    ". .venv/bin/activate": "Makefile",
    "export PREFECT_SERVER_ANALYTICS_ENABLED=false DO_NOT_TRACK=1": (
        "tests/flows/test_prefect_server.py"
    ),
    "koe init my-koe": "tests/app/test_init.py",
    "koe desk": "tests/app/desk/conftest.py",
    "koe doctor": "tests/app/test_night_commands.py",
    "koe run --dry-run": "tests/app/test_night_commands.py",
    "koe run": "tests/app/test_night_commands.py",
    "koe mapping test export.csv --mapping examples/mappings/generic_ticket_ja.yaml": (
        "tests/app/test_mapping_command.py"
    ),
    "koe mapping suggest export.csv > mapping.yaml": "tests/app/test_mapping_command.py",
    'koe labels correct 20004 request_type bug --by mori --why "the code never came"': (
        "tests/app/test_label_commands.py"
    ),
    "koe labels train request_type --by mori": "tests/app/test_label_commands.py",
    "koe eval labels tickets.csv --json": "tests/app/test_label_commands.py",
    "koe quarantine replay": "tests/app/test_quarantine_commands.py",
    "koe eval topics tickets.csv --label-column reason --predictions found.csv": (
        "tests/app/test_eval_commands.py"
    ),
    "koe jira-sim --state jira.json": "tests/app/test_simulator_command.py",
    "prefect server start": "tests/flows/test_prefect_server.py",
    "export PREFECT_API_URL=http://127.0.0.1:4200/api": "tests/flows/test_prefect_server.py",
    'koe deploy --cron "0 5 * * *"': "tests/flows/test_prefect_server.py",
    "prefect worker start --pool koe": "tests/flows/test_prefect_server.py",
    "koe erase --from request.txt --dry-run": "tests/app/test_protection_commands.py",
}


def commands(readme: str) -> list[str]:
    """Every line of the file's shell blocks, without its comment and without a path to koe."""
    text = (ROOT / readme).read_text(encoding="utf-8")
    blocks = re.findall(r"```sh\n(.*?)```", text, re.DOTALL)
    lines = [
        re.sub(r"\s{2,}#.*", "", line).strip() for block in blocks for line in block.split("\n")
    ]
    return [re.sub(r"^(\.\./)?\.venv/bin/", "", line) for line in lines if line]


READ_ONLY = [line for line in commands("README.md") if line not in RUN_ELSEWHERE]


def test_both_readmes_hold_the_same_commands() -> None:
    assert commands("README.md") == commands("README.ja.md")


@pytest.mark.parametrize("line", sorted(RUN_ELSEWHERE))
def test_a_command_that_needs_a_place_of_its_own_is_run_by_the_test_named_here(line: str) -> None:
    assert line in commands("README.md"), "no longer in the README: take it out here"
    text = (ROOT / RUN_ELSEWHERE[line]).read_text(encoding="utf-8")
    words = [one for one in shlex.split(line)[1:] if re.fullmatch(r"--?[a-z-]+|[a-z]+", one)]
    missing = [
        word for word in words if not re.search(rf"(?<![\w-]){re.escape(word)}(?![\w-])", text)
    ]
    assert not missing, f"{RUN_ELSEWHERE[line]} does not run `{line}`: no {missing} in it"


@pytest.mark.slow
@pytest.mark.parametrize("line", READ_ONLY)
def test_a_command_of_the_readme_runs_after_the_demo(
    line: str, koe: Koe, demo: Any, monkeypatch: pytest.MonkeyPatch
) -> None:
    program, *arguments = shlex.split(line)
    assert program == "koe", f"{line}: name the test that runs it in RUN_ELSEWHERE"
    monkeypatch.chdir(demo.folder)
    told = koe(*arguments)
    assert told.code == 0, told.err
    assert told.out.strip()


@pytest.mark.slow
def test_the_questions_that_the_demo_prints_run_as_printed(demo: Any, koe: Koe) -> None:
    printed = re.findall(r'koe sql --config \S+ "(.+)"', demo.told.out)
    assert len(printed) == 3
    for query in printed:
        told = koe("sql", "--json", query, "--config", demo.config)
        assert told.code == 0, told.err
        assert told.out.strip() != "[]"


@pytest.mark.slow
@pytest.mark.parametrize("readme", READMES)
def test_sql_beside_the_blocks_runs_too(readme: str, koe: Koe, demo: Any) -> None:
    text = re.sub(r"```.*?```", "", (ROOT / readme).read_text(encoding="utf-8"), flags=re.DOTALL)
    queries = re.findall(r'`koe sql "([^`]+)"`', text)
    assert queries
    for query in queries:
        assert koe("sql", query, "--config", demo.config).code == 0


def test_every_make_target_that_a_document_names_exists() -> None:
    targets = set(re.findall(r"^([a-z]+):.*##", (ROOT / "Makefile").read_text("utf-8"), re.M))
    for name in (*READMES, "CONTRIBUTING.md"):
        text = (ROOT / name).read_text(encoding="utf-8")
        assert set(re.findall(r"^make ([a-z]+)", text, re.M)) <= targets


def test_make_without_words_explains_every_target() -> None:
    told = subprocess.run(
        ["make", "-s", "help"], cwd=ROOT, capture_output=True, text=True, check=True
    )
    assert "demo" in told.stdout
    assert all(len(line.split(None, 1)) == 2 for line in told.stdout.splitlines())


@pytest.mark.parametrize("path", DOCS, ids=[str(path.relative_to(ROOT)) for path in DOCS])
def test_every_link_to_a_file_leads_there(path: Path) -> None:
    links = re.findall(r"\]\(([^)\s]+)\)", path.read_text(encoding="utf-8"))
    files = [link.partition("#")[0] for link in links if "://" not in link and link[0] != "#"]
    assert [link for link in files if not (path.parent / link).exists()] == []


@pytest.mark.parametrize("readme", READMES)
def test_every_setting_and_secret_that_a_readme_names_exists(readme: str) -> None:
    text = (ROOT / readme).read_text(encoding="utf-8")
    sections = Settings.model_fields
    named = "|".join(set(sections) - {"root", "secrets"})
    for section, key in re.findall(rf"`({named})\.(\w+)", text):
        model: Any = sections[section].annotation
        assert key in model.model_fields, f"{section}.{key}"
    for secret in re.findall(r"`KOE_(\w+)`", text):
        assert secret.lower() in Secrets.model_fields


def test_every_setting_says_what_it_means() -> None:
    for name, field in Settings.model_fields.items():
        model: Any = field.annotation
        for key, one in getattr(model, "model_fields", {}).items():
            assert len(one.description or "") > 8, f"{name}.{key}"


def test_the_data_dictionary_is_the_schemas_own_words(capsys: pytest.CaptureFixture[str]) -> None:
    from warehouse.dictionary import main

    main()
    written = (ROOT / "docs" / "data-dictionary.md").read_text(encoding="utf-8")
    assert capsys.readouterr().out == written, "run `make docs`"


def test_every_view_is_in_the_data_dictionary() -> None:
    text = (ROOT / "docs" / "data-dictionary.md").read_text(encoding="utf-8")
    views = {path.stem.partition("_")[2] for path in (ROOT / "warehouse" / "views").glob("*.sql")}
    assert views
    assert {view for view in views if f"### {view}\n" not in text} == set()


def test_every_decision_has_a_number_of_its_own_and_the_same_in_its_title() -> None:
    pages = sorted(path for path in (ROOT / "docs" / "decisions").glob("[0-9]*.md"))
    numbers = [path.name[:4] for path in pages]
    assert len(set(numbers)) == len(numbers)
    titles = [path.read_text(encoding="utf-8").splitlines()[0] for path in pages]
    wrong = [t for n, t in zip(numbers, titles, strict=True) if not re.match(rf"# 0*{int(n)}\b", t)]
    assert wrong == []
