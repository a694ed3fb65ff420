"""Blocks of a message that no customer said today: history, signatures, disclaimers, logs.

Blocks are found by lines and before sentences are, because a quoted mail is full of perfectly good
sentences. A block ends where its evidence ends; only a quoted history without ``>`` marks runs to
the end of the message.
"""

from __future__ import annotations

import re
from dataclasses import dataclass

from nlp.placeholders import PLACEHOLDER
from nlp.text.lines import Line, raw_lines
from nlp.text.parts import Part

_AUTO_REPLY = re.compile(
    r"^\s*auto(?:matic)?\s*[:：]|out of (?:the )?office|automatic(?:ally generated)? reply"
    r"|auto-?reply"
    r"|away from my (?:desk|email)"
    r"|on (?:annual |parental |maternity )?leave (?:until|from)|自動(?:返信"
    r"|応答)(?:メール)?(?:です|にて|で|メッセージ)"
    r"|不在に(?:して|いたして)おります|不在のため.{0,30}(?:返信|ご連絡)|休暇(?:中|をいただいて)",
    re.IGNORECASE,
)
_FENCE = re.compile(
    r"\{(code|noformat)(?::[^}\n]*)?\}.*?(?:\{\1\}|\Z)|```.*?(?:```|\Z)", re.DOTALL | re.IGNORECASE
)
_LOG = re.compile(
    r"\s*(?:at [\w$.<>]+\(|Caused by:|Exception in thread|\.\.\. \d+ (?:more|common)"
    r"|Traceback \(most"
    r"|[\w$]+(?:\.[\w$]+){2,}(?:Exception|Error)\b|File \"[^\"]+\", line \d+"
    r"|\[?\d{4}[-/]\d\d[-/]\d\d[T ]\d\d:\d\d:\d\d\S*\s|\d\d/\d\d/\d\d \d\d:\d\d:\d\d "
    r"|\[?(?:INFO|WARN(?:ING)?|ERROR|DEBUG|TRACE|FATAL)\]?[ :]|[$#] \w+|\$ |<\?xml"
    r"|</?\w+>\s*\S*</|[+-]{3} [ab]/"
    r"|@@ |diff --git|(?:import|package) [\w.]+;|[{}();\s]+$)"
)
_ORIGINAL = re.compile(
    r"\s*(?:-{2,}\s*(?:Original Message|Forwarded message|元のメッセージ|転送メッセージ"
    r"|Ursprüngliche)\s*-{2,}"
    r"|On .{6,90} wrote:\s*$"
    r"|(?:you|they|he|she|we|support) wrote(?: on .{3,40})?:\s*$"
    r"|On (?:Mon|Tue|Wed|Thu|Fri|Sat|Sun|\d{1,2}[ /]"
    r"|[A-Z][a-z]{2,8} \d).{4,90}$"
    r"|\d{4}\s*[年/.-]\s*\d{1,2}\s*[月/.-]\s*\d{1,2}\s*日?.{0,60}(?:[<＜].{0,60}[>＞]|さん"
    r"|様)?.{0,12}"
    r"(?:[:：]|のメール|wrote:|が?書きました?[:：]?)\s*$"
    r"|_{8,}\s*$|-{2,}\s*(?:以前の|引用|過去の).{0,20}-{2,}|##- .{0,60} -##)",
    re.IGNORECASE,
)
_HEADER = re.compile(r"\s*(?:From|差出人|送信者|発信元)\s*[:：]", re.IGNORECASE)
_HEADERS = re.compile(
    r"\s*(?:Sent|Date|To|Cc|Subject|送信日時|日時|宛先|件名)\s*[:：]", re.IGNORECASE
)
_MARKED = re.compile(r"\s*(?:>|＞|\|\s|｜)")
_RULE = re.compile(r"\s*(?:--|[-_=*─━＝－―—◆◇■□☆★+~～・┏┓┗┛┃│]{3,}|(?:[◆◇■□☆★*][ 　]?){3,})[ 　]*$")
_DISCLAIMER = re.compile(
    r"(?:this|the) (?:e-?mail|message|communication)\b.{0,120}(?:confidential|intended (?:only"
    r"|solely)|privileged)"
    r"|if you (?:are not the intended|have received this)|please consider the environment before"
    r"|confidentiality notice|(?:この|本)(?:電子)?メール.{0,60}(?:機密|秘密|宛先|名宛|破棄|削除)"
    r"|誤って(?:受信|送信).{0,40}(?:破棄|削除)",
    re.IGNORECASE | re.DOTALL,
)
_DEVICE = re.compile(
    r"\s*(?:Sent (?:from|via|with) (?:my |the )?\w.{0,40}|Get Outlook for \w+.{0,60}"
    r"|(?:私の)?(?:iPhone|iPad|スマホ|スマートフォン|携帯|Android|Galaxy|Xperia"
    r"|Yahoo!?メール\S*|Outlook\S*)"
    r"(?:アプリ)?(?:から|より)(?:の)?(?:送信|メール|返信)(?:です|しています|しました"
    r"|されました)?)[。.]?\s*$",
    re.IGNORECASE,
)
_PLACEHOLDER = re.compile(PLACEHOLDER)
_STRONG = re.compile(
    r"(?:株式会社|有限会社|合同会社|\(株\)|（株）|㈱|\b(?:Inc|Ltd|LLC|GmbH|Corp|KK|K\.K)\b"
    r"|\bTEL\b|\bFAX\b"
    r"|〒|[\w.+-]+@[\w-]+\.\w|電話[:：]|(?:Tel|Phone|Mobile|E-?mail|メール)\s*[:：]|https?://\S+$"
    r"|^\s*\+?[\d()][\d() .-]{6,}$)",
    re.IGNORECASE,
)
_TITLE = re.compile(
    r"\s*(?:[A-Z][\w'’.-]*(?:[ ,]+(?:[A-Z&][\w'’.-]*|of|and|the)){0,5}|[A-Z]\.?"
    r"|[一-鿿々]{2,5}[ 　]?[一-鿿ぁ-んァ-ヴー]{0,5}"
    r"|.{0,20}(?:部|課|室|係|店|支店|グループ|チーム|担当|代表|店長|部長|課長|取締役).{0,12})\s*$"
)
_SIGN_OFF = re.compile(
    r"\s*(?:(?:with )?(?:kind|best|warm|many)?\s*(?:regards|wishes|thanks)|sincerely(?: yours)?"
    r"|yours (?:truly|sincerely|faithfully)"
    r"|cheers|thank(?:s| you)(?: (?:so much|very much|in advance|again|a lot))?|best"
    r"|respectfully|br|rgds"
    r"|.{0,40}(?:よろしく|宜しく)(?:お願い|おねがい).{0,14}|以上(?:です)?|敬具|草々"
    r"|かしこ)[\s,、。.!！]*$",
    re.IGNORECASE,
)
_ENDED = re.compile(r"(?:[。?？!！]|(?:です|ます|ません|ました|ください|下さい))\s*$")


@dataclass(frozen=True, slots=True)
class Zone:
    """``text[start:stop]`` is no content but ``part``."""

    start: int
    stop: int
    part: Part


def zones(text: str) -> list[Zone]:
    """The blocks of a message in order, none overlapping another."""
    if _AUTO_REPLY.search(text[:300]):
        return [Zone(0, len(text), Part.AUTO_REPLY)]
    found = _code(text)
    for finder in (_logs, _quotes, _disclaimers, _signature):
        taken = found
        lines = [line for line in raw_lines(text, 0, len(text)) if _free(line, taken)]
        found = sorted(taken + finder(text, lines), key=lambda zone: zone.start)
    return found


def _free(line: Line, taken: list[Zone]) -> bool:
    return not any(zone.start < line.stop and line.start < zone.stop for zone in taken)


def _code(text: str) -> list[Zone]:
    return [Zone(found.start(), found.end(), Part.CODE) for found in _FENCE.finditer(text)]


def _logs(text: str, lines: list[Line]) -> list[Zone]:
    return [
        Zone(ln.start, ln.stop, Part.CODE) for ln in lines if _LOG.match(text, ln.start, ln.stop)
    ]


def _quotes(text: str, lines: list[Line]) -> list[Zone]:
    """``>`` lines; and from a history's head on, either its ``>`` lines or all the rest."""
    found: list[Zone] = []
    for place, line in enumerate(lines):
        if _MARKED.match(text, line.start, line.stop):
            found.append(Zone(line.start, line.stop, Part.QUOTE))
        elif _history_begins(text, lines, place):
            if not _answers_below(text, lines, place):
                return [*found, Zone(line.start, len(text), Part.QUOTE)]
            found.append(Zone(line.start, line.stop, Part.QUOTE))
    return found


def _history_begins(text: str, lines: list[Line], place: int) -> bool:
    said = [text[line.start : line.stop] for line in lines[place : place + 4]]
    if _HEADER.match(said[0]):
        return any(_HEADERS.match(other) for other in said[1:])
    if not _ORIGINAL.match(said[0]):
        return False
    if said[0].lstrip().startswith("_"):
        return any(_HEADER.match(other) for other in said[1:])
    if said[0].lstrip().startswith("On "):
        return "wrote:" in " ".join(said[:2])
    return True


def _answers_below(text: str, lines: list[Line], place: int) -> bool:
    """Whether the history is marked line by line, so that unmarked lines below are an answer."""
    rest = lines[place + 1 : place + 3]
    return any(_MARKED.match(text, line.start, line.stop) for line in rest)


def _disclaimers(text: str, lines: list[Line]) -> list[Zone]:
    """Whole paragraphs, because a disclaimer's second sentence says nothing of what it is."""
    found = []
    for number in sorted({line.paragraph for line in lines}):
        block = [line for line in lines if line.paragraph == number]
        for place, line in enumerate(block):
            said = _DISCLAIMER.search(text, line.start, min(block[-1].stop, line.stop + 200))
            if said and said.start() < line.stop:
                found.append(Zone(block[place].start, block[-1].stop, Part.DISCLAIMER))
                break
    return found


def _signature(text: str, lines: list[Line]) -> list[Zone]:
    """The last lines, as long as each may be part of a signature and some evidence backs it."""
    first = len(lines)
    while first > 0 and _may_sign(text[lines[first - 1].start : lines[first - 1].stop]):
        first -= 1
    first = min(first, _framed(text, lines))
    device = [
        Zone(ln.start, ln.stop, Part.SIGNATURE)
        for ln in lines[:first]
        if _DEVICE.match(text[ln.start : ln.stop])
    ]
    first = _backed(text, lines, first)
    if first == len(lines):
        return device
    return [*device, Zone(lines[first].start, lines[-1].stop, Part.SIGNATURE)]


def _may_sign(line: str) -> bool:
    if _RULE.match(line) or _DEVICE.match(line):
        return True
    if len(line.strip()) > 70 or _ENDED.search(line):
        return False
    return _evident(line) or bool(_TITLE.match(line))


def _evident(line: str) -> bool:
    """A line that only a signature has: a company, an address, or placeholders and little else."""
    if _DEVICE.match(line) or _RULE.match(line) or _STRONG.search(line):
        return True
    rest = re.sub(r"[\W_]", "", _PLACEHOLDER.sub("", line))
    return bool(_PLACEHOLDER.search(line)) and len(rest) <= 12 and not _ENDED.search(line)


def _backed(text: str, lines: list[Line], first: int) -> int:
    """Where the signature really begins: at a sign-off's next line, a rule, or an evident line."""
    if first and first < len(lines):
        above = text[lines[first - 1].start : lines[first - 1].stop]
        if _SIGN_OFF.match(above) and len(lines) - first <= 8:
            return first
    for place in range(first, len(lines)):
        line = text[lines[place].start : lines[place].stop]
        if _evident(line) or (_SIGN_OFF.match(line) and place + 1 < len(lines)):
            return place
    return len(lines)


def _framed(text: str, lines: list[Line]) -> int:
    """The first rule below which only short lines without an ending stand, some of them evident."""
    said = [text[line.start : line.stop] for line in lines]
    for place, line in enumerate(said):
        below = said[place + 1 :]
        short = all(len(one) <= 70 and not _ENDED.search(one) for one in below)
        if _RULE.match(line) and short and any(_evident(one) for one in below):
            return place
    return len(lines)
