"""What the codes of her safety are called on a page; whoever harms is named by what was done."""

from collections.abc import Mapping

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from hrm2m.records.safety.entries import Harm, HerSay, Now, WayTo


HARMS: Mapping[Harm, Promise] = {
    Harm.VIOLENCE: _("Somebody hurts her"),
    Harm.CONTROL: _("Somebody controls her: money, telephone, where she goes, her medicine"),
    Harm.SEXUAL: _("Somebody forces sex on her"),
    Harm.EXPLOITED: _("Somebody uses her: for drugs, money, work or her home"),
    Harm.STALKED: _("Somebody follows or threatens her"),
    Harm.SELF_HARM: _("She hurts herself, or thinks of dying"),
    Harm.OTHER: _("Something else"),
}
NOW: Mapping[Now, Promise] = {
    Now.GOES_ON: _("It goes on"),
    Now.OVER: _("It is over"),
    Now.NOT_KNOWN: _("Not known whether it goes on"),
}
WAYS: Mapping[WayTo, Promise] = {
    WayTo.IDVA: _("Domestic-abuse advocate (IDVA)"),
    WayTo.MARAC: _("Meeting of agencies about high risk (MARAC)"),
    WayTo.ADULT_SAFEGUARDING: _("Adult safeguarding"),
    WayTo.CRISIS_TEAM: _("Mental-health crisis team"),
    WayTo.OTHER: _("Another way"),
}
SAYS: Mapping[HerSay, Promise] = {
    HerSay.YES: _("She says yes"),
    HerSay.NOT_NOW: _("She says not now"),
    HerSay.NO: _("She says no"),
    HerSay.NOT_ASKED: _("She could not be asked yet"),
}
HOW_KNOWN: Mapping[str, Promise] = {
    "her_words": _("She said it herself"),
    "seen": _("I saw it"),
    "heard": _("I heard it"),
    "told_by": _("Somebody else told me"),
    "read_in": _("I read it"),
    "opinion_of": _("It is somebody’s opinion"),
}
