"""What a paper quotes of the record, each as it stands now, and whether that is held from her; nothing is written."""

from collections.abc import Collection, Iterable
from dataclasses import dataclass

from hrm2m.policy.showing import said_by_others
from hrm2m.records.children.entries import Observation
from hrm2m.records.children.threads import Thread, threads
from hrm2m.records.worries.entries import Referral
from hrm2m.records.worries.opening import SAFE
from hrm2m.records.worries.paper import is_strength
from hrm2m.vault.box import Box
from hrm2m.vault.hers_to_read import facts_of, for_her


@dataclass(frozen=True)
class Quoted:
    """The observations that were chosen, every strength, and whether something among them is held from her."""

    seen: tuple[Thread[Observation], ...]
    strengths: tuple[Thread[Observation], ...]
    is_held: bool


def quoted_in(box: Box, chosen: Collection[str]) -> Quoted:
    """What a paper made now quotes, where these observations were chosen, by the ref of any version."""
    observations = box.entries(Observation, compartment=SAFE)
    hers = {entry.ref for entry in for_her(observations, box.now)}
    noticed = threads(observations)
    strengths = tuple(each for each in noticed if is_strength(each.newest))
    seen = tuple(each for each in noticed if each.is_known_by(chosen) and not is_strength(each.newest))
    return Quoted(seen, strengths, _is_held((*seen, *strengths), hers))


def quotes_what_is_held(box: Box, referral: str) -> bool:
    """Whether a referral that was sent quotes what is held from her today; False for what is no referral."""
    sent = box.entries(Referral, compartment=SAFE, refs=[referral])
    return any(
        entry.body.paper.with_record and quoted_in(box, entry.body.paper.grounds.observations).is_held
        for entry in sent
    )


def _is_held(quoted: Iterable[Thread[Observation]], hers: Collection[str]) -> bool:
    """Somebody else said it, or it was decided that she does not read it; not what merely waits for a look."""
    return any(
        each.newest.ref not in hers
        and (each.newest.showing is not None or any(said_by_others(facts_of(one)) for one in each.versions))
        for each in quoted
    )
