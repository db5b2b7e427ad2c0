"""The addresses of profiles."""

from django.urls import path

from hrm2m.pages.profiles import views


urlpatterns = [
    path("bridge-builders/", views.profiles, name="profiles"),
    path("bridge-builders/mine/", views.mine, name="profile"),
    path("board/limit/<str:worker>/", views.limit, name="bridge_limit"),
]
