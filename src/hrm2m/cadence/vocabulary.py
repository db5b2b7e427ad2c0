"""The words of the cadence, each with one meaning; the facts about them are in `rules.yaml`."""

from enum import StrEnum


class Nation(StrEnum):
    """Whose bank holidays count; all four keep the same time."""

    ENGLAND = "england"
    WALES = "wales"
    SCOTLAND = "scotland"
    NORTHERN_IRELAND = "northern_ireland"


class Channel(StrEnum):
    """The way of a contact."""

    IN_PERSON = "in_person"
    USUAL_PLACE = "usual_place"
    CALL = "call"
    TEXT = "text"
    LETTER = "letter"
    DROP_OFF = "drop_off"
    THROUGH_TRUSTED = "through_trusted"


class Outcome(StrEnum):
    """What came of a contact. Not one of them blames her."""

    MET = "met"
    SPOKE = "spoke"
    NOT_REACHED = "not_reached"
    LEFT_WORD = "left_word"
    NOT_NOW = "not_now"
    STOPPED_NOT_SAFE = "stopped_not_safe"


class WindowKind(StrEnum):
    """A dated period in which risk to her is known to be higher."""

    PREGNANCY = "pregnancy"
    AFTER_PREGNANCY = "after_pregnancy"
    NEONATAL_CARE = "neonatal_care"
    CHILD_TAKEN = "child_taken"
    CHILD_COMES_HOME = "child_comes_home"
    COURT_HEARING = "court_hearing"
    MEDICATION_STOPPED = "medication_stopped"
    MEDICATION_STARTED = "medication_started"
    OVERDOSE = "overdose"
    SENT_TO_PRISON = "sent_to_prison"
    PRISON_RELEASE = "prison_release"
    HOSPITAL_DISCHARGE = "hospital_discharge"
    LEAVING_VIOLENCE = "leaving_violence"
    LOSING_HOME = "losing_home"
    HER_DAY = "her_day"


class Phase(StrEnum):
    """How things stand between her and us."""

    JUST_ASKED = "just_asked"
    BUILDING_TRUST = "building_trust"
    IN_TOUCH = "in_touch"
    LOSING_TOUCH = "losing_touch"


class Change(StrEnum):
    """What to do differently next time."""

    NONE = "none"
    TIME = "time"
    CHANNEL = "channel"
    PLACE = "place"
    WORKER = "worker"
    THROUGH_TRUSTED = "through_trusted"


class Basis(StrEnum):
    """Whether a number was published, or is the choice of whoever runs the service."""

    PUBLISHED = "published"
    POLICY_CHOICE = "policy_choice"
