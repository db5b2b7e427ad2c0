"""What an open decision lets a room do: read and write entries, give and end standing, move her stage."""

from collections.abc import Mapping, Sequence
from datetime import datetime
from typing import Any, cast

from hrm2m.policy import Category, Compartment, Ground, Permission, Role
from hrm2m.policy.facts import GROUND_OPENS, Facts
from hrm2m.policy.lifecycles import ENDED_STAGES, HALF_SIGNED, OPEN_STAGES, RecordEvent, Stage, next_stage
from hrm2m.policy.opens import OPENS
from hrm2m.vault import codes, drawers, hers_to_read, ledger, purposes, standing, to_show
from hrm2m.vault.ahead import Ahead
from hrm2m.vault.chains import HOUSE
from hrm2m.vault.entries import B, Draft, Entry, Subject, Written
from hrm2m.vault.errors import Forgotten, StaleVersion, VaultError
from hrm2m.vault.keystore import keystore
from hrm2m.vault.models import Head
from hrm2m.vault.sent_part import SentPart
from hrm2m.vault.unit import Unit


class Box:
    """One mother's record under one decision; useless after the door it was opened at is closed."""

    def __init__(
        self,
        current: Unit,
        permission: Permission,
        head: Head,
        facts: Facts,
        basis: tuple[str, ...],
        reads_only: bool = False,
    ) -> None:
        self._unit = current
        self._head = head
        self._facts = facts
        self._basis = basis
        self._permission = permission
        self._access = OPENS[permission]
        self._reads_only = reads_only
        self._wrote, self._stands = list[Written](), list[str]()
        self._untils, self._stops = dict[str, str](), list[str]()
        self._event: RecordEvent | None = None
        self._notes: dict[str, Any] = {}
        self._place: int | None = None
        self._closed = False
        self._known: dict[Compartment, dict[str, bytes]] = {}
        self.part = SentPart.of(facts, basis)
        self.ahead = Ahead((), ())
        # Who looks as she herself finds only what she may read; what is counted within an act counts everything.
        self.shown_to_her = reads_only and Role.MOTHER in current.by.roles
        self.subject = Subject(head.id, head.ref, head.area)

    @property
    def now(self) -> datetime:
        """The time of the unit."""
        return self._unit.now

    @property
    def by_id(self) -> int:
        """The number of the worker who acts."""
        return self._unit.by.worker_id

    @property
    def mother_id(self) -> int:
        """Her number: for joins on this server only, never for an address."""
        return self._head.id

    @property
    def mother_ref(self) -> str:
        """Her ref."""
        return self._head.ref

    @property
    def area(self) -> int:
        """The area her rows carry."""
        return self._head.area

    @property
    def stage(self) -> Stage:
        """Where the bridge stands."""
        return Stage(self._head.stage)

    @property
    def ended_at(self) -> datetime | None:
        """When the record ended; None where it did not, or a death waits for its second signature."""
        return self._head.ended_at

    @property
    def forget_at(self) -> datetime | None:
        """When the keys are destroyed, or None."""
        return self._head.forget_at

    def entries(
        self,
        *bodies: type[B],
        compartment: Compartment = Compartment.GENERAL,
        newest: int | None = None,
        refs: Sequence[str] | None = None,
    ) -> tuple[Entry[B], ...]:
        """Entries of these kinds, newest first, each with its replies; `newest`: of those that nothing corrects."""
        self.must_read(compartment)
        if self.shown_to_her:
            keys = self._keys(compartment)
            hers = hers_to_read.read(self.subject, compartment, bodies, keys, self.now)
            return cast("tuple[Entry[B], ...]", hers_to_read.bounded(hers, newest, refs))
        ahead = self.ahead.of(bodies, compartment, newest) if self._reads_only else None
        if ahead is not None and refs is None:
            return self.part.only(ahead)
        found = drawers.read([self.subject], compartment, bodies, self._keys(compartment), newest, refs)
        return self.part.only(cast("tuple[Entry[B], ...]", found[self._head.id]))

    def write(self, draft: Draft[B]) -> str:
        """Writes one entry and answers its ref.

        Raises StaleVersion if it corrects what was corrected before; VaultError if what it corrects or replies to
        does not lie in the same drawer.
        """
        self._must_act()
        if self._head.id == HOUSE or draft.compartment not in self._access.writes:
            msg = "This act does not write there."
            raise VaultError(msg)
        key = self._keys(draft.compartment).get(self._head.ref)
        if key is None:
            msg = "This record was forgotten: nothing can be written in it."
            raise Forgotten(msg)
        drawers.must_point_right(self.subject, draft)
        written = drawers.write(self.subject, draft, key, self.by_id, self.now)
        self._wrote.append(written)
        to_show.keep_in_step(self.subject, draft, written.ref, self.by_id, self.now)
        return written.ref

    def expect(self, newest: Entry[Any] | None, seen_ref: str) -> None:
        """Raises StaleVersion unless the newest entry is the one the form was opened on."""
        current_ref = newest.ref if newest else ""
        if current_ref != seen_ref:
            raise StaleVersion(current_ref)

    def give_standing(
        self,
        ground: Ground,
        *,
        cause: str,
        worker_id: int | None = None,
        agency_id: int | None = None,
        until: datetime | None = None,
        purpose: str = "",
        categories: frozenset[Category] = frozenset(),
        but: frozenset[Compartment] = frozenset(),
    ) -> None:
        """Lets a worker or an agency stand near her: a row for each compartment of the ground `but` these.

        `purpose` is the ref it is for; `categories` what a referral sends.
        """
        self._must_act()
        given = standing.give(
            self.subject,
            ground,
            sorted(GROUND_OPENS[ground] - but),
            cause=cause,
            worker_id=worker_id,
            agency_id=agency_id,
            since=self.now,
            until=until,
            purpose=purpose,
            categories=categories,
            in_turn=self._unit.has_its_turn,
        )
        self._stands += given
        if until is not None:
            self._untils |= dict.fromkeys(given, ledger.stamp(until))

    def end_standing(self, *, cause: str) -> None:
        """Ends every standing that `cause` gave, now."""
        self._must_act()
        self.note_stops(standing.end(self._head.id, cause, self.now))

    def end_standing_on(self, ground: Ground) -> None:
        """Ends every standing of this ground on her, now."""
        self._must_act()
        self.note_stops(standing.end_ground(self._head.id, ground, self.now))

    def end_standings(self, refs: Sequence[str]) -> None:
        """Ends these standings on her, now: they were ended once already, after a copy that was put back."""
        self._must_act()
        self.note_stops(standing.end_refs(self._head.id, refs, self.now))

    def causes_in_force(self) -> set[str]:
        """What somebody stands near her for, now."""
        self.must_be_open()
        return standing.causes_in_force(self._head.id, self.now)

    def holds(self, ref: str, compartment: Compartment = Compartment.GENERAL) -> bool:
        """Whether an entry with this ref lies in her drawer."""
        self.must_read(compartment)
        if self.shown_to_her:
            return ref in hers_to_read.refs_she_reads(
                self.subject, compartment, self._keys(compartment), self.now
            )
        return drawers.exists(self.subject, compartment, ref)

    def move(self, event: RecordEvent, *, forget_at: datetime | None = None) -> tuple[Stage, Stage]:
        """Moves her stage along the lifecycle and answers the stages before and after."""
        self._must_act()
        before = self.stage
        after = next_stage(before, event, Stage(self._head.last_open_stage))
        self._head.stage = after
        if before in OPEN_STAGES:
            self._head.last_open_stage = before
        self._head.ended_at = self.now if after in ENDED_STAGES and event not in HALF_SIGNED else None
        self._head.forget_at = forget_at
        self._head.save(update_fields=["stage", "last_open_stage", "ended_at", "forget_at"])
        self._event = event
        return before, after

    def note(self, **facts: str | int) -> None:
        """Adds plain facts to the ledger line: codes and refs, never a name, a handle or a note."""
        self._must_act()
        self._notes |= {name: codes.room_note(name, fact) for name, fact in facts.items()}

    def ledger_body(self, page: str = "") -> Mapping[str, Any]:
        """What the ledger keeps of this act or look."""
        body: dict[str, Any] = {
            "act": self._permission.value,
            "result": "allow",
            "by": self._unit.by.worker_ref,
            "agency": self._unit.by.agency_ref,
            "opens": sorted(c.value for c in self._access.reads),
            "basis": sorted(self._basis),
            **self._purpose(),
            "page": page,
            "wrote": [{"ref": w.ref, "in": w.compartment.value, "sha256": w.digest} for w in self._wrote],
            "stands": self._stands,
            "untils": self._untils,
            "stops": self._stops,
            "event": self._event.value if self._event else "",
            "stage": self.stage.value if self._event else "",
        }
        said = {key: value for key, value in body.items() if value not in ("", [], {})}
        return {**said, **self._notes}

    def purpose_in(self, body: Mapping[str, Any]) -> str:
        """Why somebody opened her record, as a line of her chain keeps it: one of the reasons, or the words typed."""
        self.must_be_open()
        sealed = body.get("purpose_sealed", "")
        if not sealed:
            return str(body.get("purpose", ""))
        key = self._keys(Compartment.GENERAL).get(self._head.ref)
        return purposes.unsealed(sealed, key, self._head.ref, body["by"])

    def _purpose(self) -> Mapping[str, str]:
        words = self._facts.act.purpose
        key = None if codes.is_code(words) else self._keys(Compartment.GENERAL).get(self._head.ref)
        return purposes.kept(words, key, self._head.ref, self._unit.by.worker_ref)

    def stands_in(self, place: int) -> None:
        """Says which place of the unit's lines is kept for this act."""
        self._place = place

    def close(self) -> None:
        """Nothing is opened or written with this box any more."""
        self._closed = True

    def must_be_open(self) -> None:
        """Raises VaultError once the door is closed."""
        if self._closed:
            msg = "This record is closed again: read and write it inside the door."
            raise VaultError(msg)
        self._unit.must_be_open()

    def _must_act(self) -> None:
        self.must_be_open()
        self._unit.must_be_flat()
        if self._reads_only:
            msg = "Who looks changes nothing: use “acting”."
            raise VaultError(msg)

    def note_stops(self, refs: Sequence[str]) -> None:
        """Says in the ledger that what has these refs is over, so that a copy put back ends it again."""
        self._must_act()
        if self._place is not None and self._unit.is_last(self._place):
            self._stops += refs
        elif refs:
            # Something was decided since this act began, perhaps on what ends now: the ledger keeps their order.
            line = {"act": self._permission.value, "result": "stop", "by": self._unit.by.worker_ref}
            self._unit.add_line(self._head.id, {**line, "stops": refs})

    def must_read(self, compartment: Compartment) -> None:
        """Raises VaultError unless this act opens that compartment."""
        self.must_be_open()
        if self._head.id == HOUSE or compartment not in self._access.reads:
            msg = "This act does not open that compartment."
            raise VaultError(msg)

    def _keys(self, compartment: Compartment) -> dict[str, bytes]:
        """Fetched once: known no longer than this box, which lives for one act or look."""
        if compartment not in self._known:
            found = keystore().keys([(self._head.ref, compartment)])
            self._known[compartment] = {subject: key for (subject, _), key in found.items()}
        return self._known[compartment]
