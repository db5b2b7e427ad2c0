"""Whatever could lead to her is found in the words, however it is written; and plain words are left alone."""

import unicodedata
from itertools import pairwise

import pytest
from hypothesis import example, given, settings
from hypothesis import strategies as st

from hrm2m.records.enquiries.nameless.checking import Known, keys_of, traces_in
from hrm2m.records.enquiries.nameless.patterns import AREAS, Trace


HERS = Known(("Róisín", "Dove", "Mary-Anne O'Neill"), ("Sharkey",))
NOBODY = Known()
SPACES = ("", " ", "  ", ".", "-", "_", " . ", "\u200b")


def kinds(text: str, known: Known = HERS) -> list[tuple[Trace, str]]:
    return [(found.trace, found.text) for found in traces_in(text, known)]


def spelt(name: str, gap: str, capital: bool, accents: bool) -> str:
    text = name if accents else unicodedata.normalize("NFKD", name).encode("ascii", "ignore").decode()
    return gap.join(text.upper() if capital else text.lower())


@pytest.mark.slow
@pytest.mark.promise(6)
@settings(deadline=None)
@given(
    name=st.sampled_from(["Róisín", "Dove", "Oneill"]),
    gap=st.sampled_from(SPACES),
    capital=st.booleans(),
    accents=st.booleans(),
    before=st.sampled_from(["", "She is called ", "we met; ", "("]),
    after=st.sampled_from(["", " and is tired.", "!", "'s baby", ")"]),
)
def test_however_a_known_name_is_written_it_is_found(
    name: str, gap: str, capital: bool, accents: bool, before: str, after: str
) -> None:
    text = f"{before}{spelt(name, gap, capital, accents)}{after}"
    assert Trace.HER_NAME in {trace for trace, _ in kinds(text)}, text


@pytest.mark.parametrize(
    "text",
    [
        "R0isin",
        "r01s1n",
        "\uff24\uff4f\uff56\uff45",
        "D0VE",
        "dove2024",
        "D\u043eve",
        "Dove’s",
        "do-ve",
        "O`Neill",
        "mary anne",
    ],
)
def test_figures_other_alphabets_and_pieces_do_not_hide_it(text: str) -> None:
    assert kinds(f"ask {text} please")[0][0] is Trace.HER_NAME


@pytest.mark.parametrize(
    ("text", "trace"),
    [
        ("SW1A 1AA", Trace.POSTCODE),
        ("sw1a1aa", Trace.POSTCODE),
        ("s w 1 a 1 a a", Trace.POSTCODE),
        ("near LS6", Trace.POSTCODE),
        ("D02 X285", Trace.POSTCODE),
        ("07700 900123", Trace.NUMBER),
        ("0.7.7.0.0.9", Trace.NUMBER),
        ("+44 (0)7700 900123", Trace.NUMBER),
        ("oh seven seven double oh nine", Trace.NUMBER),
        ("case X12345", Trace.NUMBER),
        ("3/5", Trace.DATE),
        ("on 3 May", Trace.DATE),
        ("March the 12th", Trace.DATE),
        ("2026-05-03", Trace.DATE),
        ("in 2019", Trace.DATE),
        ("her birthday", Trace.DATE),
        ("her date of birth", Trace.DATE),
        ("27 years old", Trace.AGE),
        ("aged 27", Trace.AGE),
        ("jo@agency.example", Trace.EMAIL),
        ("jo (at) agency dot org", Trace.EMAIL),
        ("jo at gmail dot com", Trace.EMAIL),
        ("https://x.example/a", Trace.WEB),
        ("www.place.uk", Trace.WEB),
        ("place dot org", Trace.WEB),
        ("14 Mill Road", Trace.STREET),
        ("with Niamh", Trace.NAME),
        ("with niamh", Trace.NAME),
        ("S a r a h came", Trace.NAME),
        ("with Grace", Trace.NAME),
        ("Mrs Okonkwo-Smith", Trace.NAME),
        ("ask Sharkey", Trace.KNOWN_PERSON),
    ],
)
def test_what_leads_to_somebody_is_found(text: str, trace: Trace) -> None:
    assert trace in {found for found, _ in kinds(f"she said: {text} if that is good")}, kinds(text)


@pytest.mark.parametrize(
    "text",
    [
        "She needs a midwife this week, and is afraid of being judged.",
        "She may come with a friend; she will not come alone. Hope is hard.",
        "Two rooms would be better than one, and a bath. No stairs.",
        "Mark what you cannot do. May she bring her baby?",
        "Planning helps her. She is grateful, and wants to be safe from him.",
        "She takes methadone each day and wants that to go on.",
    ],
)
def test_plain_words_are_left_alone(text: str) -> None:
    assert kinds(text, NOBODY) == []


@pytest.mark.slow
@settings(deadline=None)
@example("':¼")
@given(st.text(max_size=300))
def test_any_text_is_looked_through_and_every_trace_stands_in_it(text: str) -> None:
    found = traces_in(text, HERS)
    assert len(keys_of(found)) <= len(found)
    assert all(a.end <= b.start for a, b in pairwise(found))


@pytest.mark.slow
@settings(deadline=None)
@given(
    st.text(alphabet="abcdefghij ", max_size=60),
    st.sampled_from(AREAS.split()),
    st.integers(1, 9),
    st.sampled_from(["AA", "BD", "ZZ"]),
)
def test_a_postcode_is_found_wherever_it_stands(words: str, area: str, figure: int, end: str) -> None:
    text = f"{words} {area}{figure} {figure}{end} {words}"
    assert Trace.POSTCODE in {trace for trace, _ in kinds(text, NOBODY)}
