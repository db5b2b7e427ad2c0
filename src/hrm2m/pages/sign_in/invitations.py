"""The link by which an invited worker sets a password: signed, good once, and for three days."""

from django.conf import settings
from django.contrib.auth import get_user_model
from django.contrib.auth.base_user import AbstractBaseUser
from django.contrib.auth.tokens import PasswordResetTokenGenerator
from django.urls import reverse

from hrm2m.pages.sign_in.second_factor import take_second_factors


class _Tokens(PasswordResetTokenGenerator):
    """Bound to the password and the last sign-in, so that using the link ends it."""

    key_salt = "hrm2m.sign_in.invitations"


_tokens = _Tokens()


def link_for(worker_ref: str) -> str:
    """The whole address to give to the worker, by hand or by mail; anyone who has it can set the password."""
    worker = get_user_model().objects.get(ref=worker_ref)
    return settings.HRM2M_ORIGIN + reverse("welcome_link", args=[worker_ref, _tokens.make_token(worker)])


def link_for_number(worker_id: int) -> str:
    """The same for a mail that is being sent."""
    return link_for(get_user_model().objects.get(pk=worker_id).ref)


def end_sign_ins(worker_ref: str) -> None:
    """Ends every sign-in of a worker: no password, no second step and no recovery code opens anything any more."""
    worker = get_user_model().objects.get(ref=worker_ref)
    worker.set_unusable_password()
    worker.save(update_fields=["password"])
    take_second_factors(worker.pk)


def start_again(worker_ref: str) -> str:
    """Ends every sign-in of a worker who lost phone or password, and answers a new link."""
    end_sign_ins(worker_ref)
    return link_for(worker_ref)


def invited(worker_ref: str, token: str) -> AbstractBaseUser | None:
    """The worker this link was made for; None if it was used, changed or is too old."""
    worker = get_user_model().objects.filter(ref=worker_ref, is_active=True).first()
    return worker if worker is not None and _tokens.check_token(worker, token) else None
