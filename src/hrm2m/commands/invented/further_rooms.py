"""What stands beside the general records of the invented forty: written last, as no copy of a mother is made of it."""

from hrm2m.commands.invented import shared
from hrm2m.commands.invented.asked import write_questions
from hrm2m.commands.invented.children_noticed import write_what_was_noticed
from hrm2m.commands.invented.connections import write_connections
from hrm2m.commands.invented.copy_asked import write_copy_asked
from hrm2m.commands.invented.danger_raised import write_danger
from hrm2m.commands.invented.handed_over import write_handovers
from hrm2m.commands.invented.her_own_page import write_her_own_page
from hrm2m.commands.invented.loader import Loading
from hrm2m.commands.invented.moves import write_moves
from hrm2m.commands.invented.opened import write_emergencies
from hrm2m.commands.invented.texted import write_texts
from hrm2m.commands.invented.treatment_begun import write_who_is_treated
from hrm2m.commands.invented.went_otherwise import write_what_went_otherwise
from hrm2m.commands.invented.worried import write_worries
from hrm2m.vault import seals


def write_further_rooms(loading: Loading) -> None:
    """Fills every further room, each after those that it builds on."""
    write_emergencies(loading.actors, loading.now)
    shared.write(mothers=loading.mothers, now=loading.now)
    for write in (
        write_who_is_treated,
        write_what_was_noticed,
        write_worries,
        write_connections,
        write_texts,
        write_questions,
        write_handovers,
        write_moves,
        write_her_own_page,
        write_what_went_otherwise,
        write_copy_asked,
        write_danger,
    ):
        write(loading)
    # These lines are of days long before the seals of the copies: without one of their own they look left out.
    if seals.newest() is not None:
        seals.seal_changed_heads()
