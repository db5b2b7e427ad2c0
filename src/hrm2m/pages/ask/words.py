"""The words of pages for every code of an ask, an offer, her answer and a demand: none blames her."""

from collections.abc import Mapping

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from hrm2m.policy import Category
from hrm2m.records.asks.clashes import ClashKind
from hrm2m.records.asks.entries import (
    AnswerWord,
    Barrier,
    Childcare,
    ClosedBecause,
    DemandKind,
    EndedHow,
    ForWhom,
    GettingThere,
    SaidHow,
    Urgency,
)
from hrm2m.records.asks.real import Missing


URGENCIES: Mapping[Urgency, Promise] = {
    Urgency.TODAY: _("Today"),
    Urgency.SOON: _("Soon, the next working day"),
    Urgency.THIS_WEEK: _("Within a week"),
}

WANTED: Mapping[Urgency, Promise] = {
    Urgency.TODAY: _("She wants it today"),
    Urgency.SOON: _("She wants it by the next working day"),
    Urgency.THIS_WEEK: _("She wants it within a week, five working days"),
}

CATEGORIES: Mapping[Category, Promise] = {
    Category.MY_WORDS: _("My words"),
    Category.BABY_AND_BIRTH: _("Baby and birth"),
    Category.HEALTH: _("Health"),
    Category.DRUGS_AND_TREATMENT: _("Drugs and treatment"),
    Category.HOME: _("Home"),
    Category.MONEY: _("Money"),
    Category.PAPERS_AND_STATUS: _("Papers and status"),
    Category.SAFETY: _("Safety"),
    Category.CHILDREN: _("Children"),
}

SAID: Mapping[SaidHow, Promise] = {
    SaidHow.IN_PERSON: _("In person"),
    SaidHow.CALL: _("On the telephone"),
    SaidHow.TEXT: _("By text"),
    SaidHow.LETTER: _("In a letter"),
    SaidHow.HERSELF: _("She wrote it herself"),
    SaidHow.THROUGH_TRUSTED: _("Through someone she trusts"),
}

FOR_WHOM: Mapping[ForWhom, Promise] = {
    ForWhom.ME: _("For me"),
    ForWhom.MY_CHILDREN: _("For my children"),
}

GETTING_THERE: Mapping[GettingThere, Promise] = {
    GettingThere.COMES_TO_HER: _("It comes to her"),
    GettingThere.BY_PHONE_OR_ONLINE: _("By telephone or online"),
    GettingThere.SHE_CAN_GET_THERE: _("She says she can get there"),
    GettingThere.WE_TAKE_HER: _("We take her"),
    GettingThere.FARE_IS_PAID: _("The fare is paid"),
    GettingThere.NO_WAY_THERE: _("There is no way there"),
}

CHILDCARE: Mapping[Childcare, Promise] = {
    Childcare.THERE: _("There is childcare"),
    Childcare.CHILDREN_WELCOME: _("Her children are welcome"),
    Childcare.WE_ARRANGE_IT: _("We arrange it"),
    Childcare.NONE: _("There is none"),
}

ANSWERS: Mapping[AnswerWord, Promise] = {
    AnswerWord.YES: _("Yes"),
    AnswerWord.NOT_NOW: _("Not now"),
    AnswerWord.NO: _("No"),
}

BARRIERS: Mapping[Barrier, Promise] = {
    Barrier.NO_CHILDCARE: _("No childcare"),
    Barrier.TOO_FAR: _("Too far"),
    Barrier.WRONG_TIME: _("Wrong time"),
    Barrier.WAITING_TOO_LONG: _("The wait is too long"),
    Barrier.CONDITIONS_ATTACHED: _("Conditions attached"),
    Barrier.LEADS_TO_CHILDRENS_SERVICES: _("It could lead to children’s services"),
    Barrier.PARTNER_WOULD_KNOW: _("A partner would know"),
    Barrier.BAD_EXPERIENCE_THERE: _("Treated badly there before"),
    Barrier.NEEDS_SOMEONE_WITH_HER: _("Nobody to go with her"),
    Barrier.OTHER: _("Something else, in her words"),
}

CLOSED: Mapping[ClosedBecause, Promise] = {
    ClosedBecause.DONE: _("She says it is done"),
    ClosedBecause.NOT_WANTED: _("She says she does not want it any more"),
}

DEMANDS: Mapping[DemandKind, Promise] = {
    DemandKind.APPOINTMENT: _("An appointment"),
    DemandKind.TEST: _("A test"),
    DemandKind.CONDITION: _("A condition"),
    DemandKind.MUST_OR: _("“She must … or …”"),
}

ENDED: Mapping[EndedHow, Promise] = {
    EndedHow.DONE: _("It is done"),
    EndedHow.CALLED_OFF: _("The agency called it off"),
}

CLASHES: Mapping[ClashKind, Promise] = {
    ClashKind.SAME_TIME: _("Both are at the same time."),
    ClashKind.NO_TIME_TO_GET_THERE: _("There is no time to get from one to the other."),
    ClashKind.SAME_DAY_ELSEWHERE: _("Both are on the same day, in different places."),
    ClashKind.CANNOT_KEEP_BOTH: _("Nobody can keep both."),
}

# After “Not real yet:”; each is about the offer or about us.
MISSING: Mapping[Missing, Promise] = {
    Missing.NOT_TOLD: _("she has not been told of it"),
    Missing.TOLD_LATE: _("she was told later than she asked for"),
    Missing.BEGINNING_NOT_KNOWN: _("nobody has found out from when it is there"),
    Missing.BEGINS_LATE: _("it begins later than she asked for"),
    Missing.PLACE_NOT_KNOWN: _("nobody has found out where it is"),
    Missing.TRAVEL_NOT_KNOWN: _("nobody has found out how she gets there"),
    Missing.NO_WAY_THERE: _("there is no way for her to get there"),
    Missing.CHILDCARE_NOT_KNOWN: _("she needs childcare, and nobody has found out whether there is any"),
    Missing.NO_CHILDCARE: _("she needs childcare, and there is none"),
    Missing.CONDITIONS_NOT_STATED: _("nobody has found out its conditions"),
    Missing.TAKEN_BACK: _("it was taken back"),
}
