"""The words of every code about a child: said plainly, and blaming nobody."""

from collections.abc import Mapping

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from hrm2m.policy.showing import WHOSE_NOT_ASKED
from hrm2m.records.children.entries import Asked, Lives, ObservationKind, PlanKind, Said, WhatToChild


ADULTS: Mapping[WhatToChild, Promise] = {
    WhatToChild.MOTHER: _("Mother"),
    WhatToChild.FATHER: _("Father"),
    WhatToChild.PARTNER: _("Partner of a parent"),
    WhatToChild.GRANDPARENT: _("Grandparent"),
    WhatToChild.FAMILY: _("Somebody else in the family"),
    WhatToChild.CARER: _("Carer"),
    WhatToChild.SOMEBODY_ELSE: _("Somebody else"),
}
LIVES: Mapping[Lives, Promise] = {
    Lives.WITH_HER: _("Lives with her"),
    Lives.WITH_FATHER: _("Lives with the father"),
    Lives.WITH_FAMILY: _("Lives with family"),
    Lives.WITH_CARERS: _("Lives with carers"),
    Lives.ELSEWHERE: _("Lives elsewhere"),
    Lives.NOT_BORN: _("Not born yet"),
    Lives.NOT_KNOWN: _("Where the child lives is not known"),
    Lives.DIED: _("Died"),
}
KINDS: Mapping[ObservationKind, Promise] = {
    ObservationKind.SEEN_OR_HEARD: _("Something seen or heard"),
    ObservationKind.STRENGTH: _("A strength"),
    ObservationKind.EVERYDAY_CARE: _("Everyday care"),
}
HOW: Mapping[str, Promise] = {
    "seen": _("I saw it"),
    "heard": _("I heard it"),
    "told_by": _("Somebody told me"),
    "read_in": _("I read it"),
    "opinion_of": _("It is an opinion"),
    "her_words": _("She told me"),
}
HOW_TOLD: Mapping[str, Promise] = {
    "seen": _("Seen"),
    "heard": _("Heard"),
    "told_by": _("Told by"),
    "read_in": _("Read in"),
    "opinion_of": _("Opinion of"),
    "her_words": _("She told us"),
    WHOSE_NOT_ASKED: _("Not known whose words: nobody was asked when it was written"),
}
SAID_BY: Mapping[Said, Promise] = {
    Said.CHILD: _("The child"),
    Said.PARTNER: _("Her partner, or the father"),
    Said.OTHER_PERSON: _("Another person: family, neighbour, friend"),
    Said.WORKER: _("Another worker"),
    Said.SHE: _("She herself"),
}
TOLD_HER: Mapping[str, Promise] = {
    "told": _("Yes, I told her"),
    "not_yet": _("Not yet"),
    "adds_danger": _("No: showing her would add danger"),
}
ASKED: Mapping[Asked, Promise] = {
    Asked.YES: _("Yes"),
    Asked.NO: _("No"),
    Asked.NOT_ASKED: _("Not asked yet"),
}
PLANS: Mapping[PlanKind, Promise] = {
    PlanKind.EARLY_HELP: _("Early help plan"),
    PlanKind.CHILD_IN_NEED: _("Child in need plan"),
    PlanKind.CHILD_PROTECTION: _("Child protection plan"),
    PlanKind.PRE_BIRTH: _("Pre-birth plan"),
    PlanKind.PRE_PROCEEDINGS: _("Pre-proceedings plan"),
    PlanKind.CARE_PROCEEDINGS: _("Care proceedings"),
    PlanKind.LOOKED_AFTER: _("Looked-after child’s plan"),
}
