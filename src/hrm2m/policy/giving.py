"""What goes into a copy of her record only after a person looked: pure rules; nothing here reads an entry.

What is about a child or about anybody else is theirs too. She may read it on her own page, where it was decided on; a
copy leaves the house, so somebody who may read that compartment says of each entry whether it goes with it.
"""

from hrm2m.policy.compartments import Compartment
from hrm2m.policy.showing import EntryFacts, is_hers, said_by_others


ABOUT_SOMEBODY_ELSE = frozenset({Compartment.CHILD_SAFETY, Compartment.HER_SAFETY})
"""About her children, and about whoever harms her: by what these compartments are for."""


def is_checked_first(compartment: Compartment, facts: EntryFacts) -> bool:
    """Whether a person looks at an entry that she may read, before it goes into a copy.

    All that is about a child, even in her own words; of the rest what is not hers and is about, or from, somebody else.
    """
    if compartment is Compartment.CHILD_SAFETY:
        return True
    return not is_hers(facts) and (compartment in ABOUT_SOMEBODY_ELSE or said_by_others(facts))
