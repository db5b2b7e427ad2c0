"""What goes with a worker from page to page of the directory: the search, and for whose ask it is.

Within an ask of hers an address holds neither her ref nor what was looked for, because it stays in the history of a
shared phone: both are sealed into one word, for this worker and for the day.
"""

import base64
import binascii
import json
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime, timedelta

from django.http import QueryDict
from django.urls import reverse

from hrm2m.foundation import clock
from hrm2m.pages.base.visit import WorkerRequest
from hrm2m.policy import Actor
from hrm2m.vault import sealing
from hrm2m.vault.errors import Tampered
from hrm2m.vault.keystore import keystore


TRAIL = "trail"
SEARCH = ("q", "category", "place", "who", "age", "childcare", "by_day", "by_month", "by_year", "closed")
GOOD_FOR = timedelta(hours=12)


@dataclass(frozen=True)
class Trail:
    """The words of a search; `mother` and `ask` are refs, both or neither; `sealed` is all of it in one word."""

    words: Mapping[str, str]
    mother: str = ""
    ask: str = ""
    sealed: str = ""

    @property
    def kept(self) -> str:
        """The words of an address that keeps the trail."""
        found = QueryDict(mutable=True)
        found.update({TRAIL: self.sealed} if self.sealed else dict(self.words))
        return found.urlencode()

    @property
    def query(self) -> str:
        """What stands after the path of an address."""
        return f"?{self.kept}" if self.kept else ""

    def offer_of(self, service: str) -> str:
        """The address of the form in which this service is offered; empty where it is for no ask."""
        if not self.ask:
            return ""
        return f"{reverse('offer_new', args=[self.mother, self.ask])}?service={service}"


def trail_of(request: WorkerRequest) -> Trail:
    """The trail in the address of this request; one that is not this worker's, or is of yesterday, is none."""
    if request.GET.get(TRAIL):
        return _unsealed(request.actor, request.GET[TRAIL])
    return Trail(words_in(request.GET))


def trail_for(by: Actor, *, mother: str, ask: str, words: Mapping[str, str] | None = None) -> Trail:
    """A trail within one ask of hers, sealed."""
    plain = [mother, ask, dict(words or {}), clock.now().isoformat()]
    sealed = sealing.seal(keystore().derive(TRAIL), json.dumps(plain).encode(), by.worker_ref.encode())
    return Trail(words or {}, mother, ask, base64.urlsafe_b64encode(sealed).decode())


def words_in(typed: QueryDict) -> dict[str, str]:
    """What of a form or an address is ours, and not empty."""
    return {name: str(typed[name]) for name in SEARCH if typed.get(name)}


def _unsealed(by: Actor, text: str) -> Trail:
    try:
        sealed = base64.urlsafe_b64decode(text.encode())
        plain = sealing.unseal(keystore().derive(TRAIL), sealed, by.worker_ref.encode())
    except (Tampered, binascii.Error, ValueError):
        return Trail({})
    mother, ask, words, at = json.loads(plain)
    if clock.now() - datetime.fromisoformat(at) > GOOD_FOR:
        return Trail({})
    return Trail(words, mother, ask, text)
