"""The addresses of the board."""

from django.urls import path

from hrm2m.pages.lead import apart, cover, death, held, held_again, second_person, standing_down, views


urlpatterns = [
    path("board/", views.board, name="board"),
    path("board/late/", views.late, name="board_late"),
    path("board/not-seen/", views.not_seen, name="board_not_seen"),
    path("board/offers/", views.offers, name="board_offers"),
    path("board/without-cover/", cover.without_cover, name="board_without_cover"),
    path("board/apart/", apart.pairs, name="apart"),
    path("board/apart/new/", apart.keep, name="apart_new"),
    path("board/apart/<str:ref>/asked/", apart.asked, name="apart_asked"),
    path("board/apart/<str:ref>/placed/", apart.placed, name="apart_placed"),
    path("board/apart/<str:ref>/end/", apart.end, name="apart_end"),
    path("board/roles/", second_person.roles, name="roles_waiting"),
    path("board/she-died/", death.she_died_while_asleep, name="she_died_while_asleep"),
    path("held/", held.held, name="held"),
    path("held/new/", held.hold, name="held_new"),
    path("held/<str:ref>/lift/", held.lift, name="held_lift"),
    path("held/<str:ref>/look/", held_again.look, name="held_look"),
    path("held/<str:ref>/sign/", held_again.sign, name="held_sign"),
    path("board/stand-down/", standing_down.stand_down, name="stand_down"),
    path("board/stand-down/<str:worker>/", standing_down.stood_down, name="stood_down"),
    path("board/stand-down/<str:worker>/again/", standing_down.chosen_again, name="chosen_again"),
]
