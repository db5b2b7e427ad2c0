"""The addresses of beginning a bridge and of coming back."""

from django.urls import path

from hrm2m.pages.begin import views


urlpatterns = [
    path("begin/", views.begin, name="begin"),
    path("begin/back/", views.back, name="came_back"),
]
