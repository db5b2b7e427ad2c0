"""Why she is on the list, in words: the rule that speaks and where it comes from, from the rules of the cadence."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from django.utils.functional import Promise
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from hrm2m.cadence import Basis, Phase, Reason, WindowKind, load_rules
from hrm2m.cadence.reasons import HER_WORD, OUR_CHOICE, phase_reason
from hrm2m.pages.today.words import PHASES


PHASE, WINDOW = "phase.", "window."

HERS: Mapping[str, Promise] = {
    "agreed.most_contacts_a_week": _("She set the most contacts a week, and they have been made."),
    "agreed.worry_after_days": _("She asked us to send someone when she is quiet this long."),
    "not_now": _("She said not now: a whole answer, so we wait a little."),
    "leave_me_be": _("She asked us to leave her be until she calls. Her place is kept."),
}
OURS: Mapping[str, Promise] = {
    "not_reached": _("We did not reach her last time. That raises our effort: she stays due."),
    "stopped_not_safe": _("We stopped last time because it was not safe: another way now."),
    "still_waiting": _("A contact fell due in a window that has run out: that wait still counts."),
    "ended": _("The record has ended: nothing is due."),
}


@dataclass(frozen=True)
class Why:
    """One reason as a page shows it: a short name (or none), the sentence, and where it comes from."""

    short: str
    words: str
    source: str


def why_from_codes(codes: Sequence[str], phase: str) -> tuple[Why, ...]:
    """The reasons of a due row, whose codes are the names of rules."""
    return tuple(_why(code, phase) for code in codes)


def why_from_advice(reasons: Sequence[Reason], phase: str) -> tuple[Why, ...]:
    """The reasons of a whole history, with their dates, as the cadence gives them."""
    return tuple(
        Why(_short(reason.rule, phase), gettext(reason.words), _source(reason.source, reason.basis))
        for reason in reasons
    )


def _why(code: str, phase: str) -> Why:
    if code.startswith(WINDOW):
        return _why_window(WindowKind(code.removeprefix(WINDOW)))
    if code == f"{PHASE}{phase}":
        reason = phase_reason(Phase(phase), load_rules())
        return Why(_short(code, phase), gettext(reason.words), _source(reason.source, reason.basis))
    if code in HERS:
        return Why("", str(HERS[code]), _source(HER_WORD, Basis.POLICY_CHOICE))
    sentence = OURS.get(code, _("What we owed her before still stands, and falls due first."))
    return Why("", str(sentence), _source(OUR_CHOICE, Basis.POLICY_CHOICE))


def _why_window(kind: WindowKind) -> Why:
    rule = load_rules().windows[kind]
    words = gettext("%(name)s: it closes %(closes)s. One thing to offer: %(offer)s") % {
        "name": gettext(rule.name),
        "closes": gettext(rule.closes),
        "offer": gettext(rule.offer),
    }
    return Why(gettext(rule.name), words, _source(rule.source, rule.basis))


def _short(code: str, phase: str) -> str:
    if code.startswith(WINDOW):
        return gettext(load_rules().windows[WindowKind(code.removeprefix(WINDOW))].name)
    return str(PHASES[Phase(phase)]) if code == f"{PHASE}{phase}" else ""


def _source(source: str, basis: Basis) -> str:
    if source == HER_WORD:
        return gettext("Her word.")
    if source == OUR_CHOICE:
        return gettext("A choice of this service, not a published figure.")
    words = {"source": gettext(source)}
    if basis is Basis.PUBLISHED:
        return gettext("Published: %(source)s.") % words
    return gettext("%(source)s. How long it lasts is a choice of this service.") % words
