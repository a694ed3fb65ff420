"""Mail, through the standard library's SMTP client."""

from __future__ import annotations

import smtplib
import ssl
from collections.abc import Sequence
from dataclasses import dataclass
from email.message import EmailMessage
from email.utils import formatdate, make_msgid

from records.errors import ConfigurationError, Retryable

TIMEOUT_SECONDS = 30.0
LOOPBACK = frozenset({"localhost", "127.0.0.1", "::1"})


class NotSent(Retryable):
    """A digest could not be delivered; trying again later may succeed."""

    exit_code = 8


@dataclass(frozen=True, slots=True)
class MailServer:
    """Where mail goes out. ``security`` is starttls, tls or none (loopback only)."""

    host: str
    port: int
    security: str = "starttls"
    user: str = ""
    password: str = ""


def compose(sender: str, to: Sequence[str], subject: str, text: str, html: str) -> EmailMessage:
    """A message with the same content as text and as HTML."""
    message = EmailMessage()
    message["From"], message["To"], message["Subject"] = sender, ", ".join(to), subject
    message["Date"], message["Message-ID"] = formatdate(), make_msgid(domain="koe.invalid")
    message["Auto-Submitted"] = "auto-generated"
    message.set_content(text, cte="base64")
    message.add_alternative(html, subtype="html", cte="base64")
    return message


def send(server: MailServer, message: EmailMessage) -> None:
    """Hand the message to the server. Raises NotSent where it does not take it,
    ConfigurationError for a connection that would carry customers' words in the clear."""
    if server.security == "none" and server.host not in LOOPBACK:
        raise ConfigurationError(
            f"digest.smtp_security is none, but the mail server is {server.host}",
            expected="starttls or tls: the mail quotes customers",
            next_step='set digest.smtp_security = "starttls"',
        )
    try:
        with _connected(server) as smtp:
            if server.user:
                smtp.login(server.user, server.password)
            smtp.send_message(message)
    except (OSError, smtplib.SMTPException) as error:
        raise NotSent(
            f"{server.host}:{server.port} did not take the mail: {type(error).__name__}",
            next_step="check the table [digest] of koe.toml, then: koe digest --send",
        ) from error


def _connected(server: MailServer) -> smtplib.SMTP:
    context = ssl.create_default_context()
    if server.security == "tls":
        return smtplib.SMTP_SSL(server.host, server.port, timeout=TIMEOUT_SECONDS, context=context)
    smtp = smtplib.SMTP(server.host, server.port, timeout=TIMEOUT_SECONDS)
    if server.security == "starttls":
        smtp.starttls(context=context)
    return smtp
