"""`hrm2m directory import` as an operator runs it, on an installation of its own, with the real feeds if at hand."""

import json
from collections import Counter
from pathlib import Path
from typing import Any

import pytest
from django.db import connection

from hrm2m.commands import main
from hrm2m.foundation import clock
from hrm2m.policy import Actor, Role
from hrm2m.records.agencies.directory.queries import search
from hrm2m.records.agencies.directory.sought import Sought
from hrm2m.records.agencies.directory.vocabulary import ForWhom, Takes
from hrm2m.records.agencies.models import Service
from tests.exchange.directory.samples import new_id, service
from tests.vault.installations import Installation, installation, sqlite_template


__all__ = ["installation", "sqlite_template"]

CONTRACTS = Path(__file__).parents[3] / "shared" / "data" / "moj-crs-contracts"
needs_data = pytest.mark.skipif(not CONTRACTS.is_dir(), reason="the real feeds are not at hand")
JO = Actor(7, "j" * 26, 1, "a" * 26, 1, frozenset({Role.BRIDGE_BUILDER}))


@pytest.mark.slow
@needs_data
def test_the_real_contracts_are_all_kept_and_a_second_time_nothing_is_new(installation: Installation) -> None:
    words = ("directory", "import", str(CONTRACTS), "--format", "moj-crs", "--json")
    first, second = (json.loads(installation.hrm2m(*words).stdout) for _ in range(2))
    assert _counts(first) == {"read": 196, "stored": 196, "new": 196, "changed": 0, "same": 0, "refused": 0}
    assert _counts(second) == {"read": 196, "stored": 196, "new": 0, "changed": 0, "same": 196, "refused": 0}
    assert installation.hrm2m("ledger", "verify").returncode == 0


@pytest.mark.slow
@needs_data
@pytest.mark.django_db
def test_a_woman_in_norwich_finds_the_real_services_and_a_man_s_are_there_when_sought(
    capsys: pytest.CaptureFixture[str],
) -> None:
    assert main(["directory", "import", str(CONTRACTS), "--format", "moj-crs"]) == 0
    assert "stored 196" in capsys.readouterr().out
    assert Counter(Service.objects.values_list("takes", flat=True)) == {"men": 110, "women": 58, "anyone": 28}
    assert Service.objects.filter(undisclosed=True).count() == 17
    assert Service.objects.exclude(licence="MIT").count() == 0
    for_her = search(JO, Sought(place="Norfolk", for_whom=ForWhom.WOMAN, closed_too=True), size=200).items
    assert "Women's Services in Norfolk" not in [line.name for line in for_her if line.takes is Takes.MEN]
    assert for_her
    assert all(line.takes is not Takes.MEN for line in for_her)
    for_him = search(JO, Sought(place="Norfolk", for_whom=ForWhom.MAN, closed_too=True), size=200).items
    assert any(line.takes is Takes.MEN for line in for_him)
    open_now = search(JO, Sought(for_whom=ForWhom.ALL), size=200).items
    ended = Service.objects.filter(valid_until__lt=clock.now()).count()
    assert len(open_now) == 196 - ended


@pytest.mark.slow
def test_a_record_refused_and_one_that_hides_are_counted_and_the_rest_is_kept(
    installation: Installation, tmp_path: Path
) -> None:
    records = [
        service(),
        service(id=new_id("2"), name=None),
        service(id=new_id("3"), description="A refuge.", service_at_locations=[]),
    ]
    done = installation.hrm2m("directory", "import", _file(tmp_path, records), "--format", "hsds")
    assert done.stdout.splitlines() == [
        "read 3 · ready 2 · refused 1 · repeated 0 · undisclosed 1 · stored 2 · "
        "new 2 · changed 0 · same 0 · withdrawn 0",
        "refused service 2 in services.json: no name",
    ]


@pytest.mark.slow
def test_only_what_is_said_to_be_whole_withdraws_what_is_not_in_it(
    installation: Installation, tmp_path: Path
) -> None:
    both, one = [service(), service(id=new_id("2"))], [service()]
    words = ("--format", "hsds", "--source", "town", "--json")
    for records, more, withdrawn in ((both, (), 0), (one, (), 0), (one, ("--whole",), 1)):
        done = installation.hrm2m("directory", "import", _file(tmp_path, records), *words, *more)
        assert json.loads(done.stdout)["withdrawn"] == withdrawn, done.stderr


@pytest.mark.slow
def test_a_feed_may_not_call_itself_what_workers_write(installation: Installation, tmp_path: Path) -> None:
    words = ("--format", "hsds", "--source", "written-here")
    done = installation.hrm2m("directory", "import", _file(tmp_path, [service()]), *words)
    assert (done.returncode, done.stdout) == (1, "")
    assert done.stderr.startswith("hrm2m directory: This feed has no name of its own.")


@pytest.mark.slow
def test_without_a_database_it_says_what_to_do(installation: Installation, tmp_path: Path) -> None:
    if connection.vendor == "postgresql":
        pytest.skip("the database of a PostgreSQL test is made before it")
    installation.database.unlink()
    done = installation.hrm2m("directory", "import", _file(tmp_path, [service()]), "--format", "hsds")
    assert (done.returncode, done.stdout) == (1, "")
    assert "“hrm2m migrate”" in done.stderr
    assert "Traceback" not in done.stderr


def _file(folder: Path, records: list[dict[str, object]]) -> str:
    path = folder / "services.json"
    path.write_text(json.dumps(records), encoding="utf-8")
    return str(path)


def _counts(told: dict[str, Any]) -> dict[str, int]:
    return {key: told[key] for key in ("read", "stored", "new", "changed", "same", "refused")}
