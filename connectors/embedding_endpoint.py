"""An OpenAI-compatible embedding endpoint: ``POST /embeddings``, batches, patience, order.

What is sent are redacted texts; whether anything may be sent at all is the settings' word
(``flows.embedders``).
"""

from __future__ import annotations

import time
from collections.abc import Callable, Sequence
from contextlib import suppress
from typing import Any

import httpx

from records.errors import ConfigurationError, KoeError, Retryable

TEXTS_A_CALL = 64
ATTEMPTS = 6
LONGEST_WAIT = 60.0  # seconds between two attempts, whatever the server asks for
TIMEOUT = 60.0


class EndpointFailed(Retryable):
    """The endpoint did not answer, or not with what was asked for."""

    exit_code = 8


class EmbeddingEndpoint:
    """Texts to rows of numbers over HTTP. ``url`` ends where ``/embeddings`` follows."""

    def __init__(
        self,
        url: str,
        model: str,
        key: str | None = None,
        *,
        sleep: Callable[[float], None] = time.sleep,
    ) -> None:
        headers = {"Authorization": f"Bearer {key}"} if key else {}
        self._client = httpx.Client(headers=headers, timeout=TIMEOUT, trust_env=False)
        self._url, self._model, self._sleep = f"{url.rstrip('/')}/embeddings", model, sleep

    def __call__(self, texts: Sequence[str]) -> list[list[float]]:
        """One row a text, in the order given.

        Raises ConfigurationError where the endpoint refuses (key, model, address) and
        EndpointFailed where it did not answer in ``ATTEMPTS`` attempts or answers nonsense.
        """
        rows: list[list[float]] = []
        for start in range(0, len(texts), TEXTS_A_CALL):
            rows += self._rows(texts[start : start + TEXTS_A_CALL])
        return rows

    def close(self) -> None:
        """Close the connection."""
        self._client.close()

    def _rows(self, texts: Sequence[str]) -> list[list[float]]:
        why, wait = "", 0.0
        for attempt in range(ATTEMPTS):
            if attempt:
                self._sleep(min(wait or 2.0**attempt, LONGEST_WAIT))
            try:
                reply = self._client.post(
                    self._url, json={"model": self._model, "input": list(texts)}
                )
            except httpx.TransportError as error:
                why, wait = type(error).__name__, 0.0
                continue
            if reply.status_code == httpx.codes.TOO_MANY_REQUESTS or reply.is_server_error:
                why, wait = f"HTTP {reply.status_code}", _asked_wait(reply)
                continue
            return self._read(reply, len(texts))
        raise EndpointFailed(
            f"the embedding endpoint failed {ATTEMPTS} times, the last time with {why}",
            next_step="run again later; what was embedded so far is kept",
        )

    def _read(self, reply: httpx.Response, count: int) -> list[list[float]]:
        if reply.is_error or reply.is_redirect:
            raise ConfigurationError(
                f"the embedding endpoint answered HTTP {reply.status_code}",
                expected=f"embeddings of model {self._model!r}",
                next_step="check analysis.endpoint_url, the model's name and KOE_EMBEDDING_KEY",
            )
        try:
            told = {int(one["index"]): _numbers(one["embedding"]) for one in reply.json()["data"]}
        except (ValueError, KeyError, TypeError) as error:
            raise _nonsense("something that is no list of embeddings") from error
        if sorted(told) != list(range(count)):
            raise _nonsense(f"{len(told)} rows for {count} texts")
        return [told[at] for at in range(count)]


def _numbers(row: Any) -> list[float]:
    return [float(value) for value in row]


def _asked_wait(reply: httpx.Response) -> float:
    """Seconds of ``Retry-After``; a date in it is not understood and counts as none."""
    with suppress(ValueError):
        return max(0.0, float(reply.headers.get("retry-after", "")))
    return 0.0


def _nonsense(what: str) -> KoeError:
    return EndpointFailed(
        f"the embedding endpoint answered {what}",
        expected='{"data": [{"index": 0, "embedding": [...]}, ...]}, one for each text',
        next_step="check that analysis.endpoint_url speaks OpenAI's embeddings API",
    )
