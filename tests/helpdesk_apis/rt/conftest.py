"""A real Request Tracker 5, as Debian packages it, on loopback with a database of its own."""

from __future__ import annotations

import os
import shutil
import signal
import socket
import sqlite3
import subprocess
import time
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import httpx
import pytest

SERVER = Path("/usr/share/request-tracker5/libexec/rt-server")
SITE = """
Set($rtname, 'helpdesk.test');
Set($Organization, 'helpdesk.test');
Set($WebDomain, '127.0.0.1');
Set($WebPort, {port});
Set($WebPath, '');
Set($Timezone, 'Asia/Tokyo');
Set($DatabaseType, 'SQLite');
Set($DatabaseName, '{folder}/rtdb');
Set($DatabaseHost, '');
Set($DatabaseUser, '');
Set($DatabasePassword, '');
Set($MailCommand, 'testfile');
Set($SendmailPath, '/bin/true');
Set($LogToSTDERR, 'error');
Set($LogToSyslog, undef);
Set($WebSessionClass, 'Apache::Session::File');
Set($DevelMode, 0);
Set($BcryptCost, 4);
1;
"""


@dataclass(frozen=True)
class Rt:
    """The running server, and what a test does there as its administrator."""

    url: str
    client: httpx.Client
    database: Path

    def call(self, method: str, path: str, told: Any = None, **params: Any) -> Any:
        answer = self.client.request(method, f"/REST/2.0/{path}", json=told, params=params)
        assert answer.status_code < 300, (path, answer.status_code, answer.text[:300])
        return answer.json() if answer.content else None

    def seed(self, tickets: list[dict[str, Any]]) -> list[int]:
        made: list[int] = []
        for at in range(0, len(tickets), 50):
            told = self.call("POST", "tickets/bulk", tickets[at : at + 50])
            made += [int(one["id"]) for one in told]
        return made

    def reply(self, number: int, text: str, *, public: bool = True) -> None:
        path = f"ticket/{number}/{'correspond' if public else 'comment'}"
        self.call("POST", path, {"Content": text, "ContentType": "text/plain"})

    def change(self, number: int, **fields: Any) -> None:
        self.call("PUT", f"ticket/{number}", fields)


@pytest.fixture(scope="module")
def rt(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Rt]:
    """Sets up and starts an RT that no other file's tickets are in; skipped where the package is
    not installed."""
    setup = shutil.which("rt-setup-database-5")
    if not SERVER.is_file() or setup is None:
        pytest.skip("Request Tracker 5 is not installed: `make rt` installs it on Debian 12")
    folder = tmp_path_factory.mktemp("rt")
    port = _free_port()
    site = folder / "SiteConfig.pm"
    site.write_text(SITE.format(port=port, folder=folder))
    environment = os.environ | {
        "RT_SITE_CONFIG": str(site),
        "RT_SITE_CONFIG_DIR": str(folder / "more"),
    }
    made = subprocess.run(
        [setup, "--action", "init", "--dba", "", "--dba-password", "", "--skip-create"],
        env=environment,
        stdin=subprocess.DEVNULL,
        capture_output=True,
        check=False,
    )
    assert made.returncode == 0, made.stderr[-500:]
    _write_no_mail_on_create(folder / "rtdb")
    command = [str(SERVER), "--server", "Starlet", "--host", "127.0.0.1"]
    with (folder / "server.log").open("wb") as log:
        server = subprocess.Popen(
            [*command, "--port", str(port), "--max-workers", "2"],
            env=environment,
            stdout=log,
            stderr=log,
            start_new_session=True,
        )
    url = f"http://127.0.0.1:{port}"
    try:
        with httpx.Client(base_url=url, auth=("root", "password"), timeout=300) as client:
            _wait_for(client, server)
            yield Rt(url, client, folder / "rtdb")
    finally:
        os.killpg(server.pid, signal.SIGTERM)
        server.wait(20)


def _write_no_mail_on_create(database: Path) -> None:
    """Three hundred mails that nobody reads would take a minute; answers still write theirs."""
    with sqlite3.connect(database) as conn:
        conn.execute("UPDATE Scrips SET Disabled = 1 WHERE Description LIKE 'On Create%'")
    conn.close()


def _free_port() -> int:
    with socket.socket() as one:
        one.bind(("127.0.0.1", 0))
        return int(one.getsockname()[1])


def _wait_for(client: httpx.Client, server: subprocess.Popen[bytes]) -> None:
    for _ in range(300):
        try:
            if client.get("/REST/2.0/rt").status_code == 200:
                return
        except httpx.TransportError:
            assert server.poll() is None, "RT ended while it started"
        time.sleep(0.2)
    raise AssertionError("RT did not answer within a minute")
