"""What people read for the codes of doors and declared terms."""

from collections.abc import Mapping

from django.utils.functional import Promise
from django.utils.translation import gettext, ngettext
from django.utils.translation import gettext_lazy as _

from hrm2m.records.agencies.doors.values import Authority, Reached, SaidHow
from hrm2m.records.clocks.kept import Kept, KeptBy


ANSWERS: Mapping[str, Promise] = {
    "door_same_day": _("the same day, weekends too"),
    "door_1_day": _("in 1 working day"),
    "door_2_days": _("in 2 working days"),
    "door_5_days": _("in 5 working days"),
    "door_10_days": _("in 10 working days"),
}
REACHED: Mapping[Reached, Promise] = {Reached.EMAIL: _("E-mail"), Reached.TELEPHONE: _("Telephone")}
SAID_HOW: Mapping[SaidHow, Promise] = {
    SaidHow.TELEPHONE: _("on the telephone"),
    SaidHow.IN_WRITING: _("in writing"),
    SaidHow.OWN_PAGE: _("on the agency’s own page"),
    SaidHow.FACE_TO_FACE: _("face to face"),
}
WHOM: Mapping[Authority, Promise] = {
    Authority.CHILDRENS_SERVICES: _("Children’s services"),
    Authority.POLICE: _("The police"),
    Authority.IMMIGRATION: _("Immigration"),
    Authority.LANDLORD: _("The landlord"),
    Authority.ANYONE_ELSE: _("Anyone else"),
}
ASK: Mapping[Authority, Promise] = {
    Authority.CHILDRENS_SERVICES: _("What would make you tell children’s services?"),
    Authority.POLICE: _("What would make you tell the police?"),
    Authority.IMMIGRATION: _("What would make you tell immigration?"),
    Authority.LANDLORD: _("What would make you tell her landlord?"),
    Authority.ANYONE_ELSE: _("Whom else would you tell, and when?"),
}
# To be read out to her: words of one or two syllables where there are such.
SHE_ASKS: Mapping[Authority, Promise] = {
    Authority.CHILDRENS_SERVICES: _("When would they tell children’s services?"),
    Authority.POLICE: _("When would they tell the police?"),
    Authority.IMMIGRATION: _("When would they tell immigration?"),
    Authority.LANDLORD: _("When would they tell your landlord?"),
    Authority.ANYONE_ELSE: _("Who else would they tell?"),
}
KINDS: Mapping[str, Promise] = {
    "enquiry_terms": _("Terms, when asked without a name"),
    "referral_acknowledged": _("A referral acknowledged"),
    "referral_meeting": _("A first meeting"),
}


def kept_in_words(kept: Kept) -> str:
    """How often in one sentence, with what is late named: nothing due yet is said as that."""
    if not kept.all:
        return gettext("Nothing was due in the last 12 months.")
    said = ngettext(
        "%(kept)d of %(all)d promise kept in time in the last 12 months.",
        "%(kept)d of %(all)d promises kept in time in the last 12 months.",
        kept.all,
    ) % {"kept": kept.in_time, "all": kept.all}
    rest = [
        (gettext("%(n)d kept late"), kept.late),
        (gettext("%(n)d never kept"), kept.never),
        (gettext("%(n)d late now"), kept.open_late),
    ]
    more = ", ".join(words % {"n": number} for words, number in rest if number)
    return f"{said} {more[0].upper()}{more[1:]}." if more else said


def kinds_in_words(kept: KeptBy) -> list[tuple[str, str]]:
    """The same for each kind of promise."""
    return [(str(KINDS[each.kind]), kept_in_words(each.kept)) for each in kept.of_kinds]
