"""The sentences of an issue in English. What each says is told in ``words``."""

from __future__ import annotations

from datetime import date

from connectors.tracker.effect import Effect
from records.issue import Said


class English:
    """English."""

    voices = "What customers say"
    voices_hint = "In their own words, newest first."
    hidden = "<NAME>, <EMAIL> and the like stand where personal data was removed."
    trend = "How it moves"
    who = "Who they are"
    reply = "What support tells them today"
    reply_hint = "The most common answer that support gives to this."
    about = "About this issue"
    weeks_header: tuple[str, ...] = ("Week (from Monday)", "Customers", "Tickets", "")
    week_running = " (so far)"
    previous = "The earlier issue"
    support_evidence = "The customers that support points to, in their own words."

    def day(self, day: date, today: date) -> str:
        """Oct 3; with the year where it is another one."""
        short = f"{day:%b} {day.day}"
        return short if day.year == today.year else f"{short}, {day.year}"

    def since(self, first: date, today: date) -> str:
        """Since Oct 3."""
        return f"since {self.day(first, today)}"

    def title(self, name: str, customers: int, since: str, version: str | None) -> str:
        """One line for the backlog list."""
        facts = f"{since}, mostly on {version}" if version else since
        return f"{name} — {_count(customers, 'customer')} ({facts})"

    def lead(self, customers: int, tickets: int, first: str, last: str) -> str:
        """Who, how many, when."""
        span = f"On {first}" if first == last else f"Between {first} and {last}"
        return (
            f"{span}, {_count(customers, 'customer')} wrote {_count(tickets, 'ticket')} about this."
        )

    def lately(self, customers: int) -> str:
        """The last seven days."""
        if not customers:
            return "Nobody wrote in the last seven days."
        return f"{customers} of them wrote in the last seven days."

    def version(self, version: str, tickets: int, of: int) -> str:
        """The version that most of them have."""
        return f"{tickets} of the {of} tickets come from version {version}."

    def headline(self, sentence: str, name: str) -> str:
        """A customer's words before the keywords."""
        return f"“{sentence}” ({name})" if name else f"“{sentence}”"

    def moves(self, last: int, weeks: int, mean: float, direction: int) -> str:
        """How the last whole week compares."""
        than = {-1: "fewer than", 0: "about as many as", 1: "more than"}[direction]
        before = "the week before" if weeks == 1 else f"the average of the {weeks} weeks before"
        return f"Last week {last or 'nobody'} wrote, {than} {before} ({mean:.0f})."

    def known_segments(self, known: int, tickets: int) -> str:
        """What share of the tickets the segments stand for."""
        return f"The helpdesk knows the segment of {known} of the {tickets} tickets."

    def more(self, number: int) -> str:
        """Segments that are not named."""
        return f"{number} more segments have fewer tickets."

    def share(self, name: str, tickets: int) -> str:
        """One segment or version."""
        return f"{name}: {_count(tickets, 'ticket')}"

    def release(self, version: str) -> str:
        """A version of the product."""
        return f"Version {version}"

    def ticket(self, ticket_id: str) -> str:
        """What a link to the helpdesk is called."""
        return f"ticket {ticket_id}"

    def state_of(self, day: str) -> str:
        """The heading of the evidence note."""
        return f"Where it stands on {day}"

    def why(self, customers: int, severe: bool) -> str:
        """Why it was filed."""
        weight = "The impact is high, and " if severe else ""
        many = f"{_count(customers, 'customer')} reported the same thing"
        return f"Filed because {many}." if not weight else f"{weight}{many}."

    def again(self, key: str, tickets: int) -> str:
        """Why it was filed although an earlier one was closed."""
        return f"{key} was closed, but {_count(tickets, 'ticket')} about the same came after that."

    def how_to_answer(
        self, mute: str, mute_30: str, quiet: str, question: str, days: int, growth: float
    ) -> tuple[str, ...]:
        """What the reader can do."""
        return (
            "If you fix it: work as usual and close it when it is done. "
            "You hear of it again only if customers still report it after the release.",
            "If you will not: close it with a resolution such as Won't Do or Cannot Reproduce. "
            "Support sees your answer as it is. You are not asked again "
            f"for {days} days, unless the tickets grow {growth:g}-fold, and then once at most.",
            f"If you need to know more: add the label {question} and ask in a comment. "
            "Support is shown your question and can answer it here.",
            "If it is the same as another issue: close it as a duplicate, or link the two.",
            f"If you want quiet: add the label {mute} (for good), {mute_30} (30 days) or {quiet} "
            "(no new comments, figures still updated).",
        )

    def footer(self) -> str:
        """Who wrote this and what happens to it."""
        return (
            "Filed automatically by Koe, which gathers what customers tell support. "
            "Koe changes neither title, assignee nor priority, and the description only to "
            "take out a customer's words at their request. "
            "New figures and quotes come as one comment, updated once a week."
        )

    def evidence_footer(self) -> str:
        """What happens to the evidence note."""
        return "Koe updates this comment, at most once a week."

    def news_severe(self) -> str:
        """Severity rose."""
        return "What customers now describe is more serious than before."

    def news_grown(self, before: int, now: int) -> str:
        """Twice as many."""
        return f"The number of customers affected rose from {before}, as last told, to {now}."

    def news_segments(self, names: str) -> str:
        """New kinds of customers."""
        return f"Customers of a kind not seen before now write about this: {names}."

    def news_reopened(self, tickets: int, since: str) -> str:
        """It came back."""
        return (
            f"This was closed, but {_count(tickets, 'ticket')} about the same came after {since}, "
            "when the fix should have reached customers. It may not be fixed, so it is open again."
        )

    def news_back_again(self, tickets: int, since: str, times: int) -> str:
        """It came back too often."""
        return (
            f"{_count(tickets, 'ticket').capitalize()} about the same came after {since}. "
            f"Koe has reopened this {times} times already and leaves it closed now. "
            "Could someone decide what should happen?"
        )

    def news_declined_grown(self, before: int, now: int) -> str:
        """Far more since the no."""
        return (
            f"Since you declined this, it has grown from {before} to {_count(now, 'ticket')}. "
            "As the situation has changed, you are told once."
        )

    def news_effect(self, effect: Effect, since: str) -> str:
        """What became of the voices."""
        days = f"{effect.days:g} days"
        told = (
            f"In the {days} before this was closed, {_count(effect.before, 'ticket')} came; in "
            f"the {days} from {since}, when the fix should have reached customers, "
            f"{effect.after} did"
        )
        if effect.fell and effect.high is not None:
            least, most = 100 * (1 - effect.high), 100 * (1 - effect.low)
            fell = f"a fall of {least:.0f} to {most:.0f} percent (95 % interval)"
            return f"{told}: {fell}. Customers notice. Thank you."
        if effect.rose:
            return f"{told}: more than before, beyond chance."
        return f"{told}. That is too few, or too alike, to say whether the fix helped."

    def news_support(self, kind: Said, by_whom: str) -> str:
        """Whose words follow."""
        return {
            Said.DISPUTE: f"Support ({by_whom}) sees this differently and asks you to look again:",
            Said.ESCALATE: (
                f"Support ({by_whom}) asked you to look again and has had no answer. "
                "Please bring this to whoever decides:"
            ),
            Said.INFORM: f"Support ({by_whom}) answers your question:",
            Said.REPLIED: f"Support ({by_whom}) has told the customers:",
        }[kind]

    def news_declined_old(self, tickets: int, decided: str) -> str:
        """The no is old and the voices go on."""
        return (
            f"You declined this on {decided}; in the last 90 days {_count(tickets, 'ticket')} "
            "came about it all the same. If your answer stands, there is nothing to do."
        )


def _count(number: int, noun: str) -> str:
    return f"{number} {noun}" if number == 1 else f"{number} {noun}s"
