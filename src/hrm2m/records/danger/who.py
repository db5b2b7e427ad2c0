"""For whom danger is raised, the only question that is asked; and what two people decide about it the next day."""

from django.db import models
from django.utils.translation import gettext_lazy as _


class Who(models.TextChoices):
    """For whom."""

    HER = "her", _("Her")
    A_CHILD = "a_child", _("A child")
    A_WORKER = "a_worker", _("A worker")
    SOMEONE_ELSE = "someone_else", _("Someone else")


class Becomes(models.TextChoices):
    """What becomes of danger after it was looked at together."""

    NOTHING_MORE = "nothing_more", _("It was answered, and nothing more is needed")
    OBSERVATION = "observation", _("An observation about a child")
    WORRY = "worry", _("A worry, with a decision asked")
    REFERRAL = "referral", _("A referral to children’s social care or the police")
    HER_SAFETY = "her_safety", _("Work on her own safety, with her say first")
    OTHER = "other", _("Something else, as written below")


class Shown(models.TextChoices):
    """Whether she is shown what was raised; decided then and there."""

    SHOWN = "shown", _("She is told, and reads on her own page what was said")
    ADDS_DANGER = "adds_danger", _("Not now: showing her would add danger")
    NOT_HERS = "not_hers", _("It is about nobody with a record here")
