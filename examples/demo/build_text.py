"""Puts single messages together: slots filled, greeting and signature as the channel has them."""

from __future__ import annotations

import random
import re
from collections.abc import Callable
from datetime import datetime

import examples.demo.build_lines as lines
from examples.demo.build_bank import CLOSES, GREETS, Bank, Core
from examples.demo.build_fit import Occasion, agent_phrase_fits, owned, phrase_fits, same_tone
from examples.demo.build_ink import TO_COME, WEEKDAYS, Ink


def unite(lead: str, text: str) -> str:
    """Words that run on into the next sentence take away its capital."""
    run_on = lead.rstrip().endswith((",", "but", "-")) and re.match(
        r"(?!I\b|I')[A-Z][a-z']* |A ", text
    )
    return lead + (text[0].lower() + text[1:] if run_on else text)


def pick(items: tuple[str, ...], rng: random.Random, *tests: bool) -> str:
    """One of the items, or nothing where nothing fits."""
    return rng.choice(items) if items and all(tests) else ""


class Writer:
    """Writes the messages of one ticket in one channel."""

    def __init__(self, bank: Bank, ink: Ink, occasion: Occasion, rng: random.Random):
        self.bank, self.ink, self.rng, self.occasion = bank, ink, rng, occasion
        self.lang, self.mail, self.typed = bank.lang, occasion.channel == "email", occasion.typed
        hand = random.Random(occasion.who.id)  # a person has one signature, in all tickets
        shop = bool(occasion.who.org)
        suits = tuple(
            s
            for s in bank.part("signatures")
            if owned(s, occasion.who) and not (shop and "{company}" not in s and "{shop}" not in s)
        )
        self.signature = pick(
            suits,
            hand,
            self.mail,
            occasion.topic != "spam",
            hand.random() < (0.85 if shop else 0.6),
        )
        self.footer = pick(
            self._suits("disclaimers", lambda text: owned(text, occasion.who)),
            hand,
            self.mail,
            hand.random() < (0.45 if shop else 0.2 * ("\n" in self.signature)),
        )

    def _suits(self, name: str, test: Callable[[str], bool]) -> tuple[str, ...]:
        return tuple(text for text in self.bank.part(name) if test(text))

    def first(self, cores: list[Core], datum: str, change: Callable[[str], str]) -> str:
        """The customer's first message."""
        body = self.ink.fill(cores[0].text)
        if len(cores) > 1:
            body = self.join(body, cores[1])
        return self.letter(change(body), datum)

    def join(self, body: str, other: Core) -> str:
        """The second matter after the first, with words that lead over."""
        lead, text = self.rng.choice(lines.JOINERS[self.lang]), self.ink.fill(other.text)
        own_line = "\n" in body or not self.typed or re.match(r"②|2\)|P\.S|追伸|※|Second", lead)
        gap = "\n" if own_line else self.rng.choice(("\n", " " if self.lang == "en" else ""))
        return body + gap + unite(lead, text)

    def letter(self, body: str, datum: str) -> str:
        """Body with greeting, personal datum, closing and signature, as the channel has them."""
        share = {"email": 0.85, "web": 0.5}.get(self.occasion.channel, 0.15)
        openings, closings = (
            self._suits(name, lambda text: phrase_fits(text, self.occasion))
            for name in ("openings", "closings")
        )
        opening = pick(openings, self.rng, not GREETS.search(body), self.rng.random() < share)
        closing = pick(
            tuple(c for c in closings if same_tone(c, opening, self.ink.who)),
            self.rng,
            not CLOSES.search(body),
            self.rng.random() < share * 0.9,
        )
        closing = (
            "敬具"
            if opening.startswith("拝啓")
            else ""
            if re.search("regards", self.signature) and re.search("yours|regards", closing)
            else closing
        )
        matter = body + (f"\n{self.ink.fill(datum)}" if datum else "")
        return self._lay_out(self.ink.fill(opening, True), matter, self.ink.fill(closing, True))

    def _lay_out(self, opening: str, matter: str, closing: str) -> str:
        """Mail has blank lines, a form often, the rest none; an unfinished greeting runs on."""
        gap = (
            "\n\n"
            if self.mail or (self.occasion.channel == "web" and self.rng.random() < 0.4)
            else "\n"
        )
        if opening.endswith(("、", " but")):
            opening, matter = "", unite(opening + " " * (self.lang == "en"), matter)
        return gap.join(
            part
            for part in (
                opening,
                matter,
                closing,
                self.ink.fill(self.signature),
                self.footer and self.ink.fill(self.footer),
            )
            if part
        )

    def reply(self, text: str, answered: str, when: datetime, datum: str = "") -> str:
        """A later message of the customer; mail programs hang the history below it."""
        body = self.ink.fill(text) + (f"\n{self.ink.fill(datum)}" if datum else "")
        sign = self.ink.fill(self.signature) if self.signature and self.rng.random() < 0.6 else ""
        quote = (
            self.quote(answered, when) if self.mail and answered and self.rng.random() < 0.5 else ""
        )
        return "\n\n".join(part for part in (body, sign, quote) if part)

    def quote(self, answered: str, when: datetime) -> str:
        """The message that was answered, dated and marked as mail programs do."""
        blocks = self._suits("quoted", lambda text: not FROM_CUSTOMER.search(text))
        block = self.ink.fill(
            redate(self.rng.choice(blocks).replace("{quote}", "\0"), when), now=when
        )
        greeted = block.find("Dear") >= 0 and answered.count("\n\n") > 1
        shown = "\n".join((answered.split("\n\n", 1)[1] if greeted else answered).split("\n")[:8])
        for line in [line for line in block.split("\n") if "\0" in line]:
            block = block.replace(
                line, line.replace("\0", shown.replace("\n", "\n" + line.split("\0")[0]))
            )
        return block

    def answer(self, text: str, now: Occasion, first: bool) -> str:
        """An agent's message; chat has no letter form."""
        light = self.rng.random() < (0.8 if self.typed else 0.2 if first else 0.5)
        opening = pick(
            self._suits("agent_openings", lambda t: agent_phrase_fits(t, text, now, first, True)),
            self.rng,
            first or self.rng.random() < 0.5,
        )
        closing = pick(
            self._suits(
                "agent_closings", lambda t: agent_phrase_fits(t, text[-60:], now, first, False)
            ),
            self.rng,
            not light,
        )
        filled = [
            self.ink.fill(opening, True),
            self.ink.fill(text, now=now.moment if TO_COME.search(text) else None),
            self.ink.fill(closing),
        ]
        return ("\n" if self.typed else "\n\n").join(part for part in filled if part)


FROM_CUSTOMER = re.compile(r"(From: |, )\{name\} <\{email\}>")


def redate(block: str, when: datetime) -> str:
    """Quoted history carries a date; the bank's own would contradict the thread."""
    block = re.sub(
        r"20\d\d年\d{1,2}月\d{1,2}日\([月火水木金土日]\)",
        f"{when.year}年{when.month}月{when.day}日({WEEKDAYS[when.weekday()]})",
        block,
    )
    block = re.sub(
        r"20\d\d年\d{1,2}月\d{1,2}日(?!\()", f"{when.year}年{when.month}月{when.day}日", block
    )
    block = re.sub(
        r"[A-Z][a-z]{2}, [A-Z][a-z]{2} \d{1,2}, 20\d\d",
        f"{when:%a, %b} {when.day}, {when.year}",
        block,
    )
    return re.sub(r"(?<!\d)\d{1,2}:\d{2}(?!\d)", f"{when:%H:%M}", block)


def resent(text: str, lang: str, rng: random.Random, same_person: bool) -> str:
    """The same words again with the small changes that people make when they send twice."""
    swaps = {
        "ja": (("。", "！"), ("、", " "), ("ません", "ないです"), ("。\n", "\n")),
        "en": ((". ", "! "), (", ", " "), ("I am", "I'm"), (" the ", " ")),
    }
    for old, new in rng.sample(swaps[lang], k=2):
        text = text.replace(old, new, 1)
    tail = rng.choice(lines.RESENT_LAST[lang]) if same_person else ""
    head = rng.choice(lines.RESENT_FIRST[lang]) if same_person else ""
    return head + text + (f"\n{tail}" if tail else "")
