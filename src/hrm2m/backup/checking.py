"""Looks whether all is where it belongs: rows of nobody, keys, who stands near her and why, lists, the ledger."""

from collections.abc import Iterator
from itertools import islice

from cryptography.exceptions import InvalidSignature
from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PublicKey

from hrm2m.backup import place
from hrm2m.backup.errors import BackupRefused
from hrm2m.foundation import clock
from hrm2m.policy import Compartment, Ground
from hrm2m.policy.facts import machine_actor
from hrm2m.policy.lifecycles import OPEN_STAGES, Stage
from hrm2m.records.agencies.reaching import area_numbers
from hrm2m.records.bridges import queries as bridges
from hrm2m.records.children import queries as children
from hrm2m.records.connections import queries as connections
from hrm2m.records.emergencies import queries as emergencies
from hrm2m.records.hers import queries as hers
from hrm2m.records.outreach import actions as outreach
from hrm2m.records.outreach import queries as reaching
from hrm2m.records.referrals import queries as referrals
from hrm2m.records.safety import queries as safety
from hrm2m.records.showing import actions as showing
from hrm2m.records.treatment import queries as treatment
from hrm2m.records.worries import queries as worries
from hrm2m.vault import pulse, seals, sleepers, standing, verify
from hrm2m.vault.keystore import keystore


REFS_AT_ONCE = 500
WAIT = "entries she does not read and nobody is asked about; “hrm2m work” puts them on a list"
AHEAD = "lines of the ledger are of a time that has not come yet: a clock ran ahead then, or this one is behind now"
NEAR_HER = {Ground.BRIDGE.value, Ground.COVER.value}


def findings() -> list[str]:
    """A line for each thing that is not as it should be, with refs and codes only; none where all is well."""
    return [*_rows_of_nobody(), *_keys(), *_standing(), *_lists(), *_due_rows(), *_times()]


def still_to_do() -> list[str]:
    """A line for each part in which entries wait for the worker process to put them on somebody's list: no fault."""
    lines: list[str] = []
    for area in area_numbers():
        left = showing.left_to_catch_up(by=machine_actor(area))
        lines += [f"to show    {part.value}: {count} {WAIT}" for part, count in left.items() if count]
    return lines


def prove_ledger() -> list[str]:
    """A sentence for each check of the ledger that holds; raises BackupRefused with the first that does not."""
    key = Ed25519PublicKey.from_public_bytes(seals.public_key())

    def signed(message: bytes, signature: bytes) -> bool:
        try:
            key.verify(signature, message)
        except InvalidSignature:
            return False
        return True

    try:
        with place.here().ledger() as ledger:
            return verify.verify(ledger, signed=signed)
    except (verify.Bad, verify.Unreadable) as error:
        msg = f"The ledger does not hold: {error}"
        raise BackupRefused(msg) from error


def _rows_of_nobody() -> Iterator[str]:
    with place.here().snapshot() as snapshot:
        for table in snapshot.tables():
            if "mother" not in table.columns:
                continue
            if table.name.startswith("cmp_"):
                count = snapshot.rows_of_nobody(table.name)
            else:
                of_nobody = "mother IS NOT NULL AND mother NOT IN (SELECT id FROM vault_head)"
                statement = f"SELECT count(*) FROM {table.name} WHERE {of_nobody}"  # noqa: S608 - a table of ours
                count = snapshot.ask(statement)[0][0]
            if count:
                yield f"orphans    {table.name}: {count} rows of a mother who is not there"


def _keys() -> Iterator[str]:
    stages, refs = sleepers.stages_by_number(), sleepers.refs_by_number()
    numbers = iter(stages)
    while part := list(islice(numbers, REFS_AT_ONCE)):
        found = keystore().keys([(refs[number], c) for number in part for c in Compartment])
        for number in part:
            ref = refs[number]
            has = {c for c in Compartment if (ref, c) in found}
            if stages[number] is Stage.FORGOTTEN and has:
                yield f"keys       {ref}: she is forgotten, and keys of hers are still there"
            elif stages[number] is not Stage.FORGOTTEN and len(has) < len(Compartment):
                missing = ", ".join(sorted(c.value for c in set(Compartment) - has))
                yield f"keys       {ref}: there is no key for {missing}"


def _standing() -> Iterator[str]:
    refs, stages = sleepers.refs_by_number(), sleepers.stages_by_number()
    rooms = (bridges, treatment, children, worries, connections, safety, referrals, hers, emergencies)
    due = set().union(*(room.standing_due() for room in rooms))
    there = {row for row in standing.everything_in_force(clock.now()) if row[1] != Ground.BLOCK.value}
    for mother, ground, *_ in sorted(due - there, key=str):
        yield f"standing   {refs.get(mother, mother)}: a bridge or place says “{ground}”, and nobody stands so"
    for mother, ground, *_ in sorted(there - due, key=str):
        # The agency that kept her bridge may still wake a record that is over; that has no bridge any more.
        if not (ground == Ground.LEAD.value and stages.get(mother) not in OPEN_STAGES):
            yield f"standing   {refs.get(mother, mother)}: somebody stands as “{ground}” without a cause"
    near = {row[0] for row in there if row[1] in NEAR_HER}
    for mother, stage in stages.items():
        if stage in OPEN_STAGES and mother not in near:
            yield f"bridge     {refs[mother]}: nobody holds her bridge or covers; her lead chooses with her"


def _lists() -> Iterator[str]:
    refs, rows = sleepers.refs_by_number(), reaching.everybody_with_a_row()
    listed = {number for area in area_numbers() for number in reaching.everybody_on_the_list(area)}
    for mother, stage in sleepers.stages_by_number().items():
        if stage in OPEN_STAGES and mother not in rows:
            yield f"due        {refs[mother]}: her record is open, and she is on nobody's list"
        if stage not in OPEN_STAGES and mother in listed:
            yield f"due        {refs[mother]}: her record is not open, and she is still on the list"


def _due_rows() -> Iterator[str]:
    for area in area_numbers():
        for ref in outreach.due_rows_that_differ(by=machine_actor(area)):
            yield f"due        {ref}: her row is not what the rule says; “hrm2m work” counts it again at night"


def _times() -> Iterator[str]:
    # Without a number: what is named before an upgrade is the same after it.
    if pulse.is_ahead(clock.now()):
        yield f"time       {AHEAD}"
