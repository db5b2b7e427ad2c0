"""The pages that say what went wrong and what to do; each is the same bytes for the same answer."""

import base64
import logging
import secrets
import sys
from functools import lru_cache

from django.db import InterfaceError, OperationalError
from django.http import HttpRequest, HttpResponse
from django.template.loader import render_to_string
from django.utils.translation import get_language
from django.utils.translation import gettext as _

from hrm2m.pages.base.quiet_log import Reference
from hrm2m.policy.decide import NOT_IN_YOUR_ROLE
from hrm2m.vault.errors import KeystoreRefused


REFUSALS_KEPT = 100
"""More than the sentences of the policy make in one language; a refusal beyond them is rendered again."""

log = logging.getLogger(__name__)

# What the ground under every page refuses: trying again later may help, and nothing was saved.
OUT_OF_ORDER = (OperationalError, InterfaceError, KeystoreRefused)


def _page(name: str, status: int, **context: object) -> HttpResponse:
    # Rendered without the request: the page must come even when the database does not, and must not differ.
    return HttpResponse(render_to_string(f"base/error_pages/{name}.html", context), status=status)


@lru_cache(maxsize=REFUSALS_KEPT)
def _refusal(name: str, language: str | None, reasons: tuple[str, ...]) -> bytes:
    """The words of a refusal; they hang on nothing else, so one rendering serves everybody who is refused so."""
    return render_to_string(f"base/error_pages/{name}.html", {"reasons": reasons}).encode()


def not_here(request: HttpRequest, exception: Exception | None = None) -> HttpResponse:
    """404 for an unknown page, a record of somebody else, and a method the page does not know: all alike."""
    return HttpResponse(_refusal("not_here", get_language(), ()), status=404)


def not_now(request: HttpRequest, reasons: tuple[str, ...]) -> HttpResponse:
    """403 with the reasons of the policy, for somebody who stands near her."""
    said = tuple(_(reason) for reason in reasons)
    return HttpResponse(_refusal("not_now", get_language(), said), status=403)


def not_in_your_role(request: HttpRequest, exception: Exception | None = None) -> HttpResponse:
    """403 for a role that can never have what the page needs."""
    return not_now(request, (NOT_IN_YOUR_ROLE,))


def no_role(request: HttpRequest) -> HttpResponse:
    """403 for a worker who acts for no agency now."""
    return _page("no_role", 403)


def conflict(request: HttpRequest, sentence: str) -> HttpResponse:
    """409: the same form was sent before with other words in it, or somebody wrote in between."""
    return _page("conflict", 409, sentence=_(sentence))


def forgotten(request: HttpRequest) -> HttpResponse:
    """410: the keys were destroyed, because she asked."""
    return _page("forgotten", 410)


def not_understood(request: HttpRequest, exception: Exception | None = None) -> HttpResponse:
    """400: the browser sent something that no page of ours sends."""
    return _page("not_understood", 400)


def page_is_old(request: HttpRequest) -> HttpResponse:
    """403 for a form whose proof of coming from our own page no longer holds."""
    return _page("page_is_old", 403)


def out_of_order(request: HttpRequest) -> HttpResponse:
    """503 with a reference: the database, the ledger or the keystore refuses."""
    reference = _new_reference()
    log.error("out of order, reference %s", Reference(reference), exc_info=sys.exception())
    return _page("out_of_order", 503, reference=reference)


def broken(request: HttpRequest) -> HttpResponse:
    """500 with a reference, or 503 where the ground refused before a view was reached."""
    if isinstance(sys.exception(), OUT_OF_ORDER):
        return out_of_order(request)
    reference = _new_reference()
    log.error("a page broke, reference %s", Reference(reference), exc_info=sys.exception())
    return _page("broken", 500, reference=reference)


def _new_reference() -> str:
    letters = base64.b32encode(secrets.token_bytes(5)).decode()
    return f"{letters[:4]}-{letters[4:]}"
