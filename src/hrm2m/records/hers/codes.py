"""What opens a page of hers: made or checked, folded to one writing, found by a keyed mark, proved by argon2id."""

import hmac
import unicodedata
from functools import cache
from hashlib import sha256

from django.contrib.auth.hashers import check_password, make_password
from mnemonic import Mnemonic

from hrm2m.foundation import ids
from hrm2m.foundation.errors import BadInput
from hrm2m.vault.keystore import keystore


WORDS = 5
DIGITS = 16
GROUP = 4
FEWEST_LETTERS = 20
LONGEST = 120
# What nobody should have to remember, say aloud or be found with.
NOT_THESE = frozenset(
    {
        *(
            "abuse",
            "addict",
            "alcohol",
            "arrest",
            "assault",
            "attack",
            "baby",
            "blood",
            "bomb",
            "bullet",
            "burden",
        ),
        *(
            "child",
            "crime",
            "crisis",
            "cruel",
            "danger",
            "depart",
            "divorce",
            "donor",
            "drug",
            "drip",
            "drink",
        ),
        *(
            "evil",
            "father",
            "fault",
            "fatal",
            "fever",
            "gun",
            "guilt",
            "hurt",
            "injury",
            "jealous",
            "judge",
            "kid",
        ),
        *("knife", "lawsuit", "mother", "panic", "parent", "pill", "pistol", "poverty", "pregnant", "prison"),
        *(
            "punch",
            "rifle",
            "scare",
            "sick",
            "slave",
            "suffer",
            "suspect",
            "symptom",
            "tragic",
            "trial",
            "trash",
        ),
        *(
            "victim",
            "violin",
            "weapon",
            "wife",
            "husband",
            "sister",
            "brother",
            "shoot",
            "smoke",
            "ugly",
            "wrong",
        ),
    }
)


@cache
def word_list() -> tuple[str, ...]:
    """The packaged words that may be given to her: short, plain, told apart by their first four letters."""
    return tuple(word for word in Mnemonic("english").wordlist if word not in NOT_THESE)


def new_words() -> str:
    """Five different words from the list, long enough together to be taken as her own words are."""
    while True:
        chosen: dict[str, None] = {}
        while len(chosen) < WORDS:
            chosen[word_list()[_below(len(word_list()))]] = None
        if sum(map(len, chosen)) >= FEWEST_LETTERS:
            return " ".join(chosen)


def new_number() -> str:
    """Sixteen digits in groups of four, as they stand on a card."""
    digits = "".join(str(_below(10)) for _ in range(DIGITS))
    return " ".join(digits[start : start + GROUP] for start in range(0, DIGITS, GROUP))


def folded(typed: str) -> str:
    """One writing for whatever is typed: small letters, single spaces; digits in groups of four however spaced."""
    plain = unicodedata.normalize("NFKC", typed[: LONGEST * 2]).casefold()
    digits = "".join(letter for letter in plain if letter.isdecimal())
    words = "".join(letter if letter.isalnum() else " " for letter in plain).split()
    if words and "".join(words) == digits:
        return " ".join(digits[start : start + GROUP] for start in range(0, len(digits), GROUP))
    return " ".join(words)


def own_words(typed: str, field: str = "code") -> str:
    """Words she thought of herself, folded; raises BadInput where too little is there to keep anybody out."""
    words = folded(typed).split()
    if len(words) < WORDS or len(set(words)) < WORDS or sum(map(len, words)) < FEWEST_LETTERS:
        sentence = (
            "Five different words or more, with twenty letters or more in all: fewer are guessed too soon."
        )
        raise BadInput(field, sentence)
    if len(" ".join(words)) > LONGEST:
        raise BadInput(field, "This is too long to type each time. Take fewer or shorter words.")
    if all(word.isdecimal() for word in words):
        raise BadInput(field, "Take words here. A number goes on a card.")
    return " ".join(words)


def mark_of(code: str) -> str:
    """The keyed mark of its first word or first four digits: by it a way in is found, and nobody else is."""
    first = code.partition(" ")[0]
    kind = "number" if first.isdecimal() else "words"
    return hmac.new(keystore().derive("way-in-mark"), f"{kind}|{first}".encode(), sha256).hexdigest()


def hashed(code: str) -> str:
    """Argon2id of the whole, salted, over a keyed hash: a copied table alone can be guessed at by nobody."""
    return make_password(_peppered(code))


def is_right(code: str, kept: str | None) -> bool:
    """Whether this is the code that was kept; costs the same where there is none."""
    right = check_password(_peppered(code), kept if kept is not None else _nobodys())
    return right and kept is not None


@cache
def _nobodys() -> str:
    return make_password(ids.new_ref())


def _peppered(code: str) -> str:
    return hmac.new(keystore().derive("way-in-code"), code.encode(), sha256).hexdigest()


def _below(limit: int) -> int:
    """A number from 0 up to `limit`, each as likely as another."""
    most = 1 << 32
    fair = most - most % limit
    while (drawn := int.from_bytes(ids.random_bytes(4), "big")) >= fair:
        pass
    return drawn % limit
