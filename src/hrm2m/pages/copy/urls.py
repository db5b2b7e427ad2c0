"""The addresses of a copy of her record; each carries refs and the letter of a part, and nothing else."""

from django.urls import path

from hrm2m.pages.copy import asking, checking


urlpatterns = [
    path("m/<str:mother>/copy/", asking.copy, name="copy"),
    path("m/<str:mother>/copy/not-wanted/", asking.no_copy, name="copy_not_wanted"),
    path("m/<str:mother>/copy/said/", asking.said, name="copy_said"),
    path("copy/<str:copy>/<str:part>/", checking.copy_part, name="copy_part"),
    path("copy/<str:copy>/<str:part>/paper/", checking.copy_paper, name="copy_paper"),
    path("copy/<str:copy>/<str:part>/<str:entry>/", checking.copy_check, name="copy_check"),
]
