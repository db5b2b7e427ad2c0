"""What the codes of her yes are called on a page."""

from collections.abc import Mapping

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from hrm2m.policy.consenting import Asked, Interpreter
from hrm2m.records.consent.entries import EndedBecause, HowAsked, WhereAsked


ASKED: Mapping[Asked, Promise] = {
    Asked.ALONE: _("She was alone"),
    Asked.NOT_ALONE: _("Somebody was there"),
    Asked.COULD_NOT_TELL: _("I could not tell"),
}
INTERPRETERS: Mapping[Interpreter, Promise] = {
    Interpreter.NONE: _("Nobody: we share a language"),
    Interpreter.PROFESSIONAL: _("A professional interpreter"),
    Interpreter.CHILD: _("A child"),
    Interpreter.PARTNER: _("Her partner"),
    Interpreter.FAMILY_OR_NEIGHBOUR: _("Family, a friend or a neighbour"),
}
HOW: Mapping[HowAsked, Promise] = {
    HowAsked.SAID: _("I said it"),
    HowAsked.READ_TOGETHER: _("We read it together"),
    HowAsked.READ_BY_HER: _("She read it"),
}
PLACES: Mapping[WhereAsked, Promise] = {
    WhereAsked.STREET: _("In the street"),
    WhereAsked.HER_HOME: _("At her home"),
    WhereAsked.HOSTEL_OR_REFUGE: _("In a hostel or refuge"),
    WhereAsked.OUR_PLACE: _("At our place"),
    WhereAsked.ANOTHER_SERVICE: _("At another service"),
    WhereAsked.HOSPITAL: _("In hospital"),
    WhereAsked.PHONE: _("On the telephone"),
}
ENDED: Mapping[EndedBecause, Promise] = {
    EndedBecause.SHE_STOPPED: _("She stopped it"),
    EndedBecause.SOMEBODY_LISTENED: _("Somebody was listening: it never counted"),
    EndedBecause.RUN_OUT: _("It ran out"),
    EndedBecause.RECORD_OVER: _("Her record was over"),
    EndedBecause.BARRED: _("She barred them"),
    EndedBecause.NOT_SO: _("Asked again, she had not said so: it never counted"),
}
