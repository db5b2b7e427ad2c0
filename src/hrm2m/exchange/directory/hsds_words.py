"""What an HSDS record says of itself: the words that decide whether it is hidden and what it helps with."""

from collections.abc import Iterator

from hrm2m.exchange.directory.hsds_places import Site
from hrm2m.exchange.directory.json_shapes import LONGEST_STRING, branch, branches, walk
from hrm2m.exchange.directory.plain_text import line, text
from hrm2m.exchange.directory.undisclosed import Words, is_mark, says_no


NAMES = ("name", "alternate_name")
_TERMS = ("taxonomy_term", "taxonomy")
_TERM_WORDS = ("name", "term", "label", "value")
_OWN_NAMES_MAY_SAY_CONFIDENTIAL = ("name", "alternate_name", "title")


def terms(record: dict[str, object]) -> tuple[str, ...]:
    """Kinds of help and labels that the service, its agency and its places carry."""
    holders = [record, *branches(record, "organization", "program", "locations")]
    for at in branches(record, "service_at_locations"):
        holders += [at, branch(at, "location")]
    return tuple(dict.fromkeys(said for holder in holders for said in _labels(holder)))


def labels_of_service(record: dict[str, object]) -> tuple[str, ...]:
    """The service's own labels and who it says is eligible, each as one whole label."""
    eligible = [line(e.get("eligibility")) for e in branches(record, "eligibilitys", "eligibility")]
    whole = [*_labels(record), *eligible, line(record.get("eligibility_description"))]
    return tuple(filter(None, whole))


def _labels(holder: dict[str, object]) -> Iterator[str]:
    for attribute in branches(holder, "attributes", "service_taxonomys", "taxonomies"):
        for node in (attribute, *(branch(attribute, key) for key in _TERMS)):
            yield from filter(None, (line(node.get(key)) for key in _TERM_WORDS))


def words_of(record: dict[str, object], sites: list[Site]) -> Words:
    """Everything the record says, sorted by how much weight it has."""
    agency = branch(record, "organization")
    about_service = {key: value for key, value in record.items() if key != "organization"}
    names = [line(holder.get(key)) for holder in (record, agency, branch(record, "program")) for key in NAMES]
    return Words(
        names=tuple(filter(None, (*names, *terms(record), *(site.place.name for site in sites)))),
        prose=tuple(_sayings(about_service)),
        agency=tuple(_sayings(agency)),
        marked=_is_marked(record),
        has_hours=any(site.has_hours for site in sites),
    )


def _sayings(record: dict[str, object]) -> Iterator[str]:
    """Every text at any depth, whole: a word that hides a place may stand after what will be cut."""
    for _, value, _ in walk(record):
        said = text(value, LONGEST_STRING) if isinstance(value, str) else None
        if said:
            yield said


def _is_marked(record: dict[str, object]) -> bool:
    """A mark anywhere in the record hides all of its places: a feed rarely marks each of them."""
    own_names = (record, branch(record, "organization"), branch(record, "program"))
    for key, value, holder in walk(record):
        if key in _OWN_NAMES_MAY_SAY_CONFIDENTIAL and any(holder is own for own in own_names):
            continue
        if is_mark(key, value) and not ("value" in holder and says_no(holder["value"])):
            return True
    return False
