"""Fixtures for every test: a throw-away home with its own keys, and one of two real databases."""

import gc
import os
import shutil
import tempfile
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from hypothesis import HealthCheck, settings


# How long a machine takes says nothing about the code: a busy one must not turn a property red.
settings.register_profile("untimed", deadline=None, suppress_health_check=[HealthCheck.too_slow])
settings.load_profile("untimed")

# In memory where there is room: keys are seen to the disk at every change, which a busy disk takes long over.
_MEMORY = Path("/dev/shm")
_ROOMY = _MEMORY.is_dir() and shutil.disk_usage(_MEMORY).free >= 2**30
_HOME = Path(tempfile.mkdtemp(prefix="hrm2m-test-", dir=_MEMORY if _ROOMY else None))
os.environ["DJANGO_SETTINGS_MODULE"] = "hrm2m.config.settings"
os.environ["HRM2M_MODE"] = "test"
os.environ["HRM2M_HOME"] = str(_HOME)
os.environ.pop("HRM2M_ROOT_KEY_FILE", None)
OWNER_URL = os.environ.get("HRM2M_OWNER_DATABASE_URL", "")
RUBBISH = 50_000
"""So many new things before anything is looked through; Python itself says 700."""


def pytest_configure(config: pytest.Config) -> None:
    """Makes the keys of this run, and this test process's own database, before Django is set up."""
    from hrm2m.foundation.django_setup import set_up_django
    from hrm2m.vault import spool
    from hrm2m.vault.key_files import write_new, write_new_root_key

    write_new_root_key(_HOME / "root.key")
    private, public = spool.new_pair()
    write_new(_HOME / spool.PRIVATE_KEY, private)
    write_new(_HOME / spool.PUBLIC_KEY, public, 0o444)
    if OWNER_URL:
        _make_postgres_database()
    set_up_django()
    # A process of pytest-xdist must not find it: it would read the settings before it has its own home and database.
    os.environ.pop("DJANGO_SETTINGS_MODULE", None)


def pytest_unconfigure() -> None:
    """Leaves nothing of this run's home behind."""
    shutil.rmtree(_HOME, ignore_errors=True)


@pytest.hookimpl(trylast=True)
def pytest_collection_modifyitems(config: pytest.Config, items: list[pytest.Item]) -> None:
    """On PostgreSQL leaves out what meets no database: it ran on SQLite's turn and would answer the same."""
    if OWNER_URL:
        config.hook.pytest_deselected(items=[item for item in items if not _meets_database(item)])
        items[:] = [item for item in items if _meets_database(item)]
    _begin_with_the_longest(items)


def pytest_collection_finish() -> None:
    """What was imported and collected stays to the end: looking through it for rubbish took a seventh of every test."""
    gc.collect()
    gc.freeze()
    gc.set_threshold(RUBBISH, *gc.get_threshold()[1:])


def _begin_with_the_longest(items: list[pytest.Item]) -> None:
    """Each test process begins with its share of what takes long: else the others wait for one in the end."""
    shares = int(os.environ.get("PYTEST_XDIST_WORKER_COUNT", "1"))
    long = sorted(filter(_may_take, items), key=_may_take, reverse=True)
    short = [item for item in items if not _may_take(item)]
    each = -(-len(short) // shares)
    items[:] = [
        item
        for share in range(shares)
        for item in (*long[share::shares], *short[share * each : (share + 1) * each])
    ]


def _may_take(item: pytest.Item) -> float:
    """How many seconds the test says that it may take; nothing where it says nothing."""
    says = item.get_closest_marker("timeout")
    return float(says.args[0]) if says else 0


def _meets_database(item: pytest.Item) -> bool:
    marked = any(item.get_closest_marker(name) for name in ("django_db", "postgres"))
    return marked or not {"db", "transactional_db"}.isdisjoint(getattr(item, "fixturenames", ()))


def _make_postgres_database() -> None:
    """One database for each test process, migrated by the owner; the tests run as the plain login."""
    from tests import postgres_databases

    name = f"hrm2m_{os.environ.get('PYTEST_XDIST_WORKER', 'main')}"
    postgres_databases.make_anew(OWNER_URL, name)
    owner = postgres_databases.owner_url_of(OWNER_URL, name)
    os.environ["HRM2M_DATABASE_URL"] = owner.replace("hr_owner@", "hr_app@")
    os.environ["HRM2M_TEST_OWNER_URL"] = owner


@pytest.fixture(autouse=True)
def keystore_of_its_own(request: pytest.FixtureRequest) -> Iterator[None]:
    """A test that meets the database begins with no keys, as it begins with no records."""
    if not request.node.get_closest_marker("django_db"):
        yield
        return
    with tempfile.TemporaryDirectory(prefix="keys-", dir=_HOME) as folder:
        request.getfixturevalue("settings").HRM2M_KEYSTORE = Path(folder) / "keystore.sqlite3"
        yield


@pytest.fixture(autouse=True)
def nothing_remembered(request: pytest.FixtureRequest) -> None:
    """The telephone lines that a process remembers are not those of the next test's area: PostgreSQL numbers both 1."""
    if request.node.get_closest_marker("django_db"):
        from django.core.cache import caches

        from hrm2m.pages.base import ringing

        caches["default"].clear()
        ringing._last_known.clear()


@pytest.fixture(scope="session")
def django_db_setup(request: pytest.FixtureRequest) -> Iterator[None]:
    """On SQLite the usual test database, made in owner mode; on PostgreSQL the one that is there already."""
    from django.db import connection
    from django.test.testcases import TransactionTestCase

    _empty_as_owner(TransactionTestCase)
    blocker = request.getfixturevalue("django_db_blocker")
    if connection.vendor == "postgresql":
        yield
        return
    from django.test.utils import setup_databases, teardown_databases

    from hrm2m.vault import gate

    if request.config.option.markexpr == "journey":
        # A browser sends several requests at once: they need a file, as a server has. SQLite's shared memory
        # answers "table is locked" at once where a file waits its turn.
        connection.settings_dict["TEST"]["NAME"] = str(_HOME / "journeys.sqlite3")
    with blocker.unblock(), gate.owner_mode():
        made = setup_databases(verbosity=0, interactive=False)
    yield
    with blocker.unblock(), gate.owner_mode():
        teardown_databases(made, verbosity=0)


def _empty_as_owner(case: Any) -> None:
    """After a committed test only the owner may empty the tables: the app itself cannot."""

    def empty(self: Any) -> None:
        from django.db import connection

        if connection.vendor == "postgresql":
            _truncate_as_owner()
        else:
            from django.core.management import call_command

            from hrm2m.vault import gate

            with gate.owner_mode():
                call_command("flush", verbosity=0, interactive=False, inhibit_post_migrate=True)
        _put_house_head()

    case._fixture_teardown = empty


def _truncate_as_owner() -> None:
    import psycopg

    with psycopg.connect(os.environ["HRM2M_TEST_OWNER_URL"], autocommit=True) as connection:
        # Only what was written to, five times as fast as all. Counting rows would ask the owner, who is shown none.
        tables = connection.execute(
            "SELECT quote_ident(relname) FROM pg_class WHERE relkind = 'r' AND pg_relation_size(oid) > 0 "
            "AND relnamespace = 'public'::regnamespace "
            "AND relname NOT IN ('django_migrations', 'django_content_type', 'auth_permission')"
        ).fetchall()
        if tables:
            connection.execute(f"TRUNCATE {', '.join(name for (name,) in tables)} RESTART IDENTITY CASCADE")


def _put_house_head() -> None:
    from hrm2m.vault.models import Head

    Head.objects.get_or_create(id=0, defaults={"ref": "house", "stage": "by_handle", "hash": bytes(32)})
