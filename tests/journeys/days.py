"""Typing a day as a person does: three boxes under one heading."""

from datetime import date

from playwright.sync_api import Page


def type_day(page: Page, heading: str, day: date | None) -> None:
    """Types a day under this heading; None empties the three boxes."""
    group = page.get_by_role("group", name=heading, exact=True)
    typed = ("", "", "") if day is None else (str(day.day), str(day.month), str(day.year))
    for box, number in zip(("Day", "Month", "Year"), typed, strict=True):
        group.get_by_label(box, exact=True).fill(number)
