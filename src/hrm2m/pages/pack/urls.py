"""The address of the pack for a meeting."""

from django.urls import path

from hrm2m.pages.pack import views


urlpatterns = [path("m/<str:mother>/pack/", views.pack, name="pack")]
