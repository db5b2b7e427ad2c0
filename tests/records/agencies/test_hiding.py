"""An address that must not be found, followed from the feed to the bytes of the database file."""

import json
import os
import sqlite3
from contextlib import closing
from pathlib import Path
from typing import Any

import pytest
from django.db import connection

from hrm2m.records.agencies.directory.stated import StatedService, opaque
from hrm2m.records.agencies.models import Service
from tests.exchange.directory.samples import address, at, location, read, service
from tests.records.agencies.samples import keep
from tests.vault.installations import Installation


TRACES = ("Thistledown", "thistledown", "SY25", "sy25", "52.345678", "3.876543", "Larkspur", "larkspur")
SECRET_PLACE = location(
    name="Larkspur",
    latitude=52.345678,
    longitude=-3.876543,
    transportation="Bus 4 stops outside Larkspur",
    addresses=[address(address_1="417 Thistledown Lane", city="Shrewsbury", postal_code="SY25 6QX")],
)
OPEN = service(
    id="svc-12", name="Morning Rooms", description="A room.", service_at_locations=at(SECRET_PLACE)
)
HIDDEN = OPEN | {"description": "A refuge for women."}


@pytest.mark.django_db
@pytest.mark.parametrize(
    "identifier", ["svc-12", "5b0d7a3e-6c0f-4a64-9f6d-0c7a4f2f9a01", "urn:x:417 Thistledown Lane"]
)
def test_a_service_that_hides_from_now_on_is_the_same_service_and_its_address_goes(identifier: str) -> None:
    keep(StatedService.of(read(OPEN | {"id": identifier})))
    before = Service.objects.get()
    assert "417 Thistledown Lane" in [place.address for place in before.places.all()]
    keep(StatedService.of(read(HIDDEN | {"id": identifier})))
    after = Service.objects.get()
    assert (after.ref, after.undisclosed, after.source_id) == (before.ref, True, opaque(identifier))
    kept = json.dumps([{**after.__dict__, "_state": None}, *after.places.values()], default=str)
    assert [trace for trace in TRACES if trace in kept] == []


@pytest.mark.slow
def test_no_byte_of_a_hidden_address_is_in_the_database_file(
    installation: Installation, tmp_path: Path
) -> None:
    """Imported by the command, once hidden from the first and once hidden after it was open."""
    first = a_file(tmp_path, [HIDDEN | {"id": "svc-1"}, OPEN | {"id": "svc-2"}])
    then = a_file(tmp_path / "then", [HIDDEN | {"id": "svc-1"}, HIDDEN | {"id": "svc-2"}])
    for path in (first, then):
        done = installation.hrm2m("directory", "import", str(path), "--format", "hsds", "--source", "trial")
        assert done.returncode == 0, done.stderr
        assert "refused 0" in done.stdout
    assert [trace for trace in TRACES if trace.encode() in everything_kept(installation)] == []


def a_file(folder: Path, services: list[dict[str, Any]]) -> Path:
    folder.mkdir(exist_ok=True)
    path = folder / "services.json"
    path.write_text(json.dumps(services), encoding="utf-8")
    return path


def everything_kept(installation: Installation) -> bytes:
    """The files of SQLite as they lie on the disk; on PostgreSQL every column of the tables of the directory."""
    if connection.vendor == "postgresql":
        return _all_columns()
    with closing(sqlite3.connect(installation.database)) as raw:
        raw.execute("PRAGMA wal_checkpoint(TRUNCATE)")
    files = [path for path in installation.home.iterdir() if path.name.startswith(installation.database.name)]
    found = b"".join(path.read_bytes() for path in files)
    assert b"Morning Rooms" in found
    return found


def _all_columns() -> bytes:
    with connection.cursor() as cursor:
        tables = [
            name for name in connection.introspection.table_names(cursor) if not name.startswith("cmp_")
        ]
        said = []
        for table in tables:
            cursor.execute(f"SELECT t::text FROM {connection.ops.quote_name(table)} t")
            said += [row[0] for row in cursor.fetchall()]
    found = os.linesep.join(said).encode()
    assert b"Morning Rooms" in found
    return found
