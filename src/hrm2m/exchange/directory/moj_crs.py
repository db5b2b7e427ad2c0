"""Ministry of Justice contract files (commissioned rehabilitative services) read into directory entries."""

import re
from collections.abc import Iterator, Sequence
from datetime import date, datetime

from hrm2m.cadence.local_time import local_day
from hrm2m.exchange.directory import moj_codes
from hrm2m.exchange.directory.address_signs import POSTCODE, names_an_address
from hrm2m.exchange.directory.entry import (
    LINE_LENGTH,
    SOURCE_ID_LENGTH,
    Category,
    DirectoryEntry,
    Place,
    Provenance,
    Sex,
    Status,
    WhoFor,
)
from hrm2m.exchange.directory.json_shapes import age, branch, branches, day, moment
from hrm2m.exchange.directory.plain_text import line, text
from hrm2m.exchange.directory.refusals import Found, RecordRefused, Refusal
from hrm2m.exchange.directory.undisclosed import Why, speaks_of_abuse
from hrm2m.exchange.directory.withholding import reduced_to_district


SOURCE = "moj-crs"
LICENCE = "MIT"
ATTRIBUTION = "Crown copyright (Ministry of Justice), hmpps-interventions-service"

# True of every contract of this source, and what decides whether an offer of it is real.
HOW_TO_ASK = "Through a probation practitioner: probation commissions this service and refers to it."
CONDITIONS = (
    "For people on probation, or before release to it. Appointments can be an enforceable part of a sentence."
)
MAILBOX_LEFT_OUT = (
    "Its mailbox for probation referrals is left out: it is not a door for us, and often one person's own."
)

_MOST_AREAS = 80
_ACTIVITY_LENGTH = 1000
_MOST_ACTIVITIES = 60
_BUILDING = re.compile(
    r"\b[A-Z][\w'’.-]+ (?i:house|centre|center|hostel|refuge|hub|office|project|building|lodge|hall)s?\b"
)
_BETWEEN_AREAS = re.compile(r"(?:[,;\n\t]+|\s/\s)(?![^()]{0,300}\))|(?<=[^\W\d_])\.?\s+(?=HMP\b)")


def source_id(record: dict[str, object]) -> str:
    """The contract's identifier."""
    said = line(record.get("internal_contract_id"), SOURCE_ID_LENGTH)
    if said is None:
        raise RecordRefused("no internal_contract_id")
    return said


def read_records(records: Sequence[Found], provenance: Provenance) -> Iterator[DirectoryEntry | Refusal]:
    """Each contract as an entry or as a refusal with its reason."""
    for found in records:
        try:
            yield _read(found.record, provenance)
        except RecordRefused as refused:
            yield Refusal(where=found.where, reason=str(refused))


def _read(record: dict[str, object], provenance: Provenance) -> DirectoryEntry:
    entry = _entry(record, provenance)
    near_abuse = entry.who_for.sex is not Sex.MEN and any(
        map(speaks_of_abuse, (entry.name, *entry.activities))
    )
    # The towns of a contract stay: they are towns. What goes is any building among them.
    return (
        reduced_to_district(entry, Why.NO_PUBLIC_DOOR, frozenset(), area_kept=_town) if near_abuse else entry
    )


def _entry(record: dict[str, object], provenance: Provenance) -> DirectoryEntry:
    activities = branches(record, "activities")
    providers = branch(record, "providers")
    prime = _required(providers, "prime_provider_code")
    who = _who_for(branch(record, "eligibility"))
    valid_from, valid_until = _dates(branch(record, "scheduling"))
    places, areas = _delivered_at(record, activities)
    done = tuple(dict.fromkeys(filter(None, (line(a.get("activity"), _ACTIVITY_LENGTH) for a in activities))))
    others = providers.get("subcontractor_codes")
    return DirectoryEntry(
        provenance=provenance,
        source_id=source_id(record),
        name=_required(record, "intervention_title"),
        agency_name=moj_codes.provider_words(prime),
        agency_source_id=prime,
        partner_agencies=tuple(
            moj_codes.provider_words(code)
            for code in map(line, others if isinstance(others, list) else [])
            if code
        ),
        summary=text(record.get("short_description")),
        activities=done[:_MOST_ACTIVITIES],
        categories=_categories(_required(record, "contract_type_id"), activities, who),
        who_for=who,
        places=places,
        areas=areas,
        conditions=CONDITIONS,
        how_to_ask=HOW_TO_ASK,
        status=_status(valid_from, valid_until, provenance.read_at),
        valid_from=valid_from,
        valid_until=valid_until,
        notes=(MAILBOX_LEFT_OUT,) if line(record.get("incoming_distribution_email")) else (),
    )


def _who_for(eligibility: dict[str, object]) -> WhoFor:
    women, men = eligibility.get("allows_female"), eligibility.get("allows_male")
    if not isinstance(women, bool) or not isinstance(men, bool):
        raise RecordRefused("it does not say whether it takes women and whether it takes men")
    if not women and not men:
        raise RecordRefused("it takes neither women nor men")
    sex = Sex.ANYONE if women and men else Sex.WOMEN if women else Sex.MEN
    lowest, highest = age(eligibility.get("minimum_age")), age(eligibility.get("maximum_age"))
    if lowest is not None and highest is not None and lowest > highest:
        raise RecordRefused("its lowest age is above its highest")
    return WhoFor(sex=sex, minimum_age=lowest, maximum_age=highest)


def _dates(scheduling: dict[str, object]) -> tuple[date | None, datetime | None]:
    """The day a contract is shown from and the instant it is hidden after. Raises on a date that is none."""
    valid_from, valid_until = day(scheduling.get("hide_before")), moment(scheduling.get("hide_after"))
    for key, read in (("hide_before", valid_from), ("hide_after", valid_until)):
        if scheduling.get(key) is not None and read is None:
            raise RecordRefused(f"its {key} is not a date")
    return valid_from, valid_until


def _status(valid_from: date | None, valid_until: datetime | None, now: datetime) -> Status:
    if valid_until is not None and valid_until < now:
        return Status.ENDED
    return Status.NOT_YET if valid_from is not None and valid_from > local_day(now) else Status.ACTIVE


def _categories(kind: str, activities: list[dict[str, object]], who: WhoFor) -> frozenset[Category]:
    """From the kind of contract and its need areas. A men's programme about abuse is no one's safety."""
    needs = (moj_codes.need_category(line(activity.get("need_area")) or "") for activity in activities)
    found = {need for need in needs if need} | moj_codes.CONTRACT_TYPES.get(
        kind.partition("-")[0], frozenset()
    )
    done = (line(activity.get("activity")) or "" for activity in activities)
    if who.sex is not Sex.MEN and any(map(speaks_of_abuse, done)):
        found.add(Category.SAFETY)
    known = frozenset(found) - {Category.OTHER}
    return known or frozenset({Category.OTHER})


def _delivered_at(
    record: dict[str, object], activities: list[dict[str, object]]
) -> tuple[tuple[Place, ...], tuple[str, ...]]:
    """Places that have a postcode, and the region, towns and prisons where a contract is delivered."""
    region = branch(record, "region")
    letter, police = line(region.get("nps_region_code")), line(region.get("pcc_region_code"))
    areas = [moj_codes.REGIONS.get(letter, letter)] if letter else []
    areas += [moj_codes.police_area(police)] if police else []
    places: list[Place] = []
    told = [text(activity.get("delivery_location")) for activity in activities]
    for said in dict.fromkeys(filter(None, told)):
        if POSTCODE.search(said):
            places += _places(said)
        else:
            areas += filter(None, (area.strip(" .:–-") for area in _BETWEEN_AREAS.split(said)))
    short = [
        area for area in dict.fromkeys(areas) if any(map(str.isalpha, area)) and len(area) <= LINE_LENGTH
    ]
    return tuple(dict.fromkeys(places)), tuple(short[:_MOST_AREAS])


def _places(said: str) -> Iterator[Place]:
    """One place for each postcode, with the words that stand before it."""
    start = 0
    for found in POSTCODE.finditer(said):
        words = " ".join(said[start : found.start()].split()).strip(" ,;.-")
        yield Place(disclosed=True, address=words or None, postcode=f"{found[1]} {found[2]}".upper())
        start = found.end()


def _town(area: str) -> str | None:
    """`area` where it can only be a town, a borough or a prison; a centre, a house, a street is left out."""
    return None if names_an_address(area) or _BUILDING.search(area) else area


def _required(holder: dict[str, object], key: str) -> str:
    said = line(holder.get(key), LINE_LENGTH + 1)
    if said is None:
        raise RecordRefused(f"no {key}")
    if len(said) > LINE_LENGTH:
        raise RecordRefused(f"its {key} is longer than {LINE_LENGTH} characters")
    return said
