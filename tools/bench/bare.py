"""The floor: the bare driver reads the same rows, opens the same entries and appends the same ledger lines.

No framework, no policy, no page. Its lines follow from the heads like any others, so the ledger still verifies.
"""

import json
import sqlite3
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from datetime import UTC, datetime
from hashlib import sha256
from typing import Any

import psycopg
from cryptography.hazmat.primitives.ciphers.aead import AESGCM
from django.db import connection

from hrm2m.foundation import clock, ids
from hrm2m.policy import Actor, Compartment
from hrm2m.vault import ledger, sealing
from hrm2m.vault.keystore import keystore
from tools.bench.people import Somebody


TABLE = "cmp_general_entry"
BESIDE = "kind,category,basis,about,corrects,by_id,happened_at,written_at,held_until"
HISTORY = ("contact", "safe_contact", "if_i_go_quiet", "leave_me_be", "window", "window_closed")
CARD = ("handle", "safe_contact", "lost_her_choice")
NEWEST = (
    "AND id IN (SELECT id FROM (SELECT id, row_number() OVER (PARTITION BY mother ORDER BY happened_at DESC, id DESC) "
    "AS place FROM {} WHERE mother IN ({}) AND kind = 'contact') AS ranked WHERE place <= 8)"
)
CONTACT = b'{"body":{"channel":"usual_place","outcome":"met","her_words":"I can do mornings."}}'
STANDS = (
    "SELECT mother FROM vault_standing WHERE area = 1 AND {} = %s AND compartment = 'general' "
    "AND ground IN ({}) AND until IS NULL"
)
NEAR = STANDS.format("worker_id", "'bridge','cover','team'")
DUE = f"SELECT * FROM outreach_due WHERE on_list AND mother IN ({NEAR})"  # noqa: S608 - our own words
LED = STANDS.format("agency_id", "'lead'")

Rows = list[tuple[Any, ...]]


class Bare:
    """One connection of the bare driver, beside the software's own."""

    def __init__(self) -> None:
        self._on_postgres = connection.vendor == "postgresql"
        named = connection.settings_dict
        self._driver: Any
        if self._on_postgres:
            self._driver = psycopg.connect(
                host=named["HOST"], dbname=named["NAME"], user=named["USER"], autocommit=True
            )
        else:
            self._driver = sqlite3.connect(named["NAME"], timeout=20, isolation_level=None)
            self._driver.execute("PRAGMA synchronous=FULL")
            # What the triggers of an installation ask; the gate itself does not stand here.
            self._driver.create_function("hrm2m_owner_mode", 0, lambda: 0)

    def today(self, by: Actor) -> None:
        """Twelve rows, heads, handles, cards and newest contacts; a line for each."""
        with self._transaction():
            due = self._rows(DUE, [by.worker_id])
            heads = self._locked("id", [row[3] for row in due])
            self._opened(heads, CARD)
            self._opened(heads, ("contact",), newest=True)
            self._append(by, "today_see", heads)

    def mother(self, who: Somebody, her: tuple[int, str]) -> None:
        """All that is written about her; one line."""
        with self._transaction():
            heads = self._locked("ref", [her[1]])
            for table in ("outreach_due", "bridges_bridge", "clocks_clock"):
                self._rows(f"SELECT * FROM {table} WHERE mother = %s", [her[0]])  # noqa: S608 - one of three
            self._opened(heads, ())
            self._append(who.actor, "mother_see", heads)

    def log(self, who: Somebody, her: tuple[int, str]) -> None:
        """Her history read, one entry sealed and written, her due row written; one line."""
        with self._transaction():
            heads = self._locked("ref", [her[1]])
            key = self._opened(heads, HISTORY)[her[1]]
            wrote = self._seal(who.actor, her, key)
            self._rows(
                "UPDATE outreach_due SET counted_at = counted_at WHERE mother = %s RETURNING id", [her[0]]
            )
            command = [ids.new_ref(), who.actor.worker_id, "", "", clock.now().isoformat(" ")]
            self._many("INSERT INTO vault_command (id, worker_id, body_mark, answer, at) VALUES", [command])
            self._append(who.actor, "contact_log", heads, wrote=[wrote])

    def board(self, by: Actor) -> None:
        """The rows of two hundred mothers, bridges, promises and offers; one line in the house's chain."""
        with self._transaction():
            heads = self._locked("id", [0])
            for table in ("outreach_due", "clocks_clock", "bridges_bridge", "asks_offermark"):
                self._rows(f"SELECT * FROM {table} WHERE mother IN ({LED})", [by.agency_id])  # noqa: S608
            self._append(by, "board_see", heads)

    def own_home(self, who: Somebody, her: tuple[int, str]) -> None:
        """Her promises, her bridge and what she wrote on her page; one line."""
        with self._transaction():
            heads = self._locked("ref", [her[1]])
            for table in ("clocks_clock", "bridges_bridge"):
                self._rows(f"SELECT * FROM {table} WHERE mother = %s", [her[0]])  # noqa: S608 - one of two
            self._opened(heads, ("her_words",))
            self._append(who.actor, "own_see", heads)

    def at_a_door(self, who: Somebody, her: tuple[int, str]) -> None:
        """A referral, to whom it went, its parts and what was answered; one line."""
        with self._transaction():
            heads = self._locked("ref", [her[1]])
            for table in ("referrals_referral", "referrals_referralplace"):
                self._rows(f"SELECT * FROM {table} WHERE mother = %s", [her[0]])  # noqa: S608 - one of two
            self._opened(heads, ("referral_part", "referral_answer"))
            self._append(who.actor, "referral_read", heads)

    @contextmanager
    def _transaction(self) -> Iterator[None]:
        self._driver.execute("BEGIN" if self._on_postgres else "BEGIN IMMEDIATE")
        yield
        self._driver.execute("COMMIT")

    def _rows(self, statement: str, values: Sequence[Any]) -> Rows:
        if not self._on_postgres:
            statement = statement.replace("%s", "?")
        found: Rows = self._driver.execute(statement, values).fetchall()
        return found

    def _many(self, insert: str, rows: Sequence[Sequence[Any]]) -> None:
        places = f"({','.join(['%s'] * len(rows[0]))})"
        values = [value for row in rows for value in row]
        self._rows(f"{insert} {','.join([places] * len(rows))} RETURNING 1", values)

    def _locked(self, column: str, wanted: Sequence[Any]) -> Rows:
        places = ",".join(["%s"] * len(wanted))
        lock = " FOR UPDATE" if self._on_postgres else ""
        statement = (
            f"SELECT id, ref, seq, hash FROM vault_head WHERE {column} IN ({places}) ORDER BY id{lock}"  # noqa: S608
        )
        return self._rows(statement, wanted)

    def _opened(self, heads: Rows, kinds: Sequence[str], newest: bool = False) -> dict[str, bytes]:
        """Reads and opens entries of these kinds, or of all; answers the keys."""
        refs = {head[0]: head[1] for head in heads}
        found = keystore().keys([(ref, Compartment.GENERAL) for ref in refs.values()])
        keys = {ref: key for (ref, _), key in found.items()}
        of_kinds = f" AND kind IN ({','.join(['%s'] * len(kinds))})" if kinds else ""
        statement = f"SELECT mother, ref, sealed, {BESIDE} FROM {TABLE} WHERE mother IN ({{}}){of_kinds}"  # noqa: S608
        places = ",".join(["%s"] * len(refs))
        further = NEWEST.format(TABLE, places) if newest else ""
        self._gate("hr_gate_general", list(refs))
        rows = self._rows(f"{statement.format(places)} {further}", [*refs, *kinds, *(refs if newest else ())])
        self._gate("none", [])
        for mother, ref, sealed, *beside in rows:
            where = _place(ref, refs[mother], beside)
            json.loads(sealing.unpad(AESGCM(keys[refs[mother]]).decrypt(sealed[1:13], sealed[13:], where)))
        return keys

    def _gate(self, role: str, mothers: list[int]) -> None:
        if self._on_postgres:
            names = ",".join(str(mother) for mother in mothers)
            taking = "SELECT set_config('role', %s, true), set_config('hrm2m.mothers', %s, true)"
            self._rows(taking, [role, names])

    def _seal(self, by: Actor, her: tuple[int, str], key: bytes) -> dict[str, str]:
        ref, now = ids.new_ref(), clock.now()
        at: Any = now if self._on_postgres else now.replace(tzinfo=None).isoformat(" ", "microseconds")
        beside = ["contact", "my_words", "her_word", "", "", by.worker_id, at, at, None]
        sealed = sealing.seal(key, CONTACT, _place(ref, her[1], beside))
        self._gate("hr_gate_general", [her[0]])
        self._many(
            f"INSERT INTO {TABLE} (ref, area, mother, sealed, {BESIDE}) VALUES",
            [[ref, 1, her[0], sealed, *beside]],
        )
        self._gate("none", [])
        return {"ref": ref, "in": "general", "sha256": sha256(sealed).hexdigest()}

    def _append(self, by: Actor, act: str, heads: Rows, **said: Any) -> None:
        now = clock.now()
        at: Any = now if self._on_postgres else now.replace(tzinfo=None).isoformat(" ", "microseconds")
        body = {"v": 1, "act": act, "at": ledger.stamp(now), "result": "allow", "by": by.worker_ref, **said}
        basis = self._basis(by, [head[0] for head in heads])
        lines, moved = [], []
        for number, _, seq, before in heads:
            text = ledger.canonical({**body, "agency": by.agency_ref, "basis": basis.get(number, [])})
            hash_ = ledger.chained(bytes(before), number, seq + 1, text)
            lines.append((number, seq + 1, at, text, hash_))
            moved.append((seq + 1, hash_, number))
        self._many("INSERT INTO vault_line (chain, seq, at, body, hash) VALUES", lines)
        for row in moved:
            self._rows("UPDATE vault_head SET seq = %s, hash = %s WHERE id = %s RETURNING id", row)

    def _basis(self, by: Actor, mothers: Sequence[int]) -> dict[int, list[str]]:
        places = ",".join(["%s"] * len(mothers))
        statement = f"SELECT mother, ref FROM vault_standing WHERE worker_id = %s AND mother IN ({places})"  # noqa: S608
        found: dict[int, list[str]] = {}
        for mother, ref in self._rows(statement, [by.worker_id, *mothers]):
            found.setdefault(mother, []).append(ref)
        return found


def _place(ref: str, subject: str, beside: Sequence[Any]) -> bytes:
    """Where an entry belongs, from the columns beside it as the driver gives them."""
    *readable, happened, written, held = beside
    times = [_stamp(time) for time in (happened, written, held)]
    return sealing.place(TABLE, "sealed", ref, subject, "general", *map(str, readable), *times)


def _stamp(time: Any) -> str:
    if isinstance(time, str):
        return f"{time[:10]}T{time[11:19]}.{time[20:] or '000000'}+00:00"
    return time.astimezone(UTC).isoformat(timespec="microseconds") if isinstance(time, datetime) else ""
