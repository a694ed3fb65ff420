"""Building HTML without forgetting to escape: attributes always are, text is where `e` wraps it."""

from html import escape


def e(value: object) -> str:
    """Escape for HTML text and attributes."""
    return escape(str(value), quote=True)


def tag(element: str, inner: str = "", /, **attributes: str) -> str:
    """An element around `inner`, which is HTML already.

    Attribute values are escaped. `class_` is class, other underscores become hyphens, and an
    empty value leaves the attribute out.
    """
    named = ((key.rstrip("_").replace("_", "-"), value) for key, value in attributes.items())
    shown = "".join(f' {key}="{e(value)}"' for key, value in named if value)
    return f"<{element}{shown}>{inner}</{element}>"


def soft(inner: str) -> str:
    """Secondary text."""
    return tag("span", inner, class_="soft")


def row(*inner: str) -> str:
    """Things side by side that wrap on a narrow screen."""
    return tag("div", "".join(inner), class_="row")


def box(title: str, inner: str) -> str:
    """A framed section with a heading."""
    return tag("section", tag("h2", e(title)) + inner, class_="box")
