"""Firms, dishes and books that bear a person's whole name: kept only where no person stands.

"Harry Potter" in a sentence is the book; after "my name is", under "Regards," or before 様 it is
somebody who is called so.
"""

from __future__ import annotations

import re
from collections.abc import Iterable
from functools import cache

from nlp.privacy import name_lists as lists
from nlp.privacy.fold import fold
from nlp.privacy.japanese_names import surname_length
from nlp.privacy.names_ja import HONORIFIC, LABEL
from nlp.privacy.spans import Range, Span

_AFTER = re.compile(
    rf" ?(?:{HONORIFIC}|と(?:申|もうし|いいます|言います|名乗)|名義|宛|拝)"
    r"|,? (?:here|speaking)\b|[ ]*\n[ >]*(?:tel|phone|mobile|電話|携帯|\+?[0-9(<\ue000])",
    re.IGNORECASE,
)
_BEFORE = re.compile(
    rf"(?:(?:{LABEL}|ご?契約者|ご?担当者?)(?: ?(?:[:=／/】]|[はがの])[ 「『\n]{{0,3}}|[ \n])"
    r"|(?:夫|妻|主人|父|母|兄|姉|弟|妹|息子|娘|友人|同僚|上司)の"
    r"|\bnamed?(?: is|'s|:| on [a-z ]{3,20}(?: is|:))? ?"
    r"|\b(?:call me|i am|i'm|attn|attention)[: ]{1,2}"
    r"|\b(?:mr|mrs|ms|miss|mx|dr|prof|dear|hi|hello|hey)\b\.?,? "
    r"|\b(?:customer|client|contact|holder|recipient|passenger|guest|sender|signed by|from|to): ?"
    r"|\b(?:wife|husband|partner|son|daughter|mother|father|mum|mom|dad|brother|sister|boss"
    r"|colleague|friend|neighbou?r),? "
    r"|\b(?:regards|wishes|sincerely|thanks|thank you|thx|cheers|yours|best|love)\b[^\n]{0,20}\n\s*"
    r"|\b(?:regards|sincerely|cheers|best wishes)[,.]? ?[-~]? ?)\Z",
    re.IGNORECASE,
)
_REACH = 60  # characters before a name, in which its cue begins


@cache
def _pattern() -> re.Pattern[str]:
    words = [fold(word) for word in lists.named_like_people()]
    edged = (
        rf"(?<![A-Za-z]){re.escape(word)}(?![a-z])" if word.isascii() else re.escape(word)
        for word in words
    )
    return re.compile("|".join(edged), re.IGNORECASE)


def things(folded: str) -> list[Range]:
    """Where in ``folded`` such a word stands and nothing says that it is a person."""
    return [
        found.span()
        for found in _pattern().finditer(folded)
        if not _is_person(folded, found.start(), found.end())
    ]


def _is_person(folded: str, start: int, end: int) -> bool:
    """A Japanese surname with more than a kanji behind it (佐川急便さん) is a firm whatever stands
    around it."""
    word = folded[start:end]
    if not word.isascii() and len(word) - surname_length(word) != 1:
        return False
    before = folded[max(0, start - _REACH) : start]
    return bool(_AFTER.match(folded, end) or _BEFORE.search(before))


def without_things(folded: str, spans: Iterable[Span], stated: Iterable[Span]) -> list[Span]:
    """``spans`` but for names within a thing; of the ``stated`` names only what is but a part of
    the thing stays (佐藤 in 佐藤製薬), since the helpdesk itself says who they are."""
    found, said = list(spans), list(stated)
    if not any(span.kind == "NAME" for span in (*found, *said)):
        return [*found, *said]
    kept = things(folded)
    rest = [span for span in found if span.kind != "NAME" or not _is_within(span, kept)]
    whole = {(span.start, span.end) for span in said}
    longer = [one for one in kept if one not in whole]
    return rest + [span for span in said if not _is_within(span, longer)]


def _is_within(span: Span, ranges: Iterable[Range]) -> bool:
    return any(start <= span.start and span.end <= end for start, end in ranges)
