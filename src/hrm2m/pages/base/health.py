"""What a proxy or a watcher outside asks: whether this server can serve; one word, and nothing else."""

from django.http import HttpRequest, HttpResponse

from hrm2m.pages.base import errors
from hrm2m.pages.base.access import open_to_all
from hrm2m.vault import pulse


@open_to_all("says ok or not ok and nothing else")
def health(request: HttpRequest) -> HttpResponse:
    """200 “ok” if the records answer and the keystore opens, else 503 “not ok”: why is in the log of this machine."""
    if request.method not in {"GET", "HEAD"}:
        return errors.not_here(request)
    well = pulse.works()
    return HttpResponse("ok\n" if well else "not ok\n", "text/plain; charset=utf-8", 200 if well else 503)
