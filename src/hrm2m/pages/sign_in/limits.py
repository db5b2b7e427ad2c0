"""How often a password or a code may be tried, so that guessing is hopeless and nobody can lock a worker out.

A device the worker signed in on before counts for itself alone. Of strangers, every source has three tries
however many others have failed; only beyond them does the count of the whole account matter.
"""

from dataclasses import dataclass
from ipaddress import ip_address, ip_network

from django.http import HttpRequest

from hrm2m.pages.sign_in import device, tries
from hrm2m.pages.sign_in.tries import Limit


# policy_choice, all of them. A code is one of a million and three are right at a time: ten an hour is hopeless.
OF_DEVICE = Limit(10, 900)
OF_SOURCE = Limit(60, 900)
OF_PAIR = Limit(10, 900)
OF_ACCOUNT = Limit(50, 900)
FRESH = 3
CODES_OF_DEVICE = Limit(10, 900)
CODES_OF_STRANGERS = Limit(10, 3600)


@dataclass(frozen=True)
class PasswordTry:
    """One try of a password for one e-mail address, from one place."""

    email: str
    source: str
    device: str

    def may_go_on(self) -> bool:
        """Counts the try, and says whether the password is looked at."""
        if self.device:
            return tries.within(OF_DEVICE, "device", self.email, self.device)
        if not tries.within(OF_SOURCE, "source", self.source):
            return False
        of_pair = tries.count(OF_PAIR, "pair", self.email, self.source)
        if of_pair > OF_PAIR.most:
            return False
        return of_pair <= FRESH or tries.within(OF_ACCOUNT, "account", self.email)

    def was_right(self) -> None:
        """Takes this try back, and no other: a right one must not wipe out a guesser's count."""
        if self.device:
            tries.give_back(OF_DEVICE, "device", self.email, self.device)
            return
        tries.give_back(OF_SOURCE, "source", self.source)
        tries.give_back(OF_PAIR, "pair", self.email, self.source)


def password_try(request: HttpRequest, email: str, address: str) -> PasswordTry:
    """The try that this request makes; `address` is the client's network address."""
    lower = email.strip().lower()
    return PasswordTry(lower, source_of(address), device.known_for(request, lower))


def code_may_be_tried(request: HttpRequest, worker_id: int, email: str) -> bool:
    """Counts one try of a second-factor code; whoever gets here has shown the password."""
    known = device.known_for(request, email.lower())
    if known:
        return tries.within(CODES_OF_DEVICE, "code", worker_id, known)
    return tries.within(CODES_OF_STRANGERS, "code", worker_id)


def source_of(address: str) -> str:
    """One household or office: an IPv4 address, or the 64 bits of an IPv6 network."""
    try:
        number = ip_address(address)
    except ValueError:
        return "unknown"
    return str(number) if number.version == 4 else str(ip_network(f"{number}/64", strict=False))
