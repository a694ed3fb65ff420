"""Composes all tickets from one fixed seed and writes the files of the corpus."""

from __future__ import annotations

import csv
import random
from collections.abc import Iterable
from pathlib import Path

from examples.demo.build_bank import Bank
from examples.demo.build_events import Ticket
from examples.demo.build_export import reopens, until
from examples.demo.build_nights import (
    NIGHTS,
    broken_lines,
    dump,
    merge_into,
    on_night,
    stage_events,
)
from examples.demo.build_people import Customer, make_customers, related
from examples.demo.build_plan import LANGS, Case, plan
from examples.demo.build_thread import Thread
from examples.demo.build_topics import BY_KEY, RELEASES

SEED = "mikan-pay-2026"
PEOPLE, STRANGERS, SHOPS = 450, 45, {"ja": 30, "en": 24}
ORDER = ("low", "normal", "high")


def make_people(rng: random.Random) -> dict[str, list[Customer]]:
    """Customers, senders of spam and relatives, with names and ids that do not meet."""
    people: dict[str, list[Customer]] = {}
    for number, lang in enumerate(LANGS):
        everyone = make_customers(
            lang, PEOPLE + STRANGERS, SHOPS[lang], 50001 + 10000 * number, rng
        )
        people |= {
            lang: everyone[:PEOPLE],
            f"spam {lang}": everyone[PEOPLE : PEOPLE + 9],
            f"kin {lang}": everyone[PEOPLE + 9 :],
        }
    return people


def compose(banks: dict[str, Bank]) -> list[Thread]:
    """Plan all tickets and write every thread."""
    rng = random.Random(SEED)
    people = make_people(rng)
    threads, seen = [], set[int]()
    for case in plan(banks, people, rng):
        kin = related(case.who, rng.choice(people[f"kin {case.lang}"]))
        threads.append(Thread(case, banks[case.lang], kin, case.who.id in seen, SEED))
        seen.add(case.who.id)
    for thread in threads:
        thread.build()
    finish(threads, rng)
    return threads


def finish(threads: list[Thread], rng: random.Random) -> None:
    """What needs all threads at once: merges, and the special events of the later nights."""
    merge_into([thread.ticket for thread in threads])
    stage_events(threads, rng)
    for thread in threads:
        thread.ticket.events.sort(key=lambda event: event.at)


def write_lines(path: Path, lines: Iterable[str]) -> None:
    """UTF-8 with line feeds on every platform."""
    path.write_bytes("".join(f"{line}\n" for line in lines).encode("utf-8"))


def write_csv(path: Path, header: tuple[str, ...], rows: Iterable[Iterable[object]]) -> None:
    """A comma-separated file, the same bytes everywhere."""
    with path.open("w", encoding="utf-8", newline="") as file:
        writer = csv.writer(file, lineterminator="\n")
        writer.writerow(header)
        writer.writerows(rows)


def write_nights(folder: Path, threads: list[Thread]) -> None:
    """The three exports; the broken lines of the first are noted on their tickets."""
    tickets = [thread.ticket for thread in threads]
    nights = [on_night(tickets, number) for number in range(3)]
    lines, broken = broken_lines(nights[0], {row["id"] for row in nights[1]}, random.Random(SEED))
    for thread in threads:
        thread.case.notes += ["broken_in_night_1"] if thread.case.id in broken else []
        if not reopens(until(thread.ticket, NIGHTS[-1])):  # it would be, after the last night
            thread.case.notes = [note for note in thread.case.notes if note != "reopened"]
    folder.mkdir(parents=True, exist_ok=True)
    write_lines(folder / "night-1.ndjson", lines)
    write_lines(folder / "night-2.ndjson", map(dump, nights[1]))
    write_lines(folder / "night-3.ndjson", map(dump, nights[2]))


def truth_row(case: Case) -> tuple[object, ...]:
    """What a person who read the whole thread would say; the first matter decides the labels."""
    labels = [BY_KEY[key] for key in case.topics]
    severity = max((t.severity for t in labels if t.severity), key=ORDER.index, default="")
    moods = [core.sentiment for core in case.cores]
    mood = "negative" if "negative" in moods else moods[0]
    return (
        case.id,
        case.lang,
        "|".join(case.topics),
        case.cores[0].request_type,
        labels[0].stage,
        mood,
        severity,
        ";".join(notes(case)),
    )


def notes(case: Case) -> list[str]:
    """Everything that makes a ticket special."""
    found = [f"near_duplicate_of={case.copy_of.id}"] if case.copy_of else []
    found += [f"merged_into={case.copy_of.id}"] if case.copy_of and case.merged else []
    found += [f"same_text_as={case.reused.id}"] if case.reused else []
    return (
        found
        + (["two_problems"] if case.second else [])
        + (["spam"] if case.topic == "spam" else [])
        + case.notes
    )


def shown_pii(ticket: Ticket) -> list[tuple[int, str, str]]:
    """Personal data that some export shows: a thread may go on after the last night."""
    said = [e.comment.body for e in until(ticket, NIGHTS[-1]) if e.comment]
    text = "\n".join([ticket.subject, *said])
    return [(ticket.case.id, kind, value) for kind, value in ticket.pii if value in text]


def write_all(out: Path, threads: list[Thread]) -> None:
    """Every file of the corpus."""
    write_nights(out / "export", threads)
    write_csv(
        out / "truth.csv",
        ("ticket_id", "lang", "topics", "request_type", "stage", "sentiment", "severity", "note"),
        (truth_row(thread.case) for thread in threads),
    )
    write_csv(
        out / "pii.csv",
        ("ticket_id", "type", "value"),
        (row for thread in threads for row in shown_pii(thread.ticket)),
    )
    write_csv(out / "releases.csv", ("date", "version", "what"), RELEASES)
