"""Which compartments each act may read, and which it may write to without reading them."""

from collections.abc import Mapping
from dataclasses import dataclass

from hrm2m.policy.compartments import Compartment as C
from hrm2m.policy.permissions import Permission as P


@dataclass(frozen=True)
class Access:
    """Which compartments an act may read, and which it may write to without reading them."""

    reads: frozenset[C] = frozenset()
    writes: frozenset[C] = frozenset()


NOTHING = Access()
GENERAL = Access(reads=frozenset({C.GENERAL}), writes=frozenset({C.GENERAL}))
TREATMENT = Access(reads=frozenset({C.TREATMENT}), writes=frozenset({C.TREATMENT}))
CHILD_SAFETY = Access(reads=frozenset({C.CHILD_SAFETY}), writes=frozenset({C.CHILD_SAFETY}))
BOTH_SIDES = frozenset({C.TREATMENT, C.CHILD_SAFETY})

OPENS: Mapping[P, Access] = {
    P.BRIDGE_BEGIN: Access(writes=frozenset({C.GENERAL})),
    P.BRIDGE_CHANGE: GENERAL,
    P.BRIDGE_STAND_DOWN: NOTHING,
    P.BRIDGE_PLACE_AGAIN: NOTHING,
    P.BRIDGE_CLOSE: NOTHING,
    P.TODAY_SEE: Access(reads=frozenset({C.GENERAL})),
    P.MOTHER_SEE: Access(reads=frozenset({C.GENERAL})),
    P.HER_SAFETY_SEE: Access(reads=frozenset({C.HER_SAFETY})),
    P.IDENTITY_SEE: Access(reads=frozenset({C.IDENTITY})),
    P.IDENTITY_GIVE: Access(reads=frozenset({C.IDENTITY}), writes=frozenset({C.IDENTITY})),
    P.STAGE_MOVE: GENERAL,
    P.REPLY_ADD: GENERAL,
    P.CONTACT_LOG: GENERAL,
    P.SAFE_CONTACT_SET: GENERAL,
    P.QUIET_SET: GENERAL,
    P.WINDOW_SET: GENERAL,
    P.WINDOW_CLOSE: GENERAL,
    P.VISIT_CHECK: GENERAL,
    P.VISIT_END: NOTHING,
    P.ASK_RECORD: GENERAL,
    P.OFFER_RECORD: GENERAL,
    P.DEMAND_RECORD: GENERAL,
    P.DIRECTORY_SEE: NOTHING,
    P.DIRECTORY_ADD: NOTHING,
    P.DIRECTORY_IMPORT: NOTHING,
    P.BOARD_SEE: NOTHING,
    P.DANGER_RAISE: NOTHING,
    P.DANGER_SEE: NOTHING,
    P.DANGER_ANSWER: NOTHING,
    P.RECORD_END: Access(writes=frozenset({C.GENERAL})),
    P.RECORD_REOPEN: GENERAL,
    P.RECORD_WAKE: GENERAL,
    P.RECORD_FORGET: NOTHING,
    P.RECORD_SLEEP: Access(reads=frozenset({C.GENERAL})),
    P.RECORD_REPLAY: NOTHING,
    P.DUE_REBUILD: Access(reads=frozenset({C.GENERAL})),
    P.CLOCK_ESCALATE: NOTHING,
    P.ACCOUNT_INVITE: NOTHING,
    P.ROLE_CONFIRM: NOTHING,
    P.AREA_SET: NOTHING,
    P.RECORD_HOLD: NOTHING,
    P.RECORD_DESTROY: Access(reads=frozenset({C.GENERAL})),
    P.RETENTION_RUN: NOTHING,
    P.ACCOUNT_END: NOTHING,
    P.ACCOUNT_CONFIRM: NOTHING,
    P.ABSENCE_SET: NOTHING,
    P.BAR_SET: NOTHING,
    P.STEP_ASIDE: NOTHING,
    P.TREATING_SET: Access(writes=frozenset({C.TREATMENT})),
    P.TREATMENT_SEE: Access(reads=frozenset({C.TREATMENT})),
    P.MEDICATION_RECORD: TREATMENT,
    P.DRUG_USE_RECORD: TREATMENT,
    P.GOAL_RECORD: TREATMENT,
    P.TREATMENT_REPLY: TREATMENT,
    P.TREATMENT_TELL: Access(reads=frozenset({C.TREATMENT}), writes=frozenset({C.TREATMENT, C.GENERAL})),
    P.CONTINUITY_PRINT: Access(reads=frozenset({C.TREATMENT})),
    P.DEMAND_ADD: Access(writes=frozenset({C.GENERAL})),
    P.SAFETY_QUESTION_ASK: Access(writes=BOTH_SIDES),
    P.SAFETY_QUESTION_ANSWER: Access(reads=frozenset({C.TREATMENT}), writes=BOTH_SIDES),
    P.HER_SAFETY_NOTE: Access(writes=frozenset({C.HER_SAFETY})),
    P.HER_SAFETY_RECORD: Access(reads=frozenset({C.HER_SAFETY}), writes=frozenset({C.HER_SAFETY})),
    P.HER_SAFETY_SHARE: Access(writes=frozenset({C.HER_SAFETY})),
    P.CHILD_NOTE: Access(writes=frozenset({C.CHILD_SAFETY})),
    P.CHILD_NOTICE: NOTHING,
    P.CHILD_NOTICE_READ: NOTHING,
    P.CHILDREN_SEE: Access(reads=frozenset({C.CHILD_SAFETY})),
    P.CHILD_RECORD: CHILD_SAFETY,
    P.CHILD_JOIN: CHILD_SAFETY,
    P.CHILD_REPLY: CHILD_SAFETY,
    P.WORRY_RAISE: Access(writes=frozenset({C.CHILD_SAFETY})),
    P.WORRIES_SEE: Access(reads=frozenset({C.CHILD_SAFETY})),
    P.WORRY_ANSWER: CHILD_SAFETY,
    P.CHILD_REFER: Access(writes=frozenset({C.CHILD_SAFETY})),
    P.CHILD_REFER_WITH_RECORD: CHILD_SAFETY,
    P.SECOND_LOOK: CHILD_SAFETY,
    P.PLAN_RECORD: CHILD_SAFETY,
    P.PLAN_SEE: Access(reads=frozenset({C.CHILD_SAFETY})),
    P.CONNECTION_PROPOSE: CHILD_SAFETY,
    P.CONNECTION_SEE: Access(reads=frozenset({C.CHILD_SAFETY})),
    P.CONNECTION_READ: Access(reads=BOTH_SIDES),
    P.CONNECTION_LOOK: Access(reads=BOTH_SIDES, writes=BOTH_SIDES),
    P.REQUEST_IN_RECORD: NOTHING,
    P.REQUEST_IN_ANSWER: NOTHING,
    P.REQUEST_IN_GIVE: Access(writes=frozenset({C.GENERAL, C.CHILD_SAFETY})),
    P.DANGER_LOOK: NOTHING,
    P.MESSAGE_ASK: Access(reads=frozenset({C.GENERAL})),
    P.MESSAGE_SEND: Access(reads=frozenset({C.GENERAL})),
    P.MESSAGE_REPORT: GENERAL,
    P.PHONE_SILENCE: NOTHING,
    P.PHONE_SPEAK_AGAIN: Access(reads=frozenset({C.GENERAL})),
}
