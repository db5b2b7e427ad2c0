"""What goes with a worker from page to page of the directory: the search, and for whose ask it is."""

from dataclasses import dataclass

from django.http import HttpRequest, QueryDict
from django.urls import reverse

from hrm2m.foundation import ids


MOTHER, ASK = "mother", "ask"
SEARCH = ("q", "category", "place", "who", "age", "childcare", "by_day", "by_month", "by_year", "closed")


@dataclass(frozen=True)
class Trail:
    """The words of the address to keep; `mother` and `ask` are refs, both or neither."""

    words: str
    mother: str
    ask: str

    @property
    def query(self) -> str:
        """What stands after the path of an address."""
        return f"?{self.words}" if self.words else ""

    def offer_of(self, service: str) -> str:
        """The address of the form in which this service is offered; empty where it is for no ask."""
        if not self.ask:
            return ""
        return f"{reverse('offer_new', args=[self.mother, self.ask])}?service={service}"


def trail_of(request: HttpRequest) -> Trail:
    """The trail in the address of this request; what is not ours, or not a ref, is left out."""
    mother, ask = _ref(request, MOTHER), _ref(request, ASK)
    kept = QueryDict(mutable=True)
    for name in SEARCH:
        if request.GET.get(name):
            kept[name] = request.GET[name]
    if mother and ask:
        kept[MOTHER], kept[ASK] = mother, ask
    else:
        mother = ask = ""
    return Trail(kept.urlencode(), mother, ask)


def _ref(request: HttpRequest, name: str) -> str:
    said = request.GET.get(name, "")
    return said if len(said) == ids.REF_LENGTH and said.isascii() and said.isalnum() else ""
