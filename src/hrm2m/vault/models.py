"""The vault's own tables: heads, lines and seals of the ledger, standing, and five drawers of entries.

The five drawers hold nothing readable: `sealed` is ciphertext under the key of one mother and compartment. They
name the mother without a foreign key, because under SQLite a deferred key would make writing a *mother* read them.
"""

from typing import Any, ClassVar

from django.db import models

from hrm2m.foundation.models import Row
from hrm2m.policy import Category, Compartment, Ground, Standing
from hrm2m.policy.lifecycles import Stage


class Head(models.Model):
    """The head of one chain, locked first by whoever acts, and what a decision may know of her: her stage."""

    id = models.BigAutoField(primary_key=True)
    ref = models.CharField(max_length=26, unique=True)
    area = models.PositiveIntegerField(default=1)
    stage = models.CharField(max_length=12, choices=[(s.value, s.value) for s in Stage])
    last_open_stage = models.CharField(max_length=12, default=Stage.BY_HANDLE)
    ended_at = models.DateTimeField(null=True)
    forget_at = models.DateTimeField(null=True)
    seq = models.BigIntegerField(default=0)
    hash = models.BinaryField(default=bytes(32))
    sealed_seq = models.BigIntegerField(default=0)


class Line(models.Model):
    """One line of the ledger. Append-only: no update, no delete, in no mode but the owner's."""

    id = models.BigAutoField(primary_key=True)
    chain = models.BigIntegerField()
    seq = models.BigIntegerField()
    at = models.DateTimeField()
    body = models.TextField()
    hash = models.BinaryField()

    class Meta:
        constraints: ClassVar = [models.UniqueConstraint(fields=["chain", "seq"], name="line_gapless")]


class Seal(models.Model):
    """Once a minute: the heads that changed, chained and signed, so that no chain can be rewritten alone."""

    id = models.BigAutoField(primary_key=True)
    number = models.BigIntegerField(unique=True)
    at = models.DateTimeField()
    heads = models.TextField()
    hash = models.BinaryField()
    signature = models.BinaryField()


class StandingRow(Row):
    """Who stands near her: the one table that decisions read and lists join."""

    mother = models.BigIntegerField()
    worker_id = models.BigIntegerField(null=True)
    agency_id = models.BigIntegerField(null=True)
    compartment = models.CharField(max_length=12, choices=[(c.value, c.value) for c in Compartment])
    ground = models.CharField(max_length=16, choices=[(g.value, g.value) for g in Ground])
    categories = models.JSONField(default=list)
    purpose = models.CharField(max_length=40, blank=True)
    since = models.DateTimeField()
    until = models.DateTimeField(null=True)
    cause = models.CharField(max_length=60)

    class Meta:
        db_table = "vault_standing"
        indexes: ClassVar = [
            models.Index(fields=["mother", "ground"], name="standing_of_mother"),
            models.Index(fields=["area", "worker_id", "compartment", "ground"], name="standing_of_worker"),
            models.Index(fields=["area", "agency_id", "compartment", "ground"], name="standing_of_agency"),
            models.Index(fields=["cause"], name="standing_of_cause"),
        ]

    @property
    def as_fact(self) -> Standing:
        """The row as decisions know it."""
        return Standing(
            self.ref,
            self.worker_id,
            self.agency_id,
            Compartment(self.compartment),
            Ground(self.ground),
            self.since,
            self.until,
            frozenset(map(Category, self.categories)),
            self.purpose,
        )


class Apart(Row):
    """Of two people who are helped here, that whoever works with the one is kept from the other; a row for each way.

    `pair` is the ref of what says so. Nothing is copied into standings: whoever begins to work with one is kept
    from the other in that moment, and whoever ends is free of it.
    """

    mother = models.BigIntegerField()
    other_mother = models.BigIntegerField()
    pair = models.CharField(max_length=26)
    since = models.DateTimeField()
    until = models.DateTimeField(null=True)

    class Meta:
        db_table = "vault_apart"
        constraints: ClassVar = [
            models.UniqueConstraint(
                fields=["mother", "other_mother"], condition=models.Q(until=None), name="apart_once"
            )
        ]
        indexes: ClassVar = [models.Index(fields=["other_mother"], name="apart_from_the_other")]


class ToShow(Row):
    """An entry that she does not read by itself: whether somebody decided to show it, or withholds it until when.

    Beside the drawers, so that a list needs no key; whoever lists it must be let into its compartment.
    """

    mother = models.BigIntegerField()
    compartment = models.CharField(max_length=12, choices=[(c.value, c.value) for c in Compartment])
    entry = models.CharField(max_length=26, unique=True)
    kind = models.CharField(max_length=24)
    by_id = models.BigIntegerField()
    at = models.DateTimeField()
    by_others = models.BooleanField()
    decision = models.CharField(max_length=26, blank=True)
    decided_by_id = models.BigIntegerField(null=True)
    decided_at = models.DateTimeField(null=True)
    shown = models.BooleanField(null=True)
    until = models.DateTimeField(null=True)
    signed_by_id = models.BigIntegerField(null=True)
    signed_at = models.DateTimeField(null=True)

    class Meta:
        db_table = "vault_to_show"
        indexes: ClassVar = [
            models.Index(
                fields=["compartment", "mother", "at"],
                condition=models.Q(shown=None) | models.Q(shown=False),
                name="not_shown_to_her",
            ),
            models.Index(fields=["mother", "compartment"], name="to_show_of_mother"),
        ]


class Look(models.Model):
    """The last line written for one worker, mother and page: within 30 minutes it is one look.

    `mark` is a hash of what else makes it the same look: the permission, the agency and the purpose.
    """

    worker_id = models.BigIntegerField()
    mother = models.BigIntegerField()
    page = models.CharField(max_length=40)
    mark = models.CharField(max_length=64)
    at = models.DateTimeField()

    class Meta:
        constraints: ClassVar = [
            models.UniqueConstraint(fields=["mother", "worker_id", "page", "mark"], name="look_once")
        ]


class DenialCount(models.Model):
    """How often one worker was refused in one minute beyond what lines say: the first refusal wrote its line.

    `mark` tells one unknown ref from another in the house chain.
    """

    worker_id = models.BigIntegerField()
    worker_ref = models.CharField(max_length=26)
    chain = models.BigIntegerField()
    mark = models.CharField(max_length=64, blank=True)
    minute = models.BigIntegerField()
    more = models.PositiveIntegerField(default=0)

    class Meta:
        constraints: ClassVar = [
            models.UniqueConstraint(
                fields=["worker_id", "minute", "chain", "mark"], name="denials_of_a_minute"
            )
        ]


class CommandRow(models.Model):
    """One command that was carried out, with a keyed hash of its body and its answer."""

    id = models.CharField(primary_key=True, max_length=40)
    worker_id = models.BigIntegerField()
    body_mark = models.CharField(max_length=64)
    answer = models.CharField(max_length=200, blank=True)
    at = models.DateTimeField()

    class Meta:
        db_table = "vault_command"


class Drawer(Row):
    """The one shape of an entry; what it says is in `sealed`."""

    objects: ClassVar[models.Manager[Any]] = models.Manager()

    mother = models.BigIntegerField()
    kind = models.CharField(max_length=24)
    category = models.CharField(max_length=20, choices=[(c.value, c.value) for c in Category])
    basis = models.CharField(max_length=24)
    happened_at = models.DateTimeField()
    written_at = models.DateTimeField()
    by_id = models.BigIntegerField()
    about = models.CharField(max_length=26, blank=True)
    corrects = models.CharField(max_length=26, blank=True)
    held_until = models.DateTimeField(null=True)
    sealed = models.BinaryField()

    class Meta:
        abstract = True
        indexes: ClassVar = [
            models.Index(fields=["mother", "kind", "-happened_at"], name="%(class)s_kind"),
            models.Index(fields=["mother", "about"], name="%(class)s_about"),
        ]


class IdentityEntry(Drawer):
    """Entries of the identity compartment."""

    class Meta(Drawer.Meta):
        db_table = "cmp_identity_entry"


class GeneralEntry(Drawer):
    """Entries of the general compartment."""

    class Meta(Drawer.Meta):
        db_table = "cmp_general_entry"


class HerSafetyEntry(Drawer):
    """Entries of the compartment of her own safety."""

    class Meta(Drawer.Meta):
        db_table = "cmp_her_safety_entry"


class TreatmentEntry(Drawer):
    """Entries of the treatment compartment."""

    class Meta(Drawer.Meta):
        db_table = "cmp_treatment_entry"


class ChildSafetyEntry(Drawer):
    """Entries of the child-safety compartment."""

    class Meta(Drawer.Meta):
        db_table = "cmp_child_safety_entry"


DRAWERS: dict[Compartment, type[Drawer]] = {
    Compartment.IDENTITY: IdentityEntry,
    Compartment.GENERAL: GeneralEntry,
    Compartment.HER_SAFETY: HerSafetyEntry,
    Compartment.TREATMENT: TreatmentEntry,
    Compartment.CHILD_SAFETY: ChildSafetyEntry,
}
