"""Reading her own side: which ways in she has, what she wrote, whom a code lets in; frozen values only."""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime

from hrm2m.policy import Ground
from hrm2m.policy.facts import GROUND_OPENS
from hrm2m.records.clocks import queries as clocks
from hrm2m.records.hers import codes
from hrm2m.records.hers.entries import TO_BE_READ, AskedFirst, HerWords
from hrm2m.records.hers.kinds import Kind
from hrm2m.records.hers.models import Secret, WayIn
from hrm2m.vault.box import Box
from hrm2m.vault.entries import Entry
from hrm2m.vault.sleepers import ref_of


READ_CLOCK = "her_words_read"


@dataclass(frozen=True)
class WayCard:
    """One way in as the page of whoever set it up with her shows it."""

    ref: str
    kind: Kind
    since: datetime
    frozen_at: datetime | None
    has_quiet: bool


@dataclass(frozen=True)
class LetIn:
    """Whom a code let in, by which way, and whether it is the one that shows little."""

    way: str
    mother_ref: str
    area: int
    quiet: bool


@dataclass(frozen=True)
class Written:
    """Something she wrote on her own page, whether somebody is to read it, and when somebody did."""

    entry: Entry[HerWords]
    to_be_read: bool
    read_at: datetime | None


def beginning_of(typed: str) -> str:
    """The keyed mark of how this code begins, whether there is one or not: for counting tries."""
    return codes.mark_of(codes.folded(typed))


def let_in(typed: str) -> LetIn | None:
    """Whom this code lets in now. No, unknown, over and frozen are one answer and cost the same."""
    code = codes.folded(typed)
    found = Secret.objects.select_related("way").filter(mark=codes.mark_of(code)).first()
    right = codes.is_right(code, found.hashed if found else None)
    if found is None or not right or found.way.frozen_at is not None or found.way.until is not None:
        return None
    return LetIn(found.way.ref, ref_of(found.way.mother), found.way.area, found.quiet)


def area_of_way(way: str) -> int | None:
    """The area in which her record is now that this way leads to; None where there is no such way."""
    return WayIn.objects.filter(ref=way).values_list("area", flat=True).first()


def nobody_let_in(typed: str) -> None:
    """Costs what `let_in` costs, and lets nobody in: for a try too many."""
    Secret.objects.select_related("way").filter(mark="").first()
    codes.is_right(codes.folded(typed), None)


def free_words() -> str:
    """Five words from the list that begin like nobody else's."""
    return _free(codes.new_words)


def free_number() -> str:
    """A number for a card that begins like nobody else's."""
    return _free(codes.new_number)


def ways_of(mother_id: int) -> tuple[WayCard, ...]:
    """Her ways in, those that are frozen among them, the oldest first."""
    rows = WayIn.objects.filter(mother=mother_id, until=None).order_by("since", "id")
    return tuple(
        WayCard(
            row.ref,
            Kind(row.kind),
            row.since,
            row.frozen_at,
            any(secret.quiet for secret in row.secrets.all()),
        )
        for row in rows.prefetch_related("secrets")
    )


def asked_first_in(box: Box) -> Entry[AskedFirst] | None:
    """What was asked last about a page of her own."""
    return next(iter(box.entries(AskedFirst, newest=1)), None)


def written_in(box: Box) -> tuple[Written, ...]:
    """What she wrote on her own page, newest first."""
    read = clocks.kept_about(box, READ_CLOCK)
    return tuple(
        Written(entry, entry.body.moment in TO_BE_READ, read.get(entry.ref))
        for entry in box.entries(HerWords)
    )


def standing_due() -> set[tuple[int, str, int | None, int | None, str]]:
    """What should stand by these rows: mother, ground, worker, agency, compartment."""
    open_now = WayIn.objects.filter(until=None, frozen_at=None)
    return {
        (mother, Ground.OWN.value, None, None, compartment.value)
        for mother in open_now.values_list("mother", flat=True).iterator()
        for compartment in GROUND_OPENS[Ground.OWN]
    }


def _free(make: Callable[[], str]) -> str:
    while Secret.objects.filter(mark=codes.mark_of(code := make())).exists():
        pass
    return code
