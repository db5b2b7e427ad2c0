"""One service, one record: what to do when a feed gives the same identifier more than once."""

from collections.abc import Callable, Iterable

from hrm2m.exchange.directory.json_shapes import walk
from hrm2m.exchange.directory.refusals import Found, RecordRefused, Refusal


DIFFERENT = "its id is also that of {other}, and they differ: the feed must say which is right"


def told_apart(
    found: Iterable[Found], source_id: Callable[[dict[str, object]], str]
) -> tuple[list[Found], list[Refusal], int]:
    """The records that stand alone, those refused, and how many repeats were passed over.

    A record that is wholly contained in another of the same identifier (a list's summary beside the full
    record) is a repeat. Where two differ, all are refused: one of them may be the one that hides an address.
    """
    refusals: list[Refusal] = []
    same: dict[str, list[tuple[int, Found]]] = {}
    for one in found:
        try:
            size = sum(1 for _ in walk(one.record))
            same.setdefault(source_id(one.record), []).append((size, one))
        except RecordRefused as refused:
            refusals.append(Refusal(where=one.where, reason=str(refused)))
    alone: list[Found] = []
    repeated = 0
    for group in same.values():
        _, fullest = max(group, key=lambda pair: pair[0])
        if all(_is_part_of(one.record, fullest.record) for _, one in group):
            alone.append(fullest)
            repeated += len(group) - 1
        else:
            refusals += _refuse_all([one for _, one in group])
    return alone, refusals, repeated


def _refuse_all(found: list[Found]) -> list[Refusal]:
    others = [*found[1:], found[0]]
    return [
        Refusal(where=one.where, reason=DIFFERENT.format(other=other.where))
        for one, other in zip(found, others, strict=True)
    ]


def _is_part_of(small: object, big: object) -> bool:
    """Whether `big` says everything that `small` says. `walk` has already refused deep nesting."""
    if isinstance(small, dict) and isinstance(big, dict):
        return all(key in big and _is_part_of(value, big[key]) for key, value in small.items())
    if isinstance(small, list) and isinstance(big, list) and len(small) == len(big):
        return all(_is_part_of(one, other) for one, other in zip(small, big, strict=True))
    return type(small) is type(big) and small == big
