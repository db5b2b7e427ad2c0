"""The policy written a second time, in another style, so that a slip in one of the two is seen.

Written from 3-record.md and 4-protection.md as plain questions about a case; it shares no predicate with the policy.
"""

from collections.abc import Callable
from dataclasses import dataclass, replace

from hrm2m.policy import Compartment, Facts, Permission, Role


OPEN = ("by_handle", "crossing", "named")
ENDED = ("left", "moved_on", "died")
OUTREACH = frozenset({Role.BRIDGE_BUILDER, Role.OUTREACH_WORKER})
PEOPLE = frozenset(Role) - {Role.MACHINE, Role.MOTHER}


@dataclass(frozen=True)
class Case:
    """One combination of everything a decision could depend on."""

    roles: frozenset[Role]
    # Grounds in force now: bridge, cover, team, lead, treating, agreed, plan, second_reader.
    stands: frozenset[str]
    barred: bool
    stage: str | None
    days_since_end: int
    time_to_undo_is_over: bool
    event: str
    her_word: bool
    accepted: bool
    second: int | None
    purpose: bool
    about_this: bool  # the act is about the very plan or connection that the standing was given for
    author: int | None
    reason: bool
    her_yes: bool  # she said yes, alone, to just this, and it is in force
    another_basis: bool  # a basis, and when she is told, are written down
    saves: bool  # to protect a child or a life
    facts_for: Callable[[frozenset[Compartment]], Facts]  # the same case as the policy takes it


def allowed(permission: Permission, case: Case) -> bool:
    """Whether this act or look is right in this case."""
    may = bool(case.roles & WHO[permission]) and not case.roles & OTHER_SIDE.get(permission, frozenset())
    return may and _is_right(permission, case)


def _is_right(permission: Permission, case: Case) -> bool:
    if permission is Permission.BRIDGE_BEGIN:
        return case.stage is None
    if permission in ABOUT_NO_MOTHER:
        return True
    if case.barred and permission not in NO_BAR_STANDS_AGAINST:
        if permission is Permission.RECORD_FORGET and _machine_forgets(case):
            return True
        # Nobody is barred from what is her own.
        return _own(case) and bool(RIGHT[permission](replace(case, stands=frozenset({"own"}))))
    return bool(RIGHT[permission](case))


def _near(case: Case) -> bool:
    return bool(case.stands & {"bridge", "cover", "team"}) and case.stage in OPEN


def _builder(case: Case) -> bool:
    return "bridge" in case.stands and case.stage in OPEN


def _builder_or_cover(case: Case) -> bool:
    return bool(case.stands & {"bridge", "cover"}) and case.stage in OPEN


def _lead(case: Case) -> bool:
    return "lead" in case.stands and Role.TEAM_LEAD in case.roles


def _has_to_do_with_her(case: Case) -> bool:
    return bool(case.stands & {"bridge", "cover", "team"}) or _lead(case)


def _may_end(case: Case) -> bool:
    if case.event == "she_asks_to_end":
        return case.her_word and _builder_or_cover(case)
    if case.event == "accepted_where_she_moved":
        return case.accepted and _builder_or_cover(case)
    return case.event == "she_died" and case.second not in {None, ME} and _may_say_that_she_died(case)


def _may_say_that_she_died(case: Case) -> bool:
    return _builder_or_cover(case) or (_lead(case) and case.stage in (*OPEN, "asleep"))


def _may_sign(case: Case) -> bool:
    asked = _of_the_agency(case) and case.second == ME
    return case.stage == "died" and _by_somebody_else(case) and (_has_to_do_with_her(case) or asked)


def _of_the_agency(case: Case) -> bool:
    return "lead" in case.stands and bool(case.roles & {Role.BRIDGE_BUILDER, Role.TEAM_LEAD})


def _may_reopen(case: Case) -> bool:
    if case.stage not in ENDED:
        return False
    if case.days_since_end <= 14 and (case.stands & {"bridge", "cover"} or _lead(case)):
        return True
    return _of_the_agency(case) and case.her_word and (case.stage != "died" or _lead(case))


def _machine_forgets(case: Case) -> bool:
    return Role.MACHINE in case.roles and case.stage == "forgetting" and case.time_to_undo_is_over


def _may_forget(case: Case) -> bool:
    if _machine_forgets(case):
        return True
    if case.stage == "forgetting":
        has_to_do = bool(case.stands & {"bridge", "cover"}) or _own(case)
        return has_to_do and not case.time_to_undo_is_over
    if _own_and_open(case) and case.stage != "named" and case.her_word:
        return True
    return _builder_or_cover(case) and case.stage != "named" and case.her_word


def _treats(case: Case) -> bool:
    return "treating" in case.stands and case.stage in OPEN


def _lead_for_children(case: Case) -> bool:
    return "lead" in case.stands and Role.SAFEGUARDING_LEAD in case.roles


def _in_the_plan(case: Case) -> bool:
    return "plan" in case.stands and case.about_this


def _second_reader(case: Case) -> bool:
    return "second_reader" in case.stands and case.about_this


def _notices_something(case: Case) -> bool:
    return (
        bool(case.stands & {"bridge", "cover", "team", "treating"})
        or _lead(case)
        or _lead_for_children(case)
        or _in_the_plan(case)
    )


def _builder_or_agreed(case: Case) -> bool:
    chosen = _builder(case) and Role.BRIDGE_BUILDER in case.roles
    return chosen or ("agreed" in case.stands and case.stage in OPEN)


def _by_somebody_else(case: Case) -> bool:
    return case.author not in {None, ME}


def _own(case: Case) -> bool:
    return "own" in case.stands and Role.MOTHER in case.roles


def _own_and_open(case: Case) -> bool:
    return _own(case) and case.stage in OPEN


def _recipient(case: Case) -> bool:
    return bool(case.stands & {"consent", "other_basis"}) and case.about_this


def _may_ask_for_her(case: Case) -> bool:
    return _builder_or_cover(case) and case.her_word


def _may_refer(case: Case) -> bool:
    if _builder_or_cover(case) and case.her_yes:
        return True
    if not (case.another_basis and case.reason):
        return False
    two = case.second not in {None, ME}
    leads = case.stage in OPEN and (_lead(case) or _lead_for_children(case))
    in_danger = case.saves and (leads or _near(case) or _lead_for_children(case))
    return (two and leads) or in_danger


def _may_stop(case: Case) -> bool:
    return case.her_word and (_notices_something(case) or _recipient(case) or _own(case))


def _may_confirm_for_her(case: Case) -> bool:
    return case.her_word and (_own_and_open(case) or (_near(case) and _by_somebody_else(case)))


def _may_ask_her_again(case: Case) -> bool:
    return _by_somebody_else(case) and (_near(case) or (_lead(case) and case.stage in OPEN))


def _sees_crossing(case: Case) -> bool:
    return _builder_or_cover(case) or (_lead(case) and case.stage in OPEN and case.purpose)


def _may_start_treating(case: Case) -> bool:
    return bool(case.stands & {"bridge", "cover"}) and case.stage == "named" and case.her_word


ME = 7
ABOUT_NO_MOTHER = {
    Permission.BRIDGE_STAND_DOWN,
    Permission.KEEP_APART,
    Permission.DIRECTORY_SEE,
    Permission.DIRECTORY_ADD,
    Permission.DIRECTORY_IMPORT,
    Permission.BOARD_SEE,
    Permission.DANGER_RAISE,
    Permission.DANGER_ANSWER,
    Permission.DANGER_SEE,
    Permission.VISIT_END,
    Permission.ACCOUNT_INVITE,
    Permission.ROLE_CONFIRM,
    Permission.CLOCK_ESCALATE,
    Permission.AREA_SET,
    Permission.RETENTION_RUN,
    Permission.ACCOUNT_END,
    Permission.ACCOUNT_CONFIRM,
    Permission.ABSENCE_SET,
    Permission.CHILD_NOTICE,
    Permission.CHILD_NOTICE_READ,
    Permission.REQUEST_IN_RECORD,
    Permission.ASKED_SEE,
    Permission.REQUEST_IN_ANSWER,
    Permission.DANGER_LOOK,
    Permission.DOOR_SEE,
    Permission.DOOR_SET,
    Permission.TERMS_DECLARE,
    Permission.PROFILE_SET,
    Permission.ENQUIRY_READ,
    Permission.ENQUIRY_ANSWER,
    Permission.ENQUIRY_LAPSE,
    Permission.CONSENT_EXPIRE,
    Permission.STOP_CONFIRM,
    Permission.HER_ACCESS_FREEZE,
}
NO_BAR_STANDS_AGAINST = {
    Permission.RECORD_SLEEP,
    Permission.BRIDGE_CLOSE,
    Permission.DUE_REBUILD,
    Permission.CATCH_UP,
    Permission.RECORD_DESTROY,
    Permission.RECORD_HOLD,
    Permission.RECORD_REPLAY,
    Permission.MESSAGE_SEND,
    Permission.MESSAGE_REPORT,
    Permission.PHONE_SILENCE,
}
IN_AN_EMERGENCY = [p for p in Permission if p.startswith("emergency_") and p.endswith("_see")]
ONE_BUILDER = frozenset({Role.BRIDGE_BUILDER})
ONE_LEAD = frozenset({Role.TEAM_LEAD})
THE_MACHINE = frozenset({Role.MACHINE})
TREATS = frozenset({Role.TREATMENT_WORKER})
KEEPS_SAFE = frozenset({Role.SAFEGUARDING_LEAD})
OTHER_SIDE = {Permission.EMERGENCY_TREATMENT_SEE: KEEPS_SAFE, Permission.EMERGENCY_CHILDREN_SEE: TREATS}
SECOND = TREATS | KEEPS_SAFE | ONE_LEAD
SHE = frozenset({Role.MOTHER})
AT_A_DOOR = ONE_BUILDER | TREATS | {Role.PARTNER}
WHO: dict[Permission, frozenset[Role]] = dict.fromkeys(Permission, OUTREACH) | {
    Permission.DIRECTORY_SEE: PEOPLE,
    Permission.DANGER_RAISE: PEOPLE,
    Permission.DANGER_ANSWER: PEOPLE,
    Permission.DANGER_SEE: PEOPLE,
    Permission.VISIT_END: PEOPLE,
    Permission.ROLE_CONFIRM: ONE_LEAD,
    Permission.HER_SAFETY_SEE: OUTREACH | TREATS,
    Permission.IDENTITY_SEE: ONE_BUILDER,
    Permission.IDENTITY_GIVE: ONE_BUILDER,
    Permission.STAGE_MOVE: ONE_BUILDER,
    **dict.fromkeys((Permission.DUE_REBUILD, Permission.CATCH_UP), THE_MACHINE),
    Permission.BRIDGE_CLOSE: THE_MACHINE,
    Permission.RECORD_SLEEP: THE_MACHINE,
    Permission.RECORD_REPLAY: THE_MACHINE,
    Permission.CLOCK_ESCALATE: THE_MACHINE,
    Permission.BOARD_SEE: ONE_LEAD,
    Permission.BRIDGE_STAND_DOWN: ONE_LEAD,
    Permission.KEEP_APART: ONE_LEAD,
    Permission.BRIDGE_PLACE_AGAIN: ONE_LEAD,
    Permission.TODAY_SEE: OUTREACH | ONE_LEAD,
    Permission.MOTHER_SEE: OUTREACH | ONE_LEAD,
    Permission.BRIDGE_CHANGE: OUTREACH | ONE_LEAD,
    **dict.fromkeys((Permission.RECORD_END, Permission.DEATH_SIGN), OUTREACH | ONE_LEAD),
    Permission.RECORD_WAKE: OUTREACH | ONE_LEAD,
    Permission.DIRECTORY_ADD: OUTREACH | ONE_LEAD,
    Permission.RECORD_REOPEN: OUTREACH | ONE_LEAD,
    Permission.RECORD_FORGET: OUTREACH | THE_MACHINE | SHE,
    Permission.DIRECTORY_IMPORT: ONE_LEAD | THE_MACHINE | {Role.ADMINISTRATOR},
    Permission.ACCOUNT_INVITE: THE_MACHINE | {Role.ADMINISTRATOR},
    Permission.AREA_SET: ONE_LEAD,
    Permission.RETENTION_RUN: ONE_LEAD,
    Permission.RECORD_HOLD: ONE_LEAD | {Role.SAFEGUARDING_LEAD},
    Permission.RECORD_DESTROY: THE_MACHINE,
    Permission.ACCOUNT_END: frozenset({Role.ADMINISTRATOR}),
    Permission.ACCOUNT_CONFIRM: ONE_LEAD | {Role.ADMINISTRATOR},
    Permission.ABSENCE_SET: OUTREACH | ONE_LEAD | THE_MACHINE,
    Permission.BAR_SET: OUTREACH | ONE_LEAD | SHE,
    Permission.STEP_ASIDE: OUTREACH | ONE_LEAD | TREATS | KEEPS_SAFE,
    Permission.TREATMENT_SEE: TREATS,
    Permission.MEDICATION_RECORD: TREATS,
    Permission.DRUG_USE_RECORD: TREATS,
    Permission.GOAL_RECORD: TREATS,
    Permission.TREATMENT_REPLY: TREATS,
    Permission.TREATMENT_TELL: TREATS,
    Permission.CONTINUITY_PRINT: TREATS,
    Permission.DEMAND_ADD: TREATS | KEEPS_SAFE,
    Permission.SAFETY_QUESTION_ASK: KEEPS_SAFE,
    Permission.SAFETY_QUESTION_ANSWER: TREATS,
    Permission.HER_SAFETY_NOTE: OUTREACH | TREATS,
    Permission.HER_SAFETY_RECORD: OUTREACH | TREATS,
    Permission.HER_SAFETY_SHARE: ONE_BUILDER,
    Permission.CHILD_NOTE: PEOPLE,
    Permission.CHILD_NOTICE: PEOPLE,
    Permission.CHILD_NOTICE_READ: KEEPS_SAFE,
    Permission.CHILDREN_SEE: KEEPS_SAFE,
    Permission.CHILD_RECORD: KEEPS_SAFE,
    Permission.CHILD_JOIN: KEEPS_SAFE,
    Permission.CHILD_REPLY: KEEPS_SAFE,
    Permission.WORRY_RAISE: PEOPLE,
    Permission.WORRIES_SEE: KEEPS_SAFE,
    Permission.WORRY_ANSWER: KEEPS_SAFE,
    Permission.CHILD_REFER: PEOPLE,
    Permission.CHILD_REFER_WITH_RECORD: KEEPS_SAFE,
    Permission.SECOND_LOOK: SECOND,
    Permission.PLAN_RECORD: KEEPS_SAFE,
    Permission.PLAN_SEE: PEOPLE,
    Permission.CONNECTION_PROPOSE: KEEPS_SAFE,
    Permission.CONNECTION_SEE: KEEPS_SAFE,
    Permission.CONNECTION_READ: SECOND,
    Permission.CONNECTION_LOOK: SECOND,
    Permission.SHOW_GENERAL: OUTREACH | ONE_LEAD,
    Permission.SHOW_HER_SAFETY: OUTREACH | TREATS,
    Permission.SHOW_TREATMENT: TREATS,
    Permission.SHOW_CHILD_SAFETY: KEEPS_SAFE,
    Permission.ASKED_SEE: OUTREACH | SECOND,
    Permission.REQUEST_IN_RECORD: PEOPLE,
    Permission.REQUEST_IN_ANSWER: KEEPS_SAFE | ONE_LEAD,
    Permission.REQUEST_IN_GIVE: KEEPS_SAFE | ONE_LEAD,
    Permission.DANGER_LOOK: KEEPS_SAFE | ONE_LEAD,
    Permission.DOOR_SEE: PEOPLE,
    Permission.HER_ACCESS_FREEZE: PEOPLE,
    Permission.SHARED_WRONGLY_NOTE: PEOPLE,
    Permission.CONSENT_STOP: PEOPLE | SHE,
    Permission.DOOR_SET: ONE_BUILDER | ONE_LEAD | {Role.ADMINISTRATOR},
    Permission.TERMS_DECLARE: AT_A_DOOR | ONE_LEAD,
    Permission.PROFILE_SET: ONE_BUILDER,
    Permission.ENQUIRY_READ: AT_A_DOOR,
    Permission.ENQUIRY_ANSWER: AT_A_DOOR,
    Permission.REFERRAL_READ: AT_A_DOOR,
    Permission.REFERRAL_NAME_SEE: AT_A_DOOR,
    Permission.REFERRAL_ANSWER: AT_A_DOOR,
    Permission.STOP_CONFIRM: AT_A_DOOR,
    Permission.ENQUIRY_LAPSE: THE_MACHINE,
    Permission.CONSENT_EXPIRE: THE_MACHINE,
    Permission.ENQUIRY_SEE: OUTREACH | ONE_LEAD,
    Permission.CONSENT_SEE: OUTREACH | ONE_LEAD,
    Permission.REFERRAL_SEE: OUTREACH | ONE_LEAD,
    Permission.HANDOVER_CHECK: OUTREACH | ONE_LEAD,
    Permission.ENQUIRY_DECIDE: ONE_LEAD | KEEPS_SAFE,
    Permission.REFERRAL_SEND: OUTREACH | ONE_LEAD | KEEPS_SAFE,
    Permission.SHARED_WRONGLY_DECIDE: ONE_LEAD,
    Permission.HANDOVER_CONFIRM: OUTREACH | SHE,
    Permission.SAFE_CONTACT_SET: OUTREACH | SHE,
    Permission.QUIET_SET: OUTREACH | SHE,
    **dict.fromkeys((p for p in Permission if p.startswith("own_")), SHE),
    Permission.MESSAGE_SEND: THE_MACHINE,
    Permission.MESSAGE_REPORT: THE_MACHINE,
    Permission.PHONE_SILENCE: THE_MACHINE,
    Permission.EMERGENCY_OPEN: OUTREACH | SECOND,
    **dict.fromkeys(IN_AN_EMERGENCY, OUTREACH | SECOND),
    Permission.EMERGENCY_LOOK: OUTREACH | ONE_LEAD,
}
RIGHT: dict[Permission, Callable[[Case], bool]] = dict.fromkeys(WHO, _near) | {
    Permission.BRIDGE_CHANGE: lambda case: _builder_or_cover(case) or _lead(case),
    Permission.BRIDGE_PLACE_AGAIN: _lead,
    Permission.BRIDGE_CLOSE: lambda case: case.stage in ENDED,
    Permission.MOTHER_SEE: lambda case: _near(case) or (_lead(case) and case.stage in OPEN and case.purpose),
    Permission.HER_SAFETY_SEE: _builder_or_agreed,
    Permission.IDENTITY_SEE: lambda case: _builder(case) and case.stage == "named",
    Permission.IDENTITY_GIVE: lambda case: _builder(case) and case.her_word,
    Permission.STAGE_MOVE: lambda case: _builder(case) and case.her_word,
    Permission.WINDOW_SET: lambda case: _near(case) and case.her_word,
    Permission.RECORD_END: _may_end,
    Permission.DEATH_SIGN: _may_sign,
    Permission.RECORD_REOPEN: _may_reopen,
    Permission.RECORD_WAKE: lambda case: "lead" in case.stands and case.stage == "asleep" and case.her_word,
    Permission.RECORD_FORGET: _may_forget,
    Permission.RECORD_SLEEP: lambda case: case.stage in OPEN,
    Permission.DUE_REBUILD: lambda case: case.stage in OPEN,
    Permission.CATCH_UP: lambda case: case.stage in OPEN,
    Permission.RECORD_HOLD: lambda case: "lead" in case.stands,
    Permission.RECORD_DESTROY: lambda case: case.stage in (*ENDED, "asleep"),
    Permission.RECORD_REPLAY: lambda _: True,
    Permission.BAR_SET: lambda case: case.her_word and (_has_to_do_with_her(case) or _own(case)),
    Permission.SAFE_CONTACT_SET: lambda case: _near(case) or _own_and_open(case),
    Permission.QUIET_SET: lambda case: _near(case) or _own_and_open(case),
    Permission.STEP_ASIDE: lambda case: (
        _has_to_do_with_her(case) or "treating" in case.stands or _lead_for_children(case)
    ),
    Permission.TREATING_SET: _may_start_treating,
    **dict.fromkeys(
        (
            Permission.TREATMENT_SEE,
            Permission.MEDICATION_RECORD,
            Permission.DRUG_USE_RECORD,
            Permission.GOAL_RECORD,
        ),
        _treats,
    ),
    Permission.TREATMENT_REPLY: lambda case: _treats(case) and case.her_word,
    Permission.TREATMENT_TELL: lambda case: _treats(case) and case.her_word,
    Permission.CONTINUITY_PRINT: lambda case: _treats(case) and case.purpose,
    Permission.DEMAND_ADD: lambda case: _treats(case) or (_lead_for_children(case) and case.stage in OPEN),
    Permission.SAFETY_QUESTION_ANSWER: lambda case: "treating" in case.stands,
    Permission.HER_SAFETY_NOTE: lambda case: _near(case) or _treats(case),
    Permission.HER_SAFETY_RECORD: _builder_or_agreed,
    Permission.HER_SAFETY_SHARE: lambda case: _builder(case) and case.her_word,
    Permission.CHILD_NOTE: _notices_something,
    Permission.WORRY_RAISE: _notices_something,
    Permission.CHILD_REFER: lambda case: _notices_something(case) and case.reason,
    **dict.fromkeys(
        (
            Permission.SAFETY_QUESTION_ASK,
            Permission.WORRIES_SEE,
            Permission.WORRY_ANSWER,
            Permission.PLAN_RECORD,
            Permission.CONNECTION_PROPOSE,
            Permission.CONNECTION_SEE,
        ),
        _lead_for_children,
    ),
    Permission.CHILDREN_SEE: lambda case: _lead_for_children(case) and case.purpose,
    Permission.CHILD_RECORD: lambda case: _lead_for_children(case) and case.stage == "named",
    Permission.CHILD_JOIN: lambda case: _lead_for_children(case) and case.stage == "named" and case.reason,
    Permission.CHILD_REPLY: lambda case: _lead_for_children(case) and case.her_word,
    Permission.CHILD_REFER_WITH_RECORD: lambda case: _lead_for_children(case) and case.reason,
    Permission.SECOND_LOOK: lambda case: (
        (_lead_for_children(case) or _second_reader(case)) and _by_somebody_else(case)
    ),
    Permission.PLAN_SEE: lambda case: _in_the_plan(case) or _lead_for_children(case),
    Permission.SHOW_GENERAL: lambda case: (
        _builder_or_cover(case) or (_lead(case) and case.stage in OPEN and case.purpose)
    ),
    Permission.SHOW_HER_SAFETY: _builder_or_agreed,
    Permission.SHOW_TREATMENT: _treats,
    Permission.SHOW_CHILD_SAFETY: _lead_for_children,
    Permission.CONNECTION_READ: _second_reader,
    Permission.CONNECTION_LOOK: lambda case: _second_reader(case) and _by_somebody_else(case),
    Permission.REQUEST_IN_GIVE: lambda case: _lead(case) or _lead_for_children(case),
    **dict.fromkeys(
        (
            Permission.ENQUIRY_SEND,
            Permission.ENQUIRY_TELL,
            Permission.CONSENT_ASK,
            Permission.RECORD_LINK,
            Permission.HER_ACCESS_SET,
        ),
        _may_ask_for_her,
    ),
    Permission.ENQUIRY_SEE: _sees_crossing,
    Permission.REFERRAL_SEE: _sees_crossing,
    Permission.CONSENT_SEE: lambda case: _near(case) or _sees_crossing(case),
    Permission.ENQUIRY_TAKE_DOWN: _builder_or_cover,
    Permission.REFERRAL_CHASE: _builder_or_cover,
    Permission.HANDOVER_SET: _builder_or_cover,
    Permission.PACK_MAKE: lambda case: _builder_or_cover(case) and case.purpose,
    Permission.ENQUIRY_DECIDE: lambda case: case.reason and (_lead(case) or _lead_for_children(case)),
    Permission.CONSENT_STOP: _may_stop,
    Permission.REFERRAL_SEND: _may_refer,
    Permission.REFERRAL_READ: _recipient,
    Permission.REFERRAL_NAME_SEE: lambda case: _recipient(case) and case.stage == "named",
    Permission.REFERRAL_ANSWER: _recipient,
    Permission.SHARED_WRONGLY_NOTE: lambda case: _notices_something(case) or _recipient(case),
    Permission.SHARED_WRONGLY_DECIDE: _lead,
    Permission.HANDOVER_CONFIRM: _may_confirm_for_her,
    Permission.HANDOVER_CHECK: _may_ask_her_again,
    Permission.OWN_SEE: _own_and_open,
    Permission.OWN_SAFETY_SEE: _own_and_open,
    Permission.OWN_TREATMENT_SEE: _own_and_open,
    Permission.OWN_CHILDREN_SEE: _own_and_open,
    Permission.OWN_LEDGER_SEE: _own_and_open,
    Permission.OWN_REPLY: _own_and_open,
    Permission.OWN_SAY: _own_and_open,
    Permission.OWN_NAME_SEE: lambda case: _own(case) and case.stage == "named",
    Permission.OWN_ACCESS_END: _own,
    Permission.MESSAGE_SEND: lambda case: case.stage in OPEN,
    **dict.fromkeys((Permission.MESSAGE_REPORT, Permission.PHONE_SILENCE), lambda _: True),
    Permission.PHONE_SPEAK_AGAIN: lambda case: _near(case) and case.her_word,
    Permission.EMERGENCY_OPEN: lambda case: "lead" in case.stands and case.stage in OPEN and case.reason,
    **dict.fromkeys(IN_AN_EMERGENCY, lambda c: "emergency" in c.stands and c.about_this and c.stage in OPEN),
    Permission.EMERGENCY_LOOK: lambda case: (
        _by_somebody_else(case) and case.stage in OPEN and (_builder_or_cover(case) or _lead(case))
    ),
}
