"""Takes words that were just saved along to the page that follows, where their writer may be asked about them.

They lie sealed for an hour, like a form that was kept; the key is in the writer's own browser. Nothing is asked here.
"""

from contextlib import suppress

from django.conf import settings
from django.contrib import messages
from django.db import Error
from django.http import HttpRequest, HttpResponseRedirect

from hrm2m.pages.base.on_the_way import WORDS_FOLLOW
from hrm2m.pages.base.visit import WorkerRequest
from hrm2m.pages.kept_forms import keeping
from hrm2m.pages.kept_forms.writer import Writer
from hrm2m.pages.words.typed import State, Typed


COOKIE = "hr_words"
KIND, WORDS = "kind", "words"


def asked_after(
    request: WorkerRequest, saved: HttpResponseRedirect, said: str, doc_type: str, text: str
) -> HttpResponseRedirect:
    """The answer after saving, with the message `said`: the page that shows it asks about `text`, if there is any.

    The words are taken along whatever they say, so that what is kept tells nobody that something was asked. It never
    fails what was saved already: where they cannot be taken along, nothing is asked.
    """
    key = _kept(request, doc_type, text) if text else None
    messages.success(request, said, extra_tags=WORDS_FOLLOW if key else "")
    if key:
        _hand_over(saved, key)
    return saved


def words_saved(request: HttpRequest, worker_ref: str) -> Typed | None:
    """What this worker saved last in this browser, for an hour; else None."""
    kept = keeping.kept_for(worker_ref, request.COOKIES.get(COOKIE, ""))
    if kept is None or KIND not in kept.fields:
        return None
    return Typed(kept.fields[KIND][0], kept.fields[WORDS][0], State.SAVED)


def _kept(request: WorkerRequest, doc_type: str, text: str) -> str | None:
    with suppress(Error):
        if COOKIE in request.COOKIES:
            keeping.let_go(request.actor.worker_ref, keeping.mark_of(request.COOKIES[COOKIE]))
        by = Writer(request.actor.worker_ref, request.actor.agency_ref)
        return keeping.keep(by, "", {KIND: [doc_type], WORDS: [text]})
    return None


def _hand_over(saved: HttpResponseRedirect, key: str) -> None:
    saved.set_cookie(
        COOKIE,
        key,
        max_age=keeping.MINUTES * 60,
        httponly=True,
        secure=settings.SESSION_COOKIE_SECURE,
        samesite="Lax",
    )
