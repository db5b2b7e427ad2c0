"""The forms of signing in: allauth's own checks, with our throttle around them and our words on them."""

from typing import Any

from allauth.account.forms import ChangePasswordForm, LoginForm, ReauthenticateForm
from allauth.account.internal.flows.login import record_authentication
from allauth.core import context
from allauth.mfa.base import forms as codes
from allauth.mfa.totp.forms import ActivateTOTPForm
from allauth.mfa.webauthn.forms import AddWebAuthnForm
from django import forms
from django.contrib.auth.forms import SetPasswordForm
from django.core.exceptions import ValidationError
from django.utils.translation import gettext_lazy as _

from hrm2m.pages.base.forms import FILL_IN
from hrm2m.pages.sign_in import limits, tries
from hrm2m.pages.sign_in.adapters import TOO_MANY_CODES, WRONG_CODE


def _in_our_words(form: forms.Form, **words: Any) -> None:
    form.label_suffix = ""
    form.use_required_attribute = False
    for name, field in form.fields.items():
        field.widget.attrs.pop("placeholder", None)
        field.help_text = ""
        field.label = words.get(name, field.label)
        field.error_messages["required"] = FILL_IN


class SignInForm(LoginForm):
    """E-mail address and password."""

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        _in_our_words(self, login=_("E-mail address"), password=_("Password"))
        self.fields["login"].widget.attrs["autocomplete"] = "username"


class PasswordAgainForm(ReauthenticateForm):
    """The password once more, to unlock."""

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        _in_our_words(self, password=_("Password"))


class NewPasswordForm(ChangePasswordForm):
    """The password now, and a new one."""

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        _in_our_words(
            self,
            oldpassword=_("Your password now"),
            password1=_("New password, at least 12 characters"),
            password2=_("New password again"),
        )


class FirstPasswordForm(SetPasswordForm):  # type: ignore[type-arg] # generic for the type checker only
    """The first password of an invited worker."""

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        _in_our_words(
            self, new_password1=_("Password, at least 12 characters"), new_password2=_("Password again")
        )


class _Throttled:
    """A code is looked at only within the limit, and is right only once."""

    def clean_code(self) -> str:
        user = self.user  # type: ignore[attr-defined] # set by allauth's form
        if not limits.code_may_be_tried(context.request, user.pk, user.email):
            raise ValidationError(TOO_MANY_CODES, code="too_many")
        code: str = super().clean_code()  # type: ignore[misc] # allauth's form stands behind this one
        if not tries.is_first_ever("used code", user.pk, code.strip()):
            raise ValidationError(WRONG_CODE, code="used")
        return code


class CodeForm(_Throttled, codes.AuthenticateForm):
    """The second step of signing in."""

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        _in_our_words(self, code=_("Code from your app, or a recovery code"))
        self.fields["code"].widget.attrs["inputmode"] = "numeric"


class CodeAgainForm(_Throttled, codes.ReauthenticateForm):
    """A code, to unlock."""

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        _in_our_words(self, code=_("Code from your app"))
        self.fields["code"].widget.attrs["inputmode"] = "numeric"


class FirstCodeForm(ActivateTOTPForm):
    """The first code of a new app; it proves the second step for this visit too."""

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        _in_our_words(self, code=_("Code from the app"))
        self.fields["code"].widget.attrs["inputmode"] = "numeric"

    def clean_code(self) -> str:
        """The code, if it is right."""
        if not limits.code_may_be_tried(context.request, self.user.pk, self.user.email):
            raise ValidationError(TOO_MANY_CODES, code="too_many")
        code: str = super().clean_code()
        record_authentication(context.request, self.user, "mfa", type="totp")
        return code


class NewPasskeyForm(AddWebAuthnForm):
    """A new passkey; making it proves the second step for this visit too."""

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        _in_our_words(self, name=_("What do you call it?"))
        self.fields["passwordless"].widget = forms.HiddenInput()

    def clean(self) -> dict[str, Any]:
        """The new passkey, if it was made for this challenge."""
        cleaned: dict[str, Any] = super().clean()
        if not self.errors and cleaned.get("credential"):
            record_authentication(context.request, self.user, "mfa", type="webauthn")
        return cleaned
