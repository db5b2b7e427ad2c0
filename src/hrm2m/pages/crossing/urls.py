"""The addresses of the crossing; each carries refs and nothing else."""

from django.urls import path

from hrm2m.pages.crossing import answers, asking, deciding, lists, showing


HERS = "m/<str:mother>/enquiries/"
ONE = f"{HERS}<str:enquiry>/"

urlpatterns = [
    path("crossing/", lists.crossing, name="crossing_list"),
    path("crossing/to-decide/", deciding.to_decide, name="enquiries_to_decide"),
    path(HERS, lists.of_hers, name="enquiries"),
    path(f"{HERS}ask/", asking.ask, name="enquiry_ask"),
    path(ONE, lists.one, name="enquiry"),
    path(f"{ONE}send/", asking.send, name="enquiry_send"),
    path(f"{ONE}again/", asking.again, name="enquiry_again"),
    path(f"{ONE}back/", asking.back, name="enquiry_back"),
    path(f"{ONE}answer/", answers.take_down, name="enquiry_take_down"),
    path(f"{ONE}show/", showing.show, name="enquiry_show"),
    path(f"{ONE}decide/", deciding.decide, name="enquiry_decide"),
]
