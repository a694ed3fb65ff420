"""Erasing a customer: out of every store that Koe writes, proven by a search of the bytes.

Each step commits what it did. The rows go first, in one transaction with the list that keeps
them from coming back; then the tracker's issues, the vectors, the file itself, the snapshot and
the page. What a killed erasure left is finished by ``koe erase`` or by the next night.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from pathlib import Path

from connectors.tracker.base import Tracker
from connectors.tracker.markdown_folder import MarkdownFolder
from connectors.tracker.strike import CanStrike, Quoted
from flows.night import Night
from flows.publish import publish
from flows.tracking import open_tracker
from nlp.embedding import text_key
from nlp.privacy import pseudonym
from nlp.product_name import hiding
from nlp.voices import sentence_keys
from records.errors import KoeError, Rejected, TrackerError
from records.ticket import Message
from warehouse import erasure
from warehouse.erasure import Theirs
from warehouse.rewrite import rewrite
from warehouse.search import refuse_words
from warehouse.spill import clear_spills
from warehouse.strikes import Strike, finish_strike, strikes, unsettled_labels
from warehouse.vectors import VectorCache
from warehouse.voices import voice_texts


@dataclass(frozen=True, slots=True)
class Erased:
    """What an erasure did, or (``dry_run``) would do. ``waiting`` are labels of issues that the
    tracker could not be asked to change yet; ``mentions`` are export files that name the person
    and are not Koe's to change."""

    erasure_id: str | None
    counts: Mapping[str, int]
    dry_run: bool = False
    waiting: tuple[str, ...] = ()
    mentions: tuple[str, ...] = ()


def names_of(night: Night, told: Sequence[str]) -> tuple[str, ...]:
    """Pseudonyms of the people told: by helpdesk id, by e-mail address, or by pseudonym."""
    key = night.settings.pseudonym_key
    return tuple(
        one if _is_pseudonym(one) else pseudonym(key, "customer", one)
        for one in (word.strip() for word in told)
        if one
    )


def _is_pseudonym(word: str) -> bool:
    head, _, rest = word.partition("_")
    return head == "c" and len(rest) == 16 and all(char in "0123456789abcdef" for char in rest)


def look(night: Night, told: Sequence[str]) -> Erased:
    """What would go, in counts by store; nothing is changed."""
    with night.warehouse.lock():
        theirs = erasure.look(night.warehouse, names_of(night, told))
        return Erased(None, theirs.counts, dry_run=True, mentions=_mentions(night, told))


def erase(night: Night, told: Sequence[str], asked_by: str) -> Erased:
    """Erase these people. Twice is once; whoever is not known is only kept out from now on.

    Raises LockHeld while a night runs, and KoeError where a word of theirs is still found in a
    file: then the file that holds it is named, and the erasure stays open.
    """
    warehouse = night.warehouse
    with warehouse.lock():
        theirs = erasure.look(warehouse, names_of(night, told))
        erasure_id = None
        if theirs.is_nothing:
            erasure.suppress(warehouse, theirs.names, night.clock())
        else:
            erasure_id = f"erase-{night.clock():%Y%m%dT%H%M%S%fZ}"
            _delete(night, theirs, erasure_id, asked_by)
        waiting = finish(night, told)
        return Erased(erasure_id, theirs.counts, False, waiting, _mentions(night, told))


def _delete(night: Night, theirs: Theirs, erasure_id: str, asked_by: str) -> None:
    said = erasure.messages_of(night.warehouse, theirs)
    erasure.delete(
        night.warehouse,
        theirs,
        dict(_sentences(theirs, said)),
        erasure_id=erasure_id,
        asked_by=asked_by,
        now=night.clock(),
    )


def _sentences(
    theirs: Theirs, said: Mapping[tuple[str, str], Sequence[Message]]
) -> Iterator[tuple[tuple[str, str], set[str]]]:
    """Sentences that each ticket loses: all of them, or those of the messages that go."""
    gone = {(source, ticket, message) for source, ticket, message in theirs.messages}
    for key, messages in said.items():
        left = (
            []
            if key in theirs.tickets
            else [m for m in messages if (*key, m.message_id) not in gone]
        )
        yield key, set(sentence_keys(messages)) - set(sentence_keys(left))


def finish(night: Night, told: Sequence[str] = ()) -> tuple[str, ...]:
    """Bring every open erasure to its end; labels of issues that have to wait for the tracker.

    ``told`` is searched for too, where somebody has just typed it.
    """
    warehouse = night.warehouse
    with warehouse.lock():
        opened = erasure.open_erasures(warehouse)
        if not opened:
            return ()
        words = erasure.words_to_search(warehouse)
        waiting = strike_issues(night, words)
        if "deleted" in opened.values():
            _rewrite(night, (*words, *told), but_issues=bool(waiting))
            erasure.advance(warehouse, opened, "rewritten", night.clock())
        _publish(night)
        refuse_words(_published(night), words, night.settings.warehouse_key)
        if not waiting:
            erasure.advance(warehouse, opened, "done", night.clock())
            _publish(night)
        return waiting


def _rewrite(night: Night, words: Sequence[str], *, but_issues: bool) -> None:
    """The vectors of what is left, the file of what is left, and no word of theirs in either.

    ``but_issues``: a folder that is the tracker, and waits for one, may still hold some.
    """
    settings = night.settings
    prune_vectors(night)
    clear_spills(settings.at(settings.paths.snapshot))  # the warehouse's went when it was opened
    replaced = {settings.at(settings.paths.warehouse), *_published(night)}
    waiting = settings.at(settings.paths.issues) if but_issues else None

    def check(fresh: Path) -> None:
        others = [
            path
            for path in written_files(night)
            if path not in {*replaced, fresh} and waiting not in path.parents
        ]
        refuse_words([fresh, *others], words, settings.warehouse_key)

    done = rewrite(
        night.warehouse,
        check=check,
        leave_empty={"erasure_words"},
        key=settings.warehouse_key,
        clock=night.clock,
    )
    sizes = f"{done.before:,} bytes before, {done.after:,} now"
    night.say(f"file written anew: {sizes} ({done.seconds:.1f} s)")


def _publish(night: Night) -> None:
    """Snapshot and page anew; where nothing is left to show, no page."""
    night.settings.at(night.settings.paths.page).unlink(missing_ok=True)
    publish(night)


def prune_vectors(night: Night) -> int:
    """Forget the vectors of texts that are kept no longer."""
    settings = night.settings
    cache = VectorCache(settings.at(settings.paths.vectors), settings.warehouse_key)
    hide = hiding(settings.account.names)
    texts = voice_texts(night.warehouse)
    return cache.keep_only(text_key(one) for text in texts for one in {text, hide(text)})


def _published(night: Night) -> list[Path]:
    settings = night.settings
    found = [settings.at(settings.paths.snapshot), settings.at(settings.paths.page)]
    return [path for path in found if path.is_file()]


def written_files(night: Night) -> list[Path]:
    """Every file in the folders that Koe writes to."""
    paths, at = night.settings.paths, night.settings.at
    files = (paths.warehouse, paths.vectors, paths.snapshot, paths.page)
    folders = {at(path).parent for path in files} | {at(paths.issues)}
    folders.discard(night.settings.root)
    return sorted({path for folder in folders for path in folder.rglob("*") if path.is_file()})


def strike_issues(night: Night, words: Sequence[str] = ()) -> tuple[str, ...]:
    """Take their quotes out of the issues; labels of those that have to wait."""
    planned = strikes(night.warehouse)
    if not planned:
        return ()
    _strike_copies(night, planned, words)
    try:
        with open_tracker(night) as tracker:
            tracker.check()
            left = [one.label for one in planned if not _strike(night, tracker, one, words)]
    except KoeError as error:
        night.warn(f"issues still quote an erased customer: {error}")
        return tuple(one.label for one in planned)
    return tuple(left)


def _strike(night: Night, tracker: Tracker, planned: Strike, words: Sequence[str]) -> bool:
    """One issue and its doubles; whether nothing of theirs is left there."""
    try:
        taken = _strike_in(tracker, planned, _quoted(planned, words))
    except TrackerError as error:
        night.warn(f"{planned.label} still quotes an erased customer: {error.got}")
        return False
    if not _is_settled(night, planned.label):
        return False
    finish_strike(night.warehouse, planned, taken, night.clock())
    night.say(f"{planned.label}: {taken} quotes taken out")
    return True


def _quoted(planned: Strike, words: Sequence[str]) -> Quoted:
    return Quoted(planned.tickets, planned.urls, tuple(words), planned.titles)


def _strike_in(tracker: Tracker, planned: Strike, quoted: Quoted) -> int:
    """In every issue with the label, and in the one that is known by its id."""
    if not isinstance(tracker, CanStrike):
        raise Rejected(
            "this tracker's issues cannot be changed by Koe",
            next_step=f"take the quotes of tickets {', '.join(quoted.tickets)} out by hand",
        )
    ids = {issue.issue_id for issue in tracker.find(planned.label)}
    if planned.issue_id:
        ids |= {issue.issue_id for issue in tracker.get([planned.issue_id])}
    return sum(tracker.strike(issue_id, quoted) for issue_id in sorted(ids))


def _strike_copies(night: Night, planned: Sequence[Strike], words: Sequence[str]) -> None:
    """The Markdown copies of another tracker's issues: at hand also while that is down."""
    settings = night.settings
    folder = settings.at(settings.paths.issues)
    if settings.tracker.kind == "markdown" or not folder.is_dir():
        return
    copies = MarkdownFolder(folder, clock=night.clock, project=settings.tracker.project)
    for one in planned:
        _strike_in(copies, replace(one, issue_id=None), _quoted(one, words))


def _is_settled(night: Night, label: str) -> bool:
    """Whether no write of unknown outcome may still bring a quote into this issue."""
    return label not in unsettled_labels(night.warehouse)


def _mentions(night: Night, told: Sequence[str]) -> tuple[str, ...]:
    """Export files that name the person: they are the helpdesk's, not Koe's, to erase."""
    from flows.mentions import files_that_name

    return files_that_name(night, told)
