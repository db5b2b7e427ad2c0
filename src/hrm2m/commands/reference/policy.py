"""The page about who may do what, from the policy's own tables, in the order in which a practitioner asks."""

from collections.abc import Iterable

from hrm2m.commands.reference.markdown import code, table
from hrm2m.policy import Compartment, Ground, Permission
from hrm2m.policy.facts import GROUND_OPENS
from hrm2m.policy.opens import OPENS
from hrm2m.policy.predicates import Predicate
from hrm2m.policy.roles import ROLES, WORKER_ROLES, Role
from hrm2m.policy.sentences import SENTENCES
from hrm2m.policy.table import POLICY


INTRODUCTION = """\
# Who may do what

A mother's record has five parts, each under a key of its own:

- **her main record** (`general`): contacts, what she asks for, what was offered;
- **her name** (`identity`);
- **her own safety** (`her_safety`): what is done to her;
- **what she takes and uses** (`treatment`);
- **what is known of her children** (`child_safety`).

Nobody reads a part because of a job title. A worker needs a role *and* a reason to stand near this mother, such as that
she chose him or her. What no table here allows is refused.

How to read a table: each line of *who, and when* is one way in, and one is enough. In a line, everything that stands
between the dots must be so. What the words mean, and what is said where it is not so, stands
[further down](#what-the-words-of-a-line-mean). *Writes* alone means: puts something there, and sees nothing of what
lies there.

The source is `src/hrm2m/policy/`; situations with their answers, which a test asks one by one, stand in
[tests/spec/policy_tables.md](../../tests/spec/policy_tables.md).
"""
PARTS = {
    Compartment.GENERAL: "her main record",
    Compartment.IDENTITY: "her name",
    Compartment.HER_SAFETY: "her own safety",
    Compartment.TREATMENT: "what she takes and uses",
    Compartment.CHILD_SAFETY: "what is known of her children",
}
MOST_NAMED = 13
"""In the first table; where somebody may do more, the tables below have it."""
HEADS = ("what", "who, and when", "reads", "writes", "roles", "in the ledger")


def page() -> str:
    """The whole page."""
    return "\n".join(
        [
            INTRODUCTION,
            "## Who reads which part\n",
            table(["part", "who", "to do what"], _readers()),
            *_by_part(),
            "\n## What the words of a line mean\n",
            table(
                ["words", "meaning", "what is said where it does not hold"], map(_predicate, _predicates())
            ),
            "\n## Roles\n\nThe most that a role can ever open. Alone it opens no record.\n",
            table(["role", "what for", "can ever read", "can ever write"], map(_role, Role)),
            "\n## Grounds\n\nWhy somebody stands near her record, and which parts that can open.\n",
            table(["ground", "opens"], map(_ground, Ground)),
        ]
    )


def _readers() -> list[list[str]]:
    """For each part: who reads it, on what ground, to do what."""
    rows = []
    for part, words in PARTS.items():
        found: dict[str, list[str]] = {}
        for permission in Permission:
            if part in OPENS[permission].reads:
                for who in dict.fromkeys(_who(line) for line in POLICY.get(permission, ())):
                    found.setdefault(who, []).append(SENTENCES[permission])
        rows += [[words, who, _some(what)] for who, what in found.items()]
    return rows


def _who(line: Iterable[Predicate]) -> str:
    """What somebody is to her by this line: the ground it rests on, or else its first fact."""
    facts = list(line)
    return next((fact for fact in facts if fact.ground is not None), facts[0]).sentence


def _some(what: list[str]) -> str:
    return "<br>".join(what) if len(what) <= MOST_NAMED else f"{len(what)} things: in the tables below"


def _by_part() -> list[str]:
    """One table for each set of parts that an act opens, the most ordinary first; what opens none comes last."""
    by_parts: dict[frozenset[Compartment], list[Permission]] = {}
    for permission in Permission:
        opens = OPENS[permission]
        by_parts.setdefault(opens.reads | opens.writes, []).append(permission)
    order = list(PARTS)
    found = sorted(
        by_parts, key=lambda parts: (not parts, len(parts), sorted(order.index(part) for part in parts))
    )
    return [f"\n## {_title(parts)}\n\n{table(HEADS, map(_permission, by_parts[parts]))}" for parts in found]


def _title(parts: frozenset[Compartment]) -> str:
    if not parts:
        return "What opens nothing of hers"
    *first, last = [words for part, words in PARTS.items() if part in parts]
    return f"What opens {' and '.join([', '.join(first), last]) if first else last}"


def _permission(permission: Permission) -> list[str]:
    opens = OPENS[permission]
    return [
        SENTENCES[permission],
        "<br>**or** ".join(_line(line) for line in POLICY.get(permission, ())) or "nobody",
        _compartments(opens.reads),
        _compartments(opens.writes),
        _roles(permission),
        code(permission.value),
    ]


def _roles(permission: Permission) -> str:
    holds = [role for role in Role if permission in ROLES[role].permissions]
    every = set(WORKER_ROLES) <= set(holds)
    named = [role for role in holds if role not in WORKER_ROLES] if every else holds
    return ", ".join((["every worker"] if every else []) + [ROLES[role].title.lower() for role in named])


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
    parts = set(opened)
    return ", ".join(words for part, words in PARTS.items() if part in parts) or "–"


def _role(role: Role) -> list[str]:
    card = ROLES[role]
    access = [OPENS[permission] for permission in card.permissions]
    reads = {part for one in access for part in one.reads}
    writes = {part for one in access for part in one.writes}
    return [card.title, card.sentence, _compartments(reads), _compartments(writes)]


def _ground(ground: Ground) -> list[str]:
    if ground is Ground.BLOCK:
        return [code(ground.value), "nothing: it bars the worker or agency from all of it"]
    return [code(ground.value), _compartments(GROUND_OPENS[ground])]
