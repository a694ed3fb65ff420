"""What a real Jira refuses: sizes, labels, document structure. Each check raises Refusal with
Jira's words.

Sizes are counted in UTF-16 units, as Java does: an emoji counts twice. For ADF the *text* is
counted; whether Jira counts the JSON around it as well is not documented, so a client should stay
well below.
"""

import json
from typing import Any

from app.jira_sim import adf
from app.jira_sim.errors import Refusal

MAX_SUMMARY = 255
MAX_TEXT = 32_767
MAX_LABEL = 255
MAX_PROPERTY_KEY = 255
MAX_PROPERTY_VALUE = 32_768
TOO_LONG = "The entered text is too long. It exceeds the allowed limit of 32,767 characters."
NOT_ADF = "Operation value must be an Atlassian Document (see the Atlassian Document Format)"


def utf16_length(text: str) -> int:
    """Length as Java's String.length() counts it."""
    return len(text.encode("utf-16-le", "surrogatepass")) // 2


def _refuse(field: str, why: str) -> Refusal:
    return Refusal(400, fields={field: why})


def summary(value: Any) -> str:
    """A summary: text, one line, at most 255 characters."""
    if not isinstance(value, str):
        raise _refuse("summary", "Operation value must be a string")
    if not value.strip():
        raise _refuse("summary", "You must specify a summary of the issue.")
    if "\n" in value or "\r" in value:
        raise _refuse("summary", "The summary is invalid because it contains newline characters.")
    if utf16_length(value) > MAX_SUMMARY:
        raise _refuse("summary", "Summary can't exceed 255 characters.")
    return value


def label(value: Any) -> str:
    """One label: no spaces (they separate labels in Jira's own editor), at most 255 characters."""
    if not isinstance(value, str) or not value:
        raise _refuse("labels", "data was not an array of strings")
    if any(ch.isspace() for ch in value):
        raise _refuse("labels", f"The label '{value}' contains spaces which is invalid.")
    if utf16_length(value) > MAX_LABEL:
        raise _refuse(
            "labels", f"The label '{value}' exceeds the maximum length of 255 characters."
        )
    return value


def labels(value: Any) -> list[str]:
    """A list of labels, each once, sorted as Jira shows them."""
    if not isinstance(value, list):
        raise _refuse("labels", "data was not an array")
    return sorted({label(one) for one in value})


def rich_text(value: Any, field: str, flavour: str) -> Any:
    """A description or comment: an ADF document on Cloud, wiki text on Data Center; null and ""
    mean empty.
    """
    if value is None or (value == "" and flavour != "cloud"):
        return None
    if flavour == "cloud":
        _adf(value, field)
    elif not isinstance(value, str):
        raise _refuse(field, "Operation value must be a string")
    if utf16_length(adf.plain(value)) > MAX_TEXT:
        raise _refuse(field, TOO_LONG)
    return value


def _adf(value: Any, field: str) -> None:
    if not isinstance(value, dict):
        raise _refuse(field, "Comment body is not valid!" if field == "comment" else NOT_ADF)
    if why := adf.problem(value):
        raise Refusal(400, "INVALID_INPUT", f"koe jira-sim: {why}")


def comment_body(value: Any, flavour: str) -> Any:
    """A comment's body, which must say something."""
    body = rich_text(value, "comment", flavour)
    if body is None or not adf.plain(body).strip():
        raise _refuse("comment", "Comment body can not be empty!")
    return body


def property_key(key: Any) -> str:
    """The key of an entity property."""
    if not isinstance(key, str) or not key.strip() or utf16_length(key) > MAX_PROPERTY_KEY:
        raise Refusal(400, "The property key must be 1 to 255 characters long.")
    return key


def property_value(value: Any) -> Any:
    """The value of an entity property: any JSON, at most 32,768 characters when written down."""
    if len(json.dumps(value, ensure_ascii=False)) > MAX_PROPERTY_VALUE:
        raise Refusal(
            400, "The property value is too long. The maximum length is 32768 characters."
        )
    return value


def properties(rows: Any) -> dict[str, Any]:
    """The `properties` list of a create or comment request."""
    if rows is None:
        return {}
    if not isinstance(rows, list) or not all(
        isinstance(row, dict) and "key" in row for row in rows
    ):
        raise Refusal(400, "properties must be a list of {key, value}")
    return {property_key(row["key"]): property_value(row.get("value")) for row in rows}
