"""`hrm2m worker`: invites a worker with a role, or lets one begin again who lost the phone or the password.

Whoever sits at the server gets the link; for an administrator (`--by`) it goes to the worker's own address.
"""

import argparse
import sys
from collections.abc import Sequence

from hrm2m.foundation.django_setup import set_up_django
from hrm2m.policy import Actor, Role
from hrm2m.policy.facts import machine_actor
from hrm2m.policy.roles import WORKER_ROLES


EPILOG = """\
examples:
  hrm2m worker invite asha@example.org --name Asha --role bridge_builder --agency "Saltmarsh outreach"
  hrm2m worker again asha@example.org

The link that is printed works once, for three days. Give it to the worker yourself: whoever has it sets the password.
With --by, no link is printed: it goes by mail to the worker's own address, and "again" waits for a second person.
"""
BY_MAIL = "A link goes by mail to the worker's own address. It works once, for three days."
WAITS_FOR_A_SECOND = (
    "It waits for a second person: another administrator, or a team lead of that worker. They have been told. Once one "
    "says yes, a link goes by mail to the worker's own address."
)
ROLES = [role.value for role in WORKER_ROLES]


def main(argv: Sequence[str]) -> int:
    """0 done, and the link is on stdout; 1 refused with the reason; 2 not understood."""
    options = _parser().parse_args(argv)
    set_up_django()
    from hrm2m.foundation.errors import BadInput
    from hrm2m.vault.errors import VaultError

    try:
        print(_invite(options) if options.word == "invite" else _again(options))
    except (BadInput, VaultError) as refusal:
        print(f"hrm2m worker: {refusal}", file=sys.stderr)
        return 1
    return 0


def _parser() -> argparse.ArgumentParser:
    parser = argparse.ArgumentParser(
        "hrm2m worker",
        description=__doc__,
        epilog=EPILOG,
        formatter_class=argparse.RawDescriptionHelpFormatter,
    )
    words = parser.add_subparsers(dest="word", required=True)
    invite = words.add_parser("invite", help="add a worker and print the link to sign in with")
    invite.add_argument("email", help="the address the worker signs in with")
    invite.add_argument("--name", required=True, help="first name, as others see it")
    invite.add_argument("--title", default="", help="job title, as mothers and others see it")
    invite.add_argument("--role", required=True, choices=ROLES)
    invite.add_argument("--agency", required=True, help="name of the agency; it is added if there is none")
    again = words.add_parser("again", help="end every sign-in of a worker and print a new link")
    again.add_argument("email")
    for each in (invite, again):
        each.add_argument("--by", help="address of the administrator who asks; without it: whoever runs this")
        each.add_argument("--area", type=int, default=1)
    return parser


def _invite(options: argparse.Namespace) -> str:
    from hrm2m.foundation import clock
    from hrm2m.foundation.errors import BadInput
    from hrm2m.pages.sign_in.invitations import link_for
    from hrm2m.records.agencies import actions
    from hrm2m.records.agencies.reaching import area_numbers
    from hrm2m.vault.door import unit

    _refuse_no_address(options.email)
    by, at = _by(options), clock.now()
    if by.area not in area_numbers():
        field, sentence = (
            "area",
            f"There is no area {by.area} yet. Make it first: hrm2m area new NAME --nation …",
        )
        raise BadInput(field, sentence)
    with unit(by=by):
        add = actions.invite if options.by else actions.add_worker
        ref = add(by=by, email=options.email, first_name=options.name, job_title=options.title, at=at)
        agency = actions.add_agency(by=by, name=options.agency, kind="")
        holds = actions.give_role(by=by, worker=ref, agency=agency, role=Role(options.role), at=at)
    if not holds:
        print("hrm2m worker: the role waits until a team lead of that agency says yes.", file=sys.stderr)
    return BY_MAIL if options.by else link_for(ref)


def _refuse_no_address(email: str) -> None:
    from django.core.exceptions import ValidationError
    from django.core.validators import validate_email

    from hrm2m.foundation.errors import BadInput

    try:
        validate_email(email)
    except ValidationError:
        # The pages ask the same: nobody could sign in with it.
        field, sentence = "email", "What comes after “invite” is no e-mail address. Nobody was added."
        raise BadInput(field, sentence) from None


def _again(options: argparse.Namespace) -> str:
    from hrm2m.foundation.errors import BadInput
    from hrm2m.pages.sign_in.invitations import start_again
    from hrm2m.policy import Permission
    from hrm2m.records.agencies import actions
    from hrm2m.records.agencies.queries import actor_by_email
    from hrm2m.vault import door

    who = actor_by_email(options.email)
    if who is None or who.area != options.area:
        field, sentence = "email", "No worker of this area signs in with that address. Invite one with it."
        raise BadInput(field, sentence)
    if options.by:
        kind = actions.ChangeKind.SECOND_FACTOR
        actions.ask_for_change(by=_by(options), worker=who.worker_ref, kind=kind)
        return WAITS_FOR_A_SECOND
    with door.acting(by=_by(options), permission=Permission.ACCOUNT_INVITE) as house:
        house.note(worker=who.worker_ref, again=True)
        return start_again(who.worker_ref)


def _by(options: argparse.Namespace) -> Actor:
    from hrm2m.foundation.errors import BadInput
    from hrm2m.records.agencies.queries import actor_by_email

    if not options.by:
        return machine_actor(options.area)
    by = actor_by_email(options.by)
    if by is None:
        field, sentence = "by", "Nobody signs in with the address after --by. Look at it and try again."
        raise BadInput(field, sentence)
    return by
