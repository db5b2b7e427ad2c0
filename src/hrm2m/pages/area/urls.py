"""The addresses of the area's settings."""

from django.urls import path

from hrm2m.pages.area import overview, views


urlpatterns = [
    path("lead/area/", overview.area, name="area"),
    path("lead/area/rota/", views.rota, name="area_rota"),
    path("lead/area/gaps/", views.named, name="area_named"),
    path("lead/area/line/<str:key>/", views.line, name="area_line"),
    path("lead/area/nation/", views.nation, name="area_nation"),
    path("lead/area/hours/", views.hours, name="area_hours"),
    path("lead/area/agreed/<str:name>/", views.choice, name="area_choice"),
]
