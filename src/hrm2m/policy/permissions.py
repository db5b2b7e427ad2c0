"""What can be asked of the policy: stable strings (they go into the ledger), each with a sentence."""

from enum import StrEnum


class Permission(StrEnum):
    """One act or look that the policy decides on. The sentence of each is in `SENTENCES`."""

    BRIDGE_BEGIN = "bridge_begin"
    BRIDGE_CHANGE = "bridge_change"
    BRIDGE_STAND_DOWN = "bridge_stand_down"
    BRIDGE_PLACE_AGAIN = "bridge_place_again"
    BRIDGE_CLOSE = "bridge_close"
    TODAY_SEE = "today_see"
    MOTHER_SEE = "mother_see"
    HER_SAFETY_SEE = "her_safety_see"
    IDENTITY_SEE = "identity_see"
    IDENTITY_GIVE = "identity_give"
    STAGE_MOVE = "stage_move"
    REPLY_ADD = "reply_add"
    CONTACT_LOG = "contact_log"
    SAFE_CONTACT_SET = "safe_contact_set"
    QUIET_SET = "quiet_set"
    WINDOW_SET = "window_set"
    WINDOW_CLOSE = "window_close"
    VISIT_CHECK = "visit_check"
    VISIT_END = "visit_end"
    ASK_RECORD = "ask_record"
    OFFER_RECORD = "offer_record"
    DEMAND_RECORD = "demand_record"
    DIRECTORY_SEE = "directory_see"
    DIRECTORY_ADD = "directory_add"
    DIRECTORY_IMPORT = "directory_import"
    BOARD_SEE = "board_see"
    DANGER_RAISE = "danger_raise"
    DANGER_SEE = "danger_see"
    DANGER_ANSWER = "danger_answer"
    RECORD_END = "record_end"
    RECORD_REOPEN = "record_reopen"
    RECORD_WAKE = "record_wake"
    RECORD_FORGET = "record_forget"
    RECORD_SLEEP = "record_sleep"
    RECORD_REPLAY = "record_replay"
    DUE_REBUILD = "due_rebuild"
    CATCH_UP = "catch_up"
    CLOCK_ESCALATE = "clock_escalate"
    ACCOUNT_INVITE = "account_invite"
    ROLE_CONFIRM = "role_confirm"
    AREA_SET = "area_set"
    RECORD_HOLD = "record_hold"
    RECORD_DESTROY = "record_destroy"
    RETENTION_RUN = "retention_run"
    ACCOUNT_END = "account_end"
    ACCOUNT_CONFIRM = "account_confirm"
    ABSENCE_SET = "absence_set"
    BAR_SET = "bar_set"
    STEP_ASIDE = "step_aside"
    KEEP_APART = "keep_apart"
    TREATING_SET = "treating_set"
    TREATMENT_SEE = "treatment_see"
    MEDICATION_RECORD = "medication_record"
    DRUG_USE_RECORD = "drug_use_record"
    GOAL_RECORD = "goal_record"
    TREATMENT_REPLY = "treatment_reply"
    TREATMENT_TELL = "treatment_tell"
    CONTINUITY_PRINT = "continuity_print"
    DEMAND_ADD = "demand_add"
    SAFETY_QUESTION_ASK = "safety_question_ask"
    SAFETY_QUESTION_ANSWER = "safety_question_answer"
    HER_SAFETY_NOTE = "her_safety_note"
    HER_SAFETY_RECORD = "her_safety_record"
    HER_SAFETY_SHARE = "her_safety_share"
    CHILD_NOTE = "child_note"
    CHILD_NOTICE = "child_notice"
    CHILD_NOTICE_READ = "child_notice_read"
    CHILDREN_SEE = "children_see"
    CHILD_RECORD = "child_record"
    CHILD_JOIN = "child_join"
    CHILD_REPLY = "child_reply"
    WORRY_RAISE = "worry_raise"
    WORRIES_SEE = "worries_see"
    WORRY_ANSWER = "worry_answer"
    CHILD_REFER = "child_refer"
    CHILD_REFER_WITH_RECORD = "child_refer_with_record"
    SECOND_LOOK = "second_look"
    PLAN_RECORD = "plan_record"
    PLAN_SEE = "plan_see"
    CONNECTION_PROPOSE = "connection_propose"
    CONNECTION_SEE = "connection_see"
    CONNECTION_READ = "connection_read"
    CONNECTION_LOOK = "connection_look"
    SHOW_GENERAL = "show_general"
    SHOW_HER_SAFETY = "show_her_safety"
    SHOW_TREATMENT = "show_treatment"
    SHOW_CHILD_SAFETY = "show_child_safety"
    ASKED_SEE = "asked_see"
    REQUEST_IN_RECORD = "request_in_record"
    REQUEST_IN_ANSWER = "request_in_answer"
    REQUEST_IN_GIVE = "request_in_give"
    DANGER_LOOK = "danger_look"
    DOOR_SEE = "door_see"
    DOOR_SET = "door_set"
    TERMS_DECLARE = "terms_declare"
    PROFILE_SET = "profile_set"
    ENQUIRY_SEND = "enquiry_send"
    ENQUIRY_SEE = "enquiry_see"
    ENQUIRY_READ = "enquiry_read"
    ENQUIRY_ANSWER = "enquiry_answer"
    ENQUIRY_TAKE_DOWN = "enquiry_take_down"
    ENQUIRY_TELL = "enquiry_tell"
    ENQUIRY_DECIDE = "enquiry_decide"
    ENQUIRY_LAPSE = "enquiry_lapse"
    CONSENT_ASK = "consent_ask"
    CONSENT_SEE = "consent_see"
    CONSENT_STOP = "consent_stop"
    CONSENT_EXPIRE = "consent_expire"
    REFERRAL_SEND = "referral_send"
    REFERRAL_SEE = "referral_see"
    REFERRAL_CHASE = "referral_chase"
    REFERRAL_READ = "referral_read"
    REFERRAL_NAME_SEE = "referral_name_see"
    REFERRAL_ANSWER = "referral_answer"
    STOP_CONFIRM = "stop_confirm"
    SHARED_WRONGLY_NOTE = "shared_wrongly_note"
    SHARED_WRONGLY_DECIDE = "shared_wrongly_decide"
    HANDOVER_SET = "handover_set"
    HANDOVER_CONFIRM = "handover_confirm"
    HANDOVER_CHECK = "handover_check"
    PACK_MAKE = "pack_make"
    RECORD_LINK = "record_link"
    HER_ACCESS_SET = "her_access_set"
    HER_ACCESS_FREEZE = "her_access_freeze"
    OWN_SEE = "own_see"
    OWN_SAFETY_SEE = "own_safety_see"
    OWN_TREATMENT_SEE = "own_treatment_see"
    OWN_CHILDREN_SEE = "own_children_see"
    OWN_NAME_SEE = "own_name_see"
    OWN_LEDGER_SEE = "own_ledger_see"
    OWN_REPLY = "own_reply"
    OWN_SAY = "own_say"
    OWN_ACCESS_END = "own_access_end"
    MESSAGE_ASK = "message_ask"
    MESSAGE_SEND = "message_send"
    MESSAGE_REPORT = "message_report"
    PHONE_SILENCE = "phone_silence"
    PHONE_SPEAK_AGAIN = "phone_speak_again"
    EMERGENCY_OPEN = "emergency_open"
    EMERGENCY_GENERAL_SEE = "emergency_general_see"
    EMERGENCY_SAFETY_SEE = "emergency_safety_see"
    EMERGENCY_TREATMENT_SEE = "emergency_treatment_see"
    EMERGENCY_CHILDREN_SEE = "emergency_children_see"
    EMERGENCY_LOOK = "emergency_look"


SENTENCES: dict[Permission, str] = {
    Permission.BRIDGE_BEGIN: "Begin a bridge with a mother who has chosen a handle.",
    Permission.BRIDGE_CHANGE: "Change her bridge builder or cover, because she wants it or cover is needed.",
    Permission.BRIDGE_STAND_DOWN: "Stand a worker down from every bridge at once.",
    Permission.BRIDGE_PLACE_AGAIN: "Let her choose again a worker who was stood down.",
    Permission.BRIDGE_CLOSE: "Close the bridge of a record that ended and that nobody opened again in time.",
    Permission.TODAY_SEE: "See which mothers to reach today, and why.",
    Permission.MOTHER_SEE: "Open a mother's general record.",
    Permission.HER_SAFETY_SEE: "Open what she said about her own safety.",
    Permission.IDENTITY_SEE: "See the name she has given.",
    Permission.IDENTITY_GIVE: "Write down her name, because she gives it.",
    Permission.STAGE_MOVE: "Move the bridge on: she asks an agency for something, or gives her name.",
    Permission.REPLY_ADD: "Put her side beside an entry.",
    Permission.CONTACT_LOG: "Log a contact with her.",
    Permission.SAFE_CONTACT_SET: "Write how to reach her safely, and how often.",
    Permission.QUIET_SET: "Write what she wants when she goes quiet, or that she wants to be left be.",
    Permission.WINDOW_SET: "Open a window, because she told us and said yes.",
    Permission.WINDOW_CLOSE: "Close a window: it is over, or after a loss every baby word stops at once.",
    Permission.VISIT_CHECK: "Say I'm in, and write what care a place needs.",
    Permission.VISIT_END: "Say I'm out of your own visit.",
    Permission.ASK_RECORD: "Write what she asks for, in her words.",
    Permission.OFFER_RECORD: "Write what was offered to her, and her answer.",
    Permission.DEMAND_RECORD: "Write what an agency demands of her.",
    Permission.DIRECTORY_SEE: "Look a service up in the directory.",
    Permission.DIRECTORY_ADD: "Add what a feed does not state about a service, with source and date.",
    Permission.DIRECTORY_IMPORT: "Read a directory feed into the area.",
    Permission.BOARD_SEE: "See the team's late clocks, who was not seen and offers that were not real.",
    Permission.DANGER_RAISE: "Raise danger now.",
    Permission.DANGER_SEE: "See that danger was raised; what was said, for those who answer for it.",
    Permission.DANGER_ANSWER: "Say I have it, about danger that was raised.",
    Permission.RECORD_END: "End help because she asked, moved and was accepted, or died.",
    Permission.RECORD_REOPEN: "Open a record again that was ended by mistake, or because she came back.",
    Permission.RECORD_WAKE: "Wake a sleeping record because she came back.",
    Permission.RECORD_FORGET: "Forget a mother known by handle because she asks, or undo it in time.",
    Permission.RECORD_SLEEP: "Let a record sleep after a year without her word.",
    Permission.RECORD_REPLAY: "End again, after a copy was put back, what ended after that copy was made.",
    Permission.DUE_REBUILD: "Count again when each mother is next to be reached; no person sees anything.",
    Permission.CATCH_UP: "Put on somebody's list what nobody was asked to decide on; no person sees anything.",
    Permission.CLOCK_ESCALATE: "Tell the named person that a promise is late.",
    Permission.ACCOUNT_INVITE: "Invite a worker and give a role; one that opens records waits for a second person.",
    Permission.ROLE_CONFIRM: "Say yes or no, as second person, to a role that can open records.",
    Permission.AREA_SET: "Say whom to ring, who is on call, the hours, the nation and what the area agreed on.",
    Permission.RECORD_HOLD: "Hold a record back from being destroyed, because a court or an inquiry may ask for it.",
    Permission.RECORD_DESTROY: "Destroy the keys of a record whose time is over.",
    Permission.RETENTION_RUN: "Have destroyed what is over its time, after reading how much that is.",
    Permission.ACCOUNT_END: "End an account or a role; its bridges go to cover, and nothing is read.",
    Permission.ACCOUNT_CONFIRM: "Say yes or no, as second person, to a new second factor or address of a worker.",
    Permission.ABSENCE_SET: "Say that a worker is away, or back; cover holds the bridges meanwhile.",
    Permission.BAR_SET: "Write who must never open her record, or take it back, on her word.",
    Permission.STEP_ASIDE: "Say I know her outside work, and be moved at once.",
    Permission.KEEP_APART: "Keep two people who are helped here apart, at the word of one of them, or end that.",
    Permission.TREATING_SET: "Write who treats her, because she said yes to it, or end that at her word.",
    Permission.TREATMENT_SEE: "Open what she takes, what she uses and what she wants from treatment.",
    Permission.MEDICATION_RECORD: "Write what she is prescribed, who asked for each change, and how it is kept safe.",
    Permission.DRUG_USE_RECORD: "Write what she says she uses, what a test said and what she says to it.",
    Permission.GOAL_RECORD: "Write what she wants from treatment, in her words, and how she says things are.",
    Permission.TREATMENT_REPLY: "Put her side beside an entry of her treatment.",
    Permission.TREATMENT_TELL: "Tell her bridge builder of a window, because she said yes; nothing else is told.",
    Permission.CONTINUITY_PRINT: "Print the sheet she carries or leaves with a ward, a prison or a new area.",
    Permission.DEMAND_ADD: "Put what is asked of her on her own list of demands.",
    Permission.SAFETY_QUESTION_ASK: "Ask whoever treats her what a child's safety needs to know.",
    Permission.SAFETY_QUESTION_ANSWER: "Answer what a child's safety needs to know, and nothing more.",
    Permission.HER_SAFETY_NOTE: "Write what you heard or saw of harm to her; it cannot be read for that.",
    Permission.HER_SAFETY_RECORD: "Work with her on her own safety: what is open to her, and what she says to each.",
    Permission.HER_SAFETY_SHARE: "Let a worker see what she said about her own safety, because she agrees.",
    Permission.CHILD_NOTE: "Write what you saw, heard or were told about a child; it cannot be read for that.",
    Permission.CHILD_NOTICE: "Tell the safeguarding lead about a child where no record is at hand.",
    Permission.CHILD_NOTICE_READ: "Read what was told about a child without a record, and say what becomes of it.",
    Permission.CHILDREN_SEE: "Open what is known about her children's safety and everyday care.",
    Permission.CHILD_RECORD: "Begin a child's record, or write who else is there for the child.",
    Permission.CHILD_JOIN: "Join two records of one child, or undo it; neither mother is shown the other.",
    Permission.CHILD_REPLY: "Put her side beside an entry about a child.",
    Permission.WORRY_RAISE: "Put what adds up about a child to the safeguarding lead, and ask for a decision.",
    Permission.WORRIES_SEE: "See which worries wait, oldest first.",
    Permission.WORRY_ANSWER: "Read a worry, decide what is asked of whom, and write what came of it.",
    Permission.CHILD_REFER: "Tell children's social care or the police about a child, alone and at once.",
    Permission.CHILD_REFER_WITH_RECORD: "Tell them with what the record holds: observations, strengths, her account.",
    Permission.SECOND_LOOK: "Look, as a second person, at a referral that was sent or at what is withheld from her.",
    Permission.PLAN_RECORD: "Write a child's plan: its kind, the next meeting, who must do what by when, family time.",
    Permission.PLAN_SEE: "Read the plan you are named in, and nothing else.",
    Permission.CONNECTION_PROPOSE: "Propose a connection between drug use and a child's safety, with evidence.",
    Permission.CONNECTION_SEE: "See what is proposed or stands between the two records.",
    Permission.CONNECTION_READ: "Read both sides of one connection, as its second reader and for this only.",
    Permission.CONNECTION_LOOK: "Say, as second reader, whether a connection stands.",
    Permission.SHOW_GENERAL: "Decide whether she may read what her general record says, and answer her on it.",
    Permission.SHOW_HER_SAFETY: "Decide whether she may read what is said of her own safety, and answer her on it.",
    Permission.SHOW_TREATMENT: "Decide whether she may read what her treatment record says, and answer her on it.",
    Permission.SHOW_CHILD_SAFETY: "Decide whether she may read what is said of her children, and answer her on it.",
    Permission.ASKED_SEE: "See what is asked of you: looks, signatures, decisions on showing.",
    Permission.REQUEST_IN_RECORD: "Write down that somebody asks us about her or a child.",
    Permission.REQUEST_IN_ANSWER: "Decide what is given to whoever asked, and why; confirm or deny nobody before.",
    Permission.REQUEST_IN_GIVE: "Write in her record what was given to whom, and whether she was told.",
    Permission.DANGER_LOOK: "Look at a danger together the next day, and write what becomes of it.",
    Permission.DOOR_SEE: "See who answers for an agency, and how often its promises were kept.",
    Permission.DOOR_SET: "Write who answers for an agency, how they are reached and how soon.",
    Permission.TERMS_DECLARE: "Write, in its words, what an agency does and what would make it tell anybody.",
    Permission.PROFILE_SET: "Write the few words about yourself from which a mother chooses.",
    Permission.ENQUIRY_SEND: "Ask an agency, without her name, what it would offer and whom it would tell.",
    Permission.ENQUIRY_SEE: "See what was asked of agencies without her name, and what they said.",
    Permission.ENQUIRY_READ: "Read a question about an unnamed woman that was put to you.",
    Permission.ENQUIRY_ANSWER: "Answer a question about an unnamed woman, with your own name.",
    Permission.ENQUIRY_TAKE_DOWN: "Write down an answer that came by telephone, and who gave it.",
    Permission.ENQUIRY_TELL: "Write that she was shown the terms, and what she said: yes, not now or no.",
    Permission.ENQUIRY_DECIDE: "Decide the same day whether to name her, where an agency fears for a child.",
    Permission.ENQUIRY_LAPSE: "Tell the named person that an agency has not answered.",
    Permission.CONSENT_ASK: "Write what she said yes to: which agency, what it may know, for what, until when.",
    Permission.CONSENT_SEE: "See what she said yes to, what she stopped and who confirmed it.",
    Permission.CONSENT_STOP: "Stop sharing, at her word, at once and for every referral that rests on it.",
    Permission.CONSENT_EXPIRE: "Write that a consent is over, and close what rests on it.",
    Permission.REFERRAL_SEND: "Refer her to an agency under her consent, or on another basis that is written down.",
    Permission.REFERRAL_SEE: "See where a referral stands.",
    Permission.REFERRAL_CHASE: "Chase a referral, look again at one that was declined, close one that is done.",
    Permission.REFERRAL_READ: "Read what a referral carries that was sent to you, and nothing else.",
    Permission.REFERRAL_NAME_SEE: "See the name that she lets go with a referral.",
    Permission.REFERRAL_ANSWER: "Answer a referral: it came, yes or no and why, when to meet, what came of it.",
    Permission.STOP_CONFIRM: "Confirm that you have stopped using what she no longer shares.",
    Permission.SHARED_WRONGLY_NOTE: "Write that something was shared wrongly.",
    Permission.SHARED_WRONGLY_DECIDE: "Decide what follows where something was shared wrongly, and tell her safely.",
    Permission.HANDOVER_SET: "Set a meeting of three, and write that all three were there.",
    Permission.HANDOVER_CONFIRM: "Write that she confirms a handover, or that she does not and the bridge stays.",
    Permission.HANDOVER_CHECK: "Ask her again, as somebody else, about what a worker wrote that she confirmed.",
    Permission.PACK_MAKE: "Make the pack for a meeting, her words first.",
    Permission.RECORD_LINK: "Say that two records are one woman, because she says yes, or undo it at her word.",
    Permission.HER_ACCESS_SET: "Set up a way for her to see her own side, or take it away, at her word.",
    Permission.HER_ACCESS_FREEZE: "Freeze a mother's own page because she, or somebody for her, asks for it.",
    Permission.OWN_SEE: "See her own side: what was promised, who sees what, notes.",
    Permission.OWN_SAFETY_SEE: "See what is written about her own safety.",
    Permission.OWN_TREATMENT_SEE: "See what is written about her own treatment.",
    Permission.OWN_CHILDREN_SEE: "See what is written about her own children.",
    Permission.OWN_NAME_SEE: "See the name she gave.",
    Permission.OWN_LEDGER_SEE: "See who opened her notes, and why.",
    Permission.OWN_REPLY: "Put her own side beside an entry, or say that it is not right.",
    Permission.OWN_SAY: "Say what she wants, and whether the next meeting is good.",
    Permission.OWN_ACCESS_END: "Close her own page from inside.",
    Permission.MESSAGE_ASK: "Ask for a text to her phone: her cover words, and nothing else.",
    Permission.MESSAGE_SEND: "Hand her cover words to the carrier, where they may go out at this moment.",
    Permission.MESSAGE_REPORT: "Write what became of a text, or that one came from her phone; never what it says.",
    Permission.PHONE_SILENCE: "Silence a phone, because it said stop; nothing else changes.",
    Permission.PHONE_SPEAK_AGAIN: "Let texts go to her phone again, because she says so in person.",
    Permission.EMERGENCY_OPEN: "Open one part of a record in an emergency, for three hours, without being near her.",
    Permission.EMERGENCY_GENERAL_SEE: "Read her general record that you opened in an emergency.",
    Permission.EMERGENCY_SAFETY_SEE: "Read what is said of her own safety, opened in an emergency.",
    Permission.EMERGENCY_TREATMENT_SEE: "Read her treatment record that you opened in an emergency.",
    Permission.EMERGENCY_CHILDREN_SEE: "Read what is known of her children, opened in an emergency.",
    Permission.EMERGENCY_LOOK: "Look, as a second person, at what somebody opened in an emergency.",
}
