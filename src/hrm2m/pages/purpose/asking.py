"""What a view calls before it opens a record outside the worker's own list."""

from datetime import datetime, timedelta
from hashlib import sha256
from urllib.parse import urlencode

from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.urls import reverse

from hrm2m.foundation import clock
from hrm2m.pages.base.visit import visit_of
from hrm2m.vault import sealing
from hrm2m.vault.keystore import keystore


REMEMBERED = timedelta(minutes=30)
MOST = 20
_KEY = "purposes"


def purpose_for(request: HttpRequest, mother_ref: str) -> str | HttpResponse:
    """The purpose this worker gave for her in the last 30 minutes, or the page that asks for it.

    A view writes: `purpose = purpose_for(request, ref)`, and returns it if it is a response.
    """
    mark = _mark(request, mother_ref)
    said = _remembered(request).get(mark)
    if said is not None:
        return _unsealed(said[0], mark)
    # Asked the same for a ref that is nobody's: the question must not say that she is here.
    return redirect(f"{reverse('purpose')}?{urlencode({'next': request.get_full_path(), 'of': mother_ref})}")


def remember(request: HttpRequest, mother_ref: str, purpose: str) -> None:
    """Remembers the purpose for her in this session; the session holds a mark of her ref, and no readable word."""
    said = _remembered(request)
    mark = _mark(request, mother_ref)
    said[mark] = (_sealed(purpose, mark), clock.now().isoformat())
    request.session[_KEY] = dict(list(said.items())[-MOST:])


def _remembered(request: HttpRequest) -> dict[str, tuple[str, str]]:
    since = clock.now() - REMEMBERED
    said: dict[str, tuple[str, str]] = request.session.get(_KEY, {})
    return {mark: each for mark, each in said.items() if datetime.fromisoformat(each[1]) > since}


def _mark(request: HttpRequest, mother_ref: str) -> str:
    # For this worker alone: another one who signs in on the same computer is asked again.
    return sha256(f"{visit_of(request).worker_id} {mother_ref}".encode()).hexdigest()[:24]


def _sealed(purpose: str, mark: str) -> str:
    return sealing.seal(keystore().derive("purpose"), purpose.encode(), mark.encode()).hex()


def _unsealed(sealed: str, mark: str) -> str:
    return sealing.unseal(keystore().derive("purpose"), bytes.fromhex(sealed), mark.encode()).decode()
