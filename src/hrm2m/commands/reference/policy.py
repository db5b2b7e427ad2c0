"""The page about who may do what, from the policy's own tables."""

from collections.abc import Iterable

from hrm2m.commands.reference.markdown import code, table
from hrm2m.policy import Compartment, Ground, Permission
from hrm2m.policy.facts import GROUND_OPENS
from hrm2m.policy.opens import OPENS
from hrm2m.policy.permissions import SENTENCES
from hrm2m.policy.predicates import Predicate
from hrm2m.policy.roles import ROLES, Role
from hrm2m.policy.table import POLICY


INTRODUCTION = """\
# Who may do what

Any line of a permission suffices; everything in the line must hold; a permission without a line is denied. Whoever
asks must also hold a role that includes it. The source is `src/hrm2m/policy/`; situations with their answers stand in
[tests/spec/policy_tables.md](../../tests/spec/policy_tables.md).
"""


def page() -> str:
    """The whole page."""
    return "\n".join(
        [
            INTRODUCTION,
            "## Permissions\n",
            table(
                ["permission", "what for", "who, and when", "reads", "writes", "roles"],
                map(_permission, Permission),
            ),
            "\n## What the words of a line mean\n",
            table(
                ["words", "meaning", "what is said where it does not hold"], map(_predicate, _predicates())
            ),
            "\n## Roles\n\nA role says what its holder can be allowed at most. Alone it opens no record.\n",
            table(["role", "what for", "at most"], map(_role, Role)),
            "\n## Grounds\n\nWhy somebody stands near her record, and which compartments that can open.\n",
            table(["ground", "opens"], map(_ground, Ground)),
        ]
    )


def _permission(permission: Permission) -> list[str]:
    opens = OPENS[permission]
    return [
        code(permission.value),
        SENTENCES[permission],
        "<br>**or** ".join(_line(line) for line in POLICY.get(permission, ())) or "nobody",
        _compartments(opens.reads),
        _compartments(opens.writes),
        ", ".join(ROLES[role].title.lower() for role in Role if permission in ROLES[role].permissions),
    ]


def _line(line: Iterable[Predicate]) -> str:
    return " · ".join(_words(predicate) for predicate in line)


def _words(predicate: Predicate) -> str:
    return predicate.name.replace("_", " ")


def _predicates() -> list[Predicate]:
    found = {predicate.name: predicate for lines in POLICY.values() for line in lines for predicate in line}
    return list(found.values())


def _predicate(predicate: Predicate) -> list[str]:
    return [_words(predicate), predicate.sentence, predicate.unmet]


def _compartments(opened: Iterable[Compartment]) -> str:
    return ", ".join(compartment.value.replace("_", " ") for compartment in sorted(opened)) or "–"


def _role(role: Role) -> list[str]:
    card = ROLES[role]
    return [card.title, card.sentence, " ".join(code(name) for name in sorted(card.permissions))]


def _ground(ground: Ground) -> list[str]:
    if ground is Ground.BLOCK:
        return [code(ground.value), "nothing: it bars the worker or agency from all of it"]
    return [code(ground.value), _compartments(GROUND_OPENS[ground])]
