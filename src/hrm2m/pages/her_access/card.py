"""The card as a paper: a number among plain words, so that whoever finds it learns nothing."""

from django.utils.translation import gettext as _

from hrm2m.pages.paper.paper import Paper, Part, Words


def card_of(code: str, quiet: str) -> Paper:
    """One number, or two; nothing says of whom, for what or from whom."""
    numbers = [Words(code, _("Number"))]
    if quiet:
        numbers.append(Words(quiet, _("Second number")))
    return Paper(
        title=_("Card"),
        made=_("Keep this card."),
        purpose="",
        recipient="",
        until=_("No end date."),
        parts=(Part(_("Your number"), tuple(numbers)),),
    )
