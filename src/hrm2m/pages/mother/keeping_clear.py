"""Words for a worker who wrote a time and place for her: another one is better; never why, and nothing is refused."""

from django.contrib import messages
from django.utils.translation import gettext, gettext_lazy

from hrm2m.foundation import clock
from hrm2m.pages.base.visit import WorkerRequest
from hrm2m.pages.sign_in import guesses
from hrm2m.records.whole.keeping_clear import Expected, another_is_better


MANY = gettext_lazy(
    "It is written down. You wrote many times and places for her in a short time: ask your lead before she goes to "
    "this one."
)


def say_if_another_is_better(request: WorkerRequest, mother: str, expected: Expected) -> None:
    """Says beside what was just written that another time or place is better, where it is.

    Whoever tries one place after the other is sent to the lead and learns no more: nothing is compared any more then.
    It is counted for everybody, so that the answer does not say of whom there is something to learn.
    """
    now = clock.now()
    if not expected.where.strip():
        return
    if not guesses.may_compare(request.actor.worker_id, mother):
        messages.warning(request, MANY)
        return
    if not another_is_better(area=request.actor.area, mother=mother, expected=expected, now=now):
        return
    said = gettext(
        "It is written down. This time and place do not suit: choose another time or place with her if you can. "
        "Where somebody else decides it, ask your lead."
    )
    messages.warning(request, said)
