"""The addresses for the carrier of texts."""

from django.urls import path

from hrm2m.pages.line import views


urlpatterns = [
    path("line/in/", views.came, name="line_in"),
    path("line/report/<str:text>/<str:mark>/", views.report, name="line_report"),
]
