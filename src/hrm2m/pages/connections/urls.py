"""The addresses of connections. A second reader's holds the ref of the connection alone, and never hers."""

from django.urls import path

from hrm2m.pages.connections import adding, listing, proposing, questions, second_reader


HER = "m/<str:mother>/connections/"
QUESTIONS = "m/<str:mother>/safety-questions/"

urlpatterns = [
    path(HER, listing.connections, name="connections"),
    path(f"{HER}new/", proposing.new, name="connection_new"),
    path(f"{HER}ask/", questions.ask, name="connection_ask"),
    path(f"{HER}<str:connection>/", listing.one, name="connection"),
    path(f"{HER}<str:connection>/reader/", adding.reader, name="connection_reader"),
    path(f"{HER}<str:connection>/more/", adding.more, name="connection_more"),
    path(f"{HER}<str:connection>/her-side/", adding.her_side, name="connection_her_side"),
    path(QUESTIONS, questions.waiting, name="safety_questions"),
    path(f"{QUESTIONS}<str:question>/", questions.answer, name="safety_answer"),
    path("asked-of-you/<str:connection>/", second_reader.read, name="second_reader"),
]
