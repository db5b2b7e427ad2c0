"""The way in and the way out: one box, one answer to whatever does not open, and a page that shows nothing."""

from allauth.account.adapter import get_adapter
from django.http import HttpRequest, HttpResponse, HttpResponseBase

from hrm2m.pages.base.access import open_to_all
from hrm2m.pages.hers import limits, visits
from hrm2m.pages.hers.plain import draw, to, without_staff_token
from hrm2m.records.hers.queries import LetIn, beginning_of, let_in, nobody_let_in


SAME = frozenset({"", "same-origin", "none"})


@without_staff_token
@open_to_all("who has not typed a code can see nothing; every answer to a wrong one is the same")
def enter(request: HttpRequest) -> HttpResponseBase:
    """The box for her words or number. It says nothing of what it opens."""
    if request.method != "POST":
        return draw("enter")
    found = look_up(request)
    if found is None:
        return draw("enter", wrong=True)
    response = to("own_home")
    visits.begin(response, found)
    return response


@without_staff_token
@open_to_all("leaving is always possible")
def leave(request: HttpRequest) -> HttpResponse:
    """Ends the visit and goes where nothing is; the browser is asked to drop what it kept."""
    response = to("own_away")
    visits.end(request, response)
    response.headers["Clear-Site-Data"] = '"cache", "storage"'
    return response


@without_staff_token
@open_to_all("it shows nothing")
def away(request: HttpRequest, rest: str = "") -> HttpResponse:
    """Where leaving leads, and every address below hers that is no page."""
    return draw("away")


def look_up(request: HttpRequest) -> LetIn | None:
    """Whom the code typed here lets in; counted, and the same time and words for whatever is not right."""
    typed = request.POST.get("code", "")
    address = get_adapter().get_client_ip(request)
    attempt = limits.one_try(address, beginning_of(typed))
    from_here = request.headers.get("Sec-Fetch-Site", "") in SAME
    if not attempt.may_go_on() or not from_here:
        nobody_let_in(typed)
        return None
    found = let_in(typed)
    if found is not None:
        attempt.was_right()
    return found
