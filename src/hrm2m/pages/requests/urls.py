"""The addresses of requests in; each carries refs and nothing else."""

from django.urls import path

from hrm2m.pages.requests import views


urlpatterns = [
    path("requests/", views.list_of_requests, name="requests"),
    path("requests/new/", views.request_new, name="request-new"),
    path("requests/<str:ref>/", views.answer, name="request"),
    path("m/<str:mother>/request/", views.request_new, name="request-about-her"),
    path("m/<str:mother>/given/", views.given, name="given"),
]
