"""The words of pages for every code of treatment: none blames her, and none is a number."""

from collections.abc import Mapping

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from hrm2m.records.treatment.entries import (
    HowUsed,
    Medication,
    Medicine,
    OutcomesStage,
    SetBy,
    Taken,
    Weekday,
    WhoAsked,
    WhyMissed,
    YesNo,
)


MEDICINES: Mapping[Medicine, Promise] = {
    Medicine.METHADONE: _("Methadone"),
    Medicine.BUPRENORPHINE: _("Buprenorphine, by mouth"),
    Medicine.BUPRENORPHINE_DEPOT: _("Buprenorphine depot"),
    Medicine.OTHER: _("Another medicine"),
}
TAKEN: Mapping[Taken, Promise] = {
    Taken.SUPERVISED: _("Supervised, at the pharmacy"),
    Taken.TAKE_HOME: _("Take-home"),
    Taken.SOME_OF_EACH: _("Some of each"),
    Taken.GIVEN_BY_A_NURSE: _("Given by a nurse"),
    Taken.NOT_KNOWN: _("Not known"),
}
WEEKDAYS: Mapping[Weekday, Promise] = {
    Weekday.MONDAY: _("Monday"),
    Weekday.TUESDAY: _("Tuesday"),
    Weekday.WEDNESDAY: _("Wednesday"),
    Weekday.THURSDAY: _("Thursday"),
    Weekday.FRIDAY: _("Friday"),
    Weekday.SATURDAY: _("Saturday"),
    Weekday.SUNDAY: _("Sunday"),
}
WHO_ASKED: Mapping[WhoAsked, Promise] = {
    WhoAsked.SHE: _("She asked for it"),
    WhoAsked.PRESCRIBER: _("The prescriber"),
    WhoAsked.ANOTHER_AGENCY: _("Another agency"),
}
WHO_ASKED_IF_KNOWN: Mapping[WhoAsked, Promise] = {**WHO_ASKED, WhoAsked.NOT_KNOWN: _("Not known")}
WHY_MISSED: Mapping[WhyMissed, Promise] = {
    WhyMissed.NOT_KNOWN: _("Not known"),
    WhyMissed.PHARMACY_CLOSED: _("The pharmacy was closed"),
    WhyMissed.NO_SCRIPT_THERE: _("There was no script"),
    WhyMissed.NO_WAY_THERE: _("No way to get there"),
    WhyMissed.NO_CHILDCARE: _("No childcare"),
    WhyMissed.ILL: _("She or a child was ill"),
    WhyMissed.NOT_SAFE_TO_GO: _("Not safe for her to go"),
    WhyMissed.ANOTHER_DEMAND: _("Another demand at the same time"),
    WhyMissed.SHE_SAYS_SOMETHING_ELSE: _("Something else, in her words"),
}
YES_NO: Mapping[YesNo, Promise] = {
    YesNo.YES: _("Yes"),
    YesNo.NO: _("No"),
    YesNo.NOT_ASKED: _("Not asked"),
}
HOW_USED: Mapping[HowUsed, Promise] = {
    HowUsed.SELF_REPORTED: _("She told us"),
    HowUsed.TESTED: _("A test said so"),
    HowUsed.TOLD_BY: _("Somebody else told us"),
}
SET_BY: Mapping[SetBy, Promise] = {
    SetBy.SHE: _("She set it herself"),
    SetBy.SOMEBODY_ELSE: _("Somebody else set it"),
}
STAGES: Mapping[OutcomesStage, Promise] = {
    OutcomesStage.START: _("At the start"),
    OutcomesStage.REVIEW: _("In between"),
    OutcomesStage.EXIT: _("At the end"),
    OutcomesStage.POST_EXIT: _("Some time after"),
}
KNOWN: Mapping[str, Promise] = {
    "her_words": _("She told us"),
    "read_in": _("Read in a script or a letter"),
    "told_by": _("Told by somebody"),
}
WHO_COULD_GET_CRIME = (
    _("Before these questions, tell her who could ever get the answers:"),
    _(
        "Whoever treats her, on this page. Nobody else who works here: not her bridge builder, not a safeguarding lead."
    ),
    _("A court can order us to give them. Then we tell her first, unless the court forbids it."),
    _(
        "If an answer means that a child or somebody else could be badly hurt, we have to tell someone, and tell her "
        "first if that is safe."
    ),
    _("She can leave every one of them empty. Nothing is asked for it, and nothing is counted against her."),
)


def name_of(medication: Medication) -> str:
    """The medicine as people call it."""
    if medication.medicine is Medicine.OTHER:
        return medication.other_name
    return str(MEDICINES[medication.medicine])
