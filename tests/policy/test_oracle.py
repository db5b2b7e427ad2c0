"""Every combination of role, standing, bar, stage and act: the policy and its second writing never differ."""

from collections.abc import Iterable, Iterator
from dataclasses import replace
from datetime import UTC, datetime, timedelta
from functools import partial
from itertools import chain, islice, product
from typing import Any

import pytest

from hrm2m.policy import (
    Actor,
    Category,
    Compartment,
    Facts,
    Ground,
    MotherFacts,
    Permission,
    Role,
    Standing,
    decide,
)
from hrm2m.policy.facts import GROUND_OPENS, ActFacts, Consented, Disclosure
from hrm2m.policy.lifecycles import ENDED_STAGES, RecordEvent, Stage
from hrm2m.policy.opens import OPENS
from tests.policy.oracle import RIGHT, WHO, Case, allowed


NOW = datetime(2026, 3, 12, 10, tzinfo=UTC)
DAY = timedelta(days=1)
PEOPLE = frozenset(Role) - {Role.MACHINE}
SINGLE_ROLES = [frozenset({role}) for role in Role]
ROLE_SETS = [PEOPLE, PEOPLE - {Role.TEAM_LEAD}, frozenset({Role.MACHINE})]
ODD_ROLE_SETS = [*SINGLE_ROLES, frozenset(Role), frozenset[Role]()]
GROUNDS = [ground for ground in Ground if ground is not Ground.BLOCK]
IN_FORCE = (NOW, None)
OVER, NOT_BEGUN = (NOW - DAY, NOW), (NOW + DAY, None)
READS = {access.reads for access in OPENS.values()}
ASKED = tuple((permission, OPENS[permission].reads) for permission in Permission)
ODD_BARS = ("", "me", "my agency", "another")
EVENTS = [
    None,
    RecordEvent.SHE_ASKS_TO_END,
    RecordEvent.ACCEPTED_WHERE_SHE_MOVED,
    RecordEvent.SHE_DIED,
    RecordEvent.A_YEAR_WITHOUT_HER_WORD,
]
YES_OR_NO = (True, False)
HOME, MONEY = frozenset({Category.HOME}), frozenset({Category.MONEY})
HER_YES = Consented(2, HOME | MONEY, "housing", NOW - DAY, NOW + DAY, asked_alone=True)
ON_HER_YES = Disclosure(2, HOME, "housing", HER_YES)
NOT_ON_IT = [
    replace(ON_HER_YES, consent=None),
    replace(ON_HER_YES, to_agency_id=3),
    replace(ON_HER_YES, to_agency_id=1),
    replace(ON_HER_YES, categories=HOME | {Category.CHILDREN}),
    replace(ON_HER_YES, categories=frozenset()),
    replace(ON_HER_YES, purpose="another"),
    replace(ON_HER_YES, purpose="work"),
    *(
        replace(ON_HER_YES, consent=replace(HER_YES, **changed))
        for changed in (
            {"asked_alone": False},
            {"until": NOW},
            {"until": NOW - DAY},
            {"stopped_at": NOW - DAY},
            {"since": NOW + DAY},
            {"stopped_at": NOW},
        )
    ),
]
ALSO_ON_IT = [
    replace(ON_HER_YES, consent=replace(HER_YES, since=NOW)),
    replace(ON_HER_YES, consent=replace(HER_YES, stopped_at=NOW + DAY)),
]
ON_A_DUTY = Disclosure(2, HOME, "housing", other_basis="court_order", telling_decided=True)
DISCLOSING = [
    *(ActFacts(discloses=disclosure) for disclosure in (ON_HER_YES, *ALSO_ON_IT, *NOT_ON_IT)),
    *(
        ActFacts(discloses=disclosure, second_signer_id=second, reason="the order of Friday" if why else "")
        for disclosure, second, why in product(
            (ON_A_DUTY, replace(ON_A_DUTY, saves=True)), (None, 7, 8), YES_OR_NO
        )
    ),
    ActFacts(discloses=ON_A_DUTY, second_signer_id=6, reason="the order"),
    ActFacts(discloses=replace(ON_A_DUTY, telling_decided=False), second_signer_id=8, reason="the order"),
    ActFacts(discloses=replace(ON_A_DUTY, other_basis=""), second_signer_id=8, reason="the order"),
]
ACTS = [
    *DISCLOSING,
    *(
        ActFacts("because she asked" if why else "", event, her_word, accepted, second)
        for event, her_word, accepted, second, why in product(
            EVENTS, YES_OR_NO, YES_OR_NO, (None, 7, 8), YES_OR_NO
        )
    ),
    *(
        ActFacts("", None, her_word, about=about, author_id=author, reason="a bruise" if reason else "")
        for her_word, about, author, reason in product(
            YES_OR_NO, ("", "this", "another"), (None, 7, 8), YES_OR_NO
        )
    ),
]
FEW_ACTS = [
    ActFacts(),
    ActFacts(purpose="because she asked", her_word=True),
    ActFacts(event=RecordEvent.SHE_ASKS_TO_END, her_word=True),
    ActFacts(event=RecordEvent.ACCEPTED_WHERE_SHE_MOVED, accepted_elsewhere=True),
    ActFacts(event=RecordEvent.SHE_DIED, second_signer_id=8),
    ActFacts(about="this", author_id=8, reason="a bruise"),
    ActFacts(her_word=True, author_id=8, discloses=ON_HER_YES),
    ActFacts(discloses=replace(ON_A_DUTY, saves=True), reason="he is not breathing"),
]
WAY_IN = "hers"
FOR_THIS = {
    Ground.PLAN: "this",
    Ground.SECOND_READER: "this",
    Ground.CONSENT: "this",
    Ground.OTHER_BASIS: "this",
    Ground.EMERGENCY: "this",
    Ground.OWN: WAY_IN,
}


def standing(ground: Ground, since: datetime, until: datetime | None) -> tuple[Standing, ...]:
    of_nobody = ground in {Ground.LEAD, Ground.OWN}
    return tuple(
        Standing(
            f"{ground}{c}",
            None if of_nobody else 7,
            None if ground is Ground.OWN else 1,
            c,
            ground,
            since,
            until,
            purpose=FOR_THIS.get(ground, ""),
        )
        for c in GROUND_OPENS[ground]
    )


def bar(kind: str) -> tuple[Standing, ...]:
    worker, agency = {"me": (7, None), "my agency": (None, 1), "another": (8, None)}.get(kind, (0, 0))
    return tuple(
        Standing(f"bar{c}", worker, agency, c, Ground.BLOCK, NOW - DAY)
        for c in GROUND_OPENS[Ground.BLOCK]
        if kind
    )


def near_her(*times: tuple[datetime, datetime | None]) -> list[tuple[tuple[Standing, ...], frozenset[str]]]:
    given = [
        (standing(ground, *time), frozenset({ground.value}) if time == IN_FORCE else frozenset[str]())
        for ground, time in product(GROUNDS, times)
    ]
    return [((), frozenset()), *given]


STANDING_OF_OTHERS = (
    *(Standing("other", 8, 1, c, Ground.BRIDGE, NOW - DAY) for c in GROUND_OPENS[Ground.BRIDGE]),
    *(Standing("elsewhere", 7, 2, c, ground, NOW - DAY) for ground in GROUNDS for c in GROUND_OPENS[ground]),
    *(Standing("other", None, 2, c, Ground.LEAD, NOW - DAY) for c in GROUND_OPENS[Ground.LEAD]),
    *(
        Standing("other", None, None, c, Ground.OWN, NOW - DAY, purpose="another way in")
        for c in GROUND_OPENS[Ground.OWN]
    ),
)


def mothers() -> Iterator[tuple[MotherFacts | None, int, bool]]:
    yield None, 0, False
    for stage in Stage:
        for days in (14, 15) if stage in ENDED_STAGES else (0,):
            for over in (True, False) if stage is Stage.FORGETTING else (False,):
                forget_at = NOW if over else NOW + DAY
                yield MotherFacts(stage, NOW - days * DAY, forget_at), days, over


def every_act(roles: frozenset[Role]) -> Iterator[Case]:
    """All acts at all stages for somebody with these roles, on each ground in force: 34,034 cases."""
    return cases(product([roles], near_her(IN_FORCE), [""], mothers(), ACTS))


def every_role() -> Iterator[Case]:
    """Each role alone, all and none, and all ways to be barred or not near now, with a few acts: 47,712 cases."""
    some = list(islice(mothers(), 0, None, 3))
    in_force, at_other_times = near_her(IN_FORCE), near_her(OVER, NOT_BEGUN)[1:]
    return chain(
        cases(product(ODD_ROLE_SETS, in_force, [""], mothers(), FEW_ACTS), STANDING_OF_OTHERS),
        cases(product(ODD_ROLE_SETS, in_force, ODD_BARS[1:], some, FEW_ACTS), STANDING_OF_OTHERS),
        cases(product(ODD_ROLE_SETS, at_other_times, [""], some, FEW_ACTS)),
    )


def cases(every: Iterable[Any], others: tuple[Standing, ...] = ()) -> Iterator[Case]:
    for roles, (standings, stands), barred, (mother, days, over), act in every:
        yield Case(
            roles=roles,
            stands=stands,
            barred=barred in {"me", "my agency"},
            stage=mother.stage.value if mother else None,
            days_since_end=days,
            time_to_undo_is_over=over,
            event=act.event.value if act.event else "",
            her_word=act.her_word,
            accepted=act.accepted_elsewhere,
            second=act.second_signer_id,
            purpose=bool(act.purpose),
            about_this=act.about == "this",
            author=act.author_id,
            reason=bool(act.reason),
            her_yes=act.discloses in (ON_HER_YES, *ALSO_ON_IT),
            another_basis=act.discloses is not None
            and bool(act.discloses.other_basis)
            and act.discloses.telling_decided,
            saves=act.discloses is not None and act.discloses.saves,
            facts_for=partial(facts, roles, mother, (*standings, *bar(barred), *others), act),
        )


def facts(
    roles: frozenset[Role],
    mother: MotherFacts | None,
    standings: tuple[Standing, ...],
    act: ActFacts,
    opens: frozenset[Compartment],
) -> Facts:
    return Facts(
        Actor(7, "worker7", 1, "agency1", 1, roles, WAY_IN if Role.MOTHER in roles else ""),
        NOW,
        mother,
        standings,
        act,
        opens,
    )


def differences(every: Iterable[Case]) -> list[tuple[Permission, Case]]:
    found = []
    for case in every:
        asked = {opens: case.facts_for(opens) for opens in READS}
        for permission, reads in ASKED:
            if decide(permission, asked[reads]).allowed is not allowed(permission, case):
                found.append((permission, case))
    return found


@pytest.mark.slow
@pytest.mark.timeout(900)
@pytest.mark.parametrize("roles", ROLE_SETS, ids=["all_people", "all_but_the_lead", "worker_process"])
def test_the_policy_and_its_second_writing_never_differ(roles: frozenset[Role]) -> None:
    assert not differences(every_act(roles))


@pytest.mark.slow
@pytest.mark.timeout(900)
def test_nor_for_any_single_role_however_she_barred_it() -> None:
    assert not differences(every_role())


@pytest.mark.slow
def test_nor_in_one_case_of_a_hundred_and_one() -> None:
    every = chain(*map(every_act, ROLE_SETS), every_role())
    assert not differences(islice(every, 0, None, 101))


def test_the_second_writing_knows_every_permission() -> None:
    assert set(WHO) == set(RIGHT) == set(Permission)


def test_the_cases_are_as_many_as_said() -> None:
    assert sum(1 for _ in every_act(PEOPLE)) == 34_034
    assert sum(1 for _ in every_role()) == 47_712
