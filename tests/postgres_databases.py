"""The databases of the tests on PostgreSQL: one is migrated, once for all test processes; the others are its copies."""

import os
import subprocess
import sys

import psycopg


MIGRATED, UNDER_WAY = "hrm2m_migrated", "hrm2m_under_way"
ONE_AT_A_TIME = 1


def owner_url_of(cluster: str, name: str) -> str:
    """The owner's address of this database, from that of the cluster's own."""
    return cluster.replace("/hrm2m?", f"/{name}?")


def make_anew(cluster: str, name: str) -> None:
    """The database of this name as a new installation has it, migrated and with nobody in it; what was there is gone.

    `cluster` is the owner's address of the cluster's own database.
    """
    with psycopg.connect(cluster, autocommit=True) as owner:
        owner.execute("SELECT pg_advisory_lock(%s)", [ONE_AT_A_TIME])
        if not owner.execute("SELECT 1 FROM pg_database WHERE datname = %s", [MIGRATED]).fetchone():
            _make_migrated(cluster, owner)
        owner.execute(f"DROP DATABASE IF EXISTS {name} WITH (FORCE)")
        owner.execute(f"CREATE DATABASE {name} TEMPLATE {MIGRATED}")


def _make_migrated(cluster: str, owner: "psycopg.Connection[tuple[object, ...]]") -> None:
    owner.execute(f"DROP DATABASE IF EXISTS {UNDER_WAY}")
    owner.execute(f"CREATE DATABASE {UNDER_WAY}")
    there = owner_url_of(cluster, UNDER_WAY)
    subprocess.run(
        [sys.executable, "-m", "hrm2m.commands", "migrate", "--quiet"],
        env={
            **os.environ,
            "HRM2M_DATABASE_URL": there.replace("hr_owner@", "hr_app@"),
            "HRM2M_OWNER_DATABASE_URL": there,
        },
        check=True,
    )
    # Only a whole one has the name that the others are copied from.
    owner.execute(f"ALTER DATABASE {UNDER_WAY} RENAME TO {MIGRATED}")
