"""The addresses of her pages: single letters, so that an address bar or a history says nothing."""

from django.urls import path

from hrm2m.pages.hers import (
    being_left,
    copying,
    entering,
    home,
    keeping,
    knowing,
    ledger,
    moving,
    near,
    notes,
    promised,
    reaching,
    replying,
    safety,
    saying,
    stopping,
)


urlpatterns = [
    path("n/", entering.enter, name="own_enter"),
    path("n/z/", entering.leave, name="own_leave"),
    path("n/x/", entering.away, name="own_away"),
    path("n/a/", home.home, name="own_home"),
    path("n/b/", saying.text, name="own_text"),
    path("n/c/", promised.promised, name="own_promised"),
    path("n/d/", near.near, name="own_near"),
    path("n/d/<str:worker>/", near.stop, name="own_stop"),
    path("n/e/", ledger.ledger, name="own_ledger"),
    path("n/f/", notes.general, name="own_notes"),
    path("n/f/1/", notes.safety, name="own_notes_safety"),
    path("n/f/2/", notes.treatment, name="own_notes_treatment"),
    path("n/f/3/", notes.children, name="own_notes_children"),
    path("n/f/4/", notes.name, name="own_notes_name"),
    path("n/g/<str:part>/<str:entry>/", replying.reply, name="own_reply"),
    path("n/h/", reaching.reach, name="own_reach"),
    path("n/j/", saying.say, name="own_say"),
    path("n/k/", safety.safety, name="own_safety"),
    path("n/m/", keeping.empty, name="own_empty"),
    path("n/p/<str:agency>/", stopping.stop, name="own_stop_sharing"),
    path("n/q/", knowing.knowing, name="own_knowing"),
    path("n/r/", being_left.leave_me_be, name="own_left_be"),
    path("n/p/", moving.move, name="own_move"),
    path("n/s/", copying.copy, name="own_copy"),
    path("n/s/<str:part>/", copying.read, name="own_copy_part"),
    path("n/s/<str:part>/p/", copying.paper, name="own_copy_paper"),
    path("n/s/<str:part>/j/", copying.file, name="own_copy_file"),
    path("n/<path:rest>", entering.away, name="own_nothing"),
]
