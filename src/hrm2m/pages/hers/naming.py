"""Names of agencies on her pages: shown for ten minutes once her code was typed again, and not before."""

from hrm2m.pages.hers import visits
from hrm2m.pages.hers.entering import look_up
from hrm2m.pages.hers.visits import OwnRequest


def typed_again(request: OwnRequest) -> bool:
    """Whether the code posted here is the one that opens this page of hers, and not the quiet one."""
    again = look_up(request)
    return again is not None and not again.quiet and again.mother_ref == request.own.mother


def shown_after_code(request: OwnRequest) -> bool:
    """Shows names from now on if the code is right; answers whether it was."""
    if not typed_again(request):
        return False
    visits.show_names(request)
    return True
