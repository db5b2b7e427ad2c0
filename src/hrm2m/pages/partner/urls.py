"""The addresses of one request: the secret of a link stands in one of them, and nothing of the request in any."""

from django.urls import path

from hrm2m.pages.partner import page, way_in


urlpatterns = [
    path("for-you/", page.page, name="partner"),
    path("for-you/code/", way_in.code, name="partner_code"),
    path("for-you/thank-you/", page.thank_you, name="partner_thank_you"),
    path("for-you/calendar/", page.calendar, name="partner_calendar"),
    path("for-you/<str:secret>/", way_in.link, name="partner_link"),
]
