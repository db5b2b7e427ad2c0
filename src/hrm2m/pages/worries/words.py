"""The words of every code of a worry and a referral; no value of any list blames a mother."""

from collections.abc import Mapping

from django.utils.functional import Promise
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from hrm2m.policy.showing import WHOSE_NOT_ASKED
from hrm2m.policy.worry_lifecycle import WorryStatus
from hrm2m.records.worries.entries import Asked, Conditional, DrugUse, HowTold, TheirStep, ToWhom


STATUSES: Mapping[WorryStatus, Promise] = {
    WorryStatus.RAISED: _("Not read yet"),
    WorryStatus.READ: _("Read"),
    WorryStatus.ASKED: _("A decision is asked"),
    WorryStatus.SENT: _("They were told"),
    WorryStatus.DECIDED: _("They decided: do we agree?"),
    WorryStatus.AGREED: _("We agree"),
    WorryStatus.ESCALATED: _("We disagree, and said so"),
    WorryStatus.OVER: _("Over"),
}
ASKS: Mapping[Asked, Promise] = {
    Asked.NO_FURTHER_ACTION: _("No further action"),
    Asked.EARLY_HELP: _("Early help"),
    Asked.CHILD_IN_NEED: _("Child in need"),
    Asked.SIGNIFICANT_HARM: _("Significant harm, suffered or likely"),
}
CONDITIONAL: Mapping[Conditional, Promise] = {
    Conditional.NOT_KNOWN: _("I do not know"),
    Conditional.NO: _("No"),
    Conditional.YES: _("Yes"),
}
TO: Mapping[ToWhom, Promise] = {
    ToWhom.SOCIAL_CARE: _("Children’s social care"),
    ToWhom.POLICE: _("The police"),
}
HOW: Mapping[HowTold, Promise] = {
    HowTold.RING: _("I ring them"),
    HowTold.WRITING: _("In writing: their form or e-mail"),
    HowTold.IN_PERSON: _("In person"),
}
TOUCHES: Mapping[DrugUse, Promise] = {
    DrugUse.NO_PART: _("Drug use has no part in this"),
    DrugUse.PROPOSED: _(
        "It touches this child in this way (sent marked “not yet looked at; her reply awaited”)"
    ),
    DrugUse.WORDS: _("I can only say this about it, in my own words"),
}
NOT_YET_LOOKED_AT = _("Proposed: not yet looked at; her reply awaited.")
SAID_ALONE = _("In the sender’s own words alone: not yet looked at; her reply awaited.")
THEIR_STEPS: Mapping[TheirStep, Promise] = {
    TheirStep.CONFIRMED: _("They confirmed in writing that they have it"),
    TheirStep.NO_FURTHER_ACTION: _("No further action"),
    TheirStep.EARLY_HELP: _("Early help"),
    TheirStep.ASSESSMENT: _("They assess: child in need"),
    TheirStep.STRATEGY_DISCUSSION: _("Strategy discussion: they make enquiries"),
    TheirStep.CONFERENCE_PLAN: _("Conference: a child protection plan"),
    TheirStep.CONFERENCE_NO_PLAN: _("Conference: no child protection plan"),
    TheirStep.CORE_GROUP_HELD: _("The core group met"),
    TheirStep.REVIEW_HELD: _("The plan was reviewed, and goes on"),
    TheirStep.OTHER: _("Something else"),
}
KNOWN: Mapping[str, Promise] = {
    "seen": _("I saw it"),
    "heard": _("I heard it"),
    "told_by": _("Somebody told me"),
    "read_in": _("I read it"),
    "opinion_of": _("It is what I think"),
}
HOW_KNOWN: Mapping[str, Promise] = {
    "seen": _("seen"),
    "heard": _("heard"),
    "told_by": _("told by"),
    "read_in": _("read in"),
    "opinion_of": _("opinion of"),
    "her_words": _("she told us"),
    WHOSE_NOT_ASKED: _("not known whose words"),
}
WITHOUT_WHOM: Mapping[str, Promise] = {
    "told_by": _("told by somebody"),
    "read_in": _("read somewhere"),
}
"""Where nobody wrote down who said it, or in which paper it stands."""
MISSING: Mapping[str, Promise] = {
    "child": _("which child"),
    "mother": _("whose child"),
    "reason": _("why now"),
    "grounds": _("what was seen, heard or told"),
    "asks": _("what is asked"),
    "look_at": _("what to look at"),
    "fact": _("what is fact"),
    "touches": _("how drug use touches this child, if at all"),
    "told_her": _("whether she was told"),
    "her_account": _("what she says to it"),
    "strengths": _("what goes well for the child"),
}
"""What a paper says is missing; nothing of it ever kept one from going."""


def known_in_words(known: str) -> str:
    """“told_by: a neighbour” as it is read: told by a neighbour; whoever decided is never read as a number."""
    code, _colon, whom = known.partition(": ")
    if code == "opinion_of" and (not whom or whom.isdigit()):
        return gettext("the opinion of whoever wrote it")
    if not whom and code in WITHOUT_WHOM:
        return str(WITHOUT_WHOM[code])
    words = str(HOW_KNOWN.get(code, code))
    return f"{words} {whom}" if whom else words
