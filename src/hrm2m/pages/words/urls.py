"""The addresses of the questions about a text."""

from django.urls import path

from hrm2m.pages.words import views


urlpatterns = [
    path("m/<str:mother>/words/<str:entry>/", views.words, name="words"),
    path("words/typed/", views.words_typed, name="words_typed"),
    path("words/carried/", views.words_carried, name="words_carried"),
]
