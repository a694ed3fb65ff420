"""Jira's wiki text -> HTML for the issue page on Data Center: the part of the notation that Koe and
people use.

Headings, {quote}, {code}, {noformat}, {panel}, bq., lists, tables, rules, *bold*, _italic_,
-struck-, {{code}}, links, backslash escapes and \\\\ line breaks. Everything is escaped first;
images and mentions stay plain text. Source: Atlassian's "Text formatting notation" help page.
Unlike Jira, a macro must stand on lines of its own.
"""

import re
from collections.abc import Callable
from html import escape

from app.jira_sim.render_adf import link

MACRO = re.compile(r"^\{(quote|code|noformat|panel)(?::[^}]*)?\}(.*)$")
HEADING = re.compile(r"^h([1-6])\.\s+(.*)$")
ITEM = re.compile(r"^([*#-]+)\s+(.*)$")
LINK = re.compile(r"\[(?:([^|\]\n]+)\|)?((?:https?://|mailto:)[^\]\s|]+)\]")
ESCAPED = re.compile(r"\\([^\s\\A-Za-z0-9])")
SPANS = (
    (re.compile(r"\{\{(.+?)\}\}"), "code"),
    (re.compile(r"(?<![\w*])\*(\S(?:.*?\S)?)\*(?![\w*])"), "strong"),
    (re.compile(r"(?<![\w_])_(\S(?:.*?\S)?)_(?![\w_])"), "em"),
    (re.compile(r"(?<![\w-])-(\S(?:.*?\S)?)-(?![\w-])"), "s"),
)
BORDER = r"(?<!\\){0}(?![^\[\]]*\])"  # not escaped, and not the bar within [text|address]
KEPT = "\ue000{}\ue001"  # private-use marks around the number of a piece that is already HTML


def html(text: str) -> str:
    """The HTML of a wiki text."""
    return _blocks(text.replace("\r\n", "\n").translate({0xE000: None, 0xE001: None}).split("\n"))


def _blocks(lines: list[str]) -> str:
    out: list[str] = []
    at = 0
    while at < len(lines):
        line = lines[at].strip()
        if macro := MACRO.match(line):
            block, at = _macro(macro, lines, at)
            out.append(block)
        elif ITEM.match(line) and line != "----":
            out.append(_list(taken := _run(lines, at, lambda one: bool(ITEM.match(one)))))
            at += len(taken)
        elif line.startswith("|"):
            out.append(_table(taken := _run(lines, at, lambda one: one.startswith("|"))))
            at += len(taken)
        elif (single := _single(line)) is not None:
            out.append(single)
            at += 1
        else:
            taken = _run(lines, at, _is_plain)
            out.append(f"<p>{'<br>'.join(_inline(one) for one in taken)}</p>")
            at += len(taken)
    return "".join(out)


def _run(lines: list[str], at: int, belongs: Callable[[str], bool]) -> list[str]:
    taken = []
    for line in lines[at:]:
        if not belongs(line.strip()):
            break
        taken.append(line.strip())
    return taken


def _is_plain(line: str) -> bool:
    return (
        not (MACRO.match(line) or ITEM.match(line) or line.startswith("|"))
        and _single(line) is None
    )


def _single(line: str) -> str | None:
    """Blocks of one line: a blank, a heading, a rule, bq."""
    if not line:
        return ""
    if heading := HEADING.match(line):
        level = min(int(heading[1]) + 2, 6)
        return f"<h{level}>{_inline(heading[2])}</h{level}>"
    if line == "----":
        return "<hr>"
    if line.startswith("bq. "):
        return f"<blockquote><p>{_inline(line[4:])}</p></blockquote>"
    return None


def _macro(opening: re.Match[str], lines: list[str], at: int) -> tuple[str, int]:
    """A macro and the line after it; one that is never closed runs to the end, as in Jira."""
    name, closing = opening[1], f"{{{opening[1]}}}"
    inner: list[str] = []
    rest, position = opening[2], at
    while closing not in rest:
        inner.append(rest)
        position += 1
        if position >= len(lines):
            break
        rest = lines[position]
    else:
        inner.append(rest.partition(closing)[0])
    body = "\n".join(inner).strip("\n")
    if name in ("code", "noformat"):
        return f"<pre><code>{escape(body)}</code></pre>", position + 1
    tag = (
        ("<blockquote>", "</blockquote>")
        if name == "quote"
        else ('<div class="panel info">', "</div>")
    )
    return tag[0] + _blocks(body.split("\n")) + tag[1], position + 1


def _list(lines: list[str]) -> str:
    """Bullets of any depth: a list closes when the marks get shorter."""
    out: list[str] = []
    open_tags: list[str] = []
    for line in lines:
        match = ITEM.match(line)
        if not match:
            continue
        tags = ["ol" if mark == "#" else "ul" for mark in match[1]]
        while open_tags and open_tags != tags[: len(open_tags)]:
            out.append(f"</{open_tags.pop()}>")
        for tag in tags[len(open_tags) :]:
            out.append(f"<{tag}>")
            open_tags.append(tag)
        out.append(f"<li>{_inline(match[2])}</li>")
    out += [f"</{tag}>" for tag in reversed(open_tags)]
    return "".join(out)


def _table(lines: list[str]) -> str:
    rows = []
    for line in lines:
        tag, sign = ("th", "||") if line.startswith("||") else ("td", "|")
        cells = re.split(BORDER.format(re.escape(sign)), line.strip(sign))
        rows.append(
            "<tr>" + "".join(f"<{tag}>{_inline(cell.strip())}</{tag}>" for cell in cells) + "</tr>"
        )
    return f'<div class="scroll" tabindex="0" role="region"><table>{"".join(rows)}</table></div>'


def _inline(text: str) -> str:
    kept: list[str] = []

    def keep(piece: str) -> str:
        kept.append(piece)
        return KEPT.format(len(kept) - 1)

    text = text.replace("\\\\", keep("<br>"))
    text = ESCAPED.sub(lambda match: keep(escape(match[1])), text)
    text = LINK.sub(lambda match: keep(link(match[2], escape(match[1] or match[2]))), text)
    shown = escape(text)
    for pattern, tag in SPANS:
        shown = pattern.sub(rf"<{tag}>\1</{tag}>", shown)
    return re.sub("\ue000(\\d+)\ue001", lambda match: _restored(kept, int(match[1])), shown)


def _restored(kept: list[str], number: int) -> str:
    """A kept piece, with pieces inside it (an escaped sign in a link's text) put back too."""
    return re.sub("\ue000(\\d+)\ue001", lambda match: _restored(kept, int(match[1])), kept[number])
