"""The addresses of emergency looks; each carries the ref of what was written about a look, and nothing else."""

from django.urls import path

from hrm2m.pages.emergency import looking, opening, reading


urlpatterns = [
    path("emergency/", opening.open_one, name="emergency"),
    path("emergency/<str:entry>/", looking.look_at, name="emergency_look"),
    path("emergency/<str:entry>/1/", reading.general, name="emergency_general"),
    path("emergency/<str:entry>/2/", reading.safety, name="emergency_safety"),
    path("emergency/<str:entry>/3/", reading.treatment, name="emergency_treatment"),
    path("emergency/<str:entry>/4/", reading.children, name="emergency_children"),
]
