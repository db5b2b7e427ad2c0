"""Names that whoever asks may read, so that none of them is sent: hers, and those of people around her."""

from collections.abc import Iterator

from hrm2m.policy import Actor, Compartment, Permission
from hrm2m.policy.facts import ActFacts
from hrm2m.policy.lifecycles import Stage
from hrm2m.records.enquiries.nameless.checking import Known
from hrm2m.records.enquiries.nameless.folding import plain, words_in
from hrm2m.records.outreach.entries import IfIGoQuiet, SafeContact
from hrm2m.records.people.entries import Handle, Identity
from hrm2m.vault import door
from hrm2m.vault.box import Box


def known_around(by: Actor, box: Box) -> Known:
    """Every handle she had and the name she gave, if it is open to whoever asks; and whom her record names.

    Her name is opened by an act of its own, with its own line. Names of her children lie where whoever asks for her
    does not read, and are looked for by the packaged lists alone.
    """
    handles = tuple(entry.body.handle for entry in box.entries(Handle))
    return Known((*handles, *_her_name(by, box)), tuple(dict.fromkeys(_named_in(box))))


def _her_name(by: Actor, box: Box) -> tuple[str, ...]:
    may = {Stage.NAMED: Permission.IDENTITY_SEE}
    if not door.within_reach(by=by, mothers=[box.mother_id], at_stage=may, act=ActFacts()):
        return ()
    with door.looking(
        by=by, permission=Permission.IDENTITY_SEE, mother=box.mother_ref, page="enquiry"
    ) as identity:
        given = identity.entries(Identity, compartment=Compartment.IDENTITY)
        return tuple(entry.body.full_name for entry in given)


def _named_in(box: Box) -> Iterator[str]:
    """Words that her card and her wish write with a capital inside a sentence: people and places near her."""
    cards = (entry.body for entry in box.entries(SafeContact))
    texts = [entry.body.whom_to_ask for entry in box.entries(IfIGoQuiet)]
    for card in cards:
        texts += [card.how, card.who_may_answer, card.if_someone_else, card.if_you_have_lost_me]
    for text in texts:
        for word in words_in(plain(text)):
            if word.is_capital and not word.begins_sentence and word.text.isalpha():
                yield word.text
