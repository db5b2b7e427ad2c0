"""The address of the questions about one saved text."""

from django.urls import path

from hrm2m.pages.words import views


urlpatterns = [path("m/<str:mother>/words/<str:entry>/", views.words, name="words")]
