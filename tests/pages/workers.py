"""Invented workers for the tests of pages, and a quick way to be signed in as one of them."""

from dataclasses import dataclass

from allauth.mfa.totp.internal.auth import generate_totp_secret
from django.contrib.auth.hashers import make_password
from django.test import Client

from hrm2m.foundation import clock
from hrm2m.pages.sign_in.second_factor import code_now, give_second_factor
from hrm2m.policy import Role
from hrm2m.records.agencies.models import Agency, Area, Membership, Worker


PASSWORD = "three quiet geese"


@dataclass(frozen=True)
class Someone:
    """A worker of a test, with what is needed to sign in."""

    worker: Worker
    secret: str
    agencies: tuple[Agency, ...]

    def code(self, steps: int = 0) -> str:
        """The code the app shows now, or `steps` half minutes from now; each is right only once."""
        return code_now(self.secret, steps)


def someone(
    name: str = "Asha", *roles: Role, agencies: int = 1, second_factor: bool = True, area: int = 1
) -> Someone:
    """A worker with these roles (bridge builder if none is said) in each of so many agencies."""
    now = clock.now()
    Area.objects.get_or_create(
        number=area, defaults={"name": "Saltmarsh", "nation": "england", "invented": True}
    )
    worker = Worker.objects.create(
        email=f"{name.lower()}@example.org",
        first_name=name,
        joined_at=now,
        password=make_password(PASSWORD),
        area=area,
    )
    held = tuple(
        Agency.objects.create(name=f"Agency {n} of {name}", area=area) for n in range(1, agencies + 1)
    )
    for agency in held:
        for role in roles or (Role.BRIDGE_BUILDER,):
            Membership.objects.create(worker=worker, agency=agency, role=role, since=now, area=area)
    secret = generate_totp_secret()
    if second_factor:
        give_second_factor(worker.id, secret)
    return Someone(worker, secret, held)


def signed_in(who: Someone) -> Client:
    """A browser in which this worker has signed in, by the pages themselves."""
    client = Client()
    client.post("/sign-in/", {"login": who.worker.email, "password": PASSWORD})
    client.post("/sign-in/code/", {"code": who.code()})
    return client
