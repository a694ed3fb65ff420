"""Turns a case into a thread: who writes when, and what that does to the ticket's status.

A thread is a list of events in order of time, so that the ticket can be shown as of any night.
"""

from __future__ import annotations

import random
import re
from dataclasses import replace
from datetime import datetime, timedelta

import examples.demo.build_lines as lines
import examples.demo.build_words as words
from examples.demo.build_bank import Bank, possible
from examples.demo.build_events import (
    Comment,
    Event,
    Ticket,
    awake,
    lay_times,
    office_hours,
    plan_turns,
)
from examples.demo.build_fit import (
    Occasion,
    about,
    answer_fits,
    answer_kind,
    owned,
    receipt_fits,
    same_hand,
    takes_up,
    thanks_fit,
)
from examples.demo.build_ink import Ink
from examples.demo.build_people import Customer
from examples.demo.build_plan import Case
from examples.demo.build_rules import AGED, DATUM_RULES, NOTE_RULES, SETTLED, WAITED
from examples.demo.build_text import Writer, pick, resent
from examples.demo.build_topics import BY_KEY, app_version


class Thread:
    """Composes one ticket with its own random source: a change elsewhere moves nothing here."""

    def __init__(self, case: Case, bank: Bank, kin: Customer, known: bool, seed: str):
        self.case, self.bank, self.rng = case, bank, random.Random(f"{seed}/{case.id}")
        self.topic = BY_KEY[case.topic]
        self.channel = self._draw_channel()
        self.agent = self._draw_agent()
        version = (
            app_version(case.topic, case.moment, self.rng)
            if not case.who.org and case.topic != "spam"
            else None
        )
        ink = Ink(case.who, kin, self.agent[2], case.moment, case.cores, version, self.rng)
        self.occasion = Occasion(case.who, case.cores[0], self.channel, case.moment, known=known)
        self.writer = Writer(bank, ink, self.occasion, self.rng)
        self.ticket = Ticket(
            case, self.channel, self._draw_subject(), self.agent, version, "", pii=ink.pii
        )
        self.datum_turn = self._draw_datum_turn()
        self.told = {case.cores[0].text}
        self.settled = False  # the customer has said that all is well: nobody writes after that

    def _draw_channel(self) -> str:
        if self.case.who.org or self.topic.shop or self.case.topic == "spam":
            return self.rng.choice(("email", "email", "web"))
        return self.rng.choices(("mobile_sdk", "email", "chat", "web"), (35, 25, 22, 18))[0]

    def _draw_agent(self) -> tuple[int, str, str]:
        staff = words.AGENTS[self.case.lang]
        sole = words.SOLE_AGENT.get((self.case.lang, self.case.topic))
        return next((agent for agent in staff if agent[0] == sole), None) or self.rng.choice(staff)

    def _draw_subject(self) -> str:
        return self.case.cores[0].subject or self.rng.choice(
            self.bank.subject.get(self.case.topic) or ("",)
        )

    def _draw_datum_turn(self) -> str:
        if self.case.topic == "spam" or self.rng.random() > 0.2:
            return ""
        return "first" if self.rng.random() < 0.75 else "followup"

    def _datum(self, turn: str) -> str:
        """A sentence with personal data that somebody with this matter would add."""
        if turn != self.datum_turn:
            return ""
        aged = AGED.search(self.case.cores[0].text)  # a birth date might contradict the age
        fits = [
            s
            for s in self.bank.part("pii_sentences")
            if about(s, self.case.topic, DATUM_RULES)
            and owned(s, self.case.who)
            and not (aged and "{birthdate}" in s)
        ]
        rare = [
            s for s in fits if re.search(r"{(card|mynumber|birthdate)}", s)
        ]  # few topics admit them, so these use them more
        return pick(tuple(rare if rare and self.rng.random() < 0.4 else fits), self.rng)

    def build(self) -> Ticket:
        """The whole ticket."""
        turns = plan_turns(self.case, self.channel == "email", self.rng)
        times = lay_times(self.case, turns, self.channel == "chat", self.rng)
        for turn, at in zip(turns, times, strict=True):
            if not self.settled or turn == "note":
                self._say(turn, at)
        if self.settled and "missed_reply" in self.case.notes:
            self.case.notes.remove("missed_reply")  # who says that all is well needs no reply
        self._name_chat()
        self._finish()
        self.ticket.rating = self._rate()
        return self.ticket

    def _name_chat(self) -> None:
        """Chat tools title a conversation with the customer's name: personal data in a subject."""
        if self.channel == "chat" and self.rng.random() < 0.5:
            subject = lines.CHAT_SUBJECT[self.case.lang]
            self.ticket.subject = self.writer.ink.fill(subject)
        else:
            self.ticket.subject = self.writer.ink.fill(self.ticket.subject)

    def _say(self, turn: str, at: datetime) -> None:
        """Write one message where there are fitting words for it."""
        role = {
            "first": "end-user",
            "nudge": "end-user",
            "followup": "end-user",
            "thanks": "end-user",
            "away": "end-user",
            "ack": "bot",
        }.get(turn, "agent")
        body = self._words(turn, at)
        if body:
            author = {"end-user": self.case.who.id, "bot": words.BOT[0], "agent": self.agent[0]}[
                role
            ]
            status = {
                "first": "new",
                "nudge": "open",
                "followup": "open",
                "thanks": "open",
                "agent": "pending",
                "again": "pending",
            }
            self.ticket.events.append(
                Event(at, status.get(turn, ""), Comment(role, author, turn != "note", body))
            )

    def _words(self, turn: str, at: datetime) -> str:
        """The text of a turn."""
        if turn == "first":
            return self._first()
        if turn == "nudge":
            return self._fresh(lines.NUDGES[self.case.lang], at)
        if turn == "followup":
            return self._followup(at)
        if turn in ("agent", "again"):
            return self._answer(turn, at)
        if turn == "thanks":
            return self._thanks(at)
        return self._aside(turn, at)

    def _first(self) -> str:
        cores, first = (
            self.case.cores[: 1 if self.case.second_later else 2],
            self.case.copy_of or self.case.reused,
        )
        same = bool(self.case.copy_of and first and first.customer == self.case.customer)
        return self.writer.first(
            cores,
            self._datum("first"),
            lambda body: resent(body, self.case.lang, self.rng, same) if first else body,
        )

    def _followup(self, at: datetime) -> str:
        early = at - self.case.moment < timedelta(hours=40)
        answers = "\n".join(
            e.comment.body
            for e in self.ticket.events
            if e.comment and e.comment.role == "agent" and e.comment.public
        )
        items = (
            t
            for t in self.bank.followup.get(self.case.topic, ())
            if not (early and WAITED.search(t))
            and same_hand(t, self.case.cores[0].text)
            and takes_up(t, answers)
        )
        back = any(
            e.what == "solve" for e in self.ticket.events
        )  # nobody comes back to say that all is well
        text = self._fresh(tuple(t for t in items if not (back and SETTLED.search(t))), at)
        self.settled = bool(SETTLED.search(text))
        if self.case.second_later and self.case.cores[1].text not in self.told and text:
            self.told.add(self.case.cores[1].text)
            text, self.settled = self.writer.join(text, self.case.cores[1]), False
        return (
            self.writer.reply(text, self._last_answer(), self._last_time(), self._datum("followup"))
            if text
            else ""
        )

    def _fresh(self, items: tuple[str, ...], at: datetime) -> str:
        """A text that this thread has not used and that is true at this time."""
        text = pick(tuple(t for t in items if t not in self.told and possible(t, at)), self.rng)
        self.told.add(text)
        return text

    def _answer(self, turn: str, at: datetime) -> str:
        items = self.bank.agent.get(self.case.topic) or lines.MISC_ANSWER[self.case.lang]
        told = "\n".join(core.text for core in self.case.cores)
        items = tuple(t for t in items if answer_fits(t, told, at))
        text = self._fresh(items, at) if turn == "agent" else ""
        if turn == "agent" and self.case.second and not self.case.second_later:
            text += "\n\n" + self._fresh(
                tuple(t for t in self.bank.agent[self.case.second] if answer_fits(t, told, at)), at
            )
        if not text:
            text = self._fresh(
                lines.SECOND_ANSWER[self.case.lang, answer_kind(self.case.topic)], at
            )
        return self.writer.answer(text, self._now(at), turn == "agent")

    def _now(self, at: datetime) -> Occasion:
        """The occasion as it is when somebody writes at this time."""
        return replace(
            self.occasion,
            moment=at,
            wait=(at - self._last_time()).total_seconds() / 3600,
            age=(at - self.case.moment).total_seconds() / 3600,
        )

    def _thanks(self, at: datetime) -> str:
        now = self._now(at)
        text = self._fresh(
            tuple(t for t in self.bank.part("thanks") if thanks_fit(t, now, self._last_answer())),
            at,
        )
        return self.writer.reply(text, self._last_answer(), self._last_time()) if text else ""

    def _aside(self, turn: str, at: datetime) -> str:
        """Private notes, receipts and out-of-office answers."""
        who, away = self.case.who, turn == "away"
        notes = (
            t
            for t in self.bank.part("private_notes")
            if about(t, self.case.topic, NOTE_RULES) and owned(t, who) and t not in self.told
        )
        mails = (
            t.replace("{order}", str(self.case.id))
            for t in self.bank.part("auto_replies")
            if receipt_fits(t, away, self.occasion)
        )
        return self.writer.ink.fill(
            self._fresh(tuple(notes if turn == "note" else mails), at), True, at
        )

    def _last_answer(self) -> str:
        """What the customer is answering to."""
        said = [
            e.comment.body
            for e in self.ticket.events
            if e.comment and e.comment.role == "agent" and e.comment.public
        ]
        return said[-1] if said else ""

    def _last_time(self) -> datetime:
        return self.ticket.events[-1].at

    def _finish(self) -> None:
        """Solve, close, and the things that go wrong on the way."""
        last = self._last_time()
        if self.case.topic == "spam":
            self._add(
                office_hours(last + timedelta(hours=self.rng.uniform(2, 9)), self.rng),
                "closed",
                "spam",
            )
        elif self.case.merged:
            self._add(
                office_hours(last + timedelta(hours=self.rng.uniform(0.5, 3)), self.rng),
                "closed",
                "merge",
            )
        elif self.rng.random() > 0.02:
            self._solve(last)

    def _solve(self, last: datetime) -> None:
        """Solved after two hours or more, by the clock alone where a reply was missed.

        Some customers come back. App and chat tickets close by themselves four days later.
        """
        wait = (
            48.0
            if "missed_reply" in self.case.notes
            else min(self.rng.lognormvariate(1.0, 0.8), 30)
        )
        at = max(
            office_hours(last + timedelta(hours=wait), self.rng),
            self.case.moment + timedelta(hours=2, minutes=self.case.id % 50),
        )
        self._add(at, "solved", "solve")
        if self.rng.random() < 0.05 and self.case.topic not in ("misc", "praise"):
            at = self.come_back(awake(at + timedelta(hours=self.rng.uniform(5, 60)), self.rng))
        if self.occasion.typed:
            self._add(at + timedelta(days=4), "closed", "close")

    def come_back(self, at: datetime) -> datetime:
        """The customer writes again after the solution; answered and solved once more."""
        self._say("followup", at)
        self._say("again", office_hours(at + timedelta(hours=self.rng.uniform(2, 8)), self.rng))
        solved = office_hours(
            self._last_time() + timedelta(hours=self.rng.uniform(2, 16)), self.rng
        )
        self._add(solved, "solved", "solve")
        self.case.notes.append("reopened")
        return solved

    def _add(self, at: datetime, status: str, what: str) -> None:
        self.ticket.events.append(Event(at, status, None, what))

    def _rate(self) -> str:
        """Satisfaction follows the mood of the first message and how long the solution took."""
        if self.case.topic == "spam" or self.case.merged or self.rng.random() < 0.55:
            return "offered" if self.rng.random() < 0.7 else "unoffered"
        good = {"negative": 0.55, "neutral": 0.8, "positive": 0.97}[self.case.cores[0].sentiment]
        return (
            "good" if self.rng.random() < good - 0.15 * ("reopened" in self.case.notes) else "bad"
        )
