"""Dates as people and tools in Japan and elsewhere write them, turned into UTC. Never guessed."""

from __future__ import annotations

import re
import unicodedata
from datetime import UTC, datetime
from functools import lru_cache

from connectors.helpdesk.mapped.spec import Times
from records.errors import BadRow
from records.ticket import Reason

ISO, EPOCH_SECONDS, EPOCH_MILLISECONDS = "iso", "epoch_s", "epoch_ms"
KEYWORDS = (ISO, EPOCH_SECONDS, EPOCH_MILLISECONDS)
FORMATS = (
    ISO,
    "%Y/%m/%d %H:%M:%S",
    "%Y/%m/%d %H:%M",
    "%Y/%m/%d",
    "%Y年%m月%d日 %H:%M:%S",
    "%Y年%m月%d日 %H:%M",
    "%Y年%m月%d日 %H時%M分",
    "%Y年%m月%d日",
    "%d/%b/%y %H:%M",
)
_AMBIGUOUS = {
    True: ("%d/%m/%Y %H:%M:%S", "%d/%m/%Y %H:%M", "%d/%m/%Y"),
    False: ("%m/%d/%Y %H:%M:%S", "%m/%d/%Y %H:%M", "%m/%d/%Y"),
}
_ERAS = {"令和": 2018, "平成": 1988, "昭和": 1925, "R": 2018, "H": 1988, "S": 1925}
_ERA = re.compile(r"^(令和|平成|昭和|[RHS])\s*(元|\d{1,2})(?=[年./-])")
_WEEKDAY = re.compile(r"\([月火水木金土日](?:曜日?)?\)")
_SPACES = re.compile(r"\s+")
EARLIEST, LATEST = datetime(1970, 1, 1, tzinfo=UTC), datetime(2100, 1, 1, tzinfo=UTC)


def to_utc(text: str, times: Times, name: str) -> datetime:
    """The moment ``text`` names, in UTC; a time without an offset is in the mapping's zone.

    Raises BadRow (bad_timestamp) naming the field, for what no format reads and for years
    outside 1970-2099 (epoch seconds read as milliseconds, or the other way round).
    """
    moment = _moment(text, times)
    if moment is None or not EARLIEST <= moment < LATEST:
        raise BadRow(
            Reason.BAD_TIMESTAMP,
            f"{name} is {text[:60]!r}",
            expected=f"a date written as one of {', '.join(formats_of(times))}",
        )
    return moment


def formats_of(times: Times) -> tuple[str, ...]:
    """The formats that are tried, in order."""
    if times.formats:
        return times.formats
    return FORMATS if times.dayfirst is None else FORMATS + _AMBIGUOUS[times.dayfirst]


@lru_cache(maxsize=8192)
def _moment(text: str, times: Times) -> datetime | None:
    plain = _plain(text)
    for form in formats_of(times):
        try:
            read = _read(plain, form)
            moment = read if read.tzinfo else read.replace(tzinfo=times.zone)
            return moment.astimezone(UTC)
        except (ValueError, OverflowError, OSError):
            continue
    return None


def _read(text: str, form: str) -> datetime:
    if form == ISO:
        return datetime.fromisoformat(text)
    if form == EPOCH_SECONDS:
        return datetime.fromtimestamp(float(text), UTC)
    if form == EPOCH_MILLISECONDS:
        return datetime.fromtimestamp(float(text) / 1000, UTC)
    return datetime.strptime(text, form)


def _plain(text: str) -> str:
    """Full-width digits narrowed, weekday taken off, era years counted, 午前/午後 as AM/PM."""
    plain = unicodedata.normalize("NFKC", text).strip()
    plain = _WEEKDAY.sub("", plain)
    plain = _ERA.sub(_western, plain)
    plain = plain.replace("午前", "AM").replace("午後", "PM")
    return _SPACES.sub(" ", plain)


def _western(found: re.Match[str]) -> str:
    era, year = found.groups()
    return str(_ERAS[era] + (1 if year == "元" else int(year)))
