"""What allauth is told of this house: throttles, words, which proof comes first, how secrets are kept."""

import base64
import os
import time
from typing import Any

from allauth.account.adapter import DefaultAccountAdapter
from allauth.account.authentication import get_authentication_records
from allauth.core import context
from allauth.mfa.adapter import DefaultMFAAdapter
from allauth.mfa.models import Authenticator
from cryptography.hazmat.primitives.ciphers.aead import AESGCM
from django.contrib import messages
from django.contrib.auth.base_user import AbstractBaseUser
from django.http import HttpRequest, HttpResponse
from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from hrm2m.pages.base import visit
from hrm2m.pages.sign_in import device, limits
from hrm2m.vault.keystore import keystore


NOT_THIS_ONE = _("This e-mail address and password do not go together. Look at both and try again.")
TOO_OFTEN = _("Too many tries from here. Wait 15 minutes, or sign in with a passkey.")
WRONG_CODE = _("This code is not right, or was used before. Wait for the next one and try again.")
TOO_MANY_CODES = _("Too many wrong codes. Wait 15 minutes, or use a passkey.")
SIGN_IN_WORDS = {
    **DefaultAccountAdapter.error_messages,
    "email_password_mismatch": NOT_THIS_ONE,
    "account_inactive": NOT_THIS_ONE,
    "too_many_login_attempts": TOO_OFTEN,
    "incorrect_password": _("This is not your password. Try again."),
    "enter_current_password": _("This is not your password now. Try again."),
    "incorrect_code": WRONG_CODE,
}
SECOND_STEP_WORDS = {
    **DefaultMFAAdapter.error_messages,
    "incorrect_code": WRONG_CODE,
    "cannot_delete_authenticator": _("This is your only second step. Add another one first."),
}

FRESH_SECONDS = 300
NONCE_BYTES = 12
ORDER = {"mfa_reauthenticate": 0, "mfa_reauthenticate:webauthn": 1, "reauthenticate": 2}


class SignIn(DefaultAccountAdapter):
    """Accounts: by invitation only, throttled before a password is looked at."""

    error_messages = SIGN_IN_WORDS

    def is_open_for_signup(self, request: HttpRequest) -> bool:
        """Never: accounts are made by invitation."""
        return False

    def authenticate(self, request: HttpRequest, **credentials: Any) -> AbstractBaseUser | None:
        """The worker these words belong to; somebody who left gets the answer of somebody unknown."""
        attempt = limits.password_try(request, credentials.get("email", ""), self.get_client_ip(request))
        if not attempt.may_go_on():
            raise self.validation_error("too_many_login_attempts")
        worker: AbstractBaseUser | None = super().authenticate(request, **credentials)
        if worker is None or not worker.is_active:
            return None
        attempt.was_right()
        return worker

    def pre_authenticate(self, request: HttpRequest, **credentials: Any) -> None:
        """Nothing: tries are counted in `authenticate`, in the database and not in one process."""

    def reauthenticate(self, user: AbstractBaseUser, password: str) -> bool:
        """Whether this is the worker's password; counted like any other try."""
        email = user.email  # type: ignore[attr-defined] # a Worker; this room may not name the table
        found = self.authenticate(context.request, email=email, password=password)
        return found is not None and found.pk == user.pk

    def login(self, request: HttpRequest, user: AbstractBaseUser) -> None:
        """Signs in, in a new session, and starts the day's clock."""
        super().login(request, user)
        visit.begin(request)

    def post_login(self, request: HttpRequest, user: AbstractBaseUser, **kwargs: Any) -> HttpResponse:
        """On to where the worker was going; this device is known from now on."""
        response: HttpResponse = super().post_login(request, user, **kwargs)
        device.remember(request, response, user.email.lower())  # type: ignore[attr-defined] # as above
        return response

    def is_reauthentication_required(self, *, app: str, **kwargs: Any) -> bool:
        """Not within five minutes of any proof, the sign-in itself included."""
        records = get_authentication_records(context.request, context.request.user)
        return not records or time.time() - records[-1]["at"] > FRESH_SECONDS

    def get_reauthentication_methods(self, user: Any) -> list[dict[str, str]]:
        """The ways to prove once more that it is the worker, the one that works everywhere first."""
        methods: list[dict[str, str]] = super().get_reauthentication_methods(user)
        return sorted(methods, key=lambda method: ORDER.get(method["id"], len(ORDER)))

    def get_logout_redirect_url(self, request: HttpRequest) -> str:
        """To the sign-in."""
        return reverse("account_login")

    def add_message(self, request: HttpRequest, level: int, *args: Any, **kwargs: Any) -> None:
        """Passes on what went wrong only: what went right is seen on the page."""
        if level >= messages.ERROR:
            super().add_message(request, level, *args, **kwargs)

    def send_notification_mail(self, *args: Any, **kwargs: Any) -> None:
        """Nothing: its mails name an address and a browser."""


class SecondFactor(DefaultMFAAdapter):
    """Second factors: sealed at rest, and the last one cannot be taken away."""

    error_messages = SECOND_STEP_WORDS

    def encrypt(self, text: str) -> str:
        """Seals the secret of an app or of recovery codes with a key from the keystore."""
        nonce = os.urandom(NONCE_BYTES)
        sealed = nonce + AESGCM(keystore().derive("second-factor")).encrypt(nonce, text.encode(), None)
        return base64.b64encode(sealed).decode()

    def decrypt(self, encrypted_text: str) -> str:
        """Opens what `encrypt` sealed."""
        sealed = base64.b64decode(encrypted_text)
        key = AESGCM(keystore().derive("second-factor"))
        return key.decrypt(sealed[:NONCE_BYTES], sealed[NONCE_BYTES:], None).decode()

    def can_delete_authenticator(self, authenticator: Authenticator) -> bool:
        """Only when another second step is left; recovery codes alone are none."""
        others = Authenticator.objects.filter(user_id=authenticator.user_id).exclude(pk=authenticator.pk)
        return others.exclude(type=Authenticator.Type.RECOVERY_CODES).exists()

    def generate_authenticator_name(self, user: AbstractBaseUser, *kinds: Authenticator.Type) -> str:
        """A name for a new passkey, until the worker gives it a better one."""
        number = Authenticator.objects.filter(user_id=user.pk, type__in=kinds).count() + 1
        return str(_("Passkey %(number)d") % {"number": number})

    def get_public_key_credential_rp_entity(self) -> dict[str, str]:
        """Passkeys belong to the host name people type."""
        return {"id": context.request.get_host().partition(":")[0], "name": "HR M2M"}
