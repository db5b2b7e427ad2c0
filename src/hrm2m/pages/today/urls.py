"""The addresses of Today and the list of mothers."""

from django.urls import path

from hrm2m.pages.today import views


urlpatterns = [
    path("today/", views.today, name="today"),
    path("today/out/<str:visit>/", views.out, name="visit_out"),
    path("mothers/", views.mothers, name="mothers"),
]
