"""Roles as data: a name, a sentence, and what the role can ever be allowed. Alone a role opens no record."""

from collections.abc import Mapping
from dataclasses import dataclass
from enum import StrEnum
from functools import cache

from hrm2m.policy.emergencies import OPENS_IN_AN_EMERGENCY
from hrm2m.policy.permissions import Permission as P


class Role(StrEnum):
    """What a worker does for an agency."""

    BRIDGE_BUILDER = "bridge_builder"
    OUTREACH_WORKER = "outreach_worker"
    TREATMENT_WORKER = "treatment_worker"
    SAFEGUARDING_LEAD = "safeguarding_lead"
    TEAM_LEAD = "team_lead"
    PARTNER = "partner"
    COMMISSIONER = "commissioner"
    ADMINISTRATOR = "administrator"
    MOTHER = "mother"
    MACHINE = "machine"


@dataclass(frozen=True)
class RoleCard:
    """What people call the role, what it is for, and the most it can be allowed."""

    title: str
    sentence: str
    permissions: frozenset[P]


ANY_WORKER = frozenset(
    {
        P.DANGER_RAISE,
        P.DANGER_SEE,
        P.DANGER_ANSWER,
        P.DIRECTORY_SEE,
        P.VISIT_END,
        P.CHILD_NOTE,
        P.CHILD_NOTICE,
        P.WORRY_RAISE,
        P.CHILD_REFER,
        P.PLAN_SEE,
        P.REQUEST_IN_RECORD,
        P.DOOR_SEE,
        P.HER_ACCESS_FREEZE,
        P.SHARED_WRONGLY_NOTE,
        P.CONSENT_STOP,
    }
)
ANSWERS_AT_A_DOOR = frozenset(
    {
        P.TERMS_DECLARE,
        P.ENQUIRY_READ,
        P.ENQUIRY_ANSWER,
        P.REFERRAL_READ,
        P.REFERRAL_NAME_SEE,
        P.REFERRAL_ANSWER,
        P.STOP_CONFIRM,
    }
)
SEES_HER_SAFETY = frozenset({P.HER_SAFETY_NOTE, P.HER_SAFETY_SEE, P.HER_SAFETY_RECORD, P.SHOW_HER_SAFETY})
READS_SECOND = frozenset({P.SECOND_LOOK, P.CONNECTION_READ, P.CONNECTION_LOOK, P.ASKED_SEE})
NEAR_HER = ANY_WORKER | {
    P.TODAY_SEE,
    P.MOTHER_SEE,
    P.REPLY_ADD,
    P.CONTACT_LOG,
    P.SAFE_CONTACT_SET,
    P.QUIET_SET,
    P.WINDOW_SET,
    P.WINDOW_CLOSE,
    P.VISIT_CHECK,
    P.ASK_RECORD,
    P.OFFER_RECORD,
    P.DEMAND_RECORD,
    P.DIRECTORY_ADD,
    P.RECORD_WAKE,
    P.RECORD_END,
    P.DEATH_SIGN,
    P.RECORD_REOPEN,
    P.RECORD_FORGET,
    P.BRIDGE_BEGIN,
    P.BRIDGE_CHANGE,
    P.ABSENCE_SET,
    P.BAR_SET,
    P.STEP_ASIDE,
    P.TREATING_SET,
    P.ENQUIRY_SEND,
    P.ENQUIRY_SEE,
    P.ENQUIRY_TAKE_DOWN,
    P.ENQUIRY_TELL,
    P.CONSENT_ASK,
    P.CONSENT_SEE,
    P.REFERRAL_SEND,
    P.REFERRAL_SEE,
    P.REFERRAL_CHASE,
    P.HANDOVER_SET,
    P.HANDOVER_CONFIRM,
    P.HANDOVER_CHECK,
    P.PACK_MAKE,
    P.RECORD_LINK,
    P.HER_ACCESS_SET,
    P.SHOW_GENERAL,
    P.ASKED_SEE,
    P.MESSAGE_ASK,
    P.PHONE_SPEAK_AGAIN,
    P.EMERGENCY_LOOK,
    *SEES_HER_SAFETY,
    *OPENS_IN_AN_EMERGENCY,
}
HOLDS_BRIDGES = (
    NEAR_HER
    | ANSWERS_AT_A_DOOR
    | {
        P.DOOR_SET,
        P.PROFILE_SET,
        P.HER_SAFETY_SHARE,
        P.IDENTITY_SEE,
        P.IDENTITY_GIVE,
        P.STAGE_MOVE,
    }
)

ROLES: Mapping[Role, RoleCard] = {
    Role.BRIDGE_BUILDER: RoleCard(
        "Bridge builder", "Holds the link between a mother and agencies, because she chose so.", HOLDS_BRIDGES
    ),
    Role.OUTREACH_WORKER: RoleCard(
        "Outreach worker", "Goes out to the mothers of the team, today and in the street.", NEAR_HER
    ),
    Role.TREATMENT_WORKER: RoleCard(
        "Treatment worker",
        "Treats; keeps the drug-use record.",
        ANY_WORKER
        | SEES_HER_SAFETY
        | READS_SECOND
        | ANSWERS_AT_A_DOOR
        | OPENS_IN_AN_EMERGENCY
        | {
            P.TREATMENT_SEE,
            P.MEDICATION_RECORD,
            P.DRUG_USE_RECORD,
            P.GOAL_RECORD,
            P.TREATMENT_REPLY,
            P.TREATMENT_TELL,
            P.CONTINUITY_PRINT,
            P.DEMAND_ADD,
            P.STEP_ASIDE,
            P.SHOW_TREATMENT,
            P.SAFETY_QUESTION_ANSWER,
        },
    ),
    Role.SAFEGUARDING_LEAD: RoleCard(
        "Safeguarding lead",
        "Keeps children safe on evidence, quickly where there is danger.",
        ANY_WORKER
        | READS_SECOND
        | OPENS_IN_AN_EMERGENCY
        | {
            P.RECORD_HOLD,
            P.ENQUIRY_DECIDE,
            P.REFERRAL_SEND,
            P.STEP_ASIDE,
            P.SHOW_CHILD_SAFETY,
            P.DEMAND_ADD,
            P.SAFETY_QUESTION_ASK,
            P.CHILD_NOTICE_READ,
            P.CHILDREN_SEE,
            P.CHILD_RECORD,
            P.CHILD_JOIN,
            P.CHILD_REPLY,
            P.WORRIES_SEE,
            P.WORRY_ANSWER,
            P.CHILD_REFER_WITH_RECORD,
            P.PLAN_RECORD,
            P.CONNECTION_PROPOSE,
            P.CONNECTION_SEE,
            P.REQUEST_IN_ANSWER,
            P.REQUEST_IN_GIVE,
            P.DANGER_LOOK,
        },
    ),
    Role.TEAM_LEAD: RoleCard(
        "Team lead",
        "Keeps the team's promises: clocks, load, cover.",
        ANY_WORKER
        | READS_SECOND
        | OPENS_IN_AN_EMERGENCY
        | {
            P.EMERGENCY_LOOK,
            P.REQUEST_IN_ANSWER,
            P.REQUEST_IN_GIVE,
            P.DANGER_LOOK,
            P.TODAY_SEE,
            P.MOTHER_SEE,
            P.SHOW_GENERAL,
            P.BOARD_SEE,
            P.DOOR_SET,
            P.TERMS_DECLARE,
            P.ENQUIRY_SEE,
            P.ENQUIRY_DECIDE,
            P.CONSENT_SEE,
            P.REFERRAL_SEND,
            P.REFERRAL_SEE,
            P.SHARED_WRONGLY_DECIDE,
            P.HANDOVER_CHECK,
            P.BRIDGE_CHANGE,
            P.BRIDGE_STAND_DOWN,
            P.BRIDGE_PLACE_AGAIN,
            P.RECORD_END,
            P.DEATH_SIGN,
            P.RECORD_REOPEN,
            P.RECORD_WAKE,
            P.DIRECTORY_ADD,
            P.DIRECTORY_IMPORT,
            P.ROLE_CONFIRM,
            P.AREA_SET,
            P.RECORD_HOLD,
            P.RETENTION_RUN,
            P.ACCOUNT_CONFIRM,
            P.ABSENCE_SET,
            P.BAR_SET,
            P.STEP_ASIDE,
            P.KEEP_APART,
        },
    ),
    Role.PARTNER: RoleCard(
        "Partner practitioner", "Answers one request at a time.", ANY_WORKER | ANSWERS_AT_A_DOOR
    ),
    Role.COMMISSIONER: RoleCard("Commissioner", "Reads numbers that cannot identify anyone.", ANY_WORKER),
    Role.ADMINISTRATOR: RoleCard(
        "Administrator",
        "Keeps accounts and agencies; reads no record.",
        ANY_WORKER | {P.DIRECTORY_IMPORT, P.ACCOUNT_INVITE, P.ACCOUNT_END, P.ACCOUNT_CONFIRM, P.DOOR_SET},
    ),
    Role.MOTHER: RoleCard(
        "She herself",
        "Reads, answers and stops what is hers, on her own page.",
        frozenset(
            {
                P.OWN_SEE,
                P.OWN_SAFETY_SEE,
                P.OWN_TREATMENT_SEE,
                P.OWN_CHILDREN_SEE,
                P.OWN_NAME_SEE,
                P.OWN_LEDGER_SEE,
                P.OWN_REPLY,
                P.OWN_SAY,
                P.OWN_ACCESS_END,
                P.SAFE_CONTACT_SET,
                P.QUIET_SET,
                P.BAR_SET,
                P.CONSENT_STOP,
                P.HANDOVER_CONFIRM,
                P.RECORD_FORGET,
            }
        ),
    ),
    Role.MACHINE: RoleCard(
        "The worker process",
        "Counts, reminds and seals; no person sees what it opens.",
        frozenset(
            {
                P.ACCOUNT_INVITE,
                P.DUE_REBUILD,
                P.CATCH_UP,
                P.BRIDGE_CLOSE,
                P.RECORD_SLEEP,
                P.RECORD_REPLAY,
                P.RECORD_FORGET,
                P.RECORD_DESTROY,
                P.CLOCK_ESCALATE,
                P.ABSENCE_SET,
                P.DIRECTORY_IMPORT,
                P.CONSENT_EXPIRE,
                P.ENQUIRY_LAPSE,
                P.MESSAGE_SEND,
                P.MESSAGE_REPORT,
                P.PHONE_SILENCE,
            }
        ),
    ),
}


WORKER_ROLES = tuple(role for role in Role if role not in {Role.MOTHER, Role.MACHINE})
"""What an account can hold: she and the worker process act by what they are."""
NEEDS_A_SECOND_PERSON = frozenset(WORKER_ROLES) - {Role.PARTNER, Role.COMMISSIONER, Role.ADMINISTRATOR}
"""Roles with which one can come to read what was said, of a mother or of danger: no person gives one alone."""


@cache
def permissions_of(roles: frozenset[Role]) -> frozenset[P]:
    """The most that somebody with these roles can be allowed."""
    return frozenset().union(*(ROLES[role].permissions for role in roles))
