"""A small account of its own for every test: an export that was written for this project, the
settings, and real processes that can be killed."""

from __future__ import annotations

import json
import os
import shutil
import signal
import subprocess
import sys
import time
import tomllib
from collections.abc import Callable, Iterator
from contextlib import suppress
from dataclasses import dataclass, field
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import Any

import duckdb
import pytest

from app.jira_sim import JiraState, running
from flows.night import Night, open_night, run_night
from flows.settings import Settings, build_settings

HERE = Path(__file__).parent
SECRETS = {
    "KOE_PSEUDONYM_KEY": "a-pseudonym-key-for-tests-only",
    "KOE_JIRA_EMAIL": "koe-bot@example.com",
    "KOE_JIRA_TOKEN": "token",
}
FIRST_TICKET = datetime(2025, 9, 1, 3, 0, tzinfo=UTC)
NIGHT = datetime(2025, 10, 1, 20, 0, tzinfo=UTC)
Row = dict[str, Any]

JA_PEOPLE = ("田中 美咲", "佐々木 健一", "鈴木 彩", "高橋 直樹", "山本 由美", "中村 翔太")
EN_PEOPLE = ("Emily Carter", "Oliver Hughes", "Grace Mitchell", "Jack Thompson", "Chloe Bennett")
GREETING = {"ja": "お世話になっております。{name}です。", "en": "Hello,"}
FAREWELL = {
    "ja": "お手数ですが、よろしくお願いいたします。\n\n{name}\n電話 090-1234-{n:04d}",
    "en": "Thanks in advance,\n{name}\n+81 90-1234-{n:04d}",
}
REPLY = {
    "ja": "お問い合わせありがとうございます。担当部署に申し伝えます。\nサポート担当 井上",
    "en": "Thank you for contacting us. I have passed this on to the team.\nBest regards, Sarah",
}


def small_export() -> list[Row]:
    """About seventy solved tickets about four matters, and three that must not count."""
    matters = tomllib.loads((HERE / "matters.toml").read_text(encoding="utf-8"))["matter"]
    said = [(language, text) for m in matters for language in ("ja", "en") for text in m[language]]
    rows = [ticket(1000 + n, language, text, n) for n, (language, text) in enumerate(said)]
    extra = ticket(2000, "ja", "ダークモードはまだですか。", 90)
    return [
        *rows,
        extra | {"status": "open", "metric_set": {}},
        extra | {"id": 2001, "tags": ["spam"]},
        extra | {"id": 2002, "status": "deleted", "description": "", "comments": []},
    ]


def ticket(number: int, language: str, text: str, n: int) -> Row:
    """One Zendesk ticket: greeting, the point, a signature; then an agent's answer."""
    people = JA_PEOPLE if language == "ja" else EN_PEOPLE
    name = people[n % len(people)]
    greeting, farewell = GREETING[language], FAREWELL[language]
    body = f"{greeting}\n\n{text}\n\n{farewell}".format(name=name, n=n)
    created = FIRST_TICKET + timedelta(hours=9 * n)
    solved = created + timedelta(hours=20)
    person = {"id": 500 + n, "name": name, "email": f"customer{n}@example.com", "role": "end-user"}
    return {
        "id": number,
        "created_at": _iso(created),
        "updated_at": _iso(solved),
        "generated_timestamp": int(solved.timestamp()),
        "status": "solved",
        "subject": text[:12],
        "description": body,
        "tags": [language],
        "via": {"channel": "email"},
        "custom_fields": [{"id": 1, "name": "app_version", "value": f"4.{n % 3}"}],
        "requester_id": person["id"],
        "requester": person,
        "assignee_id": 9001,
        "assignee": {"id": 9001, "name": "井上 真理"},
        "metric_set": {"solved_at": _iso(solved), "reopens": 0},
        "comments": [
            _comment(number * 10 + 1, person, created, body),
            _comment(
                number * 10 + 2,
                {"id": 9001, "name": "井上 真理", "role": "agent"},
                created + timedelta(hours=2),
                REPLY[language],
            ),
        ],
    }


# What no file, log or issue may hold. Rare on purpose: none of it occurs by chance.
MARKERS = (
    *("saeko.t.8821", "kakushi-mail", "wash4471", "hidden-post", "b.quince77", "oldmail-quince"),
    *("080-4417-9263", "08044179263", "415-867-5329", "4158675329", "03-6271-8845"),
    *("4539 1488 0343 6467", "4539148803436467", "5105-1051-0510-5100", "5105105105105100"),
    *("123456789018", "1234 5678 9018"),
    *("西新宿7丁目18番", "メゾン柊", "160-0023", "1187 Quillmoor", "Quillmoor Avenue"),
    *("勅使河原", "冴子", "五十嵐", "Winifred", "Ashgrove", "Bartholomew", "Fitzwilliam"),
)


def marked_tickets() -> list[Row]:
    """Tickets full of made-up personal data, about a matter that becomes a topic and is quoted."""
    return [_marked_ja(4000 + n, 40 + n) for n in range(3)] + [
        _marked_en(4100 + n, 44 + n) for n in range(3)
    ]


def _marked_ja(number: int, n: int) -> Row:
    row = ticket(number, "ja", "レシートを撮影するとアプリが落ちます。", n)
    name, address = "勅使河原 冴子", "〒160-0023 東京都新宿区西新宿7丁目18番4号 メゾン柊201"
    body = (
        "お世話になっております。勅使河原です。\n\n"
        "レシートを撮影するとアプリが落ちます。勅使河原冴子まで、080-4417-9263に電話をください。\n"
        "五十嵐様に電話しても、レシートを撮影するとアプリが落ちるままです。\n"
        "カード番号は4539 1488 0343 6467、マイナンバーは1234 5678 9018です。\n"
        f"住所は{address}です。\n\n勅使河原 冴子\nsaeko.t.8821@kakushi-mail.example.jp\n"
        "TEL 03-6271-8845\n\n"
        "2025年9月1日 12:00 勅使河原冴子 <saeko.t.8821@kakushi-mail.example.jp>:\n"
        "> 冴子です。080-4417-9263までお願いします。\n> カードは4539148803436467です。"
    )
    person = {"name": name, "email": "saeko.t.8821@kakushi-mail.example.jp", "phone": "08044179263"}
    return _marked(row, body, person, f"勅使河原冴子 {address} 08044179263")


def _marked_en(number: int, n: int) -> Row:
    row = ticket(number, "en", "The app crashes when I take a photo of a receipt.", n)
    body = (
        "Hello, my name is Winifred Ashgrove.\n\n"
        "The app crashes when I take a photo of a receipt, call me at +1 415-867-5329.\n"
        "Mr. Fitzwilliam told me that the receipt camera crashes the app for him too.\n"
        "My card is 5105-1051-0510-5100 and I live at 1187 Quillmoor Avenue, Springfield, IL.\n\n"
        "Best regards,\nWinifred Ashgrove\nwash4471@hidden-post.example.com\n\n"
        "On Mon, Sep 1, 2025 at 9:00 AM Bartholomew Quince <b.quince77@oldmail-quince.example> "
        "wrote:\n> Dear Winifred, please call (415) 867-5329."
    )
    person = {"name": "Winifred Ashgrove", "email": "wash4471@hidden-post.example.com"}
    return _marked(row, body, person, "Winifred Ashgrove, 1187 Quillmoor Avenue, +14158675329")


def _marked(row: Row, body: str, person: Row, everything: str) -> Row:
    person = row["requester"] | person
    first, answer = row["comments"]
    note = answer | {"id": answer["id"] + 5, "public": False, "body": f"Customer: {everything}"}
    return row | {
        "subject": f"{row['subject']} {person['name']} {person['email']}",
        "description": body,
        "requester": person,
        "assignee": {"id": 9002, "name": "五十嵐 Fitzwilliam", "email": "b.quince77@x.example"},
        "comments": [first | {"author": person, "body": body}, answer, note],
        "tags": [*row["tags"], person["email"], person["name"].replace(" ", "_")],
        "custom_fields": [
            {"id": 1, "name": "app_version", "value": "4.1"},
            {"id": 2, "name": "連絡先", "value": everything},
            {"id": 3, "name": "contact_name", "value": person["name"]},
        ],
    }


def broken_lines() -> list[str]:
    """Two marked tickets that end in quarantine: cut off, and with a status nobody knows."""
    cut = json.dumps(_marked_ja(4900, 50), ensure_ascii=False)[:-40]
    return [cut, json.dumps(_marked_en(4901, 51) | {"status": "lost"})]


def _comment(number: int, author: Row, at: datetime, body: str) -> Row:
    return {
        "id": number,
        "author_id": author["id"],
        "author": author,
        "public": True,
        "created_at": _iso(at),
        "body": body,
    }


def _iso(moment: datetime) -> str:
    return moment.strftime("%Y-%m-%dT%H:%M:%SZ")


@dataclass
class Account:
    """One account in a folder: its export, its settings, its night."""

    folder: Path
    values: dict[str, dict[str, Any]]
    said: list[str] = field(default_factory=list)

    @property
    def config(self) -> Path:
        return self.folder / "koe.toml"

    @property
    def export(self) -> Path:
        return self.folder / "exports" / "zendesk.ndjson"

    @property
    def main(self) -> Path:
        return self.folder / "var" / "koe.duckdb"

    @property
    def snapshot(self) -> Path:
        return self.folder / "var" / "published" / "koe.duckdb"

    @property
    def settings(self) -> Settings:
        return build_settings(self.values, root=self.folder)

    def write(self, rows: list[Row], *more: str) -> None:
        """Put an export where the night finds it; ``more`` are raw lines."""
        self.export.parent.mkdir(parents=True, exist_ok=True)
        lines = [json.dumps(row, ensure_ascii=False) for row in rows]
        self.export.write_text("\n".join([*lines, *more]) + "\n", encoding="utf-8")
        tables = (
            f"[{name}]\n" + "\n".join(f"{key} = {json.dumps(value)}" for key, value in keys.items())
            for name, keys in self.values.items()
        )
        self.config.write_text("\n".join(tables) + "\n", encoding="utf-8")

    def night(self, at: datetime = NIGHT, **more: Any) -> Night:
        return open_night(self.settings, clock=lambda: at, say=self.said.append, **more)

    def issues_in_folder(self) -> list[str]:
        found = sorted((self.folder / "var" / "issues").glob("KOE-*.md"))
        return [path.read_text(encoding="utf-8") for path in found]


def account_values(**tracker: Any) -> dict[str, dict[str, Any]]:
    """Default settings but for small batches, so that there are many moments to be killed at."""
    return {
        "account": {"name": "small", "product": "Kakeibo"},
        "intake": {"batch_rows": 9},
        "analysis": {"batch_tickets": 12},
        "tracker": {"allow_first_fill": 10, "create_runs": 1, "writes_per_second": 50.0} | tracker,
    }


@pytest.fixture(autouse=True, scope="session")
def secrets() -> Iterator[None]:
    """What the environment holds in every test and in every process it starts."""
    with pytest.MonkeyPatch.context() as patch:
        for name, value in SECRETS.items():
            patch.setenv(name, value)
        yield


def _maker(folder: Path) -> Callable[..., Account]:
    def make(name: str, *more: str, rows: list[Row] | None = None, **tracker: Any) -> Account:
        account = Account(folder / name, account_values(**tracker))
        account.write(small_export() if rows is None else rows, *more)
        return account

    return make


@pytest.fixture
def new_account(tmp_path: Path) -> Callable[..., Account]:
    """Makes an account with the small export in a folder of its own."""
    return _maker(tmp_path)


@pytest.fixture(scope="module")
def module_account(tmp_path_factory: pytest.TempPathFactory) -> Callable[..., Account]:
    """The same, for an account that a whole file of tests looks at."""
    return _maker(tmp_path_factory.mktemp("accounts"))


@pytest.fixture(scope="session")
def after_a_night(once: Callable[[str, Callable[[Path], object]], Path]) -> Path:
    """What an account's first night leaves: four matters, each in two languages."""
    return once("night", lambda folder: run_night(_maker(folder)("first").night())) / "first/var"


@pytest.fixture(scope="module")
def first(after_a_night: Path, module_account: Callable[..., Account]) -> Account:
    """An account after its first night, for tests of one file that leave it as it was."""
    account = module_account("first")
    shutil.copytree(after_a_night, account.folder / "var")
    return account


@pytest.fixture
def account(after_a_night: Path, new_account: Callable[..., Account]) -> Account:
    """The same, for one test to decide about."""
    account = new_account("decided")
    shutil.copytree(after_a_night, account.folder / "var")
    return account


@pytest.fixture
def more_tickets() -> Callable[[], list[Row]]:
    """What a later export holds: a few more customers with the matters already known."""
    return lambda: [
        ticket(3000 + n, language, text, 60 + n)
        for n, (language, text) in enumerate(
            [
                ("ja", "レシートの撮影をするとアプリが落ちます。"),
                ("en", "The app crashes when I take a photo of my receipt."),
                ("ja", "料金が二重に請求されています。"),
                ("en", "I was charged twice for this month."),
                ("ja", "ダークモードに対応してください。"),
                ("en", "Please add dark mode."),
            ]
        )
    ]


@pytest.fixture
def marked_account(new_account: Callable[..., Account]) -> Callable[..., Account]:
    """Makes an account whose export is full of personal data."""

    def make(name: str, **tracker: Any) -> Account:
        rows = [*small_export(), *marked_tickets()]
        return new_account(name, *broken_lines(), rows=rows, **tracker)

    return make


@pytest.fixture
def leaks() -> Callable[[bytes], set[str]]:
    """Finds markers in bytes, whatever the encoding or JSON escaping they were written in."""

    def find(content: bytes) -> set[str]:
        escaped = {marker: json.dumps(marker)[1:-1] for marker in MARKERS}
        return {
            marker
            for marker in MARKERS
            if marker.encode() in content
            or marker.encode("utf-16-le") in content
            or escaped[marker].encode() in content
        }

    return find


@pytest.fixture
def jira() -> Iterator[tuple[str, JiraState]]:
    """A Jira simulator on loopback: its address and its state."""
    state = JiraState()
    with running(state) as base:
        yield base, state


# Facts only: who did it when is another matter on a resumed night, and topic ids are new in
# another file, so topics are told apart by their number.
FACTS = {
    "tickets": "SELECT * EXCLUDE (landed_at, run_id, sentences_run_id) FROM tickets ORDER BY ALL",
    "messages": "SELECT * FROM messages ORDER BY ALL",
    "events": "SELECT * EXCLUDE (run_id) FROM ticket_events ORDER BY ALL",
    "sentences": "SELECT source, sentence_sha256, tickets FROM sentence_counts ORDER BY ALL",
    "quarantine": "SELECT * EXCLUDE (first_seen, last_seen, file_sha256, path) FROM quarantine"
    " ORDER BY ALL",
    "files": "SELECT state, last_line, rows_read, rows_loaded, rows_unchanged, rows_stale,"
    " rows_quarantined FROM ingest_files ORDER BY ALL",
    "voices": "SELECT * EXCLUDE (run_id) FROM voices ORDER BY ALL",
    "labels": "SELECT * REPLACE (round(confidence, 4) AS confidence) FROM labels ORDER BY ALL",
    "assignments": "SELECT v.text, a.voice_id, t.number, a.no_topic, round(a.similarity, 4)"
    " FROM assignments AS a JOIN voices AS v USING (voice_id) LEFT JOIN topics AS t"
    " USING (topic_uid) ORDER BY ALL",
    "topics": "SELECT number, name_ja, name_en, keywords, state, founding_customers,"
    " round(coherence, 4), round(separation, 4) FROM topics ORDER BY ALL",
    "definitions": "SELECT t.number, d.version, d.embedder, round(d.threshold, 4), d.exemplars,"
    " d.counter_example, list_transform(d.centroid, x -> round(x, 3))"
    " FROM topic_definitions AS d JOIN topics AS t USING (topic_uid) ORDER BY ALL",
    "lineage": "SELECT t.number, l.kind, l.reason FROM lineage AS l"
    " JOIN topics AS t USING (topic_uid) ORDER BY ALL",
    "issues": "SELECT t.number, i.answer, i.state ->> 'status',"
    " i.state ->> 'customers_at_last_note' FROM issues AS i JOIN topics AS t USING (topic_uid)"
    " ORDER BY ALL",
    "outbox": "SELECT t.number, o.kind, o.state FROM outbox AS o JOIN topics AS t"
    " USING (topic_uid) WHERE o.state <> 'dropped' ORDER BY ALL",
}


@pytest.fixture
def facts() -> Callable[[Path], dict[str, list[tuple[Any, ...]]]]:
    """Reads all facts of a warehouse file, in a form two files can be compared by."""

    def read(path: Path) -> dict[str, list[tuple[Any, ...]]]:
        with duckdb.connect(str(path), read_only=True) as conn:
            return {name: conn.execute(sql).fetchall() for name, sql in FACTS.items()}

    return read


@dataclass
class Ended:
    """How a night in a process of its own ended (killed by a signal: its negative number),
    what it said of its progress and when, and its stderr."""

    code: int
    said: list[tuple[float, Row]]
    output: str

    def seconds(self, stage: str) -> float:
        """How long a stage took, begin to end."""
        begin, end = (
            next(at for at, word in self.said if word.get(what) == stage)
            for what in ("begin", "end")
        )
        return end - begin


class NightProcesses:
    """Nights in real processes, forked from one that has the models loaded (night_process.py),
    so that a night costs a second instead of ten and many can be killed."""

    def __init__(self, log: Path) -> None:
        self._log = log
        self._process = subprocess.Popen(
            [sys.executable, str(HERE / "night_process.py")],
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            text=True,
            env=os.environ | SECRETS,
        )
        assert self._next() == {"ready": True}

    def run(self, account: Account, kill: Callable[[Row], bool] | None = None) -> Ended:
        """One night. ``kill`` sees each thing the night says and tells whether to kill -9 now."""
        order = {"config": str(account.config), "at": NIGHT.isoformat(), "log": str(self._log)}
        assert self._process.stdin is not None
        self._process.stdin.write(json.dumps(order) + "\n")
        self._process.stdin.flush()
        pid, said, killed = int(self._next()["pid"]), [], False
        while "code" not in (word := self._next()):
            said.append((time.monotonic(), word))
            if kill is not None and not killed and kill(word):
                killed = True
                with suppress(ProcessLookupError):  # it was faster
                    os.kill(pid, signal.SIGKILL)
        return Ended(int(word["code"]), said, self._log.read_text(encoding="utf-8"))

    def _next(self) -> Row:
        assert self._process.stdout is not None
        word: Row = json.loads(self._process.stdout.readline())
        return word

    def close(self) -> None:
        self._process.communicate(timeout=20)


@pytest.fixture(scope="session")
def nights(tmp_path_factory: pytest.TempPathFactory) -> Iterator[NightProcesses]:
    """Where nights can be killed."""
    processes = NightProcesses(tmp_path_factory.mktemp("nights") / "night.log")
    yield processes
    processes.close()
