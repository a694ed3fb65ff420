r"""Blocks to Jira wiki markup (Data Center, REST v2).

Escaping as Jira's own renderer undoes it: a backslash makes exactly ``- # * _ + ? ^ ~ % { } [
] ( ) ! @`` literal, but not after another backslash, so a backslash itself and all else that
means something (``|`` in tables, ``:`` in smileys and addresses, ``&`` before what looks like a
reference, ``h1.`` and ``bq.``) become character references, which the renderer keeps. Source:
BackslashEscapeRendererComponent and HtmlEscapeRendererComponent of atlassian-renderer; pandoc's
jira writer does the same.
"""

from __future__ import annotations

import re
from collections.abc import Sequence

from connectors.tracker.render.clean import clean, one_line
from connectors.tracker.render.walk import Notation, text_of
from records.issue import Block, Table

_BACKSLASHED = re.compile(r"[-#*_+?^~%{}\[\]()!@]")
_REFERENCES = re.compile(r"[\\|]|&(?=#?\w+;)")
_SMILEY_OR_ADDRESS = re.compile(r"[:;](?=[-\s]?[()DPp/\\|])|(?<=mailto):")
_LINE_WORD = re.compile(r"^(\s*(?:h[1-6]|bq))\.", re.MULTILINE)


def document(blocks: Sequence[Block]) -> str:
    """The whole document."""
    return text_of(blocks, NOTATION)


def escape(text: str) -> str:
    """Text that Jira shows exactly as it was written."""
    guarded = _LINE_WORD.sub("\\1\x00", _SMILEY_OR_ADDRESS.sub(_mark, clean(text)))
    referred = _REFERENCES.sub(lambda match: f"&#{ord(match.group())};", guarded)
    slashed = _BACKSLASHED.sub(r"\\\g<0>", referred).replace("&\\#", "&#")
    return slashed.replace("\x00", "&#46;").replace("\x01", "&#58;").replace("\x02", "&#59;")


def _mark(match: re.Match[str]) -> str:
    return "\x02" if match.group() == ";" else "\x01"


def _quote(said: str, source: str) -> str:
    return ("{quote}\n" + escape(said) + "\n{quote}\n" + source).rstrip()


def _table(table: Table) -> str:
    head = "".join(f"||{_cell(name)}" for name in table.header) + "||"
    rows = ("".join(f"|{_cell(cell)}" for cell in row) + "|" for row in table.rows)
    return "\n".join([head, *rows])


def _cell(text: str) -> str:
    """A cell's text; an empty one needs a space, or Jira takes ``||`` for a heading."""
    return escape(one_line(text)) or " "


NOTATION = Notation(
    heading="h3. ",
    bullet="* ",
    escape=escape,
    paragraph=escape,
    quote=_quote,
    table=_table,
    link=lambda shown, href: f"[{shown or href}|{href}]",
)
