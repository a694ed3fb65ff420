"""Slack's and Teams' incoming webhooks."""

from __future__ import annotations

from typing import Any
from urllib.parse import urlsplit

from connectors.digest.mail import LOOPBACK, NotSent
from records.errors import ConfigurationError

TIMEOUT_SECONDS = 30.0
LONGEST = 2900  # Slack takes 3,000 characters in a block of text


def payload(kind: str, markdown: str) -> dict[str, Any]:
    """The digest as the webhook of that kind (slack or teams) takes it."""
    if kind == "teams":
        card = {
            "type": "AdaptiveCard",
            "version": "1.4",
            "body": [{"type": "TextBlock", "text": markdown, "wrap": True}],
        }
        kind_of = "application/vnd.microsoft.card.adaptive"
        return {"type": "message", "attachments": [{"contentType": kind_of, "content": card}]}
    text = _slack_text(markdown)
    return {"blocks": [{"type": "section", "text": {"type": "mrkdwn", "text": text[:LONGEST]}}]}


def _slack_text(markdown: str) -> str:
    """Slack's own markup: &, < and > escaped, one star for bold, no headings."""
    lines = []
    for line in markdown.splitlines():
        bare = line.removeprefix("## ")
        told = bare.replace("**", "*") if line == bare else f"*{bare}*"
        for char in "\\`*_[]<>#|~":
            told = told.replace("\\" + char, char)
        lines.append(told.replace("&", "&amp;").replace("<", "&lt;").replace(">", "&gt;"))
    return "\n".join(lines)


def post(url: str, body: dict[str, Any]) -> None:
    """Post to the webhook. Raises NotSent (never with the address in it: who has it can post)."""
    import httpx

    parts = urlsplit(url)
    if parts.scheme != "https" and parts.hostname not in LOOPBACK:
        raise ConfigurationError("KOE_WEBHOOK_URL is not https", expected="an https address")
    try:
        answer = httpx.post(url, json=body, timeout=TIMEOUT_SECONDS)
    except httpx.HTTPError as error:
        raise NotSent(f"the chat cannot be reached: {type(error).__name__}") from None
    if answer.status_code >= 300:
        raise NotSent(
            f"the chat's webhook answered {answer.status_code}",
            next_step="make a new incoming webhook and set KOE_WEBHOOK_URL",
        )
