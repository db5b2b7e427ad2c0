"""What a code in an entry means, as her page says it; a code that is not here is read as it stands."""

from collections.abc import Mapping

from django.utils.translation import gettext_lazy as _

from hrm2m.pages.hers.words import Words


VALUES: Mapping[str, Words] = {
    "adult_safeguarding": _("the team that keeps adults safe"),
    "child_at_risk": _("they fear for a child"),
    "control": _("someone controls you"),
    "crisis_team": _("the crisis team"),
    "exploited": _("someone uses you"),
    "goes_on": _("it goes on"),
    "her_home": _("your home"),
    "her_words": _("your own words"),
    "herself": _("you wrote it"),
    "idva": _("someone who helps with harm at home"),
    "marac": _("a meeting to keep you safe"),
    "not_said": "",
    "not_known": _("we do not know"),
    "next_change": _("you want to change it"),
    "next_ok": _("that is fine"),
    "our_place": _("our place"),
    "our_worker_did_not_come": _("we did not come"),
    "self_harm": _("you hurt yourself, or think of dying"),
    "she_can_get_there": _("you can get there"),
    "stalked": _("someone follows or scares you"),
    "comes_to_her": _("they come to you"),
    "terms": _("they can help"),
    "through_trusted": _("through someone you trust"),
    "unknown": _("we do not know"),
    "usual_place": _("where you mostly are"),
    "violence": _("someone hurts you"),
    "we_take_her": _("we take you"),
    "wrong_time_for_her": _("the wrong time for you"),
}
