"""The digest: read from the snapshot, sent where the settings say. Not part of the night: a mail
server that is down must keep nobody from the page."""

from __future__ import annotations

from connectors.digest.chat import payload, post
from connectors.digest.html import as_html
from connectors.digest.mail import MailServer, compose, send
from connectors.digest.markdown import as_markdown
from connectors.digest.words import subject_line
from flows.settings import Settings
from records.digest import Digest
from records.errors import ConfigurationError, InputError
from warehouse.digest import digest_of


def read_digest(settings: Settings, *, weekly: bool) -> Digest:
    """The digest of the published snapshot. Raises InputError where it holds no ticket."""
    product = settings.account.product or settings.account.name
    digest = digest_of(settings.snapshot, product, weekly=weekly)
    if digest is None:
        raise InputError("the snapshot holds no ticket", next_step="run `koe run` first")
    return digest


def shown(settings: Settings, *, weekly: bool, html: bool, language: str | None) -> str:
    """The digest as Markdown or HTML."""
    chosen = language or settings.digest.language
    digest = read_digest(settings, weekly=weekly)
    return as_html(digest, chosen) if html else as_markdown(digest, chosen)


def send_digest(settings: Settings, *, weekly: bool, language: str | None) -> list[str]:
    """Send it by mail and to the chat, as the settings say; returns where it went. Raises
    ConfigurationError where they name neither, NotSent where one does not take it."""
    wanted = settings.digest
    if not wanted.mail_to and not wanted.chat:
        raise ConfigurationError(
            "the settings name nobody to send the digest to",
            expected="digest.mail_to with digest.smtp_host, or digest.chat with KOE_WEBHOOK_URL",
            next_step="fill the table [digest] of koe.toml; see it with: koe digest --show",
        )
    chosen = language or wanted.language
    digest = read_digest(settings, weekly=weekly)
    went = []
    if wanted.mail_to:
        _mail(settings, digest, chosen)
        went.append(f"mail to {len(wanted.mail_to)}")
    if wanted.chat:
        _chat(settings, digest, chosen)
        went.append(wanted.chat)
    return went


def _mail(settings: Settings, digest: Digest, language: str) -> None:
    wanted, password = settings.digest, settings.secrets.smtp_password
    if not wanted.smtp_host or not wanted.mail_from:
        raise ConfigurationError(
            "digest.mail_to is set, but not digest.smtp_host and digest.mail_from",
            expected="a mail server and a sender",
        )
    server = MailServer(
        wanted.smtp_host,
        wanted.smtp_port,
        wanted.smtp_security,
        wanted.smtp_user,
        password.get_secret_value() if password else "",
    )
    subject = subject_line(digest, language)
    text, html = as_markdown(digest, language), as_html(digest, language)
    send(server, compose(wanted.mail_from, wanted.mail_to, subject, text, html))


def _chat(settings: Settings, digest: Digest, language: str) -> None:
    url = settings.secrets.webhook_url
    if url is None:
        raise ConfigurationError(
            "digest.chat is set, but not KOE_WEBHOOK_URL",
            expected="the address of an incoming webhook, in .env beside koe.toml",
        )
    body = payload(settings.digest.chat, as_markdown(digest, language))
    post(url.get_secret_value(), body)
