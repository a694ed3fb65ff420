"""ADF -> HTML for the issue page. Everything is escaped; only http(s) and mailto links become
links; no media.
"""

from collections.abc import Callable
from html import escape
from typing import Any
from urllib.parse import urlsplit

Node = dict[str, Any]
SIMPLE = {
    "paragraph": "p",
    "bulletList": "ul",
    "listItem": "li",
    "blockquote": "blockquote",
    "tableRow": "tr",
}
MARK_TAGS = {"strong": "strong", "em": "em", "code": "code", "strike": "s", "underline": "u"}


def html(node: Any) -> str:
    """The HTML of a node and what is in it; an unknown node shows its contents."""
    if not isinstance(node, dict):
        return ""
    kind = str(node.get("type"))
    if kind in SIMPLE:
        return f"<{SIMPLE[kind]}>{_inside(node)}</{SIMPLE[kind]}>"
    return SPECIAL.get(kind, _inside)(node)


def _inside(node: Node) -> str:
    return "".join(html(child) for child in node.get("content", []))


def _attr(node: Node, name: str, default: str = "") -> str:
    return str((node.get("attrs") or {}).get(name, default))


def _text(node: Node) -> str:
    shown = escape(str(node.get("text", "")))
    for mark in node.get("marks", []):
        kind = mark.get("type")
        if kind in MARK_TAGS:
            shown = f"<{MARK_TAGS[kind]}>{shown}</{MARK_TAGS[kind]}>"
        elif kind == "subsup":
            tag = "sup" if _attr(mark, "type") == "sup" else "sub"
            shown = f"<{tag}>{shown}</{tag}>"
        elif kind == "link":
            shown = link(_attr(mark, "href"), shown)
    return shown


def link(url: str, shown: str) -> str:
    """A link around escaped HTML; a javascript: or data: address stays plain text."""
    if urlsplit(url).scheme.lower() not in ("http", "https", "mailto"):
        return shown
    return f'<a href="{escape(url)}" rel="noreferrer noopener">{shown}</a>'


def _heading(node: Node) -> str:
    level = min(max(int(_attr(node, "level", "3")), 1), 6)
    shown = min(level + 2, 6)  # the page itself has h1 and h2
    return f"<h{shown}>{_inside(node)}</h{shown}>"


def _ordered(node: Node) -> str:
    start = _attr(node, "order", "1")
    return f'<ol start="{escape(start)}">{_inside(node)}</ol>'


def _table(node: Node) -> str:
    return f'<div class="scroll" tabindex="0" role="region"><table>{_inside(node)}</table></div>'


def _cell(tag: str) -> Callable[[Node], str]:
    def render(node: Node) -> str:
        spans = "".join(
            f' {name}="{escape(_attr(node, name))}"'
            for name in ("colspan", "rowspan")
            if _attr(node, name)
        )
        return f"<{tag}{spans}>{_inside(node)}</{tag}>"

    return render


def _panel(node: Node) -> str:
    return f'<div class="panel {escape(_attr(node, "panelType", "info"))}">{_inside(node)}</div>'


def _expand(node: Node) -> str:
    return (
        f"<details><summary>{escape(_attr(node, 'title', '…'))}</summary>{_inside(node)}</details>"
    )


def _card(node: Node) -> str:
    url = _attr(node, "url")
    return link(url, escape(url))


SPECIAL: dict[str, Callable[[Node], str]] = {
    "text": _text,
    "heading": _heading,
    "orderedList": _ordered,
    "codeBlock": lambda node: f"<pre><code>{_inside(node)}</code></pre>",
    "rule": lambda _: "<hr>",
    "hardBreak": lambda _: "<br>",
    "table": _table,
    "tableCell": _cell("td"),
    "tableHeader": _cell("th"),
    "panel": _panel,
    "expand": _expand,
    "nestedExpand": _expand,
    "inlineCard": _card,
    "mention": lambda node: escape(_attr(node, "text", "@?")),
    "emoji": lambda node: escape(_attr(node, "text") or _attr(node, "shortName")),
    "status": lambda node: f'<span class="pill">{escape(_attr(node, "text"))}</span>',
    "date": lambda node: escape(_attr(node, "timestamp")),
}
