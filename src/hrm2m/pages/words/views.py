"""The questions about a text of a worker: of an entry within reach, of what was just saved, or carried in the page."""

from django.http import Http404, HttpRequest, HttpResponse, HttpResponseBase
from django.shortcuts import render
from django.views.decorators.http import require_POST, require_safe

from hrm2m.pages.base.access import requires, signed_in
from hrm2m.pages.base.errors import not_understood
from hrm2m.pages.base.visit import WorkerRequest, visit_of
from hrm2m.pages.mother.opening import about_her, opened
from hrm2m.pages.words import typed
from hrm2m.pages.words.following import words_saved
from hrm2m.pages.words.showing import asks_for_a_piece, questions, show
from hrm2m.pages.words.texts import written_by
from hrm2m.policy import Permission
from hrm2m.records.people.queries import mother_in


@requires(Permission.MOTHER_SEE)
@about_her
def words(request: WorkerRequest, mother: str, entry: str) -> HttpResponseBase:
    """What is asked about what this worker wrote there. It writes nothing, whatever is posted."""
    with opened(request, mother) as box:
        handle = mother_in(box).handle
        found = next(written_by(request.actor.worker_id, box, entry), None)
    if found is None:
        raise Http404
    asked, written = found
    text = asked.words(written)
    shown = questions(request, text, asked.doc_type) | {"ref": mother, "entry": entry, "handle": handle}
    shown |= {"text": text, "state": typed.State.SAVED.value}
    return render(request, "words/piece.html" if asks_for_a_piece(request) else "words/page.html", shown)


@signed_in("shows a worker what the same worker typed within the hour, and opens no record")
@require_safe
def words_typed(request: HttpRequest) -> HttpResponse:
    """What is asked about the words this worker saved last, where the record they went to may be out of reach."""
    worker_ref = visit_of(request).worker_ref
    saved = words_saved(request, worker_ref)
    if saved is not None:
        return show(request, worker_ref, saved)
    return render(request, "words/gone_piece.html" if asks_for_a_piece(request) else "words/gone.html")


@signed_in("shows a worker what the same worker typed on this page, and opens no record")
@require_POST
def words_carried(request: HttpRequest) -> HttpResponse:
    """What is asked about words that the page carries, sealed for this worker: a draft, or what was sent."""
    worker_ref = visit_of(request).worker_ref
    carried = typed.opened(worker_ref, request.POST.get("carried", ""))
    if carried is None:
        return not_understood(request)
    return show(request, worker_ref, carried, draft=request.POST.get("draft", ""))
