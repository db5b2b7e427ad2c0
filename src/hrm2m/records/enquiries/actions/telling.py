"""What she says once she was shown an answer; and what a lead decides where an agency fears for a child."""

from datetime import datetime

from hrm2m.foundation.errors import BadInput
from hrm2m.policy import Actor, Category, Permission
from hrm2m.policy.enquiry_lifecycle import ENQUIRY, EnquiryEvent, EnquiryStatus
from hrm2m.policy.facts import ActFacts
from hrm2m.policy.lifecycles import OPEN_STAGES
from hrm2m.records.agencies import queries as agencies
from hrm2m.records.bridges.asked_again import no_longer_asked, promise_to_ask_again
from hrm2m.records.bridges.yeses import YesTo
from hrm2m.records.clocks import actions as clocks
from hrm2m.records.enquiries import sealing
from hrm2m.records.enquiries.actions.asking import CATEGORIES
from hrm2m.records.enquiries.entries import Decided, EnquiryDecided, EnquiryShown, Says, TellsHer
from hrm2m.records.enquiries.models import EnquiryRow
from hrm2m.records.enquiries.opening import about_her, moved
from hrm2m.records.enquiries.who_sees_to_it import holder_of, lead_named
from hrm2m.records.people.actions import must_not_be_later_than_now
from hrm2m.vault.box import Box
from hrm2m.vault.entries import Draft


SHE_SAYS = {
    "yes": EnquiryEvent.SHE_SAYS_YES,
    "not_now": EnquiryEvent.SHE_SAYS_NOT_NOW,
    "no": EnquiryEvent.SHE_SAYS_NO,
    "told": EnquiryEvent.SHE_WAS_TOLD,
}


def tell_her(
    *, by: Actor, enquiry: str, she_says: str, her_words: str, seen: datetime | None, at: datetime
) -> str:
    """Writes that she was shown what they say, and her answer: yes, not now, no; “told” where there is nothing to
    say yes to. `seen` is when the answer that she was shown was given. Answers the ref of the entry.

    Raises BadInput where they have answered anew meanwhile: she is shown that first.
    """
    act = ActFacts(her_word=True)
    with about_her(enquiry, by=by, permission=Permission.ENQUIRY_TELL, act=act) as (box, row):
        must_not_be_later_than_now(box, at)
        if row.answered_at is None or row.answered_at != seen:
            where, sentence = (
                "she_says",
                "They said something new. Show her that first: the page is as it is now.",
            )
            raise BadInput(where, sentence)
        if she_says not in SHE_SAYS:
            where, sentence = "she_says", "Choose what she says: yes, not now or no."
            raise BadInput(where, sentence)
        moved(row, SHE_SAYS[she_says])
        if EnquiryStatus(row.status) is EnquiryStatus.OVER:
            row.closed_at = box.now
        row.save(update_fields=["status", "closed_at"])
        clocks.meet(box, "enquiry_shown", about=row.ref, at=at)
        # What she says now stands before whatever was to be asked again.
        no_longer_asked(box, YesTo.ENQUIRY, about=[row.ref])
        if she_says == "yes":
            asker = row.asked_by_id
            promise_to_ask_again(box, YesTo.ENQUIRY, about=row.ref, gains=asker, with_id=row.worker_id)
        return box.write(_shown(row, she_says, her_words.strip(), at))


def take_back_what_she_never_said(box: Box, ref: str) -> int:
    """Asked again she says that she did not say yes to them: so it is no. The number of the agency."""
    row = EnquiryRow.objects.select_for_update().get(mother=box.mother_id, ref=ref)
    status = EnquiryStatus(row.status)
    if EnquiryEvent.SHE_SAYS_NO in ENQUIRY[status]:
        moved(row, EnquiryEvent.SHE_SAYS_NO)
        row.save(update_fields=["status"])
    return row.agency_id


def decide_at_risk(*, by: Actor, enquiry: str, decided: Decided, at: datetime) -> str:
    """Decides with the worker whether she is named to them. She is told first unless that adds danger; the ref.

    Her record says that it was decided; why lies under the key of the house, for the leads.
    """
    act = ActFacts(reason=decided.why)
    with about_her(enquiry, by=by, permission=Permission.ENQUIRY_DECIDE, act=act) as (box, row):
        must_not_be_later_than_now(box, at)
        if not decided.with_whom.strip():
            where, sentence = (
                "with_whom",
                "Write with whom you thought it through: her worker, or why nobody.",
            )
            raise BadInput(where, sentence)
        names = EnquiryEvent.THE_LEAD_NAMES_HER if decided.names_her else EnquiryEvent.THE_LEAD_DOES_NOT
        moved(row, names)
        row.decided = sealing.sealed(row.ref, sealing.DECIDED, decided)
        row.save(update_fields=["status", "decided"])
        clocks.meet(box, "enquiry_child", about=row.ref, at=at)
        # Its page at the agency may be closed by her bar: she is told all the same, while her record is open.
        if box.stage in OPEN_STAGES:
            _promise_to_tell(box, row)
        box.note(names_her=int(decided.names_her), tells_her=decided.tells_her.value)
        return box.write(_decision(row, decided, at))


def _promise_to_tell(box: Box, row: EnquiryRow) -> None:
    clocks.start(
        box,
        "enquiry_shown",
        about=row.ref,
        owner_id=holder_of(row),
        escalate_to_id=lead_named(row),
        started_at=box.now,
    )


def _shown(row: EnquiryRow, she_says: str, her_words: str, at: datetime) -> Draft[EnquiryShown]:
    reply = sealing.answer_in(row).reply
    fears = reply is not None and reply.says is Says.CHILD_AT_RISK
    agency = agencies.agencies_named([row.agency_id])[row.agency_id].name
    body = EnquiryShown(row.ref, agency, None if fears else reply, she_says, her_words)
    category = CATEGORIES[sealing.question_in(row).need]
    return Draft(body, category, at, about=row.entry, told_her_at=at, told_her_how="shown together")


def _decision(row: EnquiryRow, decided: Decided, at: datetime) -> Draft[EnquiryDecided]:
    agency = agencies.agencies_named([row.agency_id])[row.agency_id].name
    body = EnquiryDecided(row.ref, agency, decided.names_her, decided.tells_her)
    not_told = "the lead decided" if decided.tells_her is TellsHer.ADDS_DANGER else ""
    return Draft(
        body,
        Category.PAPERS_AND_STATUS,
        at,
        basis="enquiry",
        how_known="opinion_of",
        about=row.entry,
        not_told_why=not_told,
    )
