"""The addresses of doors and declared terms."""

from django.urls import path

from hrm2m.pages.doors import views, writing


urlpatterns = [
    path("doors/", views.doors, name="doors"),
    # Before a ref: no ref is three letters long.
    path("doors/new/", writing.new_door, name="door_new"),
    path("doors/<str:ref>/", views.door, name="door"),
    path("doors/<str:ref>/change/", writing.change_door, name="door_change"),
    path("doors/<str:ref>/end/", writing.end_door, name="door_end"),
    path("doors/<str:ref>/terms/", writing.declare, name="terms_declare"),
    path("doors/<str:ref>/sheet/", views.sheet, name="terms_sheet"),
    path("doors/<str:ref>/sheet/paper/", views.printed, name="terms_paper"),
]
