"""A topic's weeks as a small picture: bars with their numbers, and the Mondays below (month-day).

Figures only, so it reads the same in every language and needs no font of ours.
"""

from __future__ import annotations

from collections.abc import Sequence
from io import BytesIO
from typing import TYPE_CHECKING

from records.issue import WeekCount

if TYPE_CHECKING:
    from PIL.ImageDraw import ImageDraw

WIDTH, HEIGHT, EDGE = 960, 300, 24  # pixels; shown at half of it on a sharp screen
LETTERS = 26
PAPER, INK, SOFT = "#ffffff", "#1d2433", "#5b6577"
BAR, RUNNING = "#0b57d0", "#a8c7fa"
GAP = 0.35  # of a week's width


def weeks_png(weeks: Sequence[WeekCount], *, is_running: bool) -> bytes:
    """PNG of the tickets in each week; the last week is lighter while it is not over."""
    from PIL import Image, ImageDraw, ImageFont

    picture = Image.new("RGB", (WIDTH, HEIGHT), PAPER)
    draw = ImageDraw.Draw(picture)
    draw.font = ImageFont.load_default(LETTERS)
    most = max([1, *(week.tickets for week in weeks)])
    for place, week in enumerate(weeks):
        lighter = is_running and place == len(weeks) - 1
        _bar(draw, week, place, len(weeks), most, RUNNING if lighter else BAR)
    out = BytesIO()
    picture.save(out, "PNG")
    return out.getvalue()


def _bar(draw: ImageDraw, week: WeekCount, place: int, weeks: int, most: int, ink: str) -> None:
    """One week: the bar stands on a line above the dates, its number above it."""
    step = (WIDTH - 2 * EDGE) / weeks
    left, middle = EDGE + (place + GAP / 2) * step, EDGE + (place + 0.5) * step
    floor = HEIGHT - EDGE - LETTERS * 1.4
    room = floor - EDGE - LETTERS * 1.4
    top = floor - room * week.tickets / most
    if week.tickets:
        draw.rectangle((left, top, left + step * (1 - GAP), floor), fill=ink)
    draw.line((EDGE, floor, WIDTH - EDGE, floor), fill=SOFT, width=2)
    draw.text((middle, top - 6), str(week.tickets), fill=INK, anchor="mb")
    day = f"{week.week:%m-%d}"
    draw.text((middle, HEIGHT - EDGE), day, fill=SOFT, anchor="mb")
