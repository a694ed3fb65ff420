"""What an administrator would have set up: statuses, resolutions, link types, issue types,
permissions.

Names come in English and Japanese because Jira localises them and Koe must therefore choose by
category or id (docs/tracker: "transition names are localised"). Ids are those of a fresh Jira Cloud
site where known.
"""

from dataclasses import dataclass
from typing import Literal, TypeVar

Language = Literal["en", "ja"]


@dataclass(frozen=True)
class Entry:
    """One catalogue row: the id is stable, the name depends on the language."""

    id: str
    en: str
    ja: str

    def name(self, language: str) -> str:
        """The name as a user of `language` sees it."""
        return self.ja if language == "ja" else self.en

    def is_called(self, text: str) -> bool:
        """True for the id or for the name in either language, case ignored as Jira does."""
        return text.strip().casefold() in {self.id, self.en.casefold(), self.ja.casefold()}


E = TypeVar("E", bound=Entry)


@dataclass(frozen=True)
class Category(Entry):
    """A status category; `key` is what programs should look at (never localised)."""

    key: str
    colour: str


@dataclass(frozen=True)
class Status(Entry):
    """A status and the global transition that leads to it (simplified workflow: from anywhere)."""

    category: Category
    transition_id: str


@dataclass(frozen=True)
class LinkType(Entry):
    """An issue link type with its two directions."""

    inward: str
    outward: str


TO_DO = Category("2", "To Do", "未着手", "new", "blue-gray")
IN_PROGRESS = Category("4", "In Progress", "進行中", "indeterminate", "yellow")
DONE = Category("3", "Done", "完了", "done", "green")
CATEGORIES = (TO_DO, IN_PROGRESS, DONE)

STATUSES = (
    Status("10000", "To Do", "未着手", TO_DO, "11"),
    Status("3", "In Progress", "進行中", IN_PROGRESS, "21"),
    Status("10001", "Done", "完了", DONE, "31"),
)
OPEN_STATUS, DOING_STATUS, DONE_STATUS = STATUSES

RESOLUTIONS = (
    Entry("10000", "Done", "完了"),
    Entry("10001", "Won't Do", "対応しない"),
    Entry("10002", "Duplicate", "重複"),
    Entry("10003", "Cannot Reproduce", "再現しない"),
)
FIXED, WONT_DO, DUPLICATE, CANNOT_REPRODUCE = RESOLUTIONS

ISSUE_TYPES = (
    Entry("10001", "Task", "タスク"),
    Entry("10002", "Bug", "バグ"),
    Entry("10003", "Story", "ストーリー"),
)

PRIORITIES = (
    Entry("1", "Highest", "最高"),
    Entry("2", "High", "高"),
    Entry("3", "Medium", "中"),
    Entry("4", "Low", "低"),
    Entry("5", "Lowest", "最低"),
)
MEDIUM = PRIORITIES[2]

LINK_TYPES = (
    LinkType("10000", "Blocks", "ブロック", "is blocked by", "blocks"),
    LinkType("10001", "Cloners", "クローン", "is cloned by", "clones"),
    LinkType("10002", "Duplicate", "重複", "is duplicated by", "duplicates"),
    LinkType("10003", "Relates", "関連", "relates to", "relates to"),
)
DUPLICATE_LINK = LINK_TYPES[2]

# key -> (id, name); the ones a tracker client asks for before it dares to write
PERMISSIONS = {
    "BROWSE_PROJECTS": ("10", "Browse Projects"),
    "CREATE_ISSUES": ("11", "Create Issues"),
    "EDIT_ISSUES": ("12", "Edit Issues"),
    "ADD_COMMENTS": ("15", "Add Comments"),
    "LINK_ISSUES": ("21", "Link Issues"),
    "TRANSITION_ISSUES": ("46", "Transition Issues"),
    "EDIT_OWN_COMMENTS": ("37", "Edit Own Comments"),
    "RESOLVE_ISSUES": ("14", "Resolve Issues"),
}


def find(rows: tuple[E, ...], text: str) -> E | None:
    """The row with that id or name in either language, or None."""
    return next((row for row in rows if row.is_called(text)), None)


def by_id(rows: tuple[E, ...], row_id: str) -> E:
    """The row with exactly that id; an id the simulator stored itself is always there."""
    return next(row for row in rows if row.id == row_id)
