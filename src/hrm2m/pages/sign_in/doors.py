"""Those of allauth's views that can be reached, each with what it declares; all others have no address."""

from typing import Any

from allauth.account import views as account
from allauth.mfa.adapter import get_adapter
from allauth.mfa.base import views as mfa
from allauth.mfa.recovery_codes import views as recovery
from allauth.mfa.totp import views as totp
from allauth.mfa.webauthn import views as passkeys
from django.http import HttpRequest, HttpResponse, HttpResponseBase

from hrm2m.pages.base.access import open_to_all, signed_in


sign_in = open_to_all("who has not signed in cannot have a permission")(account.login)
code = open_to_all("the second step of signing in: allauth asks for the first")(mfa.authenticate)
passkey = open_to_all("signing in with a passkey")(passkeys.login_webauthn)
sign_out = open_to_all("leaving is always possible")(account.logout)

own = signed_in("the worker's own account")
unlocks = signed_in("one more proof opens the page that was locked", also_when_locked=True)

code_again = unlocks(mfa.reauthenticate)
passkey_again = unlocks(passkeys.reauthenticate_webauthn)
password_again = unlocks(account.reauthenticate)

second_steps = own(mfa.index)
add_app = own(totp.activate_totp)
remove_app = own(totp.deactivate_totp)
see_recovery_codes = own(recovery.view_recovery_codes)
new_recovery_codes = own(recovery.generate_recovery_codes)
see_passkeys = own(passkeys.list_webauthn)
add_passkey = own(passkeys.add_webauthn)
change_password = own(account.password_change)


@own
def remove_passkey(request: HttpRequest, pk: int) -> HttpResponseBase:
    """Takes a passkey away, unless it is the only second step."""
    return _RemovePasskey.as_view()(request, pk=pk)


class _RemovePasskey(passkeys.RemoveWebAuthnView):
    """Asks what its own view does not: whether another second step is left."""

    def form_valid(self, form: Any) -> HttpResponse:
        adapter = get_adapter()
        if not adapter.can_delete_authenticator(self.get_object()):
            form.add_error(None, adapter.validation_error("cannot_delete_authenticator"))
            return super().form_invalid(form)
        return super().form_valid(form)
