"""The Django app of referrals."""

from django.apps import AppConfig


class ReferralsConfig(AppConfig):
    """Names the app `referrals`."""

    name = "hrm2m.records.referrals"
    label = "referrals"
