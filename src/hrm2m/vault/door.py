"""The door: `acting`, `looking` and `looking_at_many`. One lock, one decision, one ledger line, then the drawers.

Everything inside one `unit` is one durable transaction: all or nothing. Values leave it frozen; nothing that comes
out of here can still reach a table.
"""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from contextvars import ContextVar
from hashlib import sha256
from typing import TypeVar

from django.db import transaction

from hrm2m.foundation import ids
from hrm2m.policy import Actor, Compartment, Permission, Role, decide
from hrm2m.policy.facts import ActFacts, Facts
from hrm2m.policy.lifecycles import Stage
from hrm2m.policy.opens import BOTH_SIDES, GIVES, OPENS
from hrm2m.policy.predicates import is_the_machine
from hrm2m.vault import codes, denials, looks, standing
from hrm2m.vault.box import Box
from hrm2m.vault.boxes import Boxes
from hrm2m.vault.chains import HOUSE
from hrm2m.vault.errors import Denied, NotYours, VaultError
from hrm2m.vault.keystore import keystore
from hrm2m.vault.models import Head
from hrm2m.vault.unit import Unit


Opened = TypeVar("Opened", Box, Boxes)

_current: ContextVar[Unit | None] = ContextVar("hrm2m_vault_unit", default=None)


@contextmanager
def unit(*, by: Actor, mothers: Iterable[int] = ()) -> Iterator[Unit]:
    """One durable transaction for several actions of one worker; inside another unit it joins that one.

    A unit about several mothers names them in `mothers`: their heads are locked at once, lowest first. A refusal
    or an error inside it rolls everything back, even if somebody catches it there; a refusal is then written to the
    ledger by the outermost unit.
    """
    outer = _current.get()
    if outer is not None:
        with _joined(outer, by) as joined:
            joined.lock(mothers)
            yield joined
        return
    try:
        with transaction.atomic(durable=True), _begun(by) as current:
            current.lock(mothers)
            yield current
            current.finish()
    except Denied as refusal:
        denials.write(by, refusal)
        raise


@contextmanager
def acting(
    *, by: Actor, permission: Permission, mother: str | None = None, act: ActFacts | None = None
) -> Iterator[Box]:
    """Carries out one act on the record of `mother` (her ref), or on the house where no mother is concerned.

    Raises NotYours for an unknown ref and for a mother out of reach alike; Denied, with reasons in words, where the
    worker stands near her but may not do this now.
    """
    with unit(by=by) as current:
        box = _decided(current, permission, mother, act or ActFacts())
        with _in_its_line(current, box):
            yield box


@contextmanager
def beginning(*, by: Actor, permission: Permission) -> Iterator[Box]:
    """Begins the record of a mother who is not here yet: her keys first, then her row."""
    with unit(by=by, mothers=[HOUSE]) as current:
        decision = decide(permission, Facts(actor=by, now=current.now))
        if not decision.allowed:
            raise Denied(permission, HOUSE, decision.reasons)
        ref = ids.new_ref()
        # Committed before the first row it encrypts; if this transaction fails a sweep removes it after a day.
        keystore().create(ref)
        head = Head.objects.create(ref=ref, area=by.area, stage=Stage.BY_HANDLE)
        current.hold(head)
        box = Box(current, permission, head, _facts(current, permission, head, ActFacts()), ())
        with _in_its_line(current, box):
            yield box


@contextmanager
def machine(
    *, by: Actor, permission: Permission, mothers: Sequence[int], part: Compartment | None = None
) -> Iterator[Boxes]:
    """Opens a batch for the worker process: no person sees it, so one line in the house chain says how many.

    With `part` only that compartment of those the permission opens: one that opens both sides needs it, or VaultError.
    Raises Denied for a person, whatever his or her roles allow elsewhere.
    """
    opens = OPENS[permission].reads & {part} if part else OPENS[permission].reads
    if opens >= BOTH_SIDES:
        raise VaultError("A batch opens one side of a record at a time: say which part.")
    with unit(by=by) as current:
        if Role.MACHINE not in by.roles:
            raise Denied(permission, HOUSE, (is_the_machine.unmet,))
        current.lock([HOUSE, *mothers])
        allowed: list[Box] = []
        for mother in dict.fromkeys(mothers):
            head = current.heads.get(mother)
            facts = _facts(current, permission, head, ActFacts()) if head and mother != HOUSE else None
            if head and facts and decide(permission, facts).allowed:
                allowed.append(Box(current, permission, head, facts, (), reads_only=True))
        line = {"act": permission.value, "result": "allow", "by": "machine", "mothers": len(allowed)}
        current.add_line(HOUSE, {**line, "opens": [part.value]} if part else line)
        current.write_lines_early()
        with _open_until_here(Boxes(allowed, opens, current.now)) as boxes:
            yield boxes


@contextmanager
def looking(
    *,
    by: Actor,
    permission: Permission,
    mother: str,
    page: str,
    purpose: str = "",
    about: str = "",
    author_id: int | None = None,
    second_id: int | None = None,
) -> Iterator[Box]:
    """Opens the record of one mother for reading; the same look within 30 minutes leaves no second line.

    `about` is the ref of the plan or connection that is read, where a standing was given for that alone; `author_id`
    whoever did what a second person looks at, and `second_id` who was asked to be that person.
    """
    with unit(by=by) as current:
        act = ActFacts(purpose=purpose, about=about, author_id=author_id, second_signer_id=second_id)
        box = _decided(current, permission, mother, act, reads_only=True)
        look = looks.Look(permission, codes.code("page", page), purpose)
        if looks.new_among(by, [box.mother_id], look, current.now):
            current.add_line(box.mother_id, box.ledger_body(page=page))
            current.write_lines_early()
        with _open_until_here(box):
            yield box


@contextmanager
def looking_at_many(
    *, by: Actor, permission: Permission, mothers: Sequence[int], page: str
) -> Iterator[Boxes]:
    """Opens several mothers' records for one page; whoever is out of reach is simply not among them."""
    with unit(by=by) as current:
        allowed = _within_reach(current, permission, mothers)
        look = looks.Look(permission, codes.code("page", page), "")
        new = looks.new_among(by, [box.mother_id for box in allowed], look, current.now)
        for box in allowed:
            if box.mother_id in new:
                current.add_line(box.mother_id, box.ledger_body(page=page))
        current.write_lines_early()
        with _open_until_here(Boxes(allowed, OPENS[permission].reads, current.now)) as boxes:
            yield boxes


def within_reach(
    *, by: Actor, mothers: Iterable[int], at_stage: Mapping[Stage, Permission], act: ActFacts
) -> list[tuple[str, Stage]]:
    """Refs and stages of those mothers on whom the act that fits their stage would be allowed now.

    For finding a record by what she said: inside a unit only, opens nothing, and whoever is out of reach is simply
    not among them. The act that follows is decided again, and stands in the ledger.
    """
    must_be_inside()
    found: list[tuple[str, Stage]] = []
    with unit(by=by) as current:
        heads = current.lock(mothers)
        for head in (heads[number] for number in sorted(set(mothers)) if number in heads):
            permission = at_stage.get(Stage(head.stage))
            if permission and decide(permission, _facts(current, permission, head, act)).allowed:
                found.append((head.ref, Stage(head.stage)))
    return found


def must_be_inside() -> None:
    """Raises VaultError where no unit is open: what is read outside has no line in the ledger."""
    current = _current.get()
    if current is None:
        msg = "This is read inside the door only."
        raise VaultError(msg)
    current.must_be_open()


@contextmanager
def _begun(by: Actor) -> Iterator[Unit]:
    current = Unit(by)
    token = _current.set(current)
    try:
        yield current
    finally:
        current.end()
        _current.reset(token)


@contextmanager
def _joined(outer: Unit, by: Actor) -> Iterator[Unit]:
    outer.must_be_open()
    try:
        if outer.by != by:
            msg = "One unit is the act of one worker, in one agency: begin another after this one."
            raise VaultError(msg)
        yield outer
    except BaseException as error:
        # Half of what was inside may be written already: nobody may catch this and save the rest.
        outer.spoil(error)
        raise


@contextmanager
def _in_its_line(current: Unit, box: Box) -> Iterator[None]:
    """The act stands in the ledger where it was decided: before whatever it calls and whatever that ends."""
    place = current.reserve_line(box.mother_id)
    box.stands_in(place)
    with _open_until_here(box):
        yield
    current.fill_line(place, box.ledger_body())


@contextmanager
def _open_until_here(box: Opened) -> Iterator[Opened]:
    try:
        yield box
    finally:
        box.close()


def _decided(
    current: Unit, permission: Permission, mother: str | None, act: ActFacts, reads_only: bool = False
) -> Box:
    head = _locked(current, permission, mother)
    facts = _facts(current, permission, head, act)
    decision = decide(permission, facts)
    if not decision.allowed:
        raise _refusal(permission, head, decision.reasons, decision.near_her)
    return Box(current, permission, head, facts, decision.basis, reads_only)


def _within_reach(current: Unit, permission: Permission, mothers: Sequence[int]) -> list[Box]:
    current.lock(mothers)
    of_each = standing.facts_of(current.by, mothers, current.now)
    allowed: list[Box] = []
    for mother in dict.fromkeys(mothers):
        head = current.heads.get(mother)
        if head is None or mother == HOUSE:
            continue
        facts = Facts(
            actor=current.by,
            now=current.now,
            mother=standing.mother_facts(head),
            standings=of_each.get(mother, ()),
            compartments=OPENS[permission].reads,
        )
        decision = decide(permission, facts)
        if decision.allowed:
            allowed.append(Box(current, permission, head, facts, decision.basis, reads_only=True))
    return allowed


def _locked(current: Unit, permission: Permission, mother: str | None) -> Head:
    if mother is None:
        return current.lock([HOUSE])[HOUSE]
    if permission in GIVES:
        current.lock([HOUSE])
    head = current.lock_ref(mother)
    if head is None:
        # The same statement a foreign record costs, so that the two cannot be told apart by time.
        standing.facts_of(current.by, [HOUSE], current.now)
        raise NotYours(permission, HOUSE, sha256(mother.encode(errors="replace")).hexdigest())
    return head


def _facts(current: Unit, permission: Permission, head: Head, act: ActFacts) -> Facts:
    is_house = head.id == HOUSE
    return Facts(
        actor=current.by,
        now=current.now,
        mother=None if is_house else standing.mother_facts(head),
        standings=() if is_house else standing.facts_of(current.by, [head.id], current.now).get(head.id, ()),
        act=act,
        compartments=OPENS[permission].reads,
    )


def _refusal(permission: Permission, head: Head, reasons: tuple[str, ...], near_her: bool) -> Denied:
    if head.id == HOUSE or near_her:
        return Denied(permission, head.id, reasons)
    return NotYours(permission, head.id)
