"""Names that people in these islands have, from the lists that Faker ships (MIT), and which of them are also words."""

from functools import cache
from importlib import import_module

from hrm2m.records.enquiries.nameless.folding import fold


GIVEN_FROM = ("en_GB", "en_IE", "ga_IE", "pl_PL", "ro_RO", "pt_PT", "en_IN", "en_PK", "en_NG")
FAMILY_FROM = ("en_GB", "en_IE", "en_IN")
SHORTEST = 3

ALSO_WORDS = frozenset(
    """
    abide able adult amber ambition angel area arm art ash aurora autumn basil beau bee belle ben berry bill
    billy birch blanc bliss bob bonus brook buck care carol case chance charity chase chastity chip christian
    clay cliff clover constant copper coral count crystal daisy dale dawn day dean decision dee devotion dick
    dolly don dot drew duke earl early ease east eve faith favour fawn fay feather fern flora flower flute
    forest frank free friend gay gem gene genesis gill ginger glen glory grace grant gray guy hale harmony harry
    haven hazel heath heather holly honour hope hunter iris ivy jade jam jasmine jay jean jet jewel jo joy june
    junior justice ken kin kit lane lark laurel law lee life light lilac lily love luck mae major man mark mason
    mat max may mercy mere merry mike miles mind misty noble nova oak ocean olive opal page pal pan park pat
    patience peace pearl penny pet pine pip poppy precious prudence queen rain ran ray red reed ren rest rich
    river rob robin rock rod roman rose rosemary rosy ruby rue sage sam sandy sea shade shine sky sol sole son
    star stone storm sue summer sun sunny tad tan tiger tilly time tom true trust unity van vera verity victor
    view violet vision viva wade ward warren wave weaver west will willow win winter wren young april august
    january february march may july september october november december monday tuesday wednesday thursday friday
    saturday sunday an are as at be but by can come do for from get go had has have he her here him his how if
    in is it its me more most my near need no not now of on once one or our out over own she so some such than
    that the their them then there they this to too two under until up us very was we were what when where which
    while who why with you said says comfort dev rate role gift open sunday your safe home help well good any
    all new old baby woman mother child children care clinic doctor nurse work worker week weeks day days night
    male female house flat room money food bank early late next last first second
    """.split()  # noqa: SIM905 - so many words are read as a text
)
"""Given names that are words as well count only where a capital stands inside a sentence."""


@cache
def given_names() -> frozenset[str]:
    """Given names, folded."""
    return _listed(GIVEN_FROM, ("first_names", "first_names_female", "first_names_male"))


@cache
def family_names() -> frozenset[str]:
    """Family names, folded; most are words as well."""
    return _listed(FAMILY_FROM, ("last_names",))


def is_surely_a_name(folded: str) -> bool:
    """Whether it is a given name and no other word."""
    return folded in given_names() and folded not in ALSO_WORDS


def may_be_a_name(folded: str) -> bool:
    """Whether it is a name where it is written with a capital inside a sentence."""
    return folded in given_names() or folded in family_names()


def _listed(locales: tuple[str, ...], lists: tuple[str, ...]) -> frozenset[str]:
    found: set[str] = set()
    for locale in locales:
        provider = import_module(f"faker.providers.person.{locale}").Provider
        for name in lists:
            found.update(part for entry in getattr(provider, name, ()) for part in _parts(str(entry)))
    return frozenset(name for name in found if len(name) >= SHORTEST and name.isascii())


def _parts(entry: str) -> tuple[str, ...]:
    folded = fold(entry)
    return tuple("".join(letter for letter in part if letter.isalpha()) for part in folded.split())
