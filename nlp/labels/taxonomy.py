"""The taxonomy file as records, read strictly: a typing mistake in a label must not go unseen."""

from __future__ import annotations

import difflib
import hashlib
import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from records.errors import ConfigurationError
from records.voice import Kind

LANGUAGES = ("ja", "en")
FEWEST_EXAMPLES = 3  # below it neither a mean nor a boundary can be told from chance
SHIPPED = Path(__file__).with_name("taxonomy.yaml")


@dataclass(frozen=True, slots=True)
class Cue:
    """A pattern that speaks for a label (``weight`` > 0, in log odds) or against it."""

    pattern: re.Pattern[str]
    weight: float


@dataclass(frozen=True, slots=True)
class LabelDefinition:
    """One label. ``examples`` and ``cues`` hold both languages; ``kinds`` are log odds that a
    voice's kind lends it; ``leaning`` are log odds that it has before anything is said, for what
    is commoner everywhere than its share of the examples."""

    key: str
    name: Mapping[str, str]
    description: Mapping[str, str]
    examples: tuple[str, ...]
    cues: tuple[Cue, ...]
    kinds: Mapping[Kind, float]
    leaning: float = 0.0

    @property
    def teaching(self) -> tuple[str, ...]:
        """Every text that a model learns this label from."""
        return (*self.examples, *self.description.values())


@dataclass(frozen=True, slots=True)
class Task:
    """One question about a voice. Below ``threshold`` (0..1) the labeller abstains."""

    key: str
    threshold: float
    labels: tuple[LabelDefinition, ...]


@dataclass(frozen=True, slots=True)
class Taxonomy:
    """All tasks of a file; ``digest`` is the SHA-256 of its bytes."""

    tasks: tuple[Task, ...]
    digest: str


def load_taxonomy(path: Path | None = None) -> Taxonomy:
    """Read a taxonomy file, or the one Koe ships. Raises ConfigurationError naming the place."""
    place = path or SHIPPED
    try:
        content = place.read_bytes()
    except OSError as error:
        raise ConfigurationError(
            f"The taxonomy {place} cannot be read: {error.strerror}.",
            expected="a YAML file like nlp/labels/taxonomy.yaml",
            next_step="Correct the path in koe.toml, or leave it out to use the shipped taxonomy.",
        ) from error
    tasks = _mapping(_parsed(content, place), "the file", {"tasks"})["tasks"]
    found = tuple(_task(str(key), value) for key, value in _named(tasks, "tasks").items())
    return Taxonomy(found, hashlib.sha256(content).hexdigest())


def _parsed(content: bytes, place: Path) -> Any:
    import yaml

    try:
        # libyaml where the wheel has it: the plain loader takes seconds for so many examples.
        return yaml.load(content, getattr(yaml, "CSafeLoader", yaml.SafeLoader))
    except (yaml.YAMLError, UnicodeDecodeError) as error:
        raise ConfigurationError(
            f"The taxonomy {place} is not valid YAML: {error}", expected="UTF-8 YAML"
        ) from error


def _task(key: str, value: object) -> Task:
    where = f"tasks.{key}"
    body = _mapping(value, where, {"threshold", "labels"})
    threshold = _number(body["threshold"], f"{where}.threshold")
    if not 0 <= threshold <= 1:
        raise _wrong(f"{where}.threshold", threshold, "a number from 0 to 1")
    labels = _named(body["labels"], f"{where}.labels")
    if len(labels) < 2:
        raise _wrong(f"{where}.labels", list(labels), "at least two labels to choose between")
    found = tuple(_label(str(name), one, f"{where}.labels.{name}") for name, one in labels.items())
    return Task(key, threshold, found)


def _label(key: str, value: object, where: str) -> LabelDefinition:
    needed = {"name", "description", "examples", "cues"}
    body = _mapping(value, where, needed, optional=frozenset({"kinds", "leaning"}))
    examples = _mapping(body["examples"], f"{where}.examples", set(LANGUAGES))
    cues = _mapping(body["cues"], f"{where}.cues", set(LANGUAGES))
    return LabelDefinition(
        key=key,
        name=_texts(body["name"], f"{where}.name"),
        description=_texts(body["description"], f"{where}.description"),
        examples=tuple(
            one
            for lang in LANGUAGES
            for one in _examples(examples[lang], f"{where}.examples.{lang}")
        ),
        cues=tuple(cue for lang in LANGUAGES for cue in _cues(cues[lang], f"{where}.cues.{lang}")),
        kinds=_kinds(body.get("kinds", {}), f"{where}.kinds"),
        leaning=_number(body.get("leaning", 0.0), f"{where}.leaning"),
    )


def _texts(value: object, where: str) -> dict[str, str]:
    body = _mapping(value, where, set(LANGUAGES))
    for language, text in body.items():
        if not isinstance(text, str) or not text.strip():
            raise _wrong(f"{where}.{language}", text, "a text")
    return {language: str(text) for language, text in body.items()}


def _examples(value: object, where: str) -> list[str]:
    if not isinstance(value, list) or not all(isinstance(one, str) and one for one in value):
        raise _wrong(where, value, "a list of sentences (put quotes around one with ': ' in it)")
    if len(value) < FEWEST_EXAMPLES:
        raise _wrong(where, f"{len(value)} sentences", f"at least {FEWEST_EXAMPLES} sentences")
    return value


def _cues(value: object, where: str) -> Iterable[Cue]:
    for pattern, weight in _named(value or {}, where, empty=True).items():
        try:
            compiled = re.compile(str(pattern), re.IGNORECASE)
        except re.error as error:
            raise _wrong(where, pattern, f"a regular expression ({error})") from error
        yield Cue(compiled, _number(weight, f"{where}: {pattern}"))


def _kinds(value: object, where: str) -> dict[Kind, float]:
    valid = [kind.value for kind in Kind]
    found = {}
    for key, weight in _named(value, where, empty=True).items():
        if key not in valid:
            raise _unknown(where, str(key), valid)
        found[Kind(key)] = _number(weight, f"{where}.{key}")
    return found


def _number(value: object, where: str) -> float:
    if isinstance(value, bool) or not isinstance(value, int | float):
        raise _wrong(where, value, "a number")
    return float(value)


def _named(value: object, where: str, *, empty: bool = False) -> dict[object, object]:
    if not isinstance(value, dict) or not (value or empty):
        raise _wrong(where, value, "a mapping with at least one entry")
    return value


def _mapping(
    value: object, where: str, needed: set[str], *, optional: frozenset[str] = frozenset()
) -> dict[str, Any]:
    """A mapping with exactly the ``needed`` keys, some ``optional`` ones and no others."""
    body = {str(key): one for key, one in _named(value, where).items()}
    for key in body:
        if key not in needed | optional:
            raise _unknown(where, key, sorted(needed | optional))
    missing = sorted(needed - body.keys())
    if missing:
        raise ConfigurationError(
            f"The taxonomy lacks {', '.join(missing)} in {where}.",
            expected=f"the keys {', '.join(sorted(needed))}",
        )
    return body


def _unknown(where: str, key: str, valid: list[str]) -> ConfigurationError:
    near = difflib.get_close_matches(key, valid, n=1)
    return ConfigurationError(
        f"The taxonomy has an unknown key {key!r} in {where}.",
        expected=f"one of {', '.join(valid)}",
        next_step=f"Did you mean {near[0]!r}?" if near else "Remove it or correct its spelling.",
    )


def _wrong(where: str, got: object, expected: str) -> ConfigurationError:
    return ConfigurationError(f"The taxonomy has {got!r} in {where}.", expected=expected)
