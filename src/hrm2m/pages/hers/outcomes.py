"""What she filled in about how things are, item by item, as her page calls it; the items are those of the form."""

from collections.abc import Mapping

from django.utils.translation import gettext_lazy as _

from hrm2m.pages.hers.words import Words


OUTCOMES: Mapping[str, Words] = {
    "amounts.alcohol": _("Drink: how much in a day"),
    "amounts.amphetamines": _("Speed: how much in a day"),
    "amounts.cannabis": _("Cannabis: how much in a day"),
    "amounts.cocaine": _("Cocaine: how much in a day"),
    "amounts.crack": _("Crack: how much in a day"),
    "amounts.opiates": _("Heroin and the like: how much in a day"),
    "amounts.other": _("What else: how much in a day"),
    "amounts.tobacco": _("Smokes: how much in a day"),
    "answers.acute_housing": _("It was bad with your home"),
    "answers.assault": _("You hurt someone"),
    "answers.eviction": _("You may lose your home"),
    "answers.fraud": _("Fraud, or things that were not yours"),
    "answers.other_theft": _("You took other things"),
    "answers.used_equipment": _("You used a spoon or filter that was not yours"),
    "answers.used_needle": _("You used a needle that was not yours"),
    "answers.vehicle": _("You took a car, or things from one"),
    "days.alcohol": _("Drink: days in each week"),
    "days.amphetamines": _("Speed: days in each week"),
    "days.cannabis": _("Cannabis: days in each week"),
    "days.cocaine": _("Cocaine: days in each week"),
    "days.college": _("In school: days in each week"),
    "days.crack": _("Crack: days in each week"),
    "days.injected": _("You used a needle: days in each week"),
    "days.opiates": _("Heroin and the like: days in each week"),
    "days.other": _("What else: days in each week"),
    "days.paid_work": _("Paid work: days in each week"),
    "days.selling": _("You sold drugs: days in each week"),
    "days.shoplifting": _("You took things from shops: days in each week"),
    "days.tobacco": _("Smokes: days in each week"),
    "scales.body": _("Your body, from 0 to 20"),
    "scales.life": _("Your life, from 0 to 20"),
    "scales.mind": _("Your mind, from 0 to 20"),
}
"""Test-held: every item of the form is here."""
