"""Says, inside a form, which worker it was made for, signed, so that it can be kept when the sign-in has lapsed."""

from dataclasses import dataclass

from django.core import signing


FIELD = "writer"
HOURS = 24
_SALT = "hrm2m.kept_forms.writer"


@dataclass(frozen=True)
class Writer:
    """Who opened the form, and for which agency."""

    worker_ref: str
    agency_ref: str


def token_of(writer: Writer) -> str:
    """The signed words to put into the form."""
    return signing.dumps([writer.worker_ref, writer.agency_ref], salt=_SALT)


def writer_in(token: str) -> Writer | None:
    """Who opened the form; None if the words were made up, changed, or are more than 24 hours old."""
    try:
        worker_ref, agency_ref = signing.loads(token, salt=_SALT, max_age=HOURS * 3600)
    except (signing.BadSignature, ValueError, TypeError):
        return None
    return Writer(str(worker_ref), str(agency_ref))
