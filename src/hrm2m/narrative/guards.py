"""Guards: why nothing is asked although a rule matched; each is a small question to the sentence and its neighbours."""

from collections.abc import Callable

from hrm2m.narrative.evidence import Evidence
from hrm2m.narrative.lexicon import Lexicon
from hrm2m.narrative.passages import Book, Passage
from hrm2m.narrative.patterns import Match, fits, matches
from hrm2m.narrative.roles import Roles
from hrm2m.narrative.rules import Rule
from hrm2m.narrative.signs import HERS
from hrm2m.narrative.words import Sentence


_ON_EVENTS = ("conflation", "opinion_as_fact")
"""Where any event of a child's day is enough to be silent: the findings that could soften a worry."""
_PEOPLE = (
    "MOTHER", "FEMALE", "FATHER", "MALE", "CHILD", "NAME", "POSS", "ADDICT", "USER", "SUBSTANCE", "PERSONX", "GROUP",
    "USING", "RELATIONSHIP", "TREATMENT",
)  # fmt: skip
_BY_CLASS = {
    "ordered": "ORDERED", "safety": "SAFETYWORD", "diagnosed": "DIAGNOSED", "denied": "NOTEVID",
}  # fmt: skip
_BY_SENTENCE = (
    "negated", "denied", "mention", "normative", "question", "no_person", "her_words", "agreed", "ordered", "safety",
    "diagnosed", "passive", "owned", "reasoned_opinion", "evidence_here", "evidence_on_child",
)  # fmt: skip
REASON_WORDS = frozenset(("because", "since", ":", ";", "as"))
_NOBODY_TOLD = frozenset((":", "to", "that", "she", "if", ","))
"""After these “mum told” is short for “mum was told”: whoever tells, tells somebody."""
_BEGINS_A_CLAUSE = frozenset(
    ("she", "he", "it", "the", "there", "they", "no", "we", "our", "my", "her", "his", "nobody")
)
_TEMPORAL = frozenset(("since", "as"))


class Guards:
    """All guards over one text; `near` gives the sentences around one."""

    def __init__(self, lexicon: Lexicon, roles: Roles) -> None:
        self._lexicon, self._roles = lexicon, roles
        self._people = lexicon.mask(_PEOPLE)
        names = (
            "MENTION NOTEVID NEG NORMATIVE STRONG CHILDSTATE SAW CHILDSAID TIME NUMBER REASON ISAY NAMED_SAID AGREED "
            "ORDERED SAFETYWORD BE DIAGNOSED AGREED ASKS SIGNS DOUBT STOP MINDSTATE TRAIT SERVICE CHILD SUBSTANCE "
            "PERSONX TITLE_S POSS HERSAY OWN_WORDS NOEVIDENCE SERVICE_OWN"
        )
        self._bit = {name: lexicon.bit(name) for name in names.split()}
        judged = self._bit["MINDSTATE"] | self._bit["TRAIT"]
        self._kind = {"REASON": lexicon.kind(self._bit["REASON"]), "judged": lexicon.kind(judged)}
        self._plans: dict[str, list[tuple[str, int, Callable[[Sentence, Match], bool] | None]]] = {}
        self.stop = self._bit["STOP"]
        self.evidence = Evidence(lexicon)

    def silence(self, rule: Rule, match: Match, sentences: Passage, index: int, book: Book) -> str:
        """Why nothing is asked, or "" where the question stands."""
        sentence = sentences[index]
        if sentence.seen & self._bit["NOEVIDENCE"]:
            return "denied"
        because: str | None = sentence.learnt.silent.get((rule.id, match))
        if because is None:
            because = self._by_sentence(rule, sentence, match)
            because = because or self._by_subject(rule, sentence, match)
            because = because or self._by_words(rule, sentence, match)
            sentence.learnt.silent[rule.id, match] = because
        return because or self._by_neighbours(rule, match, sentences, index, book)

    def _by_sentence(self, rule: Rule, sentence: Sentence, match: Match) -> str:
        for name, bit, asks in self._asked(rule):
            if asks(sentence, match) if asks else sentence.seen & bit:
                return name
        return ""

    def _asked(self, rule: Rule) -> list[tuple[str, int, Callable[[Sentence, Match], bool] | None]]:
        """The guards of a rule that look at its sentence alone: by a class that stands in it, or by a question."""
        known = self._plans.get(rule.id)
        if known is None:
            known = self._plans[rule.id] = [
                (name, self._bit[_BY_CLASS[name]], None)
                if name in _BY_CLASS
                else (name, 0, getattr(self, f"_{name}"))
                for name in _BY_SENTENCE
                if name in rule.guards
            ]
        return known

    def _by_subject(self, rule: Rule, sentence: Sentence, match: Match) -> str:
        if not rule.subjects:
            return ""
        if sentence.words[match.begin] in HERS:
            return "subject: mother" if "mother" in rule.subjects else ""
        own = self._services_own(sentence, match)
        role = "service" if own else self._roles.subject(sentence, match.first, match.finish)
        return f"subject: {role}" if role in rule.subjects else ""

    def _by_words(self, rule: Rule, sentence: Sentence, match: Match) -> str:
        for source, hits in self._excuses(rule, sentence):
            for hit in hits:
                if hit.begin <= match.finish + 1 and hit.finish >= match.begin - 1:
                    return f"words: {source}"
        return ""

    def _excuses(self, rule: Rule, sentence: Sentence) -> list[tuple[str, list[Match]]]:
        """Where the exceptions of a rule stand in a sentence; the same for each of its matches there."""
        known = sentence.learnt.excuses.get(rule.id)
        if known is None:
            known = sentence.learnt.excuses[rule.id] = []
            for one in rule.exceptions:
                if fits(one, sentence) and (found := matches(one, sentence, self.stop)):
                    known.append((one.source, found))
        return known

    def _by_neighbours(self, rule: Rule, match: Match, sentences: Passage, index: int, book: Book) -> str:
        if "reason" in rule.guards and self._reasoned(sentences, index, match):
            return "reason"
        if "evidence" in rule.guards and self._evidenced(rule, match, sentences[index], index, book):
            return "evidence"
        return ""

    def _services_own(self, sentence: Sentence, match: Match) -> bool:
        """Whether what is asked about belongs to a service: “the team's attendance”, “our engagement”."""
        before = sentence.masks[match.first - 1] if match.first else 0
        return bool(before & self._bit["SERVICE_OWN"]) or (
            match.first > 0 and sentence.words[match.first - 1] == "our"
        )

    def _negated(self, sentence: Sentence, match: Match) -> bool:
        masks = sentence.masks
        if sentence.seen & self._bit["NOTEVID"]:
            return True
        for place in range(match.first - 1, max(-1, match.first - 5), -1):
            if masks[place] & self.stop or sentence.words[place] == ",":
                return False
            if masks[place] & self._bit["NEG"] and place < match.begin:
                return True
        return False

    def _mention(self, sentence: Sentence, match: Match) -> bool:
        masks = sentence.masks
        if not sentence.seen & self._bit["MENTION"]:
            return False
        before = range(max(0, match.first - 8), match.first)
        after = range(match.last + 1, min(len(masks), match.last + 5))
        return any(masks[place] & self._bit["MENTION"] for place in (*before, *after))

    def _normative(self, sentence: Sentence, match: Match) -> bool:
        if not sentence.seen & self._bit["NORMATIVE"]:
            return False
        return any(mask & self._bit["NORMATIVE"] for mask in sentence.masks[: match.finish + 1])

    def _question(self, sentence: Sentence, match: Match) -> bool:
        return sentence.words[-1] == "?" and match.first > 0

    def _no_person(self, sentence: Sentence, match: Match) -> bool:
        return not sentence.seen & self._people

    def _her_words(self, sentence: Sentence, match: Match) -> bool:
        if sentence.seen & self._bit["OWN_WORDS"]:
            return True
        if not sentence.seen & self._bit["HERSAY"]:
            return False
        for place in range(match.first - 1, -1, -1):
            if sentence.masks[place] & self._bit["HERSAY"]:
                return self._hers(sentence, place)
            if sentence.words[place] == ";" or (sentence.words[place] == "but" and place > 0):
                return False
        return False

    def _hers(self, sentence: Sentence, place: int) -> bool:
        if place and sentence.masks[place - 1] & self._bit["BE"] and sentence.words[place] != "saying":
            return False
        if sentence.words[place] == "told" and sentence.words[place + 1] in _NOBODY_TOLD:
            return False
        return self._roles.subject(sentence, place) in (
            "mother",
            "child",
            "person",
            "father",
            "group",
            "other",
        )

    def _passive(self, sentence: Sentence, match: Match) -> bool:
        if not sentence.words[match.first].endswith("ed") or " " in sentence.words[match.first]:
            return False
        before = sentence.words[max(0, match.first - 2) : match.first]
        return any(word in ("was", "were", "been", "being", "is", "are", "be") for word in before)

    def _owned(self, sentence: Sentence, match: Match) -> bool:
        """Somebody is named whose view it is: I, a professional, a child, a relative who said so."""
        for place, mask in enumerate(sentence.masks[: match.last + 1]):
            if mask & self._bit["ISAY"]:
                return True
            if mask & self._bit["NAMED_SAID"] and not mask & self._bit["DOUBT"] and place < match.first:
                passive = place and sentence.masks[place - 1] & self._bit["BE"]
                if not passive and self._roles.subject(sentence, place) in (
                    "service",
                    "child",
                    "other",
                    "person",
                ):
                    return True
        return False

    def _reasoned(self, sentences: Passage, index: int, match: Match) -> bool:
        if self._gives_reason(sentences[index], match) or self._explained(sentences[index], match):
            return True
        following = index + 1 < len(sentences) and sentences[index + 1].block == sentences[index].block
        return bool(following) and self._gives_reason(sentences[index + 1], None)

    def _explained(self, sentence: Sentence, match: Match) -> bool:
        """A colon or semicolon after what is asked about, and then somebody who does something: “: she had
        given birth”."""
        for place in range(match.finish + 1, min(len(sentence.words) - 2, match.finish + 6)):
            if sentence.words[place] in (":", ";"):
                return self._clause(sentence, place)
        return False

    def _gives_reason(self, sentence: Sentence, match: Match | None) -> bool:
        """A reason in the sentence itself, or, with no match, in the one that follows it."""
        first = match is None
        if not sentence.seen & self._bit["REASON"]:
            return False
        reasons = sentence.standing(self._bit["REASON"], self._kind["REASON"])
        judged = sentence.standing(self._bit["MINDSTATE"] | self._bit["TRAIT"], self._kind["judged"])
        for place in range(judged.bit_length(), len(sentence.masks)):
            if not reasons >> place & 1:
                continue
            if match and place < match.begin and "," not in sentence.words[place : match.begin]:
                continue
            if sentence.words[place] in _TEMPORAL or (first and sentence.words[place] == "because"):
                nextmask = sentence.masks[place + 1] if place + 1 < len(sentence.masks) else 0
                if (
                    first
                    or nextmask & (self._bit["TIME"] | self._bit["NUMBER"])
                    or not self._clause(sentence, place)
                ):
                    continue
            if sentence.words[place] == "because" and self._mind(sentence, place):
                continue
            return True
        return False

    def _mind(self, sentence: Sentence, place: int) -> bool:
        rest = sentence.words[place:]
        return ("not" in rest or any("n't" in word for word in rest)) and not {
            "care",
            "bothered",
            "want",
        }.isdisjoint(rest)

    def _clause(self, sentence: Sentence, place: int) -> bool:
        return place + 1 < len(sentence.words) and sentence.words[place + 1] in _BEGINS_A_CLAUSE

    def _reasoned_opinion(self, sentence: Sentence, match: Match) -> bool:
        return self.owns(sentence) and not REASON_WORDS.isdisjoint(sentence.words)

    def _agreed(self, sentence: Sentence, match: Match) -> bool:
        """She asked for it or agreed to it; what a service asked for is no wish of hers."""
        if sentence.seen & self._bit["AGREED"]:
            return True
        if not sentence.seen & self._bit["ASKS"]:
            return False
        asks = (place for place, mask in enumerate(sentence.masks) if mask & self._bit["ASKS"])
        return any(self._roles.subject(sentence, place) not in ("service", "other") for place in asks)

    def _evidence_on_child(self, sentence: Sentence, match: Match) -> bool:
        return self.evidence.about_a_child(sentence) and self.evidence.stands_in(sentence, events=False)

    def _evidence_here(self, sentence: Sentence, match: Match) -> bool:
        """Something that befell a child, in the sentence itself."""
        return self.evidence.befell(sentence)

    def _evidenced(self, rule: Rule, match: Match, sentence: Sentence, index: int, book: Book) -> bool:
        """Whether something seen, measured or told by a child stands in the sentence or near it."""
        events = rule.category in _ON_EVENTS
        beside = (match.first, match.last)
        return any(
            self.evidence.stands_in(
                near,
                # What happens in another paragraph may be of anybody: “Friends round.”
                events and (near.block == sentence.block or self.evidence.about_a_child(near)),
                beside if near is sentence else None,
                sentence if near.start > sentence.start else None,
                rule.category == "opinion_as_fact",
            )
            for near in book.around(sentence.block, index)
        )

    def owns(self, sentence: Sentence) -> bool:
        """Whether the writer says that the judgement is the writer's."""
        return bool(sentence.seen & self._bit["ISAY"])
