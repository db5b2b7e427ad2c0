"""Her stop of what she shares with one agency: asked once more, with what comes of it, and done at once."""

from django.http import HttpResponseBase

from hrm2m.pages.hers.plain import carried_out, draw, hers, to
from hrm2m.pages.hers.sharing import shared_in
from hrm2m.pages.hers.visits import OwnRequest
from hrm2m.policy import Permission
from hrm2m.records.whole.stop_sharing import stop_sharing
from hrm2m.vault import door


PAGE = "own"


@hers(Permission.CONSENT_STOP)
def stop(request: OwnRequest, agency: str) -> HttpResponseBase:
    """Stop sharing with this agency. One she shares nothing with, or knows nothing of, leads back to the list."""
    own = request.own
    with door.looking(by=own.actor, permission=Permission.OWN_SEE, mother=own.mother, page=PAGE) as box:
        found = next((one for one in shared_in(box, names=own.names).now if one.ref == agency), None)
    if found is None:
        return to("own_near")
    mistake = carried_out(request, lambda: _stop(request, agency)) if request.method == "POST" else None
    if request.method == "POST" and mistake is None:
        return to("own_near")
    return draw("stop_sharing", own, one=found, mistake=mistake)


def _stop(request: OwnRequest, agency: str) -> str:
    own = request.own
    return str(stop_sharing(by=own.actor, mother=own.mother, agency=agency))
