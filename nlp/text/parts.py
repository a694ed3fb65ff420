"""What a stretch of a message is, besides what the customer has to say."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum


class Part(StrEnum):
    """Only ``CONTENT`` is analysed; the rest is kept in the message and left out of voices."""

    CONTENT = "content"
    GREETING = "greeting"
    INTRODUCTION = "introduction"
    THANKS = "thanks"
    COURTESY = "courtesy"  # sorry to bother you
    CLOSING = "closing"
    SHIFT = "shift"  # nothing but "one more thing": the next sentence is another matter
    FORM = "form"
    CONTACT = "contact"  # who the customer is or how to reach them, and no matter
    SIGNATURE = "signature"
    QUOTE = "quote"
    DISCLAIMER = "disclaimer"
    AUTO_REPLY = "auto_reply"
    CODE = "code"


@dataclass(frozen=True, slots=True)
class Passage:
    """``text == message[start:stop]``: a sentence, or a whole block that is no content.

    ``shifted`` says that it opens another matter by the customer's own words ("Also, …"), which
    are cut off its front. ``bullet`` is the mark that stood before it, ``paragraph`` counts from 0.
    """

    start: int
    stop: int
    text: str
    part: Part
    paragraph: int
    bullet: str = ""
    shifted: bool = False
