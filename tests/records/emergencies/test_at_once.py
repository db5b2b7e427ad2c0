"""One worker who presses five times in one moment has two looks, on both engines."""

import json

import pytest

from tests.vault.installations import Installation


pytestmark = pytest.mark.timeout(300)


@pytest.mark.slow
def test_five_at_once_are_two_and_three_refusals(installation: Installation) -> None:
    done = installation.run("-m", "tests.records.emergencies.crowd")
    assert done.returncode == 0, done.stderr
    assert json.loads(done.stdout) == {"ended": ["opened"] * 2 + ["refused"] * 3, "rows": 2}
