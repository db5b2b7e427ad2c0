"""The words of the street for every code of a contact: no value of any list blames her."""

from collections.abc import Mapping

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from hrm2m.cadence import Channel, Outcome, Phase
from hrm2m.policy.lifecycles import Stage
from hrm2m.policy.showing import WHOSE_NOT_ASKED
from hrm2m.records.outreach.entries import CareAtAPlace, KindOfPlace, NotReachedBecause, Texts
from hrm2m.records.people.entries import Age


OUTCOMES: Mapping[Outcome, Promise] = {
    Outcome.MET: _("We met"),
    Outcome.SPOKE: _("Spoke or texted"),
    Outcome.NOT_REACHED: _("Not reached"),
    Outcome.LEFT_WORD: _("Left word"),
    Outcome.NOT_NOW: _("She said not now"),
    Outcome.STOPPED_NOT_SAFE: _("Stopped: not safe"),
}

CHANNELS: Mapping[Channel, Promise] = {
    Channel.IN_PERSON: _("In person"),
    Channel.USUAL_PLACE: _("Where she usually is"),
    Channel.CALL: _("Call"),
    Channel.TEXT: _("Text"),
    Channel.LETTER: _("Letter"),
    Channel.DROP_OFF: _("Drop-off"),
    Channel.THROUGH_TRUSTED: _("Through someone she trusts"),
}

BECAUSE: Mapping[NotReachedBecause, Promise] = {
    NotReachedBecause.NO_ANSWER: _("No answer"),
    NotReachedBecause.WRONG_TIME_FOR_HER: _("Wrong time for her"),
    NotReachedBecause.OUR_WORKER_DID_NOT_COME: _("Our worker did not come"),
    NotReachedBecause.NO_CHILDCARE: _("We had no childcare to offer"),
    NotReachedBecause.PLACE_NOT_SAFE: _("The place was not safe"),
    NotReachedBecause.UNKNOWN: _("We do not know"),
}

PLACES: Mapping[KindOfPlace, Promise] = {
    KindOfPlace.NOT_SAID: _("Not said"),
    KindOfPlace.STREET: _("In the street"),
    KindOfPlace.HER_HOME: _("Where she lives"),
    KindOfPlace.HOSTEL_OR_REFUGE: _("A hostel or refuge"),
    KindOfPlace.OUR_PLACE: _("Our place"),
    KindOfPlace.ANOTHER_SERVICE: _("Another service"),
    KindOfPlace.HOSPITAL: _("A hospital"),
    KindOfPlace.PHONE: _("On the phone"),
}

TEXTS: Mapping[Texts, Promise] = {
    Texts.NO: _("No texts"),
    Texts.HER_WORDS: _("Yes, with her cover words"),
    Texts.NEUTRAL: _("Yes, with “Hi, hope you are well. Call me when it suits you.”"),
}

CARE: Mapping[CareAtAPlace, Promise] = {
    CareAtAPlace.GO_IN_TWOS: _("Go in twos"),
    CareAtAPlace.MEET_OUTSIDE: _("Meet outside"),
}

PHASES: Mapping[Phase, Promise] = {
    Phase.JUST_ASKED: _("Just asked"),
    Phase.BUILDING_TRUST: _("Building trust"),
    Phase.IN_TOUCH: _("In touch, as she likes it"),
    Phase.LOSING_TOUCH: _("We are losing touch"),
}

STAGES: Mapping[Stage, Promise] = {
    Stage.BY_HANDLE: _("Known by handle"),
    Stage.CROSSING: _("Crossing: known by handle, asking agencies"),
    Stage.NAMED: _("Named: she gave her name"),
    Stage.ASLEEP: _("Asleep"),
    Stage.LEFT: _("Ended because she asked"),
    Stage.MOVED_ON: _("Moved on"),
    Stage.DIED: _("Died"),
    Stage.FORGETTING: _("Being forgotten"),
    Stage.FORGOTTEN: _("Forgotten"),
}

AGES: Mapping[Age, Promise] = {
    Age.UNDER_16: _("Under 16"),
    Age.FROM_16_TO_17: _("16 or 17"),
    Age.EIGHTEEN_OR_OVER: _("18 or over"),
    Age.NOT_ASKED: _("Age not asked yet"),
}

HOW_KNOWN: Mapping[str, Promise] = {
    "her_words": _("she told us"),
    WHOSE_NOT_ASKED: _("not known whose words"),
    "seen": _("seen"),
    "heard": _("heard"),
    "told_by": _("told by"),
    "read_in": _("read in"),
    "opinion_of": _("opinion of"),
}
