"""What lies in one compartment of one twin, drawn at random, and who may know of it."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import timedelta
from typing import Any

from hypothesis import strategies as st

from hrm2m.foundation import clock, ids
from hrm2m.policy import Actor, Category, Compartment, Ground, Permission
from hrm2m.policy.facts import ActFacts
from hrm2m.records.children.entries import Observation
from hrm2m.records.clocks.models import Clock
from hrm2m.records.people.entries import Identity
from hrm2m.records.safety.entries import Harm, HerSafety
from hrm2m.records.treatment.entries import Goal
from hrm2m.vault import door
from hrm2m.vault.entries import Body, Draft, Reply
from hrm2m.vault.models import Head
from tests.properties.separated.crossing import HERSELF
from tests.properties.separated.world import Life, Shared


HOUR = timedelta(hours=1)


@dataclass(frozen=True)
class Said:
    """One entry: its words, how long ago, whether she replied, whether it was corrected, whether it is held back."""

    words: str
    hours_ago: int
    replied: bool
    corrected: bool
    held: bool


@dataclass(frozen=True)
class Content:
    """What one compartment holds, whether one worker more stands near her for it, and whether a promise is late."""

    said: tuple[Said, ...] = ()
    stands: bool = False
    late: bool = False


@dataclass(frozen=True)
class Way:
    """How one compartment is written to: by whom, under which permissions, and who comes to stand near her for it."""

    notes: tuple[str, Permission]
    keeps: tuple[str, Permission]
    gives: tuple[str, Permission]
    stands: tuple[tuple[str, Ground], ...]
    category: Category
    has: frozenset[str]
    knows_who_stands: frozenset[str]
    body: Callable[[str], Body]


def _of_her_safety(words: str) -> HerSafety:
    return HerSafety(Harm.VIOLENCE, words, "Del", words)


WAYS: Mapping[Compartment, Way] = {
    Compartment.TREATMENT: Way(
        notes=("tom", Permission.MEDICATION_RECORD),
        keeps=("tom", Permission.DRUG_USE_RECORD),
        gives=("jo", Permission.TREATING_SET),
        stands=(("tess", Ground.TREATING),),
        category=Category.DRUGS_AND_TREATMENT,
        has=frozenset({"tom"}),
        # Bridge builder and cover write down who treats her, because she says so, and end it when she says so.
        knows_who_stands=frozenset({"jo", "sam"}),
        body=Goal,
    ),
    Compartment.CHILD_SAFETY: Way(
        notes=("sam", Permission.CHILD_NOTE),
        keeps=("ruth", Permission.CHILD_RECORD),
        gives=("ruth", Permission.PLAN_RECORD),
        stands=(("mia", Ground.PLAN), ("tess", Ground.SECOND_READER)),
        category=Category.CHILDREN,
        has=frozenset({"ruth", "rae"}),
        knows_who_stands=frozenset(),
        body=Observation,
    ),
    Compartment.HER_SAFETY: Way(
        notes=("sam", Permission.HER_SAFETY_NOTE),
        keeps=("jo", Permission.HER_SAFETY_RECORD),
        gives=("jo", Permission.HER_SAFETY_SHARE),
        stands=(("tess", Ground.AGREED),),
        category=Category.SAFETY,
        # Amir is the one she lets read it, in both twins.
        has=frozenset({"jo", "amir"}),
        knows_who_stands=frozenset(),
        body=_of_her_safety,
    ),
    Compartment.IDENTITY: Way(
        notes=("jo", Permission.IDENTITY_GIVE),
        keeps=("jo", Permission.IDENTITY_GIVE),
        gives=("jo", Permission.IDENTITY_GIVE),
        stands=(),
        category=Category.PAPERS_AND_STATUS,
        has=frozenset({"jo"}),
        knows_who_stands=frozenset(),
        body=Identity,
    ),
}

words = st.text(st.characters(whitelist_categories=("Lu", "Ll", "Nd", "Zs")), min_size=1, max_size=60)
said = st.builds(
    Said,
    words=words,
    hours_ago=st.integers(0, 24 * 30),
    replied=st.booleans(),
    corrected=st.booleans(),
    held=st.booleans(),
)
contents = st.builds(
    Content,
    said=st.lists(said, max_size=4).map(tuple),
    stands=st.booleans(),
    late=st.booleans(),
)
lives = st.builds(
    Life,
    contacts=st.lists(words.filter(str.strip), min_size=1, max_size=3).map(tuple),
    asks=st.booleans(),
    late=st.booleans(),
    barred=st.booleans(),
)


def lacking(compartment: Compartment, names: list[str], twins: tuple[Content, Content]) -> list[str]:
    """Who lacks this compartment in both twins: for them there may be no difference."""
    way = WAYS[compartment]
    knows = set(way.has)
    if any(twin.stands for twin in twins):
        knows |= {name for name, _ in way.stands}
    if twins[0].stands is not twins[1].stands:
        knows |= way.knows_who_stands
    if not all(_hidden_from_her(twin) for twin in twins):
        knows.add(HERSELF)
    return [name for name in names if name not in knows]


def _hidden_from_her(content: Content) -> bool:
    """Her record is hers: what she reads of it and who stands near her she may know; what is held she may not."""
    return not content.stands and all(each.held for each in content.said)


def fill(shared: Shared, compartment: Compartment, content: Content) -> list[str]:
    """Writes it through the door, as the rooms do; answers the refs that nobody else may know of."""
    refs = [ref for each in content.said for ref in _say(shared, compartment, each)]
    if content.stands:
        _let_stand(shared, compartment)
    if content.late:
        refs.append(_late(shared, compartment, refs[-1] if refs else ids.new_ref()))
    return refs


def _say(shared: Shared, compartment: Compartment, each: Said) -> list[str]:
    way = WAYS[compartment]
    at = clock.now() - each.hours_ago * HOUR
    held = clock.now() + HOUR if each.held else None
    draft = Draft(way.body(each.words), way.category, at, compartment=compartment, held_until=held)
    ref = _write(shared, way.notes, draft)
    refs = [ref]
    if each.corrected:
        again = Draft(way.body("as it was"), way.category, at, compartment=compartment, corrects=ref)
        refs.append(_write(shared, way.keeps, again))
    if each.replied:
        reply = Draft(Reply("no"), way.category, at, compartment=compartment, about=ref)
        refs.append(_write(shared, way.keeps, reply))
    return refs


def _write(shared: Shared, how: tuple[str, Permission], draft: Draft[Any]) -> str:
    name, permission = how
    with door.acting(by=_by(shared, name), permission=permission, mother=shared.mother, act=_act()) as box:
        return box.write(draft)


def _let_stand(shared: Shared, compartment: Compartment) -> None:
    way = WAYS[compartment]
    name, permission = way.gives
    for whom, ground in way.stands:
        about = ids.new_ref() if ground in {Ground.PLAN, Ground.SECOND_READER} else ""
        worker = _by(shared, whom)
        with door.acting(
            by=_by(shared, name), permission=permission, mother=shared.mother, act=_act()
        ) as box:
            box.give_standing(
                ground,
                cause=f"twin:{worker.worker_ref}",
                worker_id=worker.worker_id,
                agency_id=worker.agency_id,
                purpose=about,
            )


def _late(shared: Shared, compartment: Compartment, about: str) -> str:
    """A promise of this compartment that is late already: an answer to what she replied last, if she did."""
    way = WAYS[compartment]
    owner = _by(shared, way.keeps[0])
    made = Clock.objects.create(
        area=1,
        mother=_number(shared),
        compartment=compartment,
        kind="reply_answered",
        about=about,
        owner_id=owner.worker_id,
        escalate_to_id=owner.worker_id,
        started_at=clock.now() - 9 * 24 * HOUR,
        due_at=clock.now() - 2 * HOUR,
        tell_at=clock.now() - 2 * HOUR,
    )
    return made.ref


def _number(shared: Shared) -> int:
    # Not by a look through the door: her log would count it, in one twin only.
    return Head.objects.get(ref=shared.mother).id


def _by(shared: Shared, name: str) -> Actor:
    return shared.town.actor(name)


def _act() -> ActFacts:
    return ActFacts(her_word=True)
