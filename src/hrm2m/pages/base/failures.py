"""Turns what the vault and the database refuse into pages; lets no word of an error through."""

from collections.abc import Callable

from django.db import DataError
from django.http import HttpRequest, HttpResponse

from hrm2m.pages.base import errors
from hrm2m.vault.errors import CommandConflict, Denied, Forgotten, NotYours, StaleVersion


NUL = "\0"


class Failures:
    """The middleware around every view."""

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        """The answer of the view, or that it is not there."""
        response = self.get_response(request)
        # A page that does not know a method answers as if it were not there: an “Allow” would say that it is.
        return errors.not_here(request) if response.status_code == 405 else response

    def process_exception(self, request: HttpRequest, exception: Exception) -> HttpResponse | None:
        """The page for this error, or None for one that only a person can look into."""
        match exception:
            case NotYours():
                return errors.not_here(request)
            case Denied():
                return errors.not_now(request, exception.reasons)
            case CommandConflict() | StaleVersion():
                return errors.conflict(request, str(exception))
            case DataError() if NUL in request.path:
                # No ref has it, and PostgreSQL takes no text with it: as malformed as any other, and not there.
                return errors.not_here(request)
            case Forgotten():
                return errors.forgotten(request)
            case _ if isinstance(exception, errors.OUT_OF_ORDER):
                return errors.out_of_order(request)
            case _:
                return None
