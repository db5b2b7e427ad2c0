"""The addresses of what she shares; each carries refs and nothing else."""

from django.urls import path

from hrm2m.pages.sharing import stops, views


HERS = "m/<str:mother>/sharing/"

urlpatterns = [
    path(HERS, views.shared, name="sharing"),
    path(f"{HERS}ask/", views.choose, name="sharing_choose"),
    path(f"{HERS}ask/<str:agency>/", views.ask, name="sharing_ask"),
    path(f"{HERS}stop/", views.stop, name="sharing_stop"),
    path(f"{HERS}stop/<str:notice>/", stops.one, name="told_to_stop"),
]
