"""The digest: one screen in both languages, to real servers on loopback, words only as text."""

from __future__ import annotations

import json
import socketserver
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field, replace
from datetime import UTC, date, datetime
from email import message_from_bytes, policy
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from typing import ClassVar

import pytest

from connectors.digest.chat import payload, post
from connectors.digest.html import as_html
from connectors.digest.mail import MailServer, NotSent, compose, send
from connectors.digest.markdown import as_markdown
from connectors.digest.spark import spark
from records.alert import Alert, AlertKind, StandsOut
from records.digest import Digest, DigestTarget, DigestTopic
from records.errors import ConfigurationError
from records.issue import Quote

DAY = date(2026, 10, 30)
NASTY = "<script>alert(1)</script> **太字** [x](javascript:1)"
TOPIC = DigestTopic(1, "アプリが落ちる", "App crashes", 12, 4, (3, 4, 5, 12), "KOE-1", "received")
ALERT = Alert(
    "a1b2c3d4", AlertKind.RISE, "t-1", DAY, datetime(2026, 10, 28, tzinfo=UTC), 96, 12, 4.2, 0.0002,
    12, DAY, StandsOut("version", "6.2.0", 0.9, 0.1), ("v",), "open", 1,
    "アプリが落ちる", "App crashes",
    (Quote(NASTY, "ja", DAY, "101"),),
)  # fmt: skip
DIGEST = Digest(
    "Mikan Pay", False, DAY, DAY, 40, 31, (20, 25, 31, 30, 28, 29, 31, 40), (ALERT,), (TOPIC,),
    (DigestTarget("reply_in_time", 30, 0.8, 0.9),), (TOPIC,), 2,
)  # fmt: skip


@dataclass
class Post:
    """What a server on loopback received."""

    port: int
    got: list[bytes] = field(default_factory=list)


@contextmanager
def smtp(refuse: bool = False) -> Iterator[Post]:
    """Speaks as much SMTP as a mail needs (RFC 5321)."""

    class Talk(socketserver.StreamRequestHandler):
        def handle(self) -> None:
            self.wfile.write(b"220 loopback\r\n")
            while line := self.rfile.readline():
                word = line[:4].upper()
                if word == b"QUIT":
                    return self.say(b"221 bye")
                if word == b"DATA":
                    self.say(b"354 go on")
                    lines = list(iter(self.rfile.readline, b".\r\n"))
                    box.got.append(b"".join(lines))
                self.say(b"550 no" if refuse and word == b"RCPT" else b"250 ok")
            return None

        def say(self, line: bytes) -> None:
            self.wfile.write(line + b"\r\n")

    with socketserver.ThreadingTCPServer(("127.0.0.1", 0), Talk) as server:
        box = Post(server.server_address[1])
        threading.Thread(target=server.serve_forever, daemon=True).start()
        yield box
        server.shutdown()


@contextmanager
def webhook(status: int = 200) -> Iterator[Post]:
    class Hook(BaseHTTPRequestHandler):
        def do_POST(self) -> None:
            box.got.append(self.rfile.read(int(self.headers["Content-Length"])))
            self.send_response(status)
            self.end_headers()

        def log_message(self, format: str, *args: object) -> None:
            pass

    with ThreadingHTTPServer(("127.0.0.1", 0), Hook) as server:
        box = Post(server.server_address[1])
        threading.Thread(target=server.serve_forever, daemon=True).start()
        yield box
        server.shutdown()


class Words:
    ja: ClassVar = (
        "気づいた変化",
        "増加",
        "ふだんは4.2",
        "とくに「6.2.0」",
        "アプリが落ちる",
        "目標 90%",
        "漏れ",
    )
    en: ClassVar = (
        "What changed", "Rise", "usually 4.2", "above all “6.2.0”", "App crashes", "target 90%",
        "missed",
    )  # fmt: skip


@pytest.mark.parametrize("language", ["ja", "en"])
def test_the_digest_tells_alerts_topics_targets_and_missed_replies_on_one_screen(
    language: str,
) -> None:
    many = replace(DIGEST, alerts=(ALERT,) * 9, topics=(TOPIC,) * 6, waiting=(TOPIC,) * 5)
    assert len(as_markdown(many, language).splitlines()) <= 40
    for told in (as_markdown(DIGEST, language), as_html(DIGEST, language)):
        assert all(word in told for word in getattr(Words, language))


def test_a_customers_words_stay_text_in_every_form() -> None:
    html = as_html(DIGEST, "ja")
    assert "<script>" not in html
    assert "&lt;script&gt;" in html
    markdown = as_markdown(DIGEST, "ja")
    assert "<script>" not in markdown.replace("\\<", "").replace("\\>", "")
    assert r"\[x\](javascript" in markdown, "no link"
    slack = payload("slack", markdown)["blocks"][0]["text"]["text"]
    assert "&lt;script&gt;" in slack


def test_a_calm_day_says_so() -> None:
    assert "はっきりした変化はありません" in as_markdown(replace(DIGEST, alerts=()), "ja")


def test_bars_are_to_scale_and_one_ticket_is_no_peak() -> None:
    assert spark((0, 5, 10)) == "▁▅█"
    assert spark((0, 1)) == "▁▂"


def test_the_mail_arrives_as_text_and_html_with_japanese_intact() -> None:
    with smtp() as box:
        mail = compose(
            "koe@example.com",
            ["cs@example.com"],
            "声",
            as_markdown(DIGEST, "ja"),
            as_html(DIGEST, "ja"),
        )
        send(MailServer("127.0.0.1", box.port, "none"), mail)
    got = message_from_bytes(box.got[0], policy=policy.default)
    assert (got["Subject"], got["To"]) == ("声", "cs@example.com")
    text, html = (part.get_content() for part in got.iter_parts())
    assert "アプリが落ちる" in text
    assert "アプリが落ちる" in html


def test_a_server_that_takes_no_mail_is_told_without_the_words_of_it() -> None:
    mail = compose("koe@example.com", ["cs@example.com"], "声", NASTY, NASTY)
    with smtp(refuse=True) as box, pytest.raises(NotSent) as caught:
        send(MailServer("127.0.0.1", box.port, "none"), mail)
    assert "script" not in str(caught.value)


def test_customers_words_never_leave_in_the_clear() -> None:
    with pytest.raises(ConfigurationError, match="smtp_security"):
        send(MailServer("mail.example.com", 25, "none"), compose("a@b.c", ["d@e.f"], "s", "t", "h"))
    with pytest.raises(ConfigurationError, match="https"):
        post("http://chat.example.com/hook", {})


@pytest.mark.parametrize("kind", ["slack", "teams"])
def test_a_chat_gets_the_digest_and_its_refusal_never_names_the_address(kind: str) -> None:
    with webhook() as box:
        post(f"http://127.0.0.1:{box.port}/secret", payload(kind, as_markdown(DIGEST, "ja")))
    assert "アプリが落ちる" in json.dumps(json.loads(box.got[0]), ensure_ascii=False)
    with webhook(404) as box, pytest.raises(NotSent, match="404") as caught:
        post(f"http://127.0.0.1:{box.port}/secret", {})
    assert "secret" not in str(caught.value)
