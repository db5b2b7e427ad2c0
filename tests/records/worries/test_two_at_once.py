"""Several people at one worry in the same moment, on both engines: nobody's words are lost, and nothing is doubled."""

import json
from typing import Any

import pytest

from tests.vault.installations import Installation


pytestmark = pytest.mark.timeout(300)


def crowd(installation: Installation, word: str) -> dict[str, Any]:
    done = installation.run("-m", "tests.records.worries.crowd", word)
    assert done.returncode == 0, done.stderr
    answer: dict[str, Any] = json.loads(done.stdout)
    return answer


@pytest.mark.slow
def test_of_two_leads_who_answer_one_worry_one_is_saved_and_one_is_told(installation: Installation) -> None:
    assert crowd(installation, "one_worry") == {"ended": ["saved", "told"], "steps": 1}


@pytest.mark.slow
@pytest.mark.promise(4)
def test_workers_who_send_while_the_lead_answers_all_get_through(installation: Installation) -> None:
    assert crowd(installation, "sending") == {"ended": ["saved"] * 4, "to_look_at": 3}


@pytest.mark.slow
def test_of_two_leads_who_answer_one_request_one_is_saved_and_one_is_told(
    installation: Installation,
) -> None:
    assert crowd(installation, "one_request") == {"ended": ["saved", "told"], "is_one": True}
