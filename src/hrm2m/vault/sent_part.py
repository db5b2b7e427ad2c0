"""The part of her record that a referral opens: what was written for it, in the categories sent, and nothing else."""

from dataclasses import dataclass

from hrm2m.policy import Category, Compartment, Ground
from hrm2m.policy.facts import Facts
from hrm2m.vault.entries import B, Entry


BY_REFERRAL = frozenset({Ground.CONSENT, Ground.OTHER_BASIS})


@dataclass(frozen=True)
class SentPart:
    """What one decision may read: everything it opens, or, where it rests on a referral, only what that one sent."""

    referral: str = ""
    categories: frozenset[Category] | None = None

    @classmethod
    def of(cls, facts: Facts, basis: tuple[str, ...]) -> "SentPart":
        """The part that these standings open: by a referral alone, what was sent with it."""
        rests_on = [standing for standing in facts.standings if standing.ref in basis]
        if not any(standing.ground in BY_REFERRAL for standing in rests_on):
            return cls()
        sent = frozenset[Category]().union(*(standing.categories for standing in rests_on))
        return cls(facts.act.about, sent)

    def only(self, entries: tuple[Entry[B], ...]) -> tuple[Entry[B], ...]:
        """These entries, or those of them that were sent."""
        if self.categories is None:
            return entries
        return tuple(entry for entry in entries if self._sends(entry))

    def _sends(self, entry: Entry[B]) -> bool:
        if entry.compartment is Compartment.IDENTITY:
            return True
        return (
            entry.about == self.referral and self.categories is not None and entry.category in self.categories
        )
