"""A running desk and a browser, once for all tests of the desk that one process runs.

Needs a Chromium on the machine (Debian: ``apt install chromium``); skipped where there is none.
"""

from __future__ import annotations

import os
import shutil
import socket
import subprocess
import sys
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

import httpx
import pytest
from playwright.sync_api import TimeoutError as NotInTime
from playwright.sync_api import expect, sync_playwright

ROOT = Path(__file__).parents[3]
CHROMIUM = next(filter(None, map(shutil.which, ("chromium", "chromium-browser"))), None)
HOSTILE = (
    "決済画面で<script>document.title='broken in'</script>と**太字**[押す](javascript:alert(1))"
    "が出て支払いができません。\u202eabc " + "長" * 300
)
LONGEST = 60_000  # milliseconds until something must show, on a busy machine
WAITING = "その後いかがでしょうか。"


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    """A browser on a busy machine gets a second try, which the summary tells: three whole runs
    fell with one click of a thousand. Tests that decide something see first that it is not
    decided yet: a second try after half a first one fails there."""
    for item in items:
        if "browser" in getattr(item, "fixturenames", ()):
            item.add_marker(pytest.mark.flaky(reruns=1))


@pytest.fixture(scope="session")
def account(
    tmp_path_factory: pytest.TempPathFactory,
    new_account: Callable[..., Path],
    small_rows: list[dict[str, Any]],
    koe_in_process_of_its_own: Callable[..., Any],
) -> Path:
    """The koe.toml of an account after a night, one of its customers hostile."""
    first = small_rows[0]
    hostile = first | {"id": 7777, "description": HOSTILE, "subject": "hostile"}
    hostile["comments"] = [
        first["comments"][0] | {"id": 777701, "plain_body": HOSTILE, "body": HOSTILE}
    ]
    rows = [*small_rows, hostile, _waiting(first)]
    config = new_account(tmp_path_factory.mktemp("desk") / "account", rows)
    told = koe_in_process_of_its_own("run", "--json", "--config", config)
    assert told.code == 0, told.err
    return config


def _waiting(first: dict[str, Any]) -> dict[str, Any]:
    """A ticket that is open, and its customer wrote last."""
    asked, answered = first["comments"]
    again = asked | {"id": 888803, "plain_body": WAITING, "body": WAITING}
    again |= {"created_at": first["updated_at"]}
    comments = [one | {"id": 888801 + n} for n, one in enumerate((asked, answered))]
    return first | {
        **{"id": 8888, "status": "open", "subject": "waits", "metric_set": {}},
        "comments": [*comments, again],
    }


def free_port() -> int:
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return int(probe.getsockname()[1])


@contextmanager
def serving(command: list[str], port: int, log: Path, health: str) -> Iterator[str]:
    """A server of our own code in a process group of its own, once it answers."""
    paths = os.pathsep.join(filter(None, [str(ROOT), os.environ.get("PYTHONPATH", "")]))
    with (
        log.open("wb") as told,
        subprocess.Popen(
            [sys.executable, *command],
            env={**os.environ, "PYTHONPATH": paths},
            stdout=told,
            stderr=told,
            start_new_session=True,
        ) as server,
    ):
        try:
            yield _ready(f"http://127.0.0.1:{port}", health, log)
        finally:
            os.killpg(server.pid, 15)


def _ready(address: str, health: str, log: Path) -> str:
    for _ in range(600):
        try:
            if httpx.get(f"{address}{health}").status_code == 200:
                return address
        except httpx.TransportError:
            pass
        time.sleep(0.1)
    raise AssertionError(log.read_text(encoding="utf-8"))


@contextmanager
def desk_of(config: Path, *, port: int | None = None) -> Iterator[str]:
    """The address of a running desk."""
    port = port or free_port()
    command = ["-m", "app.main", "desk", "--config", str(config), "--port", str(port)]
    with serving(command, port, config.parent / f"desk-{port}.log", "/_stcore/health") as base:
        yield base


@pytest.fixture(scope="session")
def a_free_port() -> Callable[[], int]:
    """For a server whose address must be known before it starts."""
    return free_port


@pytest.fixture(scope="session")
def serve() -> Callable[..., Any]:
    """Starts a server: see :func:`serving`."""
    return serving


@pytest.fixture(scope="session")
def start_desk() -> Callable[..., Any]:
    """Starts a desk: see :func:`desk_of`."""
    return desk_of


@pytest.fixture(scope="session")
def desk(account: Path) -> Iterator[str]:
    with desk_of(account) as base:
        yield base


@pytest.fixture(scope="module")
def browser() -> Iterator[Any]:
    if CHROMIUM is None:
        pytest.skip("no Chromium on this machine (Debian: apt install chromium)")
    expect.set_options(timeout=LONGEST)
    with sync_playwright() as playwright:
        chromium = playwright.chromium.launch(executable_path=CHROMIUM, args=["--no-sandbox"])
        yield chromium
        chromium.close()


@dataclass
class Reader:
    """Somebody at a browser: opens pages of the desk, waits until they are drawn, fills forms.

    Of one language and width all tabs share what the browser keeps, so that Streamlit's own
    files are fetched once.
    """

    browser: Any
    base: str
    contexts: dict[tuple[str, int], Any] = field(default_factory=dict)

    def opens(self, path: str = "", *, locale: str = "ja-JP", width: int = 1280) -> Any:
        key = (locale, width)
        if key not in self.contexts:
            self.contexts[key] = self.browser.new_context(
                locale=locale, viewport={"width": width, "height": 900}
            )
            self.contexts[key].set_default_timeout(LONGEST)
        page = self.contexts[key].new_page()
        page.goto(f"{self.base}/{path}")
        page.wait_for_selector("h1")
        self.drawn(page)
        return page

    @staticmethod
    def drawn(page: Any) -> None:
        """Wait until nothing is being drawn. Right after a click that may be so because drawing has
        not begun: whoever clicked waits for what the click brings."""
        page.wait_for_selector('[data-testid="stApp"][data-test-script-state="notRunning"]')

    @staticmethod
    def errors(page: Any) -> list[str]:
        found: list[str] = page.locator('[data-testid="stException"]').all_inner_texts()
        return found

    @staticmethod
    def presses(control: Any) -> None:
        """Click what nothing covers. What is drawn late can move the page between pressing and
        letting go, and the browser then tells nobody of a click: here it counts all the same."""
        control.click(trial=True)
        control.evaluate("one => one.click()")

    @staticmethod
    def chooses(page: Any, box: Any, answer: str = "") -> None:
        """One of a box's answers by a part of its name, else the first. A list closes when the page
        moves under it: it is opened again, as a person would."""
        option = page.get_by_role("option", name=answer or None).first
        for _ in range(10):
            if not option.is_visible():
                box.click()
            try:
                option.click(timeout=5_000)
            except NotInTime:
                continue
            return
        raise AssertionError(f"the list closes before {answer!r} is chosen")

    @staticmethod
    def form(page: Any, button: str, within: Any = None) -> Any:
        """The form with this button, of the whole page or of a part of it."""
        has = page.get_by_role("button", name=button, exact=True)
        return (within or page).locator('[data-testid="stForm"]').filter(has=has)

    def decides(
        self,
        page: Any,
        button: str,
        why: str = "お客様の言葉に合わせる",
        within: Any = None,
        **more: str,
    ) -> None:
        """Say who and why in the form of this button, and more by its labels, and press it.

        A page that is being drawn anew takes typed words away: whoever sees an empty field types
        again, as a person would.
        """
        form = self.form(page, button, within)
        said = more | {"決める人": "田中", "理由（残ります）": why}
        for _ in range(5):
            self.drawn(page)
            fields = {one: form.get_by_label(one, exact=True) for one in said}
            for one, field_ in fields.items():
                field_.fill(said[one])
                field_.blur()
            page.wait_for_timeout(300)
            self.drawn(page)
            if all(field_.input_value() == said[one] for one, field_ in fields.items()):
                break
        else:
            raise AssertionError(f"what is typed before {button!r} is taken away")
        self.presses(form.get_by_role("button", name=button, exact=True))

    def leaves(self) -> None:
        """Close the tabs; what the browser keeps stays."""
        for context in self.contexts.values():
            for page in context.pages:
                page.close()


@pytest.fixture(scope="module")
def _reader(browser: Any, desk: str) -> Reader:
    return Reader(browser, desk)


@pytest.fixture
def reader(_reader: Reader) -> Iterator[Reader]:
    yield _reader
    _reader.leaves()


@pytest.fixture(scope="module")
def reader_at(browser: Any) -> Callable[[str], Reader]:
    """Somebody at a desk of their own: what their browser keeps is not shared."""
    return lambda base: Reader(browser, base)
