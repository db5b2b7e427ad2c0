"""What is asked without a name, in the words that the agency reads: the check page draws the very same lines."""

from collections.abc import Mapping
from dataclasses import dataclass

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from hrm2m.records.agencies.doors.values import Authority
from hrm2m.records.enquiries.entries import Constraint, Language, Need, Question, Says, Weeks


NEEDS: Mapping[Need, Promise] = {
    Need.PLACE_TO_STAY: _("A place to stay"),
    Need.MONEY_AND_FOOD: _("Money, food, or things for a baby"),
    Need.PREGNANCY: _("Care in pregnancy and after"),
    Need.HEALTH: _("Health care"),
    Need.MENTAL_HEALTH: _("Help with how she feels"),
    Need.TREATMENT: _("Help with drugs or alcohol"),
    Need.SAFE_FROM_HARM: _("To be safe from somebody"),
    Need.LEGAL_ADVICE: _("Advice on the law, or an advocate"),
    Need.WITH_HER_CHILDREN: _("Help at home with children"),
    Need.PAPERS: _("Papers and status"),
    Need.SOMETHING_ELSE: _("Something else, as the words say"),
}
WEEKS: Mapping[Weeks, Promise] = {
    Weeks.THIS_WEEK: _("This week"),
    Weeks.NEXT_TWO_WEEKS: _("In the next two weeks"),
    Weeks.THIS_MONTH: _("This month"),
    Weeks.THREE_MONTHS: _("In the next three months"),
}
CONSTRAINTS: Mapping[Constraint, Promise] = {
    Constraint.CHILDCARE: _("She needs childcare to come"),
    Constraint.CHILDREN_COME_ALONG: _("Her children come along"),
    Constraint.SOMEBODY_WITH_HER: _("Somebody she trusts comes with her"),
    Constraint.WOMAN_WORKER: _("She wants to see a woman"),
    Constraint.NOT_IN_THE_MORNING: _("Not in the morning"),
    Constraint.STEP_FREE: _("Without steps"),
    Constraint.BY_TELEPHONE_FIRST: _("By telephone first"),
    Constraint.NO_DOCUMENTS: _("She has no documents with her"),
    Constraint.NO_FARE: _("She has no money for the way"),
}
LANGUAGES: Mapping[Language, Promise] = {
    Language.ENGLISH: _("English"),
    Language.WELSH: _("Welsh"),
    Language.IRISH: _("Irish"),
    Language.POLISH: _("Polish"),
    Language.ROMANIAN: _("Romanian"),
    Language.ROMANI: _("Romani"),
    Language.PORTUGUESE: _("Portuguese"),
    Language.ARABIC: _("Arabic"),
    Language.URDU: _("Urdu"),
    Language.PUNJABI: _("Punjabi"),
    Language.BENGALI: _("Bengali"),
    Language.SOMALI: _("Somali"),
    Language.UKRAINIAN: _("Ukrainian"),
    Language.SIGN_LANGUAGE: _("Sign language"),
    Language.ANOTHER: _("Another language, with an interpreter"),
}
SAYS: Mapping[Says, Promise] = {
    Says.TERMS: _("We can: these are our terms"),
    Says.NOT_NOW: _("Not now"),
    Says.NO: _("No"),
    Says.CHILD_AT_RISK: _("We think a child may be at risk"),
}
AUTHORITIES: Mapping[Authority, Promise] = {
    Authority.CHILDRENS_SERVICES: _("children’s services"),
    Authority.POLICE: _("the police"),
    Authority.IMMIGRATION: _("immigration"),
    Authority.LANDLORD: _("the landlord"),
    Authority.ANYONE_ELSE: _("anyone else"),
}


@dataclass(frozen=True)
class AskedWords:
    """Everything that an agency sees of a question, line by line."""

    need: str
    weeks: str
    place: str
    constraints: tuple[str, ...]
    language: str
    not_near: str
    words: str


def asked_in_words(question: Question) -> AskedWords:
    """The question as it is drawn."""
    return AskedWords(
        str(NEEDS[question.need]),
        str(WEEKS[question.weeks]),
        question.place,
        tuple(str(CONSTRAINTS[each]) for each in question.constraints),
        str(LANGUAGES[question.language]),
        question.not_near,
        question.words,
    )
