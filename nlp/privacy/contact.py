"""E-mail addresses, secrets in web addresses and texts, and IP addresses."""

from __future__ import annotations

import ipaddress
import re
from collections.abc import Iterator

from nlp.privacy.spans import Range, Recogniser

# Latin letters are spelled out everywhere: \w and \b would count Japanese as part of a word,
# and an address would swallow the sentence around it.
_LOCAL = r"[A-Za-z0-9_À-ÖØ-öø-ɏ](?:[A-Za-z0-9._%+'À-ÖØ-öø-ɏ-]{0,63})"
_HOST = r"(?:[A-Za-z0-9](?:[A-Za-z0-9-]{0,61}[A-Za-z0-9])?\.){1,5}[A-Za-z]{2,24}"
_END = r"(?![A-Za-z0-9_-])"
# after "://" it is the user of a web or storage address, not a mailbox
_START = r"(?<![A-Za-z0-9._%+À-ÖØ-öø-ɏ-])(?<!://)"
_EMAIL = re.compile(f"{_START}{_LOCAL}@{_HOST}{_END}")
_REPOSITORIES = ("git@", "hg@", "svn@")
# taro[at]example.com, taro (at) example (dot) com, taro★example.com
_AT = r"(?: ?[\[({<] ?(?:at|アット|アットマーク|@) ?[\])}>] ?| ?[★☆●◎] ?)"
_DOT = r"(?:\.| ?[\[({] ?(?:dot|ドット|\.) ?[\])}] ?| dot )"
# john(dot)doe@example.com: hidden in part
_DOTTED = re.compile(
    rf"{_START}{_LOCAL}"
    rf"(?: ?[\[({{] ?(?:dot|ドット) ?[\])}}] ?[A-Za-z0-9._-]{{1,40}}){{1,3}}@{_HOST}{_END}",
    re.IGNORECASE,
)
_WORD = r"[A-Za-z0-9](?:[A-Za-z0-9-]{0,61}[A-Za-z0-9])?"
_SPELLED = re.compile(
    f"{_START}{_LOCAL}{_AT}(?:{_WORD}{_DOT}){{1,4}}[A-Za-z]{{2,24}}{_END}", re.IGNORECASE
)
_SPOKEN = re.compile(
    f"{_START}{_LOCAL} at (?:{_WORD} dot ){{1,3}}[A-Za-z]{{2,12}}{_END}", re.IGNORECASE
)
_MAYBE_SPELLED = re.compile(r"[\[({<] ?(?:at|アット|@)|[★☆●◎][ ]?[A-Za-z]| dot ", re.IGNORECASE)

_SECRET_KEYS = (
    r"(?:access_|refresh_|id_|auth_|reset_|csrf_|session_)?token|api_?key|apikey|key|secret"
    r"|client_secret"
    r"|password|passwd|pwd|sig|signature|x-amz-signature|x-amz-credential|x-amz-security-token"
    r"|session(?:id)?"
    r"|sid|jsessionid|auth|authorization|code|otp|ticket|jwt|hash|nonce|invite|email|mail|tel|phone"
)
_QUERY = re.compile(
    rf"(?<=[?&;#])(?:(?:password|passwd|pwd|otp)=(?=[^&\s]{{4}})|(?:{_SECRET_KEYS})="
    rf"(?=[^&\s]{{8}}))([A-Za-z0-9._~%+/=:@!*$-]+)",
    re.IGNORECASE,
)
_PATH = re.compile(
    r"https?://[!-~]*?/(?:reset|verify|verification|confirm|activate|invite|invitation"
    r"|unsubscribe|password|magic|share)"
    r"(?:[_-][a-z_-]*)?/((?=[A-Za-z_~%-]*\d)[A-Za-z0-9_~%-]{16,})(?![A-Za-z0-9.])",
    re.IGNORECASE,
)
_USERINFO = re.compile(r"(?<=://)([^\s/@:\ue000]{1,64}:[^\s/@\ue000]{1,128})(?=@)")
_SECRET = re.compile(
    r"(?<![A-Za-z0-9])(?:eyJ[A-Za-z0-9_-]{8,}\.[A-Za-z0-9_-]{8,}\.[A-Za-z0-9_-]{4,}"
    r"|(?:sk|pk|rk)_(?:live|test)_[A-Za-z0-9]{8,}|AKIA[0-9A-Z]{16}|gh[pousr]_[A-Za-z0-9]{20,}"
    r"|xox[abpr]-[A-Za-z0-9-]{10,}|(?<=Bearer )[A-Za-z0-9._~+/-]{16,}=*)"
)
_PASSWORD = re.compile(
    r"(?:パスワード|パスコード|暗証番号|合言葉|password|passcode|pass phrase|passphrase|\bpw|\bpwd)"
    r"(?: ?(?:は|が|を|の) ?| ?[:=→] ?| is | (?=[!-~]*[A-Za-z])(?=[!-~]{7})|(?=[「\"']))"
    r"[\"'「(]?(?=[!-~]*\d)([A-Za-z0-9!#$%&*+/=?@^_.-]{4,64})|暗証番号(\d{4,8})(?!\d)",
    re.IGNORECASE,
)

_IPV4 = re.compile(r"(?<![0-9A-Za-z.])(?:\d{1,3}\.){3}\d{1,3}(?![0-9A-Za-z]|\.\d)")
_IPV6 = re.compile(r"(?<![0-9A-Za-z:.])(?:[0-9A-Fa-f]{0,4}:){2,7}[0-9A-Fa-f]{1,4}(?![0-9A-Za-z:])")
_VERSION = re.compile(
    r"(?:v|ver|version|バージョン|ビルド|build|release|リリース)[\s.:はが]*$", re.IGNORECASE
)


def _emails(text: str) -> Iterator[Range]:
    for pattern in (_EMAIL, _DOTTED, _SPELLED, _SPOKEN):
        for found in pattern.finditer(text):
            if not found[0].casefold().startswith(_REPOSITORIES):
                yield found.span()


def _url_tokens(text: str) -> Iterator[Range]:
    for pattern in (_QUERY, _PATH, _USERINFO):
        for found in pattern.finditer(text):
            yield found.span(1)


def _secrets(text: str) -> Iterator[Range]:
    for found in _SECRET.finditer(text):
        yield found.span()
    for found in _PASSWORD.finditer(text):
        yield found.span(found.lastindex or 0)


def _ips(text: str) -> Iterator[Range]:
    for found in _IPV4.finditer(text):
        if _names_a_person4(found[0]) and not _VERSION.search(text[: found.start()][-16:]):
            yield found.span()
    for found in _IPV6.finditer(text):
        if _names_a_person6(found[0]):
            yield found.span()


def _names_a_person4(address: str) -> bool:
    """Whether it may be somebody's line: not private, not a mask, not a version like 1.12.0.3."""
    octets = [int(part) for part in address.split(".")]
    if max(octets) > 255 or max(octets) < 20:
        return False
    return octets[0] < 255 and _is_public(ipaddress.ip_address(".".join(map(str, octets))))


def _names_a_person6(address: str) -> bool:
    """A clock (12:30:45) has three groups and no letters; an address has eight or a ``::``."""
    if address.count(":") < 7 and "::" not in address:
        return False
    try:
        return _is_public(ipaddress.ip_address(address))
    except ValueError:
        return False


_INNER = tuple(
    ipaddress.ip_network(net)
    for net in (
        "10.0.0.0/8",
        "172.16.0.0/12",
        "192.168.0.0/16",
        "169.254.0.0/16",
        "fc00::/7",
        "fe80::/10",
    )
)


def _is_public(address: ipaddress.IPv4Address | ipaddress.IPv6Address) -> bool:
    """Inner addresses stay: every office has a 192.168.0.1, and logs are useless without."""
    if address.is_loopback or address.is_multicast or address.is_unspecified:
        return False
    return not any(address in net for net in _INNER)


def _has_url_secret(text: str) -> bool:
    return "=" in text or "://" in text


def _has_secret(text: str) -> bool:
    low = text.casefold()
    words = (
        "eyj",
        "_live_",
        "_test_",
        "akia",
        "gh",
        "xox",
        "bearer",
        "パスワード",
        "暗証番号",
        "pass",
        "pw",
    )
    return any(word in low for word in words)


RECOGNISERS = (
    Recogniser("EMAIL", lambda text: "@" in text or _MAYBE_SPELLED.search(text), _emails),
    Recogniser("URL_TOKEN", _has_url_secret, _url_tokens),
    Recogniser("SECRET", _has_secret, _secrets),
    Recogniser("IP", lambda text: text.count(".") > 2 or text.count(":") > 1, _ips),
)
