"""For whom danger is raised: the only question that is asked."""

from django.db import models
from django.utils.translation import gettext_lazy as _


class Who(models.TextChoices):
    """For whom."""

    HER = "her", _("Her")
    A_CHILD = "a_child", _("A child")
    A_WORKER = "a_worker", _("A worker")
    SOMEONE_ELSE = "someone_else", _("Someone else")
