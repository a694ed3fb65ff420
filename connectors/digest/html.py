"""The digest as an HTML mail: no script, no picture, nothing loaded; bars are table cells, since
mail programs drop SVG. Everything a customer wrote is escaped."""

from __future__ import annotations

from functools import cache, partial
from importlib.resources import files

from jinja2 import Environment, StrictUndefined, Template

from connectors import alert_words
from connectors.digest import words
from connectors.digest.markdown import ALERTS, shortened
from records.digest import Digest


def as_html(digest: Digest, language: str) -> str:
    """One self-contained page of about a screen."""
    created = words.say(language, "created", n=f"{digest.created:,}", before=f"{digest.before:,}")
    return _template().render(
        digest=digest,
        language=language,
        title=words.subject_line(digest, language),
        created=created,
        side=words.side(language),
        most_alerts=ALERTS,
        say=partial(words.say, language),
        subject=lambda alert: words.subject(alert, language),
        lines=lambda alert: words.alert_lines(alert, language),
        name=lambda one: words.topic_name(one, language),
    )


@cache
def _template() -> Template:
    environment = Environment(
        autoescape=True, undefined=StrictUndefined, trim_blocks=True, lstrip_blocks=True
    )
    environment.globals.update(
        kinds=alert_words.KINDS,
        subjects=alert_words.SUBJECTS,
        reached=alert_words.reached,
        shortened=shortened,
        change=words.change,
    )
    text = (files("connectors.digest") / "mail.html").read_text(encoding="utf-8")
    return environment.from_string(text)
