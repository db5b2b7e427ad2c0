"""Words for a worker who wrote a time and place for her: another one is better; never why, and nothing is refused."""

from django.contrib import messages
from django.utils.translation import gettext

from hrm2m.foundation import clock
from hrm2m.pages.base.visit import WorkerRequest
from hrm2m.records.whole.keeping_clear import Expected, another_is_better


def say_if_another_is_better(request: WorkerRequest, mother: str, expected: Expected) -> None:
    """Says beside what was just written that another time or place is better, where it is."""
    now = clock.now()
    if not another_is_better(area=request.actor.area, mother=mother, expected=expected, now=now):
        return
    said = gettext(
        "It is written down. This time and place do not suit: choose another time or place with her if you can. "
        "Where somebody else decides it, ask your lead."
    )
    messages.warning(request, said)
