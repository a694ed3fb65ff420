"""Atlassian Document Format: the structure rules that Jira enforces and its OpenAPI description
does not hold.

Source: Atlassian's ADF document structure pages (nodes and marks) and the published JSON schema,
cut to the nodes that text can use; media, tasks and layouts are left out, so a document with them
is refused (stricter than Jira, on purpose: Koe sends none). Jira answers INVALID_INPUT without a
place; `problem` names the place for the log.
"""

from collections.abc import Iterator
from typing import Any

INLINE = {"text", "hardBreak", "mention", "emoji", "date", "status", "inlineCard"}
LISTS = {"bulletList", "orderedList"}
NESTED = {"paragraph", "codeBlock"} | LISTS
CELL = {"paragraph", "panel", "blockquote", "rule", "heading", "codeBlock", "nestedExpand"} | LISTS
BLOCK = {
    "paragraph",
    "heading",
    "blockquote",
    "codeBlock",
    "panel",
    "rule",
    "table",
    "expand",
} | LISTS

# parent -> the children it may have; a node that is missing here may have none
CHILDREN: dict[str, set[str]] = {
    "doc": BLOCK,
    "paragraph": INLINE,
    "heading": INLINE,
    "bulletList": {"listItem"},
    "orderedList": {"listItem"},
    "listItem": NESTED,
    "blockquote": NESTED,
    "codeBlock": {"text"},
    "panel": {"paragraph", "heading", "rule", "codeBlock"} | LISTS,
    "expand": BLOCK - {"expand"} | {"nestedExpand"},
    "nestedExpand": {"paragraph", "heading", "blockquote", "codeBlock", "panel", "rule"} | LISTS,
    "table": {"tableRow"},
    "tableRow": {"tableCell", "tableHeader"},
    "tableCell": CELL,
    "tableHeader": CELL,
}
MAY_BE_EMPTY = {"doc", "paragraph", "heading", "codeBlock"}
MARKS = {
    "strong",
    "em",
    "code",
    "strike",
    "underline",
    "link",
    "subsup",
    "textColor",
    "backgroundColor",
}
NODE_KEYS = {"type", "content", "attrs", "marks", "text", "version"}
PANELS = {"info", "note", "warning", "success", "error", "tip"}
MAX_DEPTH = 40


def problem(doc: Any) -> str | None:
    """What is wrong with a document and where, or None when Jira would take it."""
    if not isinstance(doc, dict) or doc.get("type") != "doc":
        return "the top node must be an object of type doc"
    if type(doc.get("version")) is not int or doc["version"] != 1:
        return "doc.version must be 1"
    if not isinstance(doc.get("content"), list):
        return "doc.content must be a list"
    return _node_problem(doc, "doc", 0)


def _node_problem(node: dict[str, Any], place: str, depth: int) -> str | None:
    kind = node["type"]
    own = _shape_problem(node, kind, place) or _attrs_problem(node, kind, place)
    if own or depth > MAX_DEPTH:
        return own or f"{place}: nested too deeply"
    for number, child in enumerate(node.get("content", [])):
        where = f"{place}.content[{number}]"
        if not isinstance(child, dict) or str(child.get("type")) not in CHILDREN.get(kind, set()):
            found = child.get("type") if isinstance(child, dict) else child
            return f"{where}: {kind} may not hold {found!r}"
        if inner := _node_problem(child, where, depth + 1):
            return inner
    return None


def _shape_problem(node: dict[str, Any], kind: str, place: str) -> str | None:
    if unknown := set(node) - NODE_KEYS:
        return f"{place}: unknown keys {sorted(unknown)}"
    if kind == "text":
        if not isinstance(node.get("text"), str) or not node["text"]:
            return f"{place}: a text node needs text that is not empty"
        return _marks_problem(node, place)
    if "text" in node:
        return f"{place}: only text nodes have text"
    content = node.get("content", [])
    if not isinstance(content, list):
        return f"{place}: content must be a list"
    if kind in CHILDREN and kind not in MAY_BE_EMPTY and not content:
        return f"{place}: {kind} must not be empty"
    return None


def _marks_problem(node: dict[str, Any], place: str) -> str | None:
    marks = node.get("marks", [])
    if not isinstance(marks, list):
        return f"{place}: marks must be a list"
    for mark in marks:
        if not isinstance(mark, dict) or str(mark.get("type")) not in MARKS:
            return f"{place}: unknown mark {mark!r}"
        attrs = mark.get("attrs", {})
        if not isinstance(attrs, dict):
            return f"{place}: attrs must be an object"
        if mark["type"] == "link" and not isinstance(attrs.get("href"), str):
            return f"{place}: a link needs attrs.href"
    return None


def _attrs_problem(node: dict[str, Any], kind: str, place: str) -> str | None:
    attrs = node.get("attrs", {})
    if not isinstance(attrs, dict):
        return f"{place}: attrs must be an object"
    if kind == "heading" and attrs.get("level") not in range(1, 7):
        return f"{place}: a heading needs attrs.level 1 to 6"
    if kind == "panel" and str(attrs.get("panelType")) not in PANELS:
        return f"{place}: a panel needs attrs.panelType"
    return None


def texts(node: Any) -> Iterator[str]:
    """Every piece of text in reading order; blocks end with a line feed."""
    if not isinstance(node, dict):
        return
    if node.get("type") == "hardBreak":
        yield "\n"
    if isinstance(node.get("text"), str):
        yield node["text"]
    for child in node.get("content", []):
        yield from texts(child)
    if node.get("type") in {"paragraph", "heading", "codeBlock"}:
        yield "\n"


def plain(body: Any) -> str:
    """The words of an ADF document or of wiki text, for the history and the size check."""
    if isinstance(body, str):
        return body
    return "".join(texts(body)).strip()


def from_text(text: str) -> dict[str, Any]:
    """A document with one paragraph per line: how a product manager's typed comment is stored on
    Cloud.
    """
    lines = [line for line in text.splitlines() if line.strip()]
    paragraphs = [
        {"type": "paragraph", "content": [{"type": "text", "text": line}]} for line in lines
    ]
    return {"type": "doc", "version": 1, "content": paragraphs}
