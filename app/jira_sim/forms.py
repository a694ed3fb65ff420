"""The forms with which a person answers, and what each button means as a `pm.act` order."""

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

from app.jira_sim import catalog
from app.jira_sim.markup import e, row, tag
from app.jira_sim.model import Issue
from app.jira_sim.view import View

Order = dict[str, Any]
Read = Callable[[dict[str, str], str], Order]


def _reason(form: dict[str, str]) -> Order:
    return {"comment": form["text"]} if form.get("text") else {}


# button -> what it reads from the form; `value` is what stands behind the colon in `do`
BUTTONS: dict[str, Read] = {
    "comment": lambda form, _: {"text": form.get("text", "")},
    "transition": lambda _, value: {"to": value},
    "close": lambda form, value: {"resolution": value} | _reason(form),
    "duplicate": lambda form, _: {"action": "close", "of": form.get("of") or "?"} | _reason(form),
    "add_label": lambda form, _: {"label": form.get("label", "")},
    "remove_label": lambda _, value: {"label": value},
    "edit": lambda form, _: {"summary": form.get("summary", "")},
    "fix_version": lambda form, _: {
        name: form[name] for name in ("version", "release_date") if form.get(name)
    },
    "move": lambda form, _: {"project": form.get("project", "").upper()},
    "delete": lambda _form, _value: {},
}


def order_from(form: dict[str, str]) -> Order:
    """The order behind a pressed button; an unknown button is left to `pm.act` to refuse."""
    action, _, value = form.get("do", "").partition(":")
    order: Order = {"action": action, "author": form.get("author") or "pm"}
    read = BUTTONS.get(action)
    return order | read(form, value) if read else order


@dataclass(frozen=True)
class Forms:
    """The forms of an issue page."""

    view: View
    issue: Issue

    def _form(self, inside: str) -> str:
        target = f"/browse/{self.issue.key}/act?lang={self.view.language}"
        return tag("form", inside, class_="box", method="post", action=target)

    def _field(self, name: str, label: str, value: str = "", kind: str = "text") -> str:
        entry = f'<input name="{name}" type="{kind}" value="{e(value)}" autocomplete="off">'
        return tag("label", e(self.view.words[label]) + entry, class_="grow")

    def _button(self, do: str, text: str, style: str = "") -> str:
        return tag("button", e(text), name="do", value=do, class_=style)

    def _author(self) -> str:
        return f'<input type="hidden" name="author" value="{e(self.view.author)}">'

    def answer(self) -> str:
        """Comment, move, close: one form, so that the comment can be the reason for closing."""
        words = self.view.words
        text = e(words["your_words"]) + tag("textarea", name="text")
        comment = self._button("comment", words["add_comment"], "main")
        duplicate = self._button("duplicate", words["close_duplicate"])
        return self._form(
            tag("h2", e(words["answer"]))
            + tag("label", text)
            + row(comment, *self._transitions(), *self._closings())
            + row(self._field("of", "duplicate_of"), duplicate)
            + row(self._field("author", "acting_as", self.view.author))
        )

    def _transitions(self) -> list[str]:
        language = self.view.state.project(self.issue.project).language
        here, closed = self.issue.status, catalog.DONE_STATUS
        targets = [one for one in catalog.STATUSES if one.id != here and one is not closed]
        return [self._button(f"transition:{one.id}", f"→ {one.name(language)}") for one in targets]

    def _closings(self) -> list[str]:
        kinds = {
            "close_fixed": catalog.FIXED,
            "decline": catalog.WONT_DO,
            "not_reproduced": catalog.CANNOT_REPRODUCE,
        }
        words = self.view.words
        return [self._button(f"close:{kind.id}", words[name]) for name, kind in kinds.items()]

    def labels(self) -> str:
        """The labels, each with a button to take it off, and a box for a new one."""
        words = self.view.words
        shown = row(*(self._label(label) for label in self.issue.labels))
        adding = row(self._field("label", "add_label"), self._button("add_label", words["save"]))
        return self._form(tag("h2", e(words["labels"])) + self._author() + adding + shown)

    def _label(self, label: str) -> str:
        name = f"{self.view.words['remove_label']}: {label}"
        gone = {"name": "do", "value": f"remove_label:{label}", "class_": "x", "title": name}
        return tag("span", e(label) + tag("button", "×", aria_label=name, **gone), class_="label")

    def more(self) -> str:
        """What is needed rarely: edit, fix version, move, delete."""
        words = self.view.words
        release = self._field("release_date", "release_date", kind="date")
        save = words["save"]
        inside = (
            row(self._field("summary", "edit_summary", self.issue.summary))
            + row(self._button("edit", save))
            + row(self._field("version", "version"), release, self._button("fix_version", save))
            + row(self._field("project", "project"), self._button("move", words["move"]))
            + row(self._button("delete", words["delete"], "bad"))
        )
        head = tag("summary", e(words["more"]))
        return self._form(self._author() + tag("details", head + inside))
