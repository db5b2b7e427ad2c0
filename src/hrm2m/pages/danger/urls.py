"""The addresses of danger now."""

from django.urls import path

from hrm2m.pages.danger import views


urlpatterns = [
    path("danger/", views.press, name="danger"),
    path("danger/open/", views.still_open, name="danger_open"),
    path("danger/<str:ref>/", views.told, name="danger_told"),
    path("danger/<str:ref>/read/", views.read, name="danger_read"),
    path("danger/<str:ref>/have-it/", views.have_it, name="danger_have_it"),
    path("danger/<str:ref>/look/", views.look, name="danger_look"),
]
