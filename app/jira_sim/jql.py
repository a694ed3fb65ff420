"""A subset of JQL: tokens -> tree -> predicate over what the search index knows.

Fields: project, labels, key / issuekey / issue / id, issuetype, status, statusCategory, resolution,
created, updated. Operators: = != in, not in, is [not] EMPTY, and < <= > >= on dates. AND, OR, NOT,
brackets, ORDER BY. Anything else is refused with Jira's 400, because a search that quietly means
something else files duplicates. Source: Atlassian's JQL reference; the wording of errors from
public issue threads.
"""

import re
from collections.abc import Callable
from dataclasses import dataclass, field

from app.jira_sim.errors import Refusal
from app.jira_sim.model import Indexed

Predicate = Callable[[Indexed], bool]
Compile = Callable[["Clause"], Predicate]

TOKEN = re.compile(
    r"""\s*(?:(?P<text>"(?:\\.|[^"\\])*"|'(?:\\.|[^'\\])*')"""
    r"""|(?P<sign><=|>=|!=|!~|[=<>~(),])|(?P<word>[^\s=<>!~(),"']+))"""
)
IN_QUERY = "Error in the JQL Query:"
SORT_KEYS: dict[str, Callable[[Indexed], object]] = {
    "created": lambda doc: (doc.created, doc.id),
    "updated": lambda doc: (doc.updated, doc.id),
    "id": lambda doc: doc.id,
    "key": lambda doc: (doc.project, int(doc.key.rpartition("-")[2])),
    "issuekey": lambda doc: (doc.project, int(doc.key.rpartition("-")[2])),
    "status": lambda doc: (doc.status, doc.id),
}


@dataclass(frozen=True)
class Token:
    """A word, a quoted text or a sign, and where it began (for the error message)."""

    text: str
    kind: str
    at: int

    def is_word(self, *words: str) -> bool:
        """True for one of these keywords, unquoted."""
        return self.kind == "word" and self.text.upper() in words


@dataclass(frozen=True)
class Clause:
    """`field operator values`, e.g. labels in (a, b); the operator in lower case."""

    field: str
    operator: str
    values: tuple[str, ...]


@dataclass(frozen=True)
class Query:
    """A parsed query: `where` is None when nothing restricts it."""

    where: Predicate | None
    order: list[tuple[str, bool]] = field(default_factory=list)

    def sorted(self, docs: list[Indexed]) -> list[Indexed]:
        """The documents in the order asked for; newest first when none was, like Jira."""
        for name, descending in reversed(self.order or [("created", True)]):
            docs = sorted(docs, key=SORT_KEYS[name], reverse=descending)  # type: ignore[arg-type]
        return docs


def parse(text: str, compile_clause: Compile) -> Query:
    """Parse a query; `compile_clause` gives meaning to each clause (see search.py)."""
    return _Parser(_tokens(text), compile_clause).query()


def bad(message: str) -> Refusal:
    """400 the way search answers it."""
    return Refusal(400, message)


def _tokens(text: str) -> list[Token]:
    tokens, at, end = [], 0, len(text.rstrip())
    while at < end:
        match = TOKEN.match(text, at)
        if not match or not match.lastgroup:
            wrong = text[at:].lstrip()[:1]
            raise bad(f"{IN_QUERY} The character '{wrong}' is not valid here. {_place(at)}")
        raw = match.group(match.lastgroup)
        value = re.sub(r"\\(.)", r"\1", raw[1:-1]) if match.lastgroup == "text" else raw
        tokens.append(Token(value, match.lastgroup, match.start(match.lastgroup)))
        at = match.end()
    return tokens


def _place(at: int) -> str:
    return f"(line 1, character {at + 1})"


class _Parser:
    """Recursive descent: OR of AND of NOT of clause or bracket."""

    def __init__(self, tokens: list[Token], compile_clause: Compile) -> None:
        self._tokens = tokens
        self._at = 0
        self._compile = compile_clause

    def query(self) -> Query:
        where = None
        if self._tokens and not self._sees("ORDER"):
            where = self._either()
        order = self._order() if self._take("ORDER") else []
        if self._at < len(self._tokens):
            raise self._unexpected("either 'OR' or 'AND'")
        return Query(where, order)

    def _peek(self) -> Token | None:
        return self._tokens[self._at] if self._at < len(self._tokens) else None

    def _sees(self, *words: str) -> bool:
        token = self._peek()
        return token is not None and token.is_word(*words)

    def _take(self, *words: str) -> bool:
        if self._sees(*words):
            self._at += 1
            return True
        return False

    def _take_sign(self, sign: str) -> bool:
        token = self._peek()
        if token and token.kind == "sign" and token.text == sign:
            self._at += 1
            return True
        return False

    def _next(self, expected: str, kinds: tuple[str, ...] = ("word", "text")) -> Token:
        token = self._peek()
        if token is None or token.kind not in kinds:
            raise self._unexpected(expected)
        self._at += 1
        return token

    def _unexpected(self, expected: str) -> Refusal:
        token = self._peek()
        if token is None:
            return bad(f"{IN_QUERY} Expecting {expected} but got the end of the query.")
        return bad(f"{IN_QUERY} Expecting {expected} but got '{token.text}'. {_place(token.at)}")

    def _either(self) -> Predicate:
        parts = [self._both()]
        while self._take("OR"):
            parts.append(self._both())
        return parts[0] if len(parts) == 1 else lambda doc: any(part(doc) for part in parts)

    def _both(self) -> Predicate:
        parts = [self._term()]
        while self._take("AND"):
            parts.append(self._term())
        return parts[0] if len(parts) == 1 else lambda doc: all(part(doc) for part in parts)

    def _term(self) -> Predicate:
        if self._take("NOT"):
            inner = self._term()
            return lambda doc: not inner(doc)
        if self._take_sign("("):
            bracket = self._either()
            if not self._take_sign(")"):
                raise self._unexpected("')'")
            return bracket
        name = self._next("a field name").text
        return self._compile(Clause(name.casefold(), *self._condition()))

    def _condition(self) -> tuple[str, tuple[str, ...]]:
        token = self._next("an operator", ("sign", "word"))
        operator = token.text.lower()
        if operator == "not" and self._take("IN"):
            return "not in", self._list()
        if operator == "in":
            return "in", self._list()
        if operator == "is":
            operator = "is not" if self._take("NOT") else "is"
            return operator, (self._next("EMPTY").text,)
        if operator not in {"=", "!=", "<", "<=", ">", ">=", "~", "!~"}:
            self._at -= 1
            raise self._unexpected(
                "operator before the end of the query. The valid operators are '=', '!=', 'in'"
            )
        return operator, (self._value(),)

    def _list(self) -> tuple[str, ...]:
        if not self._take_sign("("):
            raise self._unexpected("'('")
        values = [self._value()]
        while self._take_sign(","):
            values.append(self._value())
        if not self._take_sign(")"):
            raise self._unexpected("either ')' or ','")
        return tuple(values)

    def _value(self) -> str:
        value = self._next("a value").text
        if self._take_sign("("):  # a function: only now() is known
            if value.lower() != "now" or not self._take_sign(")"):
                raise bad(f"Unable to find JQL function '{value}()'.")
            return "now()"
        return value

    def _order(self) -> list[tuple[str, bool]]:
        if not self._take("BY"):
            raise self._unexpected("'BY'")
        order = [self._sort_key()]
        while self._take_sign(","):
            order.append(self._sort_key())
        return order

    def _sort_key(self) -> tuple[str, bool]:
        name = self._next("a field name").text.casefold()
        if name not in SORT_KEYS:
            raise bad(f"Field '{name}' does not exist or you do not have permission to view it.")
        descending = self._take("DESC")
        if not descending:
            self._take("ASC")
        return name, descending
