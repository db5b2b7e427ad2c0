"""The Django app of questions without a name."""

from django.apps import AppConfig


class EnquiriesConfig(AppConfig):
    """Names the app `enquiries`."""

    name = "hrm2m.records.enquiries"
    label = "enquiries"
