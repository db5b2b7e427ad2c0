"""The one table of addresses."""

from django.urls import URLPattern, URLResolver, include, path

from hrm2m.config.shelves import Shelves
from hrm2m.pages.base.assets import asset
from hrm2m.pages.base.health import health
from hrm2m.pages.base.home import home
from hrm2m.pages.purpose.views import purpose
from hrm2m.pages.sign_in import doors, welcome
from hrm2m.pages.sign_in import views as sign_in


# A ref in an address is any text (`<str:ref>`): a malformed one must meet the same answer as an unknown one,
# and the vault gives it.
_table: list[URLPattern | URLResolver] = [
    path("", home, name="home"),
    path("assets/<path:name>", asset, name="asset"),
    path("healthz", health, name="health"),
    # ------------------------------------------------------------------ signing in
    path("sign-in/", doors.sign_in, name="account_login"),
    path("sign-in/code/", doors.code, name="mfa_authenticate"),
    path("sign-in/passkey/", doors.passkey, name="mfa_login_webauthn"),
    path("sign-in/help/", sign_in.sign_in_help, name="sign_in_help"),
    path("sign-out/", doors.sign_out, name="account_logout"),
    path("locked/", sign_in.locked, name="locked"),
    path("locked/code/", doors.code_again, name="mfa_reauthenticate"),
    path("locked/passkey/", doors.passkey_again, name="mfa_reauthenticate_webauthn"),
    path("locked/password/", doors.password_again, name="account_reauthenticate"),
    path("agency/", sign_in.choose_agency, name="choose_agency"),
    path("kept/", sign_in.kept_form, name="kept_form"),
    path("why/", purpose, name="purpose"),
    path("welcome/", welcome.welcome, name="welcome"),
    path("welcome/<str:ref>/<str:token>/", welcome.welcome_link, name="welcome_link"),
    # ------------------------------------------------------------------ one request, for whoever answers at a door
    path("", include("hrm2m.pages.partner.urls")),
    # ------------------------------------------------------------------ danger now
    path("", include("hrm2m.pages.danger.urls")),
    # ------------------------------------------------------------------ the street and a mother's page
    path("", include("hrm2m.pages.today.urls")),
    path("", include("hrm2m.pages.mother.urls")),
    path("", include("hrm2m.pages.words.urls")),
    path("", include("hrm2m.pages.asking.urls")),
    path("", include("hrm2m.pages.crossing.urls")),
    path("", include("hrm2m.pages.children.urls")),
    path("", include("hrm2m.pages.treatment.urls")),
    path("", include("hrm2m.pages.begin.urls")),
    path("", include("hrm2m.pages.connections.urls")),
    path("", include("hrm2m.pages.asked.urls")),
    path("", include("hrm2m.pages.safety.urls")),
    path("", include("hrm2m.pages.sharing.urls")),
    path("", include("hrm2m.pages.referrals.urls")),
    path("", include("hrm2m.pages.lead.urls")),
    path("", include("hrm2m.pages.area.urls")),
    # ------------------------------------------------------------------ worries about a child, and telling of one
    path("", include("hrm2m.pages.worries.urls")),
    path("", include("hrm2m.pages.requests.urls")),
    path("", include("hrm2m.pages.emergency.urls")),
    # ------------------------------------------------------------------ handovers, and asking her again
    path("", include("hrm2m.pages.handovers.urls")),
    path("", include("hrm2m.pages.pack.urls")),
    # ------------------------------------------------------------------ accounts, absences, the second person
    path("", include("hrm2m.pages.accounts.urls")),
    # ------------------------------------------------------------------ her own pages, under letters that say nothing
    path("", include("hrm2m.pages.hers.urls")),
    path("", include("hrm2m.pages.copy.urls")),
    path("", include("hrm2m.pages.her_access.urls")),
    # ------------------------------------------------------------------ the directory of services
    path("", include("hrm2m.pages.directory.urls")),
    path("", include("hrm2m.pages.doors.urls")),
    path("", include("hrm2m.pages.profiles.urls")),
    # ------------------------------------------------------------------ what the carrier of texts says
    path("", include("hrm2m.pages.line.urls")),
    # ------------------------------------------------------------------ the worker's own account
    path("account/", doors.second_steps, name="mfa_index"),
    path("account/app/", doors.add_app, name="mfa_activate_totp"),
    path("account/app/remove/", doors.remove_app, name="mfa_deactivate_totp"),
    path("account/recovery/", doors.see_recovery_codes, name="mfa_view_recovery_codes"),
    path("account/recovery/new/", doors.new_recovery_codes, name="mfa_generate_recovery_codes"),
    path("account/passkeys/", doors.see_passkeys, name="mfa_list_webauthn"),
    path("account/passkeys/add/", doors.add_passkey, name="mfa_add_webauthn"),
    path("account/passkeys/<int:pk>/remove/", doors.remove_passkey, name="mfa_remove_webauthn"),
    path("account/password/", doors.change_password, name="account_change_password"),
]
urlpatterns = [Shelves(_table)]

handler400 = "hrm2m.pages.base.errors.not_understood"
handler403 = "hrm2m.pages.base.errors.not_in_your_role"
handler404 = "hrm2m.pages.base.errors.not_here"
handler500 = "hrm2m.pages.base.errors.broken"
