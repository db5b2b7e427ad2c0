"""The addresses of accounts, absences and the second person; each carries refs and nothing else."""

from django.urls import path

from hrm2m.pages.accounts import agencies, away, ending, inviting, listing, second_person


ONE = "accounts/w/<str:worker>/"

urlpatterns = [
    path("accounts/", listing.accounts, name="accounts"),
    path("accounts/invite/", inviting.invite, name="invite"),
    path("accounts/changes/", second_person.changes, name="changes_waiting"),
    path("accounts/agencies/", agencies.agencies_here, name="agencies_here"),
    path("accounts/agencies/<str:agency>/", agencies.rename, name="agency_rename"),
    path("accounts/agencies/<str:agency>/end/", agencies.end, name="agency_end"),
    path(ONE, listing.account, name="account"),
    path(f"{ONE}invite/", inviting.invite_again, name="invite_again"),
    path(f"{ONE}roles/", inviting.give_role, name="give_role"),
    path(f"{ONE}roles/<str:agency>/<str:role>/", ending.take_role, name="take_role"),
    path(f"{ONE}end/", ending.end_account, name="account_end"),
    path(f"{ONE}second-step/", second_person.lost_second_step, name="lost_second_step"),
    path(f"{ONE}address/", second_person.new_address, name="new_address"),
    path("away/", away.away, name="away"),
    path("away/<str:worker>/back/", away.back, name="away_back"),
]
