"""What can end the reading of a file before its end."""

from __future__ import annotations

from records.errors import InputError


class BrokeOff(InputError):
    """The file could be read only up to a point (cut-off gzip, damaged zip, unclosed array).

    ``rows`` whole rows were handed out before this was raised and are good: land them, then
    mark the file failed. The complete file has another SHA-256, so it is read from its start
    when it comes, and the version guard finds those rows unchanged: nothing is lost or doubled.
    ``line`` is where the last of them stood. Raised instead of quarantining the rest, because a
    file counted "done" with one bad row would hide that most of it was never read.
    """

    def __init__(
        self, got: str, *, rows: int = 0, line: int = 0, expected: str = "", next_step: str = ""
    ) -> None:
        self.rows, self.line = rows, line
        super().__init__(got, expected=expected, next_step=next_step)

    def after(self, path: str, rows: int, line: int) -> BrokeOff:
        """The same, telling how far the reading came."""
        return BrokeOff(
            f"{path} broke off after {rows} whole rows (line {line}): {self.got}",
            rows=rows,
            line=line,
            expected=self.expected or "a complete file",
            next_step=self.next_step
            or "Export or copy the file again; the rows read so far are kept.",
        )
