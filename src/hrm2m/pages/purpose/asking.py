"""What a view calls before it opens a record outside the worker's own list."""

from datetime import datetime, timedelta
from hashlib import sha256
from urllib.parse import urlencode

from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.urls import reverse

from hrm2m.foundation import clock
from hrm2m.pages.base.visit import visit_of


REMEMBERED = timedelta(minutes=30)
MOST = 20
_KEY = "purposes"


def purpose_for(request: HttpRequest, mother_ref: str) -> str | HttpResponse:
    """The purpose this worker gave for her in the last 30 minutes, or the page that asks for it.

    A view writes: `purpose = purpose_for(request, ref)`, and returns it if it is a response.
    """
    said = _remembered(request).get(_mark(request, mother_ref))
    if said is not None:
        return str(said[0])
    # Asked the same for a ref that is nobody's: the question must not say that she is here.
    return redirect(f"{reverse('purpose')}?{urlencode({'next': request.get_full_path(), 'of': mother_ref})}")


def remember(request: HttpRequest, mother_ref: str, purpose: str) -> None:
    """Remembers the purpose for her in this session; the session holds a mark of her ref, not the ref."""
    said = _remembered(request)
    said[_mark(request, mother_ref)] = (purpose, clock.now().isoformat())
    request.session[_KEY] = dict(list(said.items())[-MOST:])


def _remembered(request: HttpRequest) -> dict[str, tuple[str, str]]:
    since = clock.now() - REMEMBERED
    said: dict[str, tuple[str, str]] = request.session.get(_KEY, {})
    return {mark: each for mark, each in said.items() if datetime.fromisoformat(each[1]) > since}


def _mark(request: HttpRequest, mother_ref: str) -> str:
    # For this worker alone: another one who signs in on the same computer is asked again.
    return sha256(f"{visit_of(request).worker_id} {mother_ref}".encode()).hexdigest()[:24]
