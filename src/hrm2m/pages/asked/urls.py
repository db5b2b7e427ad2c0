"""The addresses of what is asked of a worker; each carries the ref of an entry and nothing else."""

from django.urls import path

from hrm2m.pages.asked import deciding, listing


urlpatterns = [
    path("asked-of-you/", listing.asked_of_you, name="asked_of_you"),
    path("her-reply/<str:reply>/", deciding.answer, name="her_reply_answer"),
    path("to-show/<str:entry>/", deciding.decide, name="to_show"),
    path("to-show/<str:entry>/sign/", deciding.sign, name="to_show_sign"),
]
