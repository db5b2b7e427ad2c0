"""What a referral and a yes are called, in the words that she, her bridge builder and the agency all read."""

from collections.abc import Mapping

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from hrm2m.policy import Category
from hrm2m.policy.referral_lifecycle import ReferralEvent, ReferralStatus
from hrm2m.records.consent.entries import Purpose
from hrm2m.records.referrals.entries import Basis, Came, Declined, Held


CATEGORIES: Mapping[Category, Promise] = {
    Category.MY_WORDS: _("Her own words"),
    Category.BABY_AND_BIRTH: _("Baby and birth"),
    Category.HEALTH: _("Health"),
    Category.DRUGS_AND_TREATMENT: _("Drugs and treatment"),
    Category.HOME: _("Home"),
    Category.MONEY: _("Money"),
    Category.PAPERS_AND_STATUS: _("Papers and status"),
    Category.SAFETY: _("Her safety"),
    Category.CHILDREN: _("Children"),
}
PURPOSES: Mapping[Purpose, Promise] = {
    Purpose.BABY_AND_BIRTH: _("care before and after a birth"),
    Purpose.HEALTH: _("health care"),
    Purpose.TREATMENT: _("help with drugs or alcohol"),
    Purpose.HOME: _("a place to live"),
    Purpose.MONEY: _("money, food or things for a baby"),
    Purpose.PAPERS: _("papers and status"),
    Purpose.HER_SAFETY: _("being safe from somebody"),
    Purpose.CHILDREN: _("help with her children"),
    Purpose.SOMEONE_BESIDE_HER: _("somebody beside her: an advocate, a solicitor, a befriender"),
}
BASES: Mapping[Basis, Promise] = {
    Basis.CONSENT: _("She said yes"),
    Basis.STATUTORY_DUTY: _("A duty in law"),
    Basis.COURT_ORDER: _("A court order"),
    Basis.VITAL_INTEREST: _("A life in danger"),
}
STATUSES: Mapping[ReferralStatus, Promise] = {
    ReferralStatus.DRAFTED: _("Not sent yet"),
    ReferralStatus.SENT: _("Sent"),
    ReferralStatus.ACKNOWLEDGED: _("It came"),
    ReferralStatus.ACCEPTED: _("They said yes"),
    ReferralStatus.DECLINED: _("They said no"),
    ReferralStatus.MEETING_SET: _("A meeting is set"),
    ReferralStatus.MET: _("They met"),
    ReferralStatus.OUTCOME_REPORTED: _("They wrote what came of it"),
    ReferralStatus.CLOSED: _("Closed"),
    ReferralStatus.STOPPED: _("She stopped it"),
}
EVENTS: Mapping[ReferralEvent, Promise] = {
    ReferralEvent.IT_IS_SENT: _("It was sent"),
    ReferralEvent.IT_CAME: _("It came"),
    ReferralEvent.THEY_SAY_YES: _("Yes"),
    ReferralEvent.THEY_SAY_NO: _("No"),
    ReferralEvent.A_MEETING_IS_SET: _("A meeting is set"),
    ReferralEvent.SHE_SAYS_THEY_MET: _("She says that they met"),
    ReferralEvent.AN_OUTCOME: _("What came of it"),
    ReferralEvent.IT_IS_DONE: _("It was closed"),
    ReferralEvent.SHE_STOPS: _("She stopped it"),
    ReferralEvent.ITS_BASIS_IS_OVER: _("Her yes ran out, or did not count"),
    ReferralEvent.HER_RECORD_IS_OVER: _("Her record is over"),
    ReferralEvent.SHARED_WRONGLY: _("It was shared wrongly, and contained"),
}
DECLINED: Mapping[Declined, Promise] = {
    Declined.NO_PLACE: _("No place free"),
    Declined.NOT_OUR_AREA: _("Not our area"),
    Declined.NOT_WHAT_WE_DO: _("Not what we do"),
    Declined.WAITING_TOO_LONG: _("It would take too long"),
    Declined.CONDITIONS: _("She does not fit our conditions"),
    Declined.OTHER: _("Something else, as the words say"),
}
CAME: Mapping[Came, Promise] = {
    Came.SHE_GOT_IT: _("She got what was asked for"),
    Came.PARTLY: _("She got a part of it"),
    Came.IT_GOES_ON: _("It goes on"),
    Came.NOT_THIS: _("She did not get it"),
}
HELD: Mapping[Held, Promise] = {
    Held.DESTROYED: _("Destroyed: nothing is left with us"),
    Held.KEPT: _("Kept, because"),
}
