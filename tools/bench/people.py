"""Who asks for pages in a benchmark: bridge builders of one team in the middle of the area, and its lead, signed in."""

import itertools
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass

import httpx
from allauth.mfa.totp.internal.auth import generate_totp_secret

from hrm2m.commands.invented import crowd
from hrm2m.commands.invented.workers import PASSWORD
from hrm2m.foundation import clock
from hrm2m.pages.sign_in.second_factor import code_now, give_password_and_second_factor
from hrm2m.policy import Actor
from hrm2m.records.agencies.queries import actor_by_email
from hrm2m.records.outreach.queries import due_visible_to
from hrm2m.vault.models import Head


LEAD = crowd.BUILDERS + crowd.OUTREACH_WORKERS + 1
ORIGIN = "http://localhost:8000"
FORM_COOKIE = "hr_form"


@dataclass(frozen=True)
class Somebody:
    """A worker, her cookies once signed in, and the refs and numbers of the mothers on her list."""

    actor: Actor
    cookies: Mapping[str, str]
    mothers: Sequence[tuple[int, str]]


def transport() -> httpx.WSGITransport:
    """The whole software in this process: every middleware, no network."""
    from hrm2m.config.wsgi import application  # noqa: PLC0415 - reads the settings of this process

    return httpx.WSGITransport(app=application)


def middle_team() -> int:
    """A team that was neither the first nor the last to be made; the only one where there is one."""
    copies = Head.objects.count() - 41
    full = copies // crowd.OF_A_TEAM
    return 2 + full // 2 if full > 1 else 2


def builders(team: int, wanted: int) -> list[Somebody]:
    """Up to so many bridge builders with mothers on their lists, of this team and those after it, signed in."""
    found: list[Somebody] = []
    for address in _addresses(team):
        who = _somebody(address)
        if who is None or len(found) == wanted:
            break
        if who.mothers:
            found.append(_signed_in(who, address))
    return found


def _addresses(team: int) -> Iterator[str]:
    for number in itertools.count(team):
        yield from (crowd.address_of(number, count) for count in range(1, crowd.BUILDERS + 1))


def lead(team: int) -> Somebody:
    """The lead of this team, signed in."""
    address = crowd.address_of(team, LEAD)
    found = _somebody(address)
    if found is None:
        raise LookupError(address)
    return _signed_in(found, address)


def _somebody(address: str) -> Somebody | None:
    actor = actor_by_email(address)
    if actor is None:
        return None
    numbers = due_visible_to(actor, clock.now()).values_list("mother", flat=True)
    return Somebody(actor, {}, list(Head.objects.filter(id__in=list(numbers)).values_list("id", "ref")))


def _signed_in(who: Somebody, address: str) -> Somebody:
    secret = generate_totp_secret()
    give_password_and_second_factor(address, PASSWORD, secret)
    with httpx.Client(transport=transport(), base_url=ORIGIN) as browser:
        browser.get("/sign-in/")
        token = {"csrfmiddlewaretoken": browser.cookies[FORM_COOKIE]}
        browser.post("/sign-in/", data={"login": address, "password": PASSWORD, **token})
        token = {"csrfmiddlewaretoken": browser.cookies[FORM_COOKIE]}
        browser.post("/sign-in/code/", data={"code": code_now(secret), **token})
        if browser.get("/today/" if who.mothers else "/board/").status_code != httpx.codes.OK:
            raise PermissionError(address)
        return Somebody(who.actor, dict(browser.cookies), who.mothers)
