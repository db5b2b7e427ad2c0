"""Gives and takes second factors without a browser: for the invented area, and after a phone was lost."""

import time
from collections.abc import Iterable

from allauth.mfa.models import Authenticator
from allauth.mfa.recovery_codes.internal.auth import RecoveryCodes
from allauth.mfa.totp.internal.auth import TOTP, format_hotp_value, hotp_value
from django.contrib.auth import get_user_model


HALF_A_MINUTE = 30


def give_password_and_second_factor(email: str, password: str, secret: str) -> None:
    """Gives the worker with this address a password and an app code: in the invented area both are printed."""
    worker = get_user_model().objects.get(email__iexact=email)
    worker.set_password(password)
    worker.save(update_fields=["password"])
    give_second_factor(worker.pk, secret)


def give_second_factor(worker_id: int, secret: str) -> None:
    """Gives the worker an app code with this base32 secret, and recovery codes; replaces what there was."""
    worker = get_user_model().objects.get(pk=worker_id)
    take_second_factors(worker_id)
    TOTP.activate(worker, secret)
    RecoveryCodes.activate(worker)


def who_have_one(worker_ids: Iterable[int]) -> frozenset[int]:
    """Those of these workers who have a second step; recovery codes alone are none."""
    found = Authenticator.objects.filter(user_id__in=list(worker_ids))
    real = found.exclude(type=Authenticator.Type.RECOVERY_CODES)
    return frozenset(real.values_list("user_id", flat=True))


def take_second_factors(worker_id: int) -> None:
    """Takes away every second factor: a phone was lost, and a new invitation follows."""
    Authenticator.objects.filter(user_id=worker_id).delete()


def code_now(secret: str, steps: int = 0) -> str:
    """The six numbers an app with this secret shows now, or `steps` half minutes from now."""
    return format_hotp_value(hotp_value(secret, int(time.time()) // HALF_A_MINUTE + steps))
