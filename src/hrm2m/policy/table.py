"""The policy on one page: any line of a permission suffices, every fact in the line must hold.

A permission without a line is denied. What each may open is the table in `opens.py`.
"""

from collections.abc import Mapping, Sequence

from hrm2m.policy import dying
from hrm2m.policy.disclosing import (
    consent_covers_disclosure,
    it_protects_a_child_or_a_life,
    other_basis_recorded,
    sent_on_another_basis,
    sent_to_this_worker,
    two_people_agree,
)
from hrm2m.policy.emergencies import READS
from hrm2m.policy.permissions import Permission as P
from hrm2m.policy.predicates import (
    Predicate,
    accepted_where_she_moved,
    any_worker,
    being_forgotten_and_in_time,
    builds_bridges,
    builds_bridges_or_leads,
    covers_her,
    ended_within_mistake_days,
    forgetting_is_due,
    holds_her_bridge,
    is_the_machine,
    it_is_about_her_asking,
    it_is_about_her_moving,
    it_is_her_own_record,
    it_is_her_word,
    keeps_children_safe,
    known_by_handle,
    leads_her_team,
    named_in_this_plan,
    no_record_yet,
    not_barred,
    of_the_agency_that_keeps_her_bridge,
    on_her_outreach_team,
    on_one_side_only,
    opened_in_an_emergency,
    purpose_said,
    reads_this_second,
    reason_recorded,
    record_has_ended,
    record_is_open,
    record_sleeps,
    she_agreed_to_this_worker,
    she_gave_her_name,
    somebody_else_wrote_it,
    treats_her,
)


WITHIN = (not_barred, record_is_open)
BUILDER = (holds_her_bridge, *WITHIN)
COVER = (covers_her, *WITHIN)
TEAM = (on_her_outreach_team, *WITHIN)
LEAD = (leads_her_team, *WITHIN, purpose_said)
UNDOES_A_MISTAKE = (not_barred, record_has_ended, ended_within_mistake_days)
NEAR_HER: Sequence[Sequence[Predicate]] = (BUILDER, COVER, TEAM)
TREATS = (treats_her, *WITHIN)
AGREED = (she_agreed_to_this_worker, *WITHIN)
OWN = (it_is_her_own_record, record_is_open)
IN_AN_EMERGENCY = (opened_in_an_emergency, *WITHIN, on_one_side_only)
SENT_TO_THEM: Sequence[Sequence[Predicate]] = (
    (sent_to_this_worker, not_barred),
    (sent_on_another_basis, not_barred),
)
# What is known of a child is written and read whatever became of the mother's record.
KEEPS_SAFE = (keeps_children_safe, not_barred)
SEES_SOMETHING: Sequence[Sequence[Predicate]] = (
    (holds_her_bridge, not_barred),
    (covers_her, not_barred),
    (on_her_outreach_team, not_barred),
    (treats_her, not_barred),
    (leads_her_team, not_barred),
    KEEPS_SAFE,
    (named_in_this_plan, not_barred),
)

POLICY: Mapping[P, Sequence[Sequence[Predicate]]] = {
    P.BRIDGE_BEGIN: [[any_worker, no_record_yet]],
    P.BRIDGE_CHANGE: [BUILDER, COVER, [leads_her_team, not_barred]],
    P.BRIDGE_STAND_DOWN: [[any_worker]],
    P.BRIDGE_PLACE_AGAIN: [[leads_her_team, not_barred]],
    P.BRIDGE_CLOSE: [[is_the_machine, record_has_ended]],
    P.TODAY_SEE: [BUILDER, COVER, TEAM],
    P.MOTHER_SEE: [BUILDER, COVER, TEAM, LEAD],
    P.HER_SAFETY_SEE: [[*BUILDER, builds_bridges], AGREED],
    P.IDENTITY_SEE: [[*BUILDER, she_gave_her_name]],
    P.IDENTITY_GIVE: [[*BUILDER, it_is_her_word]],
    P.STAGE_MOVE: [[*BUILDER, it_is_her_word]],
    P.REPLY_ADD: NEAR_HER,
    P.CONTACT_LOG: NEAR_HER,
    P.SAFE_CONTACT_SET: [*NEAR_HER, OWN],
    P.QUIET_SET: [*NEAR_HER, OWN],
    P.WINDOW_SET: [(*line, it_is_her_word) for line in NEAR_HER],
    P.WINDOW_CLOSE: NEAR_HER,
    P.VISIT_CHECK: NEAR_HER,
    P.VISIT_END: [[any_worker]],
    P.ASK_RECORD: NEAR_HER,
    P.OFFER_RECORD: NEAR_HER,
    P.DEMAND_RECORD: NEAR_HER,
    P.DIRECTORY_SEE: [[any_worker]],
    P.DIRECTORY_ADD: [[any_worker]],
    P.DIRECTORY_IMPORT: [[any_worker]],
    P.BOARD_SEE: [[any_worker]],
    P.DANGER_RAISE: [[any_worker]],
    P.DANGER_SEE: [[any_worker]],
    P.DANGER_ANSWER: [[any_worker]],
    P.RECORD_END: [
        *([*line, it_is_about_her_asking, it_is_her_word] for line in (BUILDER, COVER)),
        *([*line, it_is_about_her_moving, accepted_where_she_moved] for line in (BUILDER, COVER)),
        # Somebody must be able to write it where bridge builder and cover are away, or her record sleeps.
        *(
            [*line, dying.it_is_about_her_death, dying.two_people_sign]
            for line in (BUILDER, COVER, LEAD[:-1])
        ),
        [leads_her_team, not_barred, record_sleeps, dying.it_is_about_her_death, dying.two_people_sign],
    ],
    P.DEATH_SIGN: [
        (*line, not_barred, dying.it_is_written_that_she_died, somebody_else_wrote_it) for line in dying.SIGNS
    ],
    P.RECORD_REOPEN: [
        [holds_her_bridge, *UNDOES_A_MISTAKE],
        [covers_her, *UNDOES_A_MISTAKE],
        [leads_her_team, *UNDOES_A_MISTAKE],
        [
            of_the_agency_that_keeps_her_bridge,
            builds_bridges_or_leads,
            not_barred,
            record_has_ended,
            dying.she_is_alive,
            it_is_her_word,
        ],
        # A death that was not so may have been signed by two: she stands there, and a lead of hers opens it.
        [leads_her_team, not_barred, record_has_ended, it_is_her_word],
    ],
    P.RECORD_WAKE: [[of_the_agency_that_keeps_her_bridge, not_barred, record_sleeps, it_is_her_word]],
    P.RECORD_FORGET: [
        [*BUILDER, known_by_handle, it_is_her_word],
        [*COVER, known_by_handle, it_is_her_word],
        [holds_her_bridge, not_barred, being_forgotten_and_in_time],
        [covers_her, not_barred, being_forgotten_and_in_time],
        [*OWN, known_by_handle, it_is_her_word],
        [it_is_her_own_record, being_forgotten_and_in_time],
        [is_the_machine, forgetting_is_due],
    ],
    P.RECORD_SLEEP: [[is_the_machine, record_is_open]],
    P.RECORD_REPLAY: [[is_the_machine]],
    P.DUE_REBUILD: [[is_the_machine, record_is_open]],
    P.CATCH_UP: [[is_the_machine, record_is_open]],
    P.CLOCK_ESCALATE: [[is_the_machine]],
    P.ACCOUNT_INVITE: [[any_worker]],
    P.ROLE_CONFIRM: [[any_worker]],
    P.AREA_SET: [[any_worker]],
    P.RECORD_HOLD: [[of_the_agency_that_keeps_her_bridge]],
    P.RECORD_DESTROY: [[is_the_machine, record_sleeps], [is_the_machine, record_has_ended]],
    P.RETENTION_RUN: [[any_worker]],
    P.ACCOUNT_END: [[any_worker]],
    P.ACCOUNT_CONFIRM: [[any_worker]],
    P.ABSENCE_SET: [[any_worker]],
    P.BAR_SET: [
        [holds_her_bridge, not_barred, it_is_her_word],
        [covers_her, not_barred, it_is_her_word],
        [on_her_outreach_team, not_barred, it_is_her_word],
        [leads_her_team, not_barred, it_is_her_word],
        [it_is_her_own_record, it_is_her_word],
    ],
    P.STEP_ASIDE: [
        [holds_her_bridge, not_barred],
        [covers_her, not_barred],
        [on_her_outreach_team, not_barred],
        [leads_her_team, not_barred],
        [treats_her, not_barred],
        KEEPS_SAFE,
    ],
    P.KEEP_APART: [[any_worker]],
    P.TREATING_SET: [
        [*BUILDER, she_gave_her_name, it_is_her_word],
        [*COVER, she_gave_her_name, it_is_her_word],
    ],
    P.TREATMENT_SEE: [TREATS],
    P.MEDICATION_RECORD: [TREATS],
    P.DRUG_USE_RECORD: [TREATS],
    P.GOAL_RECORD: [TREATS],
    P.TREATMENT_REPLY: [[*TREATS, it_is_her_word]],
    P.TREATMENT_TELL: [[*TREATS, it_is_her_word]],
    P.CONTINUITY_PRINT: [[*TREATS, purpose_said]],
    P.DEMAND_ADD: [TREATS, [*KEEPS_SAFE, record_is_open]],
    P.SAFETY_QUESTION_ASK: [KEEPS_SAFE],
    P.SAFETY_QUESTION_ANSWER: [[treats_her, not_barred]],
    P.HER_SAFETY_NOTE: [*NEAR_HER, TREATS],
    P.HER_SAFETY_RECORD: [[*BUILDER, builds_bridges], AGREED],
    P.HER_SAFETY_SHARE: [[*BUILDER, it_is_her_word]],
    P.CHILD_NOTE: SEES_SOMETHING,
    P.CHILD_NOTICE: [[any_worker]],
    P.CHILD_NOTICE_READ: [[any_worker]],
    P.CHILDREN_SEE: [[*KEEPS_SAFE, purpose_said]],
    P.CHILD_RECORD: [[*KEEPS_SAFE, she_gave_her_name]],
    P.CHILD_JOIN: [[*KEEPS_SAFE, she_gave_her_name, reason_recorded]],
    P.CHILD_REPLY: [[*KEEPS_SAFE, it_is_her_word]],
    P.WORRY_RAISE: SEES_SOMETHING,
    P.WORRIES_SEE: [KEEPS_SAFE],
    P.WORRY_ANSWER: [KEEPS_SAFE],
    P.CHILD_REFER: [(*line, reason_recorded) for line in SEES_SOMETHING],
    P.CHILD_REFER_WITH_RECORD: [[*KEEPS_SAFE, reason_recorded]],
    P.SECOND_LOOK: [
        [reads_this_second, not_barred, somebody_else_wrote_it],
        [*KEEPS_SAFE, somebody_else_wrote_it],
    ],
    P.PLAN_RECORD: [KEEPS_SAFE],
    P.PLAN_SEE: [[named_in_this_plan, not_barred], KEEPS_SAFE],
    P.CONNECTION_PROPOSE: [KEEPS_SAFE],
    P.CONNECTION_SEE: [KEEPS_SAFE],
    P.CONNECTION_READ: [[reads_this_second, not_barred]],
    P.CONNECTION_LOOK: [[reads_this_second, not_barred, somebody_else_wrote_it]],
    P.SHOW_GENERAL: [BUILDER, COVER, LEAD],
    P.SHOW_HER_SAFETY: [[*BUILDER, builds_bridges], AGREED],
    P.SHOW_TREATMENT: [TREATS],
    P.SHOW_CHILD_SAFETY: [KEEPS_SAFE],
    P.ASKED_SEE: [[any_worker]],
    P.REQUEST_IN_RECORD: [[any_worker]],
    P.REQUEST_IN_ANSWER: [[any_worker]],
    P.REQUEST_IN_GIVE: [[leads_her_team, not_barred], KEEPS_SAFE],
    P.DANGER_LOOK: [[any_worker]],
    P.DOOR_SEE: [[any_worker]],
    P.DOOR_SET: [[any_worker]],
    P.TERMS_DECLARE: [[any_worker]],
    P.PROFILE_SET: [[any_worker]],
    P.ENQUIRY_SEND: [[*BUILDER, it_is_her_word], [*COVER, it_is_her_word]],
    P.ENQUIRY_SEE: [BUILDER, COVER, LEAD],
    P.ENQUIRY_READ: [[any_worker]],
    P.ENQUIRY_ANSWER: [[any_worker]],
    P.ENQUIRY_TAKE_DOWN: [BUILDER, COVER],
    P.ENQUIRY_TELL: [[*BUILDER, it_is_her_word], [*COVER, it_is_her_word]],
    P.ENQUIRY_DECIDE: [[leads_her_team, not_barred, reason_recorded], [*KEEPS_SAFE, reason_recorded]],
    P.ENQUIRY_LAPSE: [[is_the_machine]],
    P.CONSENT_ASK: [[*BUILDER, it_is_her_word], [*COVER, it_is_her_word]],
    P.CONSENT_SEE: [*NEAR_HER, LEAD],
    # Whoever hears her stop writes it down, whatever became of her record.
    P.CONSENT_STOP: [
        *([*line, it_is_her_word] for line in SEES_SOMETHING),
        *([*line, it_is_her_word] for line in SENT_TO_THEM),
        [it_is_her_own_record, it_is_her_word],
    ],
    P.CONSENT_EXPIRE: [[is_the_machine]],
    P.REFERRAL_SEND: [
        [*BUILDER, consent_covers_disclosure],
        [*COVER, consent_covers_disclosure],
        [leads_her_team, *WITHIN, other_basis_recorded, two_people_agree],
        *([*line, other_basis_recorded, it_protects_a_child_or_a_life] for line in (*NEAR_HER, LEAD[:-1])),
        [*KEEPS_SAFE, record_is_open, other_basis_recorded, two_people_agree],
        [*KEEPS_SAFE, other_basis_recorded, it_protects_a_child_or_a_life],
    ],
    P.REFERRAL_SEE: [BUILDER, COVER, LEAD],
    P.REFERRAL_CHASE: [BUILDER, COVER],
    P.REFERRAL_READ: SENT_TO_THEM,
    P.REFERRAL_NAME_SEE: [(*line, she_gave_her_name) for line in SENT_TO_THEM],
    P.REFERRAL_ANSWER: SENT_TO_THEM,
    P.STOP_CONFIRM: [[any_worker]],
    P.SHARED_WRONGLY_NOTE: [*SEES_SOMETHING, *SENT_TO_THEM],
    P.SHARED_WRONGLY_DECIDE: [[leads_her_team, not_barred]],
    P.HANDOVER_SET: [BUILDER, COVER],
    # Not the worker who gains by it: `author_id` is the one whose work is done with her yes.
    P.HANDOVER_CONFIRM: [
        *((*line, it_is_her_word, somebody_else_wrote_it) for line in NEAR_HER),
        (*OWN, it_is_her_word),
    ],
    P.HANDOVER_CHECK: [
        *((*line, somebody_else_wrote_it) for line in NEAR_HER),
        [leads_her_team, *WITHIN, somebody_else_wrote_it],
    ],
    P.PACK_MAKE: [[*BUILDER, purpose_said], [*COVER, purpose_said]],
    P.RECORD_LINK: [[*BUILDER, it_is_her_word], [*COVER, it_is_her_word]],
    P.HER_ACCESS_SET: [[*BUILDER, it_is_her_word], [*COVER, it_is_her_word]],
    P.HER_ACCESS_FREEZE: [[any_worker]],
    P.OWN_SEE: [OWN],
    P.OWN_SAFETY_SEE: [OWN],
    P.OWN_TREATMENT_SEE: [OWN],
    P.OWN_CHILDREN_SEE: [OWN],
    P.OWN_NAME_SEE: [[*OWN, she_gave_her_name]],
    P.OWN_LEDGER_SEE: [OWN],
    P.OWN_REPLY: [OWN],
    P.OWN_SAY: [OWN],
    P.OWN_ACCESS_END: [[it_is_her_own_record]],
    P.MESSAGE_ASK: NEAR_HER,
    P.MESSAGE_SEND: [[is_the_machine, record_is_open]],
    # What the carrier says, and a stop, are written whatever became of her record meanwhile.
    P.MESSAGE_REPORT: [[is_the_machine]],
    P.PHONE_SILENCE: [[is_the_machine]],
    P.PHONE_SPEAK_AGAIN: [(*line, it_is_her_word) for line in NEAR_HER],
    P.EMERGENCY_OPEN: [[of_the_agency_that_keeps_her_bridge, *WITHIN, reason_recorded]],
    **{reads: [IN_AN_EMERGENCY] for reads in READS.values()},
    P.EMERGENCY_LOOK: [
        (*line, somebody_else_wrote_it) for line in ((leads_her_team, *WITHIN), BUILDER, COVER)
    ],
}
