"""The words of connections for people: labels of codes, and one connection in one line. Nothing is read here."""

from collections.abc import Mapping
from datetime import datetime

from django.utils.formats import date_format
from django.utils.functional import Promise
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from hrm2m.cadence.local_time import local_day
from hrm2m.policy.connecting import ConnectionStatus, Look
from hrm2m.records.connections.entries import Cause, Effect, Explains, QuoteIsRight, Side
from hrm2m.records.connections.lines import ConnectionLine


CAUSES: Mapping[Cause, Promise] = {
    Cause.POVERTY: _("Money: too little for food, heat, travel"),
    Cause.HOUSING: _("Housing: cold, damp, crowded, moved on"),
    Cause.VIOLENCE: _("Violence: somebody hurts or frightens them"),
    Cause.ILLNESS: _("Illness: hers, the child’s, pain, no sleep"),
    Cause.HELP_NOT_OFFERED: _("Help that was not offered, or could not be reached"),
}

HOW_KNOWN_OF: Mapping[Cause, Promise] = {
    Cause.POVERTY: _("Money: how do you know?"),
    Cause.HOUSING: _("Housing: how do you know?"),
    Cause.VIOLENCE: _("Violence: how do you know?"),
    Cause.ILLNESS: _("Illness: how do you know?"),
    Cause.HELP_NOT_OFFERED: _("Help: how do you know?"),
}

EXPLAINS: Mapping[Explains, Promise] = {
    Explains.YES: _("Yes, it could explain it"),
    Explains.PARTLY: _("In part"),
    Explains.NO: _("No"),
    Explains.NOT_KNOWN: _("Not known"),
}

EFFECTS: Mapping[Effect, Promise] = {
    Effect.SEEN: _("It was seen on this child"),
    Effect.LIKELY: _("Nothing was seen yet; it is thought likely"),
}

SIDES: Mapping[Side, Promise] = {
    Side.FOR: _("It speaks for the connection"),
    Side.AGAINST: _("It speaks against it"),
}

LOOKS: Mapping[Look, Promise] = {
    Look.STANDS: _("It stands"),
    Look.DOES_NOT_STAND: _("It does not stand"),
    Look.NOT_KNOWN: _("It is not known"),
}

QUOTES: Mapping[QuoteIsRight, Promise] = {
    QuoteIsRight.YES: _("The quote says what the original says"),
    QuoteIsRight.NO: _("The quote says something else"),
    QuoteIsRight.NOTHING_QUOTED: _("No entry is quoted"),
}

STATES: Mapping[ConnectionStatus, tuple[Promise, str]] = {
    ConnectionStatus.PROPOSED: (_("Proposed"), "soon"),
    ConnectionStatus.STANDS: (_("Stands"), "none"),
    ConnectionStatus.DOES_NOT_STAND: (_("Does not stand"), "ok"),
    ConnectionStatus.NOT_KNOWN: (_("Not known"), "soon"),
}
"""What stands on the mark, and its colour; the colour never speaks alone."""


def line_in_words(line: ConnectionLine) -> str:
    """What is said of a connection wherever it is named: on a list, and in a referral."""
    said = [_of_the_look(line)]
    if line.is_past_its_date and line.looked_at is not None:
        said.append(gettext("It is due for another look."))
    if line.her_reply_is_awaited:
        said.append(gettext("Her reply is awaited."))
    return " ".join(said)


def lines_for_a_referral(line: ConnectionLine) -> tuple[str, ...]:
    """What a referral says of how drug use touches this child, in sentences; what is not there is left out."""
    effect = (
        gettext("Seen on this child:")
        if line.effect is Effect.SEEN
        else gettext("Thought likely for this child:")
    )
    parts = (
        ("", line_in_words(line)),
        (gettext("How the one is said to touch the other:"), line.mechanism),
        (effect, line.effect_words),
        (gettext("On what evidence:"), line.evidence),
        (gettext("What speaks against it:"), line.evidence_against),
        (gettext("What she says:"), line.her_account),
        *((gettext("Her reply:"), words) for words in line.her_replies),
    )
    return tuple(f"{label} {words}".strip() for label, words in parts if words.strip())


def told_in_words(at: datetime | None, how: str, why_not: str) -> str:
    """Whether she was told."""
    if at is None:
        return gettext("She has not been told: %(why)s") % {"why": why_not}
    return gettext("She was told %(day)s%(how)s.") % {
        "day": day_and_year(at),
        "how": f" ({how})" if how else "",
    }


def day_and_year(at: datetime) -> str:
    """The day in the UK with its year: a connection is shown however old its last look is."""
    return date_format(local_day(at), "j F Y")


def _of_the_look(line: ConnectionLine) -> str:
    if line.looked_at is None:
        return gettext("Proposed, not yet looked at by a second person.")
    sentences = {
        ConnectionStatus.STANDS: gettext("It stands; last looked at on %(day)s."),
        ConnectionStatus.DOES_NOT_STAND: gettext("It does not stand; last looked at on %(day)s."),
        ConnectionStatus.NOT_KNOWN: gettext("It is not known; last looked at on %(day)s."),
    }
    return sentences[line.status] % {"day": day_and_year(line.looked_at)}
