"""The colleagues a form offers: those who go out, cover and lead, by first name."""

from collections.abc import Iterable

from django.utils.functional import Promise
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from hrm2m.policy import Actor, Role
from hrm2m.records.agencies.queries import WorkerCard, workers_with
from hrm2m.records.bridges.queries import Chooseable
from hrm2m.records.bridges.there import MAY_COVER


def colleagues_of(by: Actor, roles: Iterable[Role] = (*MAY_COVER, Role.TEAM_LEAD)) -> list[WorkerCard]:
    """The workers of the agency with one of these roles, without the one who asks."""
    found = {card.id: card for role in roles for card in workers_with(role, agency_id=by.agency_id)}
    others = [card for card in found.values() if card.id != by.worker_id]
    return sorted(others, key=lambda card: (card.first_name, card.id))


def who_may_cover(by: Actor) -> list[WorkerCard]:
    """The workers of the agency who may cover, the one who asks among them."""
    found = {card.id: card for role in MAY_COVER for card in workers_with(role, agency_id=by.agency_id)}
    return sorted(found.values(), key=lambda card: (card.first_name, card.id))


def as_choices(workers: Iterable[WorkerCard]) -> list[tuple[str, str | Promise]]:
    """Workers as a list to choose from, with nobody chosen."""
    named = [(card.ref, _named(card.first_name, card.job_title)) for card in workers]
    return [("", _("Choose")), *named]


def builders_as_choices(builders: Iterable[Chooseable]) -> list[tuple[str, str]]:
    """Bridge builders as they describe themselves; one without a place left says so, and the action refuses."""
    return [(b.worker_ref, _named(b.first_name, _of(b))) for b in builders]


def _of(builder: Chooseable) -> str:
    said = said_in_words(builder)
    if builder.places_left:
        return said
    full = gettext("no place left just now")
    return f"{said} ({full})" if said else full


def said_in_words(builder: Chooseable) -> str:
    """What a bridge builder says, in one line: nothing that was not said."""
    lived = gettext("I have been there myself.") if builder.says_lived_it else ""
    speaks = gettext("Speaks %(languages)s.") % {"languages": builder.languages} if builder.languages else ""
    days = gettext("Here %(days)s.") % {"days": builder.days} if builder.days else ""
    return " ".join(filter(None, (builder.words, lived, speaks, days)))


def _named(first_name: str, words: str) -> str:
    return f"{first_name}: {words}" if words else first_name
