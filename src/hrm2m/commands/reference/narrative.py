"""The page of the handbook about the checker of words, from its rules; the rules themselves live in the room."""

from hrm2m.commands.narrative.handbook import page as page_of
from hrm2m.narrative.checking import the_checker


def page() -> str:
    """The whole page."""
    return page_of(the_checker().rules)
