"""An embedding endpoint that limits, fails, mixes up the order or talks nonsense."""

from __future__ import annotations

import json
import threading
from collections.abc import Iterator
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from typing import Any

import pytest

from connectors.embedding_endpoint import ATTEMPTS, EmbeddingEndpoint, EndpointFailed
from records.errors import ConfigurationError


class Server:
    """A stateful endpoint on loopback: plays ``moods`` one after the other, then behaves."""

    def __init__(self) -> None:
        self.moods: list[str] = []
        self.seen: list[dict[str, Any]] = []
        self.keys: list[str | None] = []
        outer = self

        class Handler(BaseHTTPRequestHandler):
            def do_POST(self) -> None:
                body = json.loads(self.rfile.read(int(self.headers["content-length"])))
                outer.seen.append({"path": self.path, **body})
                outer.keys.append(self.headers.get("authorization"))
                mood = outer.moods.pop(0) if outer.moods else "fine"
                status, headers, answer = outer.answer(mood, body["input"])
                data = answer if isinstance(answer, bytes) else json.dumps(answer).encode()
                self.send_response(status)
                for name, value in {**headers, "content-length": str(len(data))}.items():
                    self.send_header(name, value)
                self.end_headers()
                self.wfile.write(data)

            def log_message(self, *_: Any) -> None:
                return

        self._http = ThreadingHTTPServer(("127.0.0.1", 0), Handler)
        threading.Thread(target=self._http.serve_forever, daemon=True).start()
        self.url = f"http://127.0.0.1:{self._http.server_port}/v1"

    def answer(self, mood: str, texts: list[str]) -> tuple[int, dict[str, str], Any]:
        data = [{"index": at, "embedding": [len(text), 1.0]} for at, text in enumerate(texts)]
        if mood == "limited":
            return 429, {"retry-after": "7"}, {}
        if mood in ("500", "401", "302"):
            return int(mood), {"location": "http://127.0.0.1:1/"}, {}
        if mood == "mixed":
            data.reverse()
        if mood == "short":
            data.pop()
        return 200, {}, b"<html>" if mood == "html" else {"data": data}

    def close(self) -> None:
        self._http.shutdown()
        self._http.server_close()


@pytest.fixture
def server() -> Iterator[Server]:
    running = Server()
    yield running
    running.close()


@pytest.fixture
def endpoint(server: Server) -> Iterator[tuple[EmbeddingEndpoint, list[float]]]:
    waited: list[float] = []
    made = EmbeddingEndpoint(server.url, "a-model", "secret", sleep=waited.append)
    yield made, waited
    made.close()


Made = tuple[EmbeddingEndpoint, list[float]]


def test_rows_come_in_the_order_of_the_texts_whatever_the_order_of_the_answer(
    server: Server, endpoint: Made
) -> None:
    server.moods = ["mixed"]
    assert endpoint[0](["a", "届かない", "ccc"]) == [[1, 1], [4, 1], [3, 1]]
    assert server.seen[0]["path"] == "/v1/embeddings"
    assert server.seen[0]["model"] == "a-model"
    assert server.keys == ["Bearer secret"]


def test_many_texts_go_in_several_calls(server: Server, endpoint: Made) -> None:
    rows = endpoint[0](["x" * at for at in range(150)])
    assert [row[0] for row in rows] == list(range(150))
    assert [len(call["input"]) for call in server.seen] == [64, 64, 22]


def test_a_server_that_limits_is_given_the_time_it_asks_for(server: Server, endpoint: Made) -> None:
    server.moods = ["limited", "500"]
    assert endpoint[0](["a"]) == [[1, 1]]
    assert endpoint[1] == [7.0, 4.0]


def test_a_server_that_keeps_failing_is_given_up(server: Server, endpoint: Made) -> None:
    server.moods = ["500"] * ATTEMPTS
    with pytest.raises(EndpointFailed, match="HTTP 500"):
        endpoint[0](["a"])
    assert len(server.seen) == ATTEMPTS


@pytest.mark.parametrize("mood", ["401", "302"])
def test_a_refusal_or_a_redirect_to_elsewhere_is_not_tried_again(
    server: Server, endpoint: Made, mood: str
) -> None:
    server.moods = [mood]
    with pytest.raises(ConfigurationError, match=mood):
        endpoint[0](["a"])
    assert len(server.seen) == 1


@pytest.mark.parametrize(("mood", "told"), [("short", "1 rows for 2"), ("html", "no list")])
def test_an_answer_that_makes_no_sense_is_an_error(
    server: Server, endpoint: Made, mood: str, told: str
) -> None:
    server.moods = [mood]
    with pytest.raises(EndpointFailed, match=told):
        endpoint[0](["a", "b"])


def test_nobody_at_the_address_is_an_error() -> None:
    waited: list[float] = []
    nobody = EmbeddingEndpoint("http://127.0.0.1:1/v1", "m", sleep=waited.append)
    with pytest.raises(EndpointFailed, match="ConnectError"):
        nobody(["a"])
    nobody.close()
