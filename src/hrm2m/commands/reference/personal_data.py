"""The page of personal data, from the register that whoever answers for data protection keeps by hand."""

from collections.abc import Iterator, Mapping
from importlib import import_module
from pathlib import Path
from pkgutil import walk_packages

import msgspec
import yaml
from django.apps import apps

import hrm2m.records
from hrm2m.commands.reference.markdown import code
from hrm2m.commands.reference.markdown import table as drawn
from hrm2m.vault.entries import Body


REGISTER = Path("docs", "data-protection", "register.yaml")
INTRODUCTION = """\
# What is kept about anybody, why, and how long

Written from [docs/data-protection/register.yaml](../data-protection/register.yaml); a test holds it equal to the
tables and entries of the code, field by field. **Sealed** entries are ciphertext under a key of one mother and one
compartment. Everything else is a plain row: codes, times, counts, random refs and numbers, and never a handle, a name
or a note about a mother. The **class** says how long it is kept: [retention](retention.md).
"""


class Kept(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """One table or one kind of entry: whom it is about, why it is kept and until when, and each field's kind."""

    about: str
    purpose: str
    retention: str
    until: str
    fields: dict[str, str]


class Register(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """The whole register. `kinds` says what each kind of field means."""

    kinds: dict[str, str]
    shared: dict[str, str]
    drawer: dict[str, str]
    tables: dict[str, Kept]
    entries: dict[str, Kept]


def read(root: Path) -> Register:
    """The register of this repository; raises msgspec.ValidationError with the path of what is wrong."""
    return msgspec.convert(yaml.safe_load((root / REGISTER).read_text()), Register)


def fields_of_tables() -> Mapping[str, list[str]]:
    """Every table of every app with its columns, in the order of the code."""
    tables = [model._meta for model in apps.get_models(include_auto_created=True)]  # noqa: SLF001 - Django's public name
    return {table.label: [field.name for field in table.get_fields() if field.concrete] for table in tables}


def fields_of_entries() -> Mapping[str, list[str]]:
    """Every kind of sealed entry with its fields."""
    for module in walk_packages(hrm2m.records.__path__, "hrm2m.records."):
        if module.name.endswith(".entries"):
            import_module(module.name)
    return {body.KIND: list(body.__struct_fields__) for body in _bodies(Body)}


def page(root: Path) -> str:
    """The whole page."""
    register = read(root)
    return "\n".join(
        [
            INTRODUCTION,
            "## Kinds of field\n",
            drawn(["kind", "meaning"], [[code(kind), said] for kind, said in register.kinds.items()]),
            "\n## Sealed entries\n",
            _kept(register.entries, {}),
            "\nEach lies in a drawer whose plain columns are:\n",
            drawn(["column", "kind"], [[code(name), kind] for name, kind in register.drawer.items()]),
            "\n## Plain tables\n",
            _kept(register.tables, register.shared),
        ]
    )


def _kept(kept: Mapping[str, Kept], shared: Mapping[str, str]) -> str:
    heads = ["where", "about", "why", "class", "until", "fields"]
    return drawn(heads, [[code(name), *_row(one, shared)] for name, one in sorted(kept.items())])


def _row(one: Kept, shared: Mapping[str, str]) -> list[str]:
    fields = ", ".join(f"{code(name)} {kind}" for name, kind in one.fields.items() if name not in shared)
    return [one.about, one.purpose, code(one.retention), one.until, fields]


def _bodies(kind: type[Body]) -> Iterator[type[Body]]:
    for body in kind.__subclasses__():
        # What has neither a kind nor a field is written nowhere.
        if body.__module__.startswith("hrm2m.") and (body.KIND or msgspec.structs.fields(body)):
            yield body
        yield from _bodies(body)
