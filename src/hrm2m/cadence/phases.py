"""Which phase a history is in. The passing of time alone never changes it."""

from hrm2m.cadence.past import Past
from hrm2m.cadence.rules import Limits
from hrm2m.cadence.spans import after
from hrm2m.cadence.vocabulary import Nation, Outcome, Phase


def phase_of(past: Past, limits: Limits, nation: Nation) -> Phase:
    """Just asked until she first met or spoke with us; losing touch from so many misses in a row on."""
    if past.answered and len(past.misses) >= limits.losing_touch_after:
        return Phase.LOSING_TOUCH
    return settled_phase(past, limits, nation)


def settled_phase(past: Past, limits: Limits, nation: Nation) -> Phase:
    """The phase without regard to misses: what we owed her before we began to lose touch."""
    if not past.answered:
        return Phase.JUST_ASKED
    met = [c.at for c in past.contacts if c.outcome is Outcome.MET][-limits.in_touch_after :]
    if len(met) == limits.in_touch_after and met[-1] <= after(met[0], limits.in_touch_within, nation):
        return Phase.IN_TOUCH
    return Phase.BUILDING_TRUST
