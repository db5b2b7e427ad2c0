"""Processes of their own that open parts at once: run as `python -m tests.records.emergencies.crowd`, never imported.

Prints one JSON object.
"""

import json
from collections.abc import Callable

from hrm2m.foundation.django_setup import set_up_django


set_up_django()

from hrm2m.foundation.errors import BadInput  # noqa: E402 - the settings come first
from hrm2m.policy import Compartment  # noqa: E402
from hrm2m.records.emergencies import actions as emergencies  # noqa: E402
from hrm2m.records.emergencies.actions import Opening  # noqa: E402
from hrm2m.records.emergencies.entries import InDanger  # noqa: E402
from hrm2m.records.emergencies.models import EmergencyLook  # noqa: E402
from tests import worlds  # noqa: E402
from tests.vault.crowd import together  # noqa: E402


HANDLES = ("Robin", "Wren", "Hazel", "Coral", "Ivy")
OPENING = Opening(Compartment.TREATMENT, InDanger.HER, "She does not wake up after her dose.")


def main() -> None:
    """One worker opens a part of five records in the same moment."""
    team = worlds.make_team()
    for handle in HANDLES:
        worlds.begin(team, handle)

    def opens(handle: str) -> Callable[[], str]:
        def tried() -> str:
            try:
                emergencies.open_part(by=team.amir, handle=handle, opening=OPENING)
            except BadInput:
                return "refused"
            return "opened"

        return tried

    ended = together([opens(handle) for handle in HANDLES])
    print(json.dumps({"ended": sorted(map(str, ended)), "rows": EmergencyLook.objects.count()}))


if __name__ == "__main__":
    main()
