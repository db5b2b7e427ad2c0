"""Good practice: what a text does well, shown beside the questions; asks nothing."""

from collections.abc import Iterable, Sequence

from hrm2m.narrative.findings import GoodPractice
from hrm2m.narrative.folding import Folded
from hrm2m.narrative.guards import REASON_WORDS, Guards
from hrm2m.narrative.passages import Passage


def good_practice(
    passage: Passage, there: Iterable[int], guards: Guards, folded: Folded
) -> Sequence[GoodPractice]:
    """Judgements that say whose they are and on what they rest, and evidence about a child, in one paragraph.

    `there` are the sentences worth reading.
    """
    found = []
    for index in there:
        sentence = passage[index]
        kind = ""
        if guards.owns(sentence) and not REASON_WORDS.isdisjoint(sentence.words):
            kind = "owned judgement"
        elif guards.evidence.about_a_child(sentence) and guards.evidence.is_told(sentence):
            kind = "evidence about a child"
        if kind:
            found.append(GoodPractice(folded.place(sentence.start), folded.place(sentence.end - 1) + 1, kind))
    return found
