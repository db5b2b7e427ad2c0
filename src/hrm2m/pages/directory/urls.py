"""The addresses of the directory."""

from django.urls import path

from hrm2m.pages.directory import adding, views


urlpatterns = [
    path("directory/", views.directory, name="directory"),
    # Before a ref: no ref is three letters long.
    path("directory/add/", adding.add_service, name="add_service"),
    path("directory/<str:ref>/", views.service, name="service"),
    path("directory/<str:ref>/add/<str:field>/", adding.add_fact, name="add_service_fact"),
]
