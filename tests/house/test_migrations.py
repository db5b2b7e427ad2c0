"""No migration is missing, and each app's are one line without a branch."""

import re
from io import StringIO
from itertools import pairwise

import pytest
from django.apps import apps
from django.core.management import call_command
from django.db.migrations.loader import MigrationLoader


OURS = [config.label for config in apps.get_app_configs() if config.name.startswith("hrm2m.")]


@pytest.mark.django_db
def test_no_model_changed_without_a_migration() -> None:
    said = StringIO()
    call_command("makemigrations", check=True, dry_run=True, verbosity=1, stdout=said)
    assert "No changes detected" in said.getvalue()


@pytest.mark.parametrize("label", OURS)
def test_the_migrations_of_an_app_follow_one_another(label: str) -> None:
    graph = MigrationLoader(None).graph
    names = sorted(name for app, name in graph.nodes if app == label)
    if not names:
        assert not list(apps.get_app_config(label).get_models())
        return
    assert len(graph.leaf_nodes(label)) == 1, "two ends: somebody branched"
    numbers = [int(match[1]) for name in names if (match := re.match(r"(\d{4})_", name))]
    assert numbers == list(range(1, len(names) + 1))
    for before, name in pairwise(names):
        parents = {key for key in graph.node_map[label, name].parents if key[0] == label}
        assert {key.key[1] for key in parents} == {before}
