"""What people read for the codes of the directory."""

from collections.abc import Mapping
from datetime import date

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from hrm2m.exchange.directory.entry import Category
from hrm2m.pages.today.timing import dated
from hrm2m.records.agencies.directory.vocabulary import (
    ChildcareSought,
    Field,
    ForWhom,
    State,
    Takes,
    Unsure,
)


CATEGORIES: Mapping[str, Promise] = {
    Category.DRUGS_AND_TREATMENT: _("Drugs and treatment"),
    Category.MATERNITY_AND_BABY: _("Pregnancy and baby"),
    Category.HEALTH: _("Health"),
    Category.MENTAL_HEALTH: _("Mental health"),
    Category.HOME: _("A home"),
    Category.MONEY: _("Money"),
    Category.SAFETY: _("Safety from abuse"),
    Category.LEGAL: _("Law and rights"),
    Category.CHILDREN_AND_FAMILY: _("Children and family"),
    Category.WOMEN: _("For women"),
    Category.FOOD_AND_EVERYDAY: _("Food and everyday things"),
    Category.WORK_AND_LEARNING: _("Work and learning"),
    Category.OTHER: _("Something else"),
}
FOR_WHOM: Mapping[str, Promise] = {
    ForWhom.WOMAN: _("A woman"),
    ForWhom.WOMEN_ONLY: _("A woman, among women only"),
    ForWhom.MAN: _("A man"),
    ForWhom.ANYONE: _("A woman and a man together"),
    ForWhom.ALL: _("Anyone: show all services"),
    ForWhom.NOT_STATED: _("Services that do not state whom they take"),
}
CHILDCARE_SOUGHT: Mapping[str, Promise] = {
    "": _("It does not matter"),
    ChildcareSought.THERE: _("Childcare there"),
    ChildcareSought.NONE: _("Services without childcare"),
    ChildcareSought.NOT_STATED: _("Services that do not state it"),
}
TAKES: Mapping[Takes, Promise] = {
    Takes.WOMEN: _("Women only"),
    Takes.MEN: _("Men only"),
    Takes.ANYONE: _("Women and men"),
}
CHILDCARE: Mapping[bool, Promise] = {True: _("There is childcare"), False: _("No childcare")}
STATES: Mapping[State, Promise] = {
    State.ACTIVE: _("Takes people now"),
    State.NOT_YET: _("Has not begun yet"),
    State.TEMPORARILY_CLOSED: _("Closed for a time"),
    State.INACTIVE: _("Takes nobody now"),
    State.ENDED: _("Has ended"),
    State.WITHDRAWN: _("No longer listed by its source"),
}
UNSURE: Mapping[Unsure, Promise] = {
    Unsure.PLACE: _("place"),
    Unsure.FOR_WHOM: _("who it is for"),
    Unsure.AGE: _("age"),
    Unsure.CHILDCARE: _("childcare"),
    Unsure.FROM_WHEN: _("from when"),
}
BOTH_WAYS: Mapping[Unsure, Promise] = {
    Unsure.PLACE: _("Covers a whole nation: ask whether it comes to this place"),
    Unsure.FOR_WHOM: _("Who it is for: the feed says one thing, a worker was told another"),
    Unsure.CHILDCARE: _("Childcare: the feed says one thing, a worker was told another"),
    Unsure.FROM_WHEN: _("From when: the feed says one thing, a worker was told another"),
}
FIELDS: Mapping[Field, Promise] = {
    Field.TAKES: _("Who it is for"),
    Field.CHILDCARE: _("Childcare"),
    Field.AVAILABLE_FROM: _("From when"),
    Field.WAITING: _("Waiting"),
    Field.CONDITIONS: _("Conditions"),
    Field.COST: _("Cost"),
    Field.OPENING_HOURS: _("Opening hours"),
    Field.TRAVEL: _("Getting there"),
    Field.HOW_TO_ASK: _("How to ask"),
    Field.PHONE: _("Telephone"),
    Field.EMAIL: _("E-mail"),
    Field.WEBSITE: _("Website"),
    Field.LANGUAGES: _("Languages"),
}
CHILDCARE_CODES: Mapping[str, Promise] = {"there": CHILDCARE[True], "none": CHILDCARE[False]}


def added_words(field: Field, value: str) -> str:
    """What a worker was told, as people read it."""
    match field:
        case Field.CHILDCARE:
            return str(CHILDCARE_CODES[value])
        case Field.TAKES:
            return str(TAKES[Takes(value)])
        case Field.AVAILABLE_FROM:
            return dated(date.fromisoformat(value))
        case _:
            return value
