"""Reads a decision table and turns the words of a row into the frozen facts that the policy decides on."""

import re
from collections.abc import Iterator
from dataclasses import dataclass, replace
from datetime import UTC, datetime, timedelta
from itertools import product
from pathlib import Path

from hrm2m.policy import Actor, Category, Compartment, Facts, Ground, MotherFacts, Permission, Role, Standing
from hrm2m.policy.facts import GROUND_OPENS, ActFacts, Consented, Disclosure
from hrm2m.policy.lifecycles import RecordEvent, Stage
from hrm2m.policy.opens import OPENS


NOW = datetime(2026, 3, 12, 10, tzinfo=UTC)
DAY = timedelta(days=1)
NONE = "—"
ROLES = {
    "bridge builder": {Role.BRIDGE_BUILDER},
    "outreach worker": {Role.OUTREACH_WORKER},
    "treatment worker": {Role.TREATMENT_WORKER},
    "safeguarding lead": {Role.SAFEGUARDING_LEAD},
    "team lead": {Role.TEAM_LEAD},
    "partner practitioner": {Role.PARTNER},
    "commissioner": {Role.COMMISSIONER},
    "administrator": {Role.ADMINISTRATOR},
    "she herself": {Role.MOTHER},
    "worker process": {Role.MACHINE},
    "nobody": set[Role](),
}
STAGES = {stage.value.replace("_", " "): stage for stage in Stage} | {"being forgotten": Stage.FORGETTING}
HOME = frozenset({Category.HOME})
HER_YES = Consented(2, HOME, "housing", NOW - DAY, NOW + DAY, asked_alone=True)
ON_HER_YES = Disclosure(2, HOME, "housing", HER_YES)
BY_ORDER = Disclosure(2, HOME, "housing", other_basis="court_order", telling_decided=True)
SAID = {
    NONE: ActFacts(),
    "why": ActFacts(purpose="she asked me to look"),
    "her word": ActFacts(her_word=True),
    "she asks to end, her word": ActFacts(event=RecordEvent.SHE_ASKS_TO_END, her_word=True),
    "she asks to end": ActFacts(event=RecordEvent.SHE_ASKS_TO_END),
    "a year without her word": ActFacts(event=RecordEvent.A_YEAR_WITHOUT_HER_WORD),
    "a year without her word, her word": ActFacts(event=RecordEvent.A_YEAR_WITHOUT_HER_WORD, her_word=True),
    "accepted there": ActFacts(event=RecordEvent.ACCEPTED_WHERE_SHE_MOVED, accepted_elsewhere=True),
    "not accepted there": ActFacts(event=RecordEvent.ACCEPTED_WHERE_SHE_MOVED),
    "she died, another signs": ActFacts(event=RecordEvent.SHE_DIED, second_signer_id=8),
    "she died, nobody else signs": ActFacts(event=RecordEvent.SHE_DIED),
    "she died, signs twice": ActFacts(event=RecordEvent.SHE_DIED, second_signer_id=7),
    "a reason": ActFacts(reason="he said that nobody is at home at night"),
    "about this": ActFacts(about="this"),
    "about another": ActFacts(about="another"),
    "about this, a reason": ActFacts(about="this", reason="he said that nobody is at home at night"),
    "by another": ActFacts(author_id=8),
    "by me": ActFacts(author_id=7),
    "by another, asked to sign": ActFacts(author_id=8, second_signer_id=7),
    "about this, by another": ActFacts(about="this", author_id=8),
    "about this, by me": ActFacts(about="this", author_id=7),
    "about another, by another": ActFacts(about="another", author_id=8),
    "about this, her word": ActFacts(about="this", her_word=True),
    "about another, her word": ActFacts(about="another", her_word=True),
    "her word, by another": ActFacts(her_word=True, author_id=8),
    "her word, by me": ActFacts(her_word=True, author_id=7),
    "on her yes": ActFacts(discloses=ON_HER_YES),
    "without her yes": ActFacts(discloses=replace(ON_HER_YES, consent=None)),
    "on a yes that ended": ActFacts(discloses=replace(ON_HER_YES, consent=replace(HER_YES, until=NOW))),
    "on a yes she stopped": ActFacts(discloses=replace(ON_HER_YES, consent=replace(HER_YES, stopped_at=NOW))),
    "on a yes not asked alone": ActFacts(
        discloses=replace(ON_HER_YES, consent=replace(HER_YES, asked_alone=False))
    ),
    "on a yes to another agency": ActFacts(discloses=replace(ON_HER_YES, to_agency_id=3)),
    "on a yes to less": ActFacts(discloses=replace(ON_HER_YES, categories=HOME | {Category.CHILDREN})),
    "on a yes for something else": ActFacts(discloses=replace(ON_HER_YES, purpose="another")),
    "an order, a reason, another agrees": ActFacts(
        discloses=BY_ORDER, reason="of Friday", second_signer_id=8
    ),
    "an order, a reason, agrees twice": ActFacts(discloses=BY_ORDER, reason="of Friday", second_signer_id=7),
    "an order, a reason": ActFacts(discloses=BY_ORDER, reason="of Friday"),
    "an order, another agrees": ActFacts(discloses=BY_ORDER, second_signer_id=8),
    "a life, a reason": ActFacts(discloses=replace(BY_ORDER, saves=True), reason="she is not breathing"),
}
WAY_IN = "hers"
GIVEN_FOR_THIS = {Ground.PLAN, Ground.SECOND_READER, Ground.CONSENT, Ground.OTHER_BASIS, Ground.EMERGENCY}


@dataclass(frozen=True)
class Situation:
    """One row of a table, after `/` was spelled out."""

    permission: str
    who: str
    stands: str
    record: str
    said: str
    answer: str

    @property
    def allowed(self) -> bool:
        """Whether the table says yes."""
        return self.answer == "yes"

    @property
    def reason(self) -> str:
        """How the reason begins, where the table says no."""
        return self.answer.removeprefix("no:").strip()

    def facts(self) -> Facts:
        """The row as facts; a word the table does not know is an error."""
        permission = Permission(self.permission)
        roles = frozenset(ROLES[self.who])
        return Facts(
            actor=Actor(7, "worker7", 1, "agency1", 1, roles, WAY_IN if Role.MOTHER in roles else ""),
            now=NOW,
            mother=_mother(self.record),
            standings=tuple(_standings(self.stands)),
            act=SAID[self.said],
            compartments=OPENS[permission].reads,
        )


def tables(path: Path) -> dict[str, tuple[Situation, ...]]:
    """The rows of each table in a page, by the permission in its heading."""
    sections = re.split(r"^## ", path.read_text(), flags=re.MULTILINE)[1:]
    return {name: tuple(_rows(name, body)) for name, _, body in (s.partition("\n") for s in sections)}


def _rows(permission: str, body: str) -> Iterator[Situation]:
    lines = [line for line in body.splitlines() if line.startswith("|")]
    for line in lines[2:]:
        *cells, answer = [cell.strip() for cell in line.strip("|").split("|")]
        for who, stands, record, said in product(*([part.strip() for part in c.split("/")] for c in cells)):
            yield Situation(permission, who, stands, record, said, answer)


def _mother(words: str) -> MotherFacts | None:
    if words == NONE:
        return None
    found = re.fullmatch(r"(?P<stage>.+?)(?: (?P<days>\d+) days ago)?(?P<over>, time over)?", words)
    assert found, words
    stage = STAGES[found["stage"]]
    over = found["over"] is not None
    return MotherFacts(
        stage,
        ended_at=NOW - int(found["days"] or 1) * DAY,
        forget_at=NOW if over else NOW + DAY,
    )


def _standings(words: str) -> Iterator[Standing]:
    grounds, _, how = words.partition(", ")
    for name in grounds.split(" + ") if grounds != NONE else ():
        yield from _given(
            Ground(name),
            since=NOW + (how == "tomorrow") * DAY,
            until=NOW if how == "ended" else None,
            agency_id=2 if how == "elsewhere" else 1,
        )
    if how == "barred":
        yield from _given(Ground.BLOCK, agency_id=None)
    if how == "agency barred":
        yield from _given(Ground.BLOCK, to_agency=True)


def _given(
    ground: Ground,
    *,
    since: datetime = NOW,
    until: datetime | None = None,
    agency_id: int | None = 1,
    to_agency: bool = False,
) -> Iterator[Standing]:
    own = ground is Ground.OWN
    of_agency = to_agency or own or ground is Ground.LEAD
    purpose = "this" if ground in GIVEN_FOR_THIS else ""
    for compartment in sorted(GROUND_OPENS[ground]):
        yield Standing(
            ref=f"{ground.value}-{compartment.value}",
            worker_id=None if of_agency else 7,
            agency_id=None if own else agency_id,
            compartment=Compartment(compartment),
            ground=ground,
            since=since if until is None else until - DAY,
            until=until,
            # “elsewhere” is, for her, another way in than the one she came by.
            purpose=(WAY_IN if agency_id == 1 else "another") if own else purpose,
        )
