"""The carrier of this installation, as HRM2M_SMS_URL names it."""

from pathlib import Path

from django.conf import settings

from hrm2m.exchange.messages.carrier import Carrier, NotTaken
from hrm2m.exchange.messages.folder import FolderCarrier


def carrier() -> Carrier:
    """The carrier; raises NotTaken where none is set up (any more)."""
    if settings.HRM2M_TEXTS_BY == "folder":
        return FolderCarrier(Path(settings.HRM2M_TEXTS_FOLDER))
    if settings.HRM2M_TEXTS_BY == "kannel":
        # Its client takes a seventh of the time in which any command begins, and few texts go by HTTP.
        from hrm2m.exchange.messages.kannel import KannelCarrier  # noqa: PLC0415 - see above

        return KannelCarrier(**settings.HRM2M_KANNEL)
    no_carrier = "no_carrier"
    raise NotTaken(no_carrier)
