"""The addresses of handovers; each carries refs and nothing else."""

from django.urls import path

from hrm2m.pages.handovers import again, steps, views


urlpatterns = [
    path("handovers/", views.waiting, name="handovers"),
    path("handovers/<str:ref>/", views.handover, name="handover"),
    path("handovers/<str:ref>/date/", views.date_file, name="handover-date"),
    path("handovers/<str:ref>/meeting/", steps.meeting, name="handover-meeting"),
    path("handovers/<str:ref>/there/", steps.there, name="handover-there"),
    path("handovers/<str:ref>/text/", steps.by_text, name="handover-text"),
    path("handovers/<str:ref>/said/", steps.said, name="handover-said"),
    path("handovers/<str:ref>/none/", steps.none, name="handover-none"),
    path("m/<str:mother>/handover/", steps.propose, name="handover-new"),
    path("ask-again/<str:ref>/", again.ask, name="ask-again"),
]
