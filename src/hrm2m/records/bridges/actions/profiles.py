"""What a bridge builder says of himself or herself, for how many women, and that she has met her cover."""

from dataclasses import dataclass
from datetime import datetime

from hrm2m.foundation.errors import BadInput
from hrm2m.policy import Actor, Permission, Role
from hrm2m.records.agencies import queries as agencies
from hrm2m.records.bridges import chosen, steps
from hrm2m.records.bridges.models import CoverMet, Profile
from hrm2m.records.bridges.queries import LIMIT, open_bridges_held_by
from hrm2m.records.people.actions import must_not_be_later_than_now
from hrm2m.vault import door
from hrm2m.vault.chains import HOUSE
from hrm2m.vault.errors import NotYours


LONGEST_WORDS, LONGEST_SHORT = 300, 120
MOST_WOMEN = 30


@dataclass(frozen=True)
class Saying:
    """A few words of one's own. `says_lived_it`: said only where the worker wants it said; never asked for."""

    words: str
    languages: str = ""
    days: str = ""
    says_lived_it: bool = False


def set_profile(*, by: Actor, saying: Saying) -> None:
    """A bridge builder writes the own profile, from which mothers choose. Raises BadInput at its field."""
    with door.acting(by=by, permission=Permission.PROFILE_SET) as house:
        said = {
            "words": (saying.words.strip(), LONGEST_WORDS),
            "languages": (saying.languages.strip(), LONGEST_SHORT),
            "days": (saying.days.strip(), LONGEST_SHORT),
        }
        for name, (words, longest) in said.items():
            if len(words) > longest or (name == "words" and not words):
                raise BadInput(name, f"Write this in {longest} characters at most.")
        kept = {name: words for name, (words, _longest) in said.items()}
        Profile.objects.update_or_create(
            worker_id=by.worker_id,
            defaults={**kept, "says_lived_it": saying.says_lived_it},
            create_defaults={**kept, "says_lived_it": saying.says_lived_it, "area": by.area, "limit": LIMIT},
        )
        house.note(profile=by.worker_ref)


def set_limit(*, by: Actor, worker: str, limit: int) -> None:
    """The lead's word: for how many women this bridge builder of the own agency is there at most, from now on.

    Raises NotYours for a worker of another agency, BadInput for fewer than there are now.
    """
    with door.acting(by=by, permission=Permission.AREA_SET) as house:
        worker_id = chosen.worker_of(by, worker, "worker")
        if by.agency_id not in agencies.agencies_of_roles(worker_id, [Role.BRIDGE_BUILDER]):
            raise NotYours(Permission.AREA_SET, HOUSE)
        least = max(1, open_bridges_held_by(worker_id))
        if not least <= limit <= MOST_WOMEN:
            raise BadInput("limit", f"Write a number from {least} to {MOST_WOMEN}.")
        Profile.objects.update_or_create(
            worker_id=worker_id,
            defaults={"limit": limit},
            create_defaults={"limit": limit, "area": by.area},
        )
        house.note(worker=worker, limit=limit)


def she_met_cover(*, by: Actor, mother: str, at: datetime) -> None:
    """She has met whoever is cover now."""
    with door.acting(by=by, permission=Permission.CONTACT_LOG, mother=mother) as box:
        must_not_be_later_than_now(box, at)
        bridge = steps.bridge_in(box)
        CoverMet.objects.get_or_create(
            mother=box.mother_id, worker_id=bridge.cover_id, defaults={"area": box.area, "at": at}
        )
        box.note(met_cover=True)
