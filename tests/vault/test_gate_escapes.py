"""No way round the door: every route to a compartment's table is refused by the database itself, on both engines."""

from collections.abc import Callable

import pytest
from django.db import DatabaseError, connection, transaction
from django.db.models import Count, Exists, Max, OuterRef

from hrm2m.policy import Compartment
from hrm2m.vault import gate
from hrm2m.vault.errors import VaultError
from hrm2m.vault.models import DRAWERS, Drawer, Head
from tests.vault import notes


pytestmark = [pytest.mark.django_db(transaction=True), pytest.mark.promise(1)]

EVERY_COMPARTMENT = pytest.mark.parametrize("compartment", list(Compartment))


def sql(statement: str) -> list[tuple[object, ...]]:
    with connection.cursor() as cursor:
        cursor.execute(statement)
        return cursor.fetchall() if cursor.description else []


def a_named_mother(compartment: Compartment) -> int:
    mother = notes.begin()
    notes.she_gives_her_name(mother)
    if compartment is not Compartment.GENERAL:
        notes.put_past_the_policy(mother, compartment)
    return Head.objects.get(ref=mother).id


def refused(route: Callable[[], object]) -> bool:
    try:
        with transaction.atomic():
            route()
    except DatabaseError:
        return True
    return False


ROUTES: dict[str, Callable[[type[Drawer], str], object]] = {
    "count": lambda drawer, table: drawer.objects.count(),
    "list": lambda drawer, table: list(drawer.objects.all()),
    "aggregate": lambda drawer, table: drawer.objects.aggregate(Max("id")),
    "grouped": lambda drawer, table: list(drawer.objects.values("mother").annotate(Count("id"))),
    "values": lambda drawer, table: list(drawer.objects.values_list("ref", flat=True)),
    "exists": lambda drawer, table: drawer.objects.exists(),
    "get": lambda drawer, table: drawer.objects.get(kind="note"),
    "subquery": lambda drawer, table: list(Head.objects.filter(id__in=drawer.objects.values("mother"))),
    "exists in a list of heads": lambda drawer, table: list(
        Head.objects.annotate(has=Exists(drawer.objects.filter(mother=OuterRef("id"))))
    ),
    "union": lambda drawer, table: list(
        Head.objects.values_list("ref").union(drawer.objects.values_list("ref"))
    ),
    "raw": lambda drawer, table: sql(f"SELECT sealed FROM {table}"),
    "raw count": lambda drawer, table: sql(f"SELECT count(*) FROM {table}"),
    "raw join": lambda drawer, table: sql(
        f"SELECT h.ref FROM vault_head h JOIN {table} e ON e.mother = h.id"
    ),
    "raw inner query": lambda drawer, table: sql(f"SELECT (SELECT max(id) FROM {table})"),
    "copied into a table": lambda drawer, table: sql(
        f"INSERT INTO vault_command (id, worker_id, body_mark, answer, at) "
        f"SELECT ref, 1, '', '', written_at FROM {table}"
    ),
    "insert": lambda drawer, table: sql(
        f"INSERT INTO {table} (ref, area, mother, kind, category, basis, happened_at, written_at, by_id, about, "
        f"corrects, sealed) SELECT 'x', 1, id, 'note', '', '', '2026-01-01', '2026-01-01', 1, '', '', '' "
        f"FROM vault_head WHERE id > 0"
    ),
    "update": lambda drawer, table: drawer.objects.update(kind="other"),
    "delete": lambda drawer, table: drawer.objects.all().delete(),
    "drop": lambda drawer, table: sql(f"DROP TABLE {table}"),
    "index over it": lambda drawer, table: sql(f"CREATE INDEX spy ON {table} (mother)"),
    "trigger on it": lambda drawer, table: sql(f"DROP TRIGGER {table}_she_exists"),
}


@EVERY_COMPARTMENT
def test_no_route_reaches_a_drawer_from_outside(compartment: Compartment) -> None:
    mother = a_named_mother(compartment)
    drawer, table = DRAWERS[compartment], f"cmp_{compartment.value}_entry"
    assert [name for name, route in ROUTES.items() if not refused(lambda: route(drawer, table))] == []  # noqa: B023 - called at once
    with transaction.atomic(), gate.opened(compartment, [mother]):
        assert drawer.objects.count() == 1, "the same drawer answers inside the door"


@EVERY_COMPARTMENT
def test_the_same_statement_is_refused_answered_and_refused_again(compartment: Compartment) -> None:
    mother = a_named_mother(compartment)
    statement = f"SELECT count(*) FROM cmp_{compartment.value}_entry"
    for _ in range(2):
        assert refused(lambda: sql(statement))
        with transaction.atomic():
            with gate.opened(compartment, [mother]):
                assert sql(statement) == [(1,)]
            if connection.vendor == "sqlite":
                assert refused(lambda: sql(statement)), "still the same transaction"
        assert refused(lambda: sql(statement))


@EVERY_COMPARTMENT
def test_an_open_compartment_opens_no_other(compartment: Compartment) -> None:
    mother = a_named_mother(compartment)
    for other in set(Compartment) - {compartment}:
        elsewhere = DRAWERS[other].objects.count
        assert refused(lambda count=elsewhere: _inside(compartment, mother, count))  # type: ignore[misc] # bound now


@EVERY_COMPARTMENT
def test_a_lazy_query_taken_out_of_the_door_is_refused(compartment: Compartment) -> None:
    mother = a_named_mother(compartment)
    with transaction.atomic(), gate.opened(compartment, [mother]):
        taken = DRAWERS[compartment].objects.filter(mother=mother)
    assert refused(lambda: list(taken))


@EVERY_COMPARTMENT
@pytest.mark.parametrize(
    "change",
    [
        "UPDATE {table} SET kind = 'other'",
        "DELETE FROM {table}",
        "INSERT INTO {table} (id, ref, area, mother, kind, category, basis, happened_at, written_at, by_id, about, "
        "corrects, sealed) SELECT id, ref, area, mother, 'other', category, basis, happened_at, written_at, by_id, "
        "about, corrects, sealed FROM {table} WHERE true ON CONFLICT (ref) DO UPDATE SET kind = 'other'",
    ],
)
def test_inside_the_door_a_drawer_only_grows(compartment: Compartment, change: str) -> None:
    mother = a_named_mother(compartment)
    statement = change.format(table=f"cmp_{compartment.value}_entry")
    assert refused(lambda: _inside(compartment, mother, lambda: sql(statement)))


def test_the_gate_opens_in_a_transaction_only() -> None:
    with pytest.raises(VaultError), gate.opened(Compartment.GENERAL, [1]):
        pass


def test_deleting_her_head_does_not_reach_her_entries() -> None:
    mother = a_named_mother(Compartment.GENERAL)
    assert refused(lambda: Head.objects.filter(id=mother).delete())


@pytest.mark.parametrize(
    "change",
    [
        "UPDATE vault_line SET body = '{}'",
        "DELETE FROM vault_line",
        "UPDATE vault_seal SET heads = ''",
        "DELETE FROM vault_seal WHERE 1 = 1",
        "DELETE FROM vault_standing",
        "DELETE FROM vault_head",
        "INSERT INTO vault_line (chain, seq, at, body, hash) VALUES (1, 1, '2026-01-01', '{}', '') "
        "ON CONFLICT (chain, seq) DO UPDATE SET body = '{}'",
    ],
)
def test_ledger_and_standing_are_never_deleted_or_rewritten(change: str) -> None:
    a_named_mother(Compartment.GENERAL)
    assert refused(lambda: sql(change))


def _inside(compartment: Compartment, mother: int, route: Callable[[], object]) -> object:
    with gate.opened(compartment, [mother]):
        return route()
