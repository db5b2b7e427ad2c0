"""The refusal of the commands of this folder; a sentence, without a word of the text."""

import sys
from collections.abc import Callable, Iterator, Sequence
from typing import TypeVar


Read = TypeVar("Read")


class TextRefused(ValueError):
    """A text cannot be read; the sentence says why and what to do."""


def tell(fault: TextRefused | OSError | ValueError) -> None:
    """Says on standard error what cannot be read, and why."""
    sentence = f"{fault.filename} cannot be read: {fault.strerror}." if isinstance(fault, OSError) else fault
    print(f"hrm2m narrative: {sentence}", file=sys.stderr)


def unless_refused(
    names: Sequence[str], read: Callable[[str], Read], refused: list[str]
) -> Iterator[tuple[str, Read]]:
    """What `read` answers of each file; among several one that cannot be read is named and passed over."""
    for name in names:
        try:
            yield name, read(name)
        except (TextRefused, OSError) as fault:
            if len(names) == 1:
                raise
            tell(fault)
            refused.append(name)
