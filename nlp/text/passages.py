"""A message cut into passages: what the customer says, and what merely surrounds it."""

from __future__ import annotations

import re
from collections.abc import Iterator

from nlp.placeholders import PLACEHOLDER
from nlp.text import phrases
from nlp.text.contact import is_contact
from nlp.text.parts import Part, Passage
from nlp.text.sentences import Sentence, sentences
from nlp.text.shifts import SHIFT
from nlp.text.zones import Zone, zones

_EDGE = " \t\r\n　,，、.．。!！?？…:：;；~～♪☆★*-—–_・()（）[]【】^><\"'”’"
_EMOJI = re.compile(r"[\U0001F000-\U0001FAFF☀-➿️‍]+|m\(_ ?_\)m|\(\^[^)]{0,4}\^?\)|[(（]笑[)）]")
_PLACEHOLDERS = re.compile(rf"(?:{PLACEHOLDER}|さん|様|より|[\W_])+")
_WORD = re.compile(r"\w")


def passages(text: str) -> list[Passage]:
    """All passages of a message in order; together they hold every sentence of it."""
    found: list[Passage] = []
    place = 0
    blocks = zones(text)
    for zone in [*blocks, Zone(len(text), len(text), Part.CONTENT)]:
        found.extend(_said(text, place, zone.start))
        if zone.start < zone.stop:
            found.append(_block(text, zone))
        place = zone.stop
    return found


def _block(text: str, zone: Zone) -> Passage:
    paragraph = _paragraph(text, zone.start)
    return Passage(zone.start, zone.stop, text[zone.start : zone.stop], zone.part, paragraph)


def _paragraph(text: str, place: int) -> int:
    return len(re.findall(r"\n[ \t\r　]*\n", text[:place]))


def _said(text: str, start: int, stop: int) -> Iterator[Passage]:
    if start < stop:
        base = _paragraph(text, start)
        for sentence in sentences(text, start, stop):
            yield _judged(sentence, base)


def _judged(sentence: Sentence, base: int) -> Passage:
    """One sentence: boilerplate as a whole, or content with its lead-in cut off the front."""
    words, shifted = sentence.text, False
    part = whole_part(words)
    while part is Part.CONTENT:
        lead, shift = phrases.LEADS.match(words), SHIFT.match(words)
        cut = shift or lead
        if not cut or not cut[0]:
            break
        shifted, words = shifted or bool(shift), words[cut.end() :]
        part = whole_part(words) if _WORD.search(words) else Part.SHIFT if shift else Part.COURTESY
    start = sentence.stop - len(words) if _WORD.search(words) else sentence.start
    kept = sentence.text[start - sentence.start :]
    paragraph = base + sentence.paragraph
    return Passage(start, sentence.stop, kept, part, paragraph, sentence.bullet, shifted)


def whole_part(sentence: str) -> Part:
    """What a sentence is when it is nothing but boilerplate, else ``CONTENT``."""
    bare = bared(sentence)
    if not bare or _PLACEHOLDERS.fullmatch(sentence.strip()):
        return Part.SIGNATURE
    if phrases.FORM.fullmatch(sentence.strip()) or phrases.EMPTY_FORM.fullmatch(bare):
        return Part.FORM
    for part, pattern in phrases.WHOLE:
        if pattern.fullmatch(bare):
            return part
    return Part.CONTACT if is_contact(sentence) else Part.CONTENT


def bared(sentence: str) -> str:
    """The sentence without the marks, emoji and blanks at its ends (placeholders stay whole)."""
    stripped = _EMOJI.sub(" ", sentence).strip(_EDGE)
    if re.search(r"<[A-Z_]+$", stripped):
        stripped += ">"
    return f"<{stripped}" if re.match(r"[A-Z_]+>", stripped) else stripped
