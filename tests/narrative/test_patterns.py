"""A row of classes is found where a search word by word finds it, phrases, optional steps and clauses among them."""

from hypothesis import example, given
from hypothesis import strategies as st

from hrm2m.narrative.folding import fold
from hrm2m.narrative.lexicon import Lexicon
from hrm2m.narrative.patterns import Match, Pattern, compile_pattern, matches
from hrm2m.narrative.words import Sentence, cut, piece


WORDS = {"A": ("ant", "apple tree"), "B": ("bee",), "C": ("cat", "apple"), "STOP": ("but", "tree house")}
STEPS = st.sampled_from(["A", "B", "C", "A|B", "B|STOP", "*", "bee|cat"])
MARKS = st.sampled_from(["", "~1", "~3", "~9", "~~2", "~~6"])
TEXT = st.lists(
    st.sampled_from(["ant", "apple", "tree", "bee", "cat", "but", "house", "oak"]), min_size=1, max_size=24
).map(" ".join)


def lexicon() -> Lexicon:
    made = Lexicon()
    for name, forms in WORDS.items():
        for form in forms:
            made.add(name, form)
    return made


@st.composite
def patterns(draw: st.DrawFn) -> str:
    parts = [draw(STEPS.filter(lambda step: step != "*"))]
    for _ in range(draw(st.integers(0, 4))):
        step = draw(STEPS)
        parts += [draw(MARKS), step + ("?" if step != "*" and draw(st.booleans()) else "")]
    opened = draw(st.integers(0, len(parts)))
    return " ".join([*parts[:opened], "<", *parts[opened:], ">"] if opened < len(parts) else parts)


def word_by_word(pattern: Pattern, sentence: Sentence, stop: int) -> list[Match]:
    """Every word is tried, and every way on from it."""
    found: list[Match] = []
    for index, mask in enumerate(sentence.masks):
        if mask & pattern.steps[0].mask and (not found or index > found[-1].finish):
            found += _from(pattern, sentence, index, stop)
    return found


def _from(pattern: Pattern, sentence: Sentence, index: int, stop: int) -> list[Match]:
    first = pattern.steps[0]
    begun = -1 if pattern.marked and not first.opens else index
    ways = {index: (begun, index if first.closes else -1)}
    for step in pattern.steps[1:]:
        onward = dict(ways) if step.optional else {}
        for place, (opened, closed) in ways.items():
            begin = place + (" " not in sentence.words[place])
            for then in range(begin, min(place + 2 + step.gap, len(sentence.masks))):
                if sentence.masks[then] & step.mask:
                    onward.setdefault(then, (then if step.opens else opened, then if step.closes else closed))
                if sentence.masks[then] & stop and not step.far:
                    break
        ways = onward
    if not ways:
        return []
    finish = min(ways)
    opened, closed = ways[finish]
    return [Match(index if opened < 0 else opened, finish if closed < 0 else closed, index, finish)]


@given(source=patterns(), text=TEXT)
@example(source="A ~3 B", text="ant cat but bee ant bee")
@example(source="A ~~3 B", text="ant cat but bee ant bee")
@example(source="A ~2 < C > ~2 B?", text="ant oak cat but bee ant cat oak bee")
@example(source="C A ~1 B", text="apple tree bee apple tree but bee")
def test_all_places_at_once_are_the_places_one_by_one(source: str, text: str) -> None:
    words = lexicon()
    pattern = compile_pattern(source, words)
    folded = fold(text)
    sentence = piece(folded, cut(folded, 0, len(text)), 0, words)
    assert matches(pattern, sentence, words.bit("STOP")) == word_by_word(pattern, sentence, words.bit("STOP"))


def test_a_phrase_may_be_two_steps_of_a_row() -> None:
    words = lexicon()
    folded = fold("the apple tree fell")
    sentence = piece(folded, cut(folded, 0, 19), 0, words)
    [match] = matches(compile_pattern("C A", words), sentence, words.bit("STOP"))
    assert (match.first, match.last) == (1, 1)
