"""The words of every code of a handover, and of what she said yes to."""

from collections.abc import Mapping

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from hrm2m.policy.handover_lifecycle import HandoverStatus
from hrm2m.records.bridges.yeses import YesTo


STANDS: Mapping[HandoverStatus, Promise] = {
    HandoverStatus.PROPOSED: _("Proposed to her. Set a meeting of the three with her."),
    HandoverStatus.MEETING_SET: _("A meeting of the three is set."),
    HandoverStatus.ALL_THERE: _("All three met. It is not done: she has not said yes."),
    HandoverStatus.NOT_YET: _("She says not yet. It is not done, and the bridge holds."),
    HandoverStatus.CONFIRMED: _("She said yes. Somebody else asks her again."),
    HandoverStatus.DONE: _("Done: she said so."),
    HandoverStatus.LEFT: _("She wants none. The bridge stays as it was."),
}
STEPS: Mapping[str, Promise] = {
    "meeting_of_three": _("A meeting was set"),
    "all_three_there": _("All three were there"),
    "asked_by_text": _("She was asked by text; that confirms nothing"),
    "wants_no_handover": _("She wants no handover"),
}
SAID: Mapping[tuple[str, bool], Promise] = {
    ("said_to_handover", True): _("She said yes"),
    ("said_to_handover", False): _("She said not yet"),
    ("said_again", True): _("Asked again by somebody else, she said the same"),
    ("said_again", False): _("Asked again by somebody else, she said otherwise"),
}
YESES: Mapping[YesTo, Promise] = {
    YesTo.BUILDER: _("She chose another bridge builder"),
    YesTo.MEETING: _("She met somebody of an agency"),
    YesTo.HANDOVER: _("She said yes to a handover"),
    YesTo.LINK: _("She said yes to putting two records together"),
    YesTo.CONSENT: _("She said yes to sharing with an agency"),
    YesTo.ENQUIRY: _("She said yes to what an agency would do"),
    YesTo.COVER: _("She wants to keep cover, now that her bridge builder does not come back"),
}
OTHERWISE = _(
    "Otherwise is a good answer too: then it is not done, the bridge holds, and nobody asks her for a reason."
)
STOPPED = _(
    "If it was not so, nothing more is shared by it from that moment: whoever had something is told and must confirm. "
    "The lead sees it. Nobody asks her for a reason."
)
IF_NOT: Mapping[YesTo, Promise] = {
    **dict.fromkeys(YesTo, OTHERWISE),
    **dict.fromkeys((YesTo.CONSENT, YesTo.ENQUIRY, YesTo.MEETING), STOPPED),
}
"""What follows where she says otherwise, for whoever asks her."""
