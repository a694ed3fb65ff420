"""English street addresses, ZIP codes, and Japanese addresses written in Latin letters."""

from __future__ import annotations

import re
from collections.abc import Iterator

from nlp.privacy.spans import Range, Recogniser

# A full stop ends an abbreviation (St., Goethestr.) or the sentence: only short words keep theirs.
_CAP = r"[A-ZÀ-Þ](?:[A-Za-zÀ-ÿ]{0,3}\.|[A-Za-zÀ-ÿ'-]*)"
_STREET = (
    r"(?:Street|St|Avenue|Ave|Av|Road|Rd|Boulevard|Blvd|Lane|Ln|Drive|Dr|Court|Ct|Place|Pl|Square"
    r"|Sq|Terrace|Ter"
    r"|Way|Highway|Hwy|Parkway|Pkwy|Circle|Cir|Crescent|Cres|Close|Row|Walk|Alley|Loop|Trail"
    r"|Route|Rte|Mews|Gardens"
    r"|Grove|Hill|Quay|Esplanade|Broadway|Mall|Parade|Rise|Wharf|Vale|Mount|Promenade"
    r"|Boulevarde|Circuit"
    r"|Crossing|Bypass|Fields?|Heights|Meadows?|Industrial Estate|Trading Estate"
    r"|Business Park)(?: (?:NW|NE|SW|SE|N|S|E|W)\b)?"
)
# The rest of what streets are called (USPS publication 28); sure only after a long house number.
_RARE_STREET = (
    r"(?:Annex|Arcade|Bayou|Beach|Bend|Bluff|Bridge|Brook|Burg|Camp|Canyon|Cape|Causeway|Cliff"
    r"|Club|Common"
    r"|Corner|Course|Cove|Creek|Crest|Curve|Dale|Dam|Divide|Estates?|Expressway|Extension"
    r"|Falls?|Ferry|Flats?"
    r"|Ford|Forest|Forge|Fork|Fort|Freeway|Gateway|Glen|Green|Harbors?|Haven|Hollow|Inlet"
    r"|Islands?|Isle"
    r"|Junction|Knolls?|Lakes?|Landing|Lodge|Manor|Mills?|Mission|Mountain|Neck|Orchard|Oval"
    r"|Overpass|Park"
    r"|Pass(?:age)?|Path|Pike|Pines?|Plains?|Plaza|Points?|Port|Prairie|Radial|Ramp|Ranch"
    r"|Rapids|Ridge|River"
    r"|Shoals?|Shores?|Skyway|Springs?|Spur|Station|Stream|Summit|Throughway|Trace|Track"
    r"|Trailer|Tunnel"
    r"|Turnpike|Underpass|Union|Valley|Viaduct|View|Village|Ville|Vista|Wells)"
)
_FOREIGN = (
    r"(?:rue|avenue|boulevard|place|chemin|via|viale|piazza|corso|calle|avenida|plaza|paseo|rua"
    r"|travessa|praça|ul\.?|ulica"
    r"|Rue|Avenue|Boulevard|Place|Chemin|Via|Viale|Piazza|Corso|Calle|Avenida|Plaza|Paseo|Rua"
    r"|Travessa|Praça|Ul\.?|Ulica)"
)
_GERMANIC = (
    r"[A-ZÀ-Þ][a-zà-ÿ-]*(?:stra(?:ss|ß)e|straße|strasse|gasse|weg|allee|platz|damm|gatan|vägen"
    r"|gata|vei|veien|gade|vej"
    r"|straat|laan|plein|gracht|kade|tie|katu|utca)"
)
_UNIT = (
    r"(?:[,\s]{1,3}\d{1,3}(?:st|nd|rd|th) (?:Floor|Fl)\b|, \d{1,2}º ?[A-Z]?\b|[,\s]{1,3}(?:Apt"
    r"|Apartment|Suite|Ste|Unit|Flat|Floor|Fl|Room|Rm|Bldg|Building|PO Box)\.?"
    r" ?#?[0-9A-Za-z-]{1,6}|[, ]{1,2}#\d{1,5})"
)
_SMALL = (
    r"(?:de|del|della|di|da|do|dos|das|du|des|la|le|les|el|los|las|van|von|der|den|of|the|am"
    r"|an|in)\b"
)
_NUMBER = r"\d{1,5}[A-Za-z]?(?:[-/]\d{1,4})?"
_ZIP = r"(?:\d{5}(?:-\d{4})?|[A-Z]{1,2}\d[A-Z0-9]? ?\d[A-Z]{2}|[A-Z]\d[A-Z] ?\d[A-Z]\d)"
# ", Springfield, IL 62704": up to four parts, the last with a ZIP or state.
_TAIL = (
    rf"(?:{_UNIT})?(?:(?:,\s?|\s?\n,?\s?(?![A-Z][a-z]+(?: [a-z]+)?:)){_CAP}(?: {_CAP}){{0,3}}"
    rf"(?: \d{{4,6}}(?![0-9]))?){{0,3}}"
    rf"(?:,?\s{{1,2}}(?:[A-Z]{{2}},?\s{{1,2}})?{_ZIP}(?![0-9A-Za-z-])|,\s?[A-Z]{{2}}(?![A-Za-z]))?"
)
_PLAIN = re.compile(
    rf"(?<![0-9A-Za-z.,$#/-])(?:(?:\d{{2,5}} )?{_NUMBER},? (?:[NSEW]\.? )?(?:\d{{1,3}}(?:st|nd|rd"
    rf"|th)|{_CAP}(?: {_CAP}){{0,3}}) {_STREET}"
    rf"|{_NUMBER} (?:[NSEW]\.? )?{_CAP}(?: {_CAP}){{0,2}} (?i:street|avenue|road|lane|drive)"
    rf"(?= *(?:[,.\n]|$))"
    rf"|\d{{3,5}} {_CAP}(?: {_CAP}){{0,2}} {_RARE_STREET}"
    rf"|{_NUMBER},? (?:bis |ter )?{_FOREIGN} (?:[a-zà-ÿ']{{1,4}} ?){{0,3}}{_CAP}"
    rf"(?: {_CAP}){{0,2}}(?: \d{{1,4}}"
    rf"(?![0-9]))?"
    rf"|{_NUMBER} {_GERMANIC}(?: \d{{1,4}})?)(?![A-Za-z])(?:\.(?=,))?{_TAIL}"
)
_NUMBER_LAST = re.compile(
    rf"(?<![A-Za-z])(?:{_GERMANIC}|[A-ZÀ-Þ][a-zà-ÿ-]{{2,}}str\.|(?:Am|An der|Im|Zum|Zur"
    rf"|Auf der?) {_CAP}"
    rf"|{_FOREIGN} (?:[a-zà-ÿ']{{1,4}} ?){{0,3}}{_CAP}(?: {_CAP}){{0,2}}),?"
    rf" \d{{1,4}}[a-z]?(?![0-9A-Za-z]){_TAIL}"
)
_BOX = re.compile(rf"(?<![A-Za-z])(?i:P\.? ?O\.? Box) \d{{1,6}}{_TAIL}")
# "4-12-3 Kitamachi, Shibuya-ku, Tokyo", the building before it
_ROMAJI = re.compile(
    rf"(?:{_CAP}(?: {_CAP}){{0,2}} #?\d{{1,4}}[A-Z]?,? )?(?<![0-9A-Za-z-])\d{{1,4}}"
    rf"(?:-\d{{1,4}}){{1,3}},? {_CAP}"
    rf"(?:,? {_CAP}){{0,2}}(?:, ?{_CAP}(?: {_CAP})?){{1,4}}(?:,? \d{{3}}-\d{{4}})?"
)
_WARD = re.compile(
    r"-(?:ku|shi|cho|machi|gun|son|dori|to|fu|ken)\b|Tokyo|Osaka|Kyoto|Japan|Hokkaido|Nagoya"
    r"|Yokohama|Fukuoka"
)
_CUED = re.compile(
    r"(?i:\b(?:address(?: is| with| to)?|lives? (?:at|in)|living at|reside[sd]? at|ship(?:ped)? "
    r"(?:it )?to"
    r"|deliver(?:ed)? (?:it )?to"
    r"|mail (?:it )?to|moved to|located at|office is (?:at|in)|home is at|send (?:it |one |a new"
    r" one |this )?to)(?: address)?)"
    rf"[:\s]{{1,3}}((?=[^\n.?!]{{0,60}}\d)(?:{_NUMBER}[ ,]+)?(?!(?:Mon|Tue|Wed|Thu|Fri|Sat"
    rf"|Sun)[a-z]*day\b){_CAP}(?: (?:{_SMALL}"
    rf"|{_CAP})){{0,4}},?(?: {_NUMBER})?{_TAIL})"
)
_ZIP_CUED = re.compile(
    r"\b(?:zip(?:[ -]?code)?|post(?:al)?[ -]?code)(?: is|:|#)?:? ?(\d{3} \d{2}|\d{3,5}"
    r"(?:-\d{3,4})?(?: [A-Z]{2})?|[A-Z]{1,2}\d[A-Z0-9]? ?\d[A-Z]{2})(?![0-9A-Za-z-])",
    re.IGNORECASE,
)


def _addresses(text: str) -> Iterator[Range]:
    for pattern in (_PLAIN, _NUMBER_LAST, _BOX):
        for found in pattern.finditer(text):
            yield found.span()
    for found in _ROMAJI.finditer(text):
        if _WARD.search(found[0]):
            yield found.span()
    for found in _CUED.finditer(text):
        if any(mark.isdigit() for mark in found[1]):
            yield found.span(1)


def _zips(text: str) -> Iterator[Range]:
    return (found.span(1) for found in _ZIP_CUED.finditer(text))


_WORD_AND_NUMBER = re.compile(r"\d[^\n]{0,3}[ ,][A-Za-zÀ-ÿ]|[a-zß] ,?\d|(?i:box) \d")
_ZIP_WORD = re.compile(r"\b(?:zip|post)", re.IGNORECASE)

RECOGNISERS = (
    Recogniser("ADDRESS", _WORD_AND_NUMBER.search, _addresses),
    Recogniser("POSTCODE", _ZIP_WORD.search, _zips),
)
