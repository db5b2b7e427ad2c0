"""Processes of their own at one worry or request: run as `python -m tests.records.worries.crowd WORD`, never imported.

Prints one JSON object.
"""

import json
import sys
from collections.abc import Callable

from hrm2m.foundation.django_setup import set_up_django


set_up_django()

from hrm2m.foundation import clock  # noqa: E402 - the settings come first
from hrm2m.policy import Actor  # noqa: E402
from hrm2m.records.requests.queries import request_page  # noqa: E402
from hrm2m.records.worries import actions as worries  # noqa: E402
from hrm2m.records.worries.queries import desk, worry_page  # noqa: E402
from hrm2m.vault.errors import StaleVersion  # noqa: E402
from tests import worlds  # noqa: E402
from tests.records.requests import samples as asked  # noqa: E402
from tests.records.worries import samples  # noqa: E402
from tests.vault.crowd import together  # noqa: E402


Act = Callable[[], object]


def told(act: Act) -> Act:
    """The act, answering how it ended."""

    def tried() -> str:
        try:
            act()
        except StaleVersion:
            return "told"
        return "saved"

    return tried


def one_worry() -> dict[str, object]:
    """Two leads answer one worry."""
    team = worlds.make_team()
    ref = samples.raised(team.sam, worlds.begin(team))

    def ask(by: Actor) -> Act:
        return told(
            lambda: worries.ask_decision(by=by, worry=ref, grounds=samples.GROUNDS, seen="", at=clock.now())
        )

    ended = together([ask(team.ruth), ask(team.rae)])
    return {"ended": sorted(map(str, ended)), "steps": len(worry_page(by=team.ruth, worry=ref).steps)}


def sending() -> dict[str, object]:
    """Three workers send while a lead answers."""
    team = worlds.make_team()
    mother = worlds.begin(team)
    ref = samples.raised(team.sam, mother)
    ended = together(
        [
            told(lambda: samples.sent(team.jo, mother)),
            told(lambda: samples.sent(team.sam, mother)),
            told(lambda: worries.read_worry(by=team.ruth, worry=ref, seen="", at=clock.now())),
            told(lambda: samples.sent(team.kit, mother)),
        ]
    )
    return {"ended": sorted(map(str, ended)), "to_look_at": len(desk(team.rae).to_look_at)}


def one_request() -> dict[str, object]:
    """Two leads answer one request."""
    team = worlds.make_team()
    ref = asked.recorded(team.sam)
    ended = together(
        [
            told(lambda: asked.answered(team.kit, ref, asked.REFUSED)),
            told(lambda: asked.answered(team.ruth, ref, asked.GIVEN)),
        ]
    )
    page = request_page(by=team.kit, request=ref)
    return {
        "ended": sorted(map(str, ended)),
        "is_one": page.answer in (asked.REFUSED.answer, asked.GIVEN.answer),
    }


if __name__ == "__main__":
    words = {"one_worry": one_worry, "sending": sending, "one_request": one_request}
    print(json.dumps(words[sys.argv[1]]()))
