"""Whatever a customer wrote is shown as it was written, and does nothing."""

from __future__ import annotations

import html
import re
from collections.abc import Sequence
from html.parser import HTMLParser
from typing import Any

import pytest
from hypothesis import example, given
from hypothesis import strategies as st
from markdown_it import MarkdownIt
from markdown_it.token import Token

from app.jira_sim import adf as jira_adf
from connectors.tracker.render import adf, markdown, wiki
from connectors.tracker.render.clean import clean, cut, one_line, safe_url, units
from connectors.tracker.render.fit import fit
from records.issue import Block, Table

NASTY = (
    "{code}rm -rf{code} {noformat} {quote}",
    "[~boss] [link|https://evil.example] [^file.exe] [#anchor]",
    "!image.png! !https://evil.example/x.gif|width=9!",
    "*bold* _em_ -struck- +ins+ ^up^ ~down~ ??cite?? {{mono}} {color:red}x{color}",
    "<script>alert(1)</script> <img src=x onerror=alert(1)> <!-- --> &lt;b&gt; &amp; &#42;",
    "# heading\n## two\nh1. three\nbq. four\n* item\n- item\n1. one\n+ plus",
    "====\n---\n|a|b|\n||h||",
    "`code` ```fence``` ~~~ [x](javascript:alert(1)) ![i](https://evil.example/i.png) <https://a.b>",
    "C:\\Users\\koe\\ \\{code} \\\\ line \\",
    "ありがとうございます :) :D ;) (x) (!) :-(",
    "http://evil.example www.evil.example mailto:a@b.example",
    "    four spaces\n\ttab\n> quoted\n>> twice",
    "絵文字👨‍👩‍👧‍👦と合成文字か\u3099、全角｛ｃｏｄｅ｝　空白",
    "$x^2$ @channel #123 KOE-1 ~~gone~~ ==mark== ||spoiler||",
)
VIEWER = MarkdownIt("commonmark").enable("table").enable("strikethrough")
texts = st.one_of(
    st.sampled_from(NASTY),
    st.text(max_size=120),
    st.lists(st.sampled_from(list("{}[]()*_-+^~?!|#@%\\`<>&:;.=/ \nah1bqD")), max_size=30).map(
        "".join
    ),
)


def shown_by_markdown(source: str) -> tuple[str, set[str]]:
    """The visible text and the kinds of tokens, by an independent CommonMark implementation."""
    pieces: list[str] = []
    kinds: set[str] = set()

    def walk(tokens: Sequence[Token]) -> None:
        for token in tokens:
            kinds.add(token.type)
            if token.type in ("softbreak", "hardbreak"):
                pieces.append("\n")
            elif token.type in ("text", "text_special", "code_inline"):
                pieces.append(token.content)
            walk(token.children or [])

    walk(VIEWER.parse(source))
    return "".join(pieces), kinds


def shown_by_jira(source: str) -> str:
    """What Jira's renderer leaves of wiki text: escapes undone as its component does, character
    references kept. Fails on a character that it would have taken as markup."""
    undone = re.sub(r"(?<!\\)\\([-#*_+?^~|%{}\[\]()!@])", lambda m: f"&#{ord(m.group(1))};", source)
    active = re.search(r"[*_+^~?!|{}\[\]\\]|^\s*(?:h[1-6]|bq)\.|^\s*[-#]|:\)|:D|://", undone, re.M)
    assert not active, (active, undone)
    return html.unescape(undone)


def lines_of(text: str) -> list[str]:
    """Lines without the white space around them, which no document keeps."""
    return [line.strip() for line in clean(text).split("\n") if line.strip()]


def visible(text: str) -> str:
    return "".join(ch for ch in text if not ch.isspace())


@given(texts)
@example("1. one")
def test_a_quote_in_markdown_is_literal_and_makes_no_link_image_or_html(text: str) -> None:
    shown, kinds = shown_by_markdown(markdown.document([Block("quote", text)]))
    assert visible(shown) == visible(clean(text))
    assert not kinds & {"html_block", "html_inline", "image", "link_open", "code_inline", "fence"}
    assert not kinds & {"heading_open", "bullet_list_open", "ordered_list_open", "table_open", "hr"}


@given(texts)
def test_a_table_cell_in_markdown_stays_one_cell(text: str) -> None:
    table = Table(("語 / word", "n"), ((text, "1"),))
    shown, kinds = shown_by_markdown(markdown.document([Block("table", table=table)]))
    assert visible(shown) == visible(f"語 / wordn{clean(text)}1")
    assert "html_inline" not in kinds
    assert "link_open" not in kinds


@given(texts)
def test_a_quote_in_wiki_text_is_literal(text: str) -> None:
    assert lines_of(shown_by_jira(wiki.escape(text))) == lines_of(text)


@given(texts)
def test_a_quote_in_wiki_text_cannot_end_its_quotation(text: str) -> None:
    rendered = wiki.document([Block("quote", text, items=("10月1日",))])
    assert rendered.count("{quote}") == 2
    cells = wiki.document([Block("table", table=Table(("a",), ((text,),)))]).split("\n")
    assert len(cells) == 2
    assert cells[1].count("|") == 2


@given(texts)
def test_a_quote_in_an_atlassian_document_is_one_literal_text(text: str) -> None:
    document = adf.document(
        [Block("quote", text, items=("Oct 1", text), url="https://a.example/1")]
    )
    assert jira_adf.problem(document) is None
    quoted = document["content"][0]
    assert "".join(jira_adf.texts(quoted)).strip() == clean(text).strip()
    assert marks(quoted) == set()
    assert marks(document) <= {"https://a.example/1"}


def marks(node: dict[str, Any]) -> set[str]:
    """The addresses of all links in a document; any other mark would be an error."""
    own = {mark["attrs"]["href"] for mark in node.get("marks", [])}
    return own.union(*(marks(child) for child in node.get("content", [])))


@pytest.mark.parametrize("text", NASTY)
def test_every_kind_of_block_is_accepted_by_jira_and_literal(text: str) -> None:
    blocks = [
        Block("heading", text),
        Block("paragraph", text),
        Block("bullets", items=(text, text)),
        Block("table", table=Table((text, "n"), ((text, ""), ("", text)))),
        Block("link", text, url="https://help.example/1"),
    ]
    document = adf.document(blocks)
    assert jira_adf.problem(document) is None
    assert marks(document) == {"https://help.example/1"}
    _, kinds = shown_by_markdown(markdown.document(blocks))
    assert not kinds & {"html_block", "html_inline", "image"}


class Tags(HTMLParser):
    """Collects the tags of a page."""

    def __init__(self) -> None:
        super().__init__()
        self.found: set[str] = set()

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.found |= {tag, *(name for name, _ in attrs)}


@pytest.mark.parametrize("text", NASTY)
def test_a_markdown_viewer_builds_no_active_element_from_a_quote(text: str) -> None:
    tags = Tags()
    tags.feed(VIEWER.render(markdown.document([Block("quote", text)])))
    assert tags.found <= {"blockquote", "p", "br"}


@pytest.mark.parametrize(
    "url",
    [
        "javascript:alert(1)",
        "JaVaScRiPt:alert(1)",
        "data:text/html,x",
        "file:///etc/passwd",
        "//evil.example",
        "https:///x",
        "https://a b",
        "http://[",
        "",
        None,
    ],
)
def test_only_a_web_address_becomes_a_link(url: str | None) -> None:
    assert safe_url(url) is None
    block = Block("quote", "text", items=("Oct 1", "ticket 1"), url=url)
    assert marks(adf.document([block])) == set()
    assert "](" not in markdown.document([block])
    assert "|" not in wiki.document([block])


def test_an_address_cannot_break_out_of_its_link() -> None:
    url = safe_url("https://help.example/a)b]c|d}e\"f'<g>")
    assert url is not None
    assert not set(url) & set(")]|}\"'<>")


@given(st.text(max_size=60), st.integers(min_value=1, max_value=40))
def test_a_cut_text_fits_and_is_a_beginning_of_the_text(text: str, limit: int) -> None:
    kept = cut(text, limit)
    assert units(kept) <= max(limit, 0) or kept == text
    assert kept == text or text.startswith(kept.removesuffix("…"))


@pytest.mark.parametrize(
    ("text", "limit", "kept"),
    [
        ("お支払いができません", 5, "お支払い…"),
        ("家族👨‍👩‍👧‍👦です", 8, "家族…"),
        ("国旗🇯🇵です", 5, "国旗…"),
        ("か\u3099か\u3099", 3, "か\u3099…"),
        ("thumbs 👍🏽 up", 11, "thumbs…"),
        ("short", 5, "short"),
    ],
)
def test_a_text_is_cut_between_characters_as_people_see_them(
    text: str, limit: int, kept: str
) -> None:
    assert cut(text, limit) == kept


def test_a_document_that_is_too_long_loses_whole_quotes_from_the_end() -> None:
    blocks = [Block("paragraph", "事実")] + [Block("quote", f"{n}" * 100) for n in range(5)]
    kept = fit(blocks, lambda some: units(wiki.document(some)), 400)
    assert [block.text[:1] for block in kept] == ["事", "0", "1", "2"]
    assert all(len(block.text) in (2, 100) for block in kept)


def test_a_document_without_quotes_is_cut_at_a_character() -> None:
    kept = fit([Block("paragraph", "長い文。" * 50)], lambda some: units(wiki.document(some)), 80)
    assert units(wiki.document(kept)) <= 80
    assert kept[0].text.endswith("…")


def test_control_and_direction_characters_are_left_out() -> None:
    assert clean("a\x00b\x1bc\u202ed\ud800e\r\nf") == "abcde\nf"
    assert one_line(" a\n\n b\t c ") == "a b c"
