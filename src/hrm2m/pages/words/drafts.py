"""A look at the words of a form before it is saved; it saves nothing of hers, and the form stays as it is."""

from django.http import HttpResponse

from hrm2m.pages.base import on_the_way
from hrm2m.pages.base.commands import KEPT_FIELD
from hrm2m.pages.base.visit import WorkerRequest
from hrm2m.pages.kept_forms import keeping
from hrm2m.pages.kept_forms.writer import Writer
from hrm2m.pages.words.showing import asks_for_a_piece, show
from hrm2m.pages.words.typed import State, Typed


def wants_a_look(request: WorkerRequest) -> bool:
    """Whether the form was sent to be looked at, not to be saved."""
    return request.method == "POST" and on_the_way.LOOK in request.POST


def look_at(request: WorkerRequest, doc_type: str, text: str) -> HttpResponse:
    """The questions about `text`, beside the form or on a page of their own.

    Beside the form the draft is kept too, sealed for an hour, so that a phone which dies loses nothing; saving the
    form lets go of it. On a page of their own the form lies untouched in the tab before.
    """
    typed = Typed(doc_type, text, State.DRAFT)
    if not asks_for_a_piece(request):
        return show(request, request.actor.worker_ref, typed)
    keys = _keys_without(request, request.POST.get(KEPT_FIELD, ""))
    key = keeping.keep(
        Writer(request.actor.worker_ref, request.actor.agency_ref), request.get_full_path(), _fields(request)
    )
    answer = show(request, request.actor.worker_ref, typed, draft=keeping.mark_of(key) if key else "")
    on_the_way.write_keys(answer, [*keys, *([key] if key else [])][-on_the_way.MOST_KEYS :])
    return answer


def _fields(request: WorkerRequest) -> dict[str, list[str]]:
    left_out = on_the_way.NOT_KEPT | {on_the_way.LOOK, KEPT_FIELD}
    return {name: [str(one) for one in said] for name, said in request.POST.lists() if name not in left_out}


def _keys_without(request: WorkerRequest, mark: str) -> list[str]:
    """Lets go of the draft before this one."""
    if mark:
        keeping.let_go(request.actor.worker_ref, mark)
    return [key for key in on_the_way.kept_keys(request) if keeping.mark_of(key) != mark]
