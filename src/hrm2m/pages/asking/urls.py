"""The addresses of asks, offers, longings and demands; each carries refs and nothing else."""

from django.urls import path

from hrm2m.pages.asking import asks, choosing, crossing, demands, lists, longings, offers


HER = "m/<str:mother>/"

urlpatterns = [
    path(f"{HER}asks/", lists.asks, name="asks"),
    path(f"{HER}ask/", asks.new, name="ask_new"),
    path(f"{HER}ask/<str:ask>/", asks.right, name="ask_right"),
    path(f"{HER}ask/<str:ask>/close/", asks.close, name="ask_close"),
    path(f"{HER}ask/<str:ask>/again/", asks.again, name="ask_again"),
    path(f"{HER}ask/<str:ask>/offer/", offers.new, name="offer_new"),
    path(f"{HER}ask/<str:ask>/choose/", choosing.choose, name="offer_choose"),
    path(f"{HER}offer/<str:offer>/", offers.one, name="offer"),
    path(f"{HER}offer/<str:offer>/right/", offers.right, name="offer_right"),
    path(f"{HER}offer/<str:offer>/answer/", offers.answer, name="offer_answer"),
    path(f"{HER}offer/<str:offer>/back/", offers.take_back, name="offer_back"),
    path(f"{HER}longing/", longings.new, name="longing_new"),
    path(f"{HER}longing/<str:longing>/", longings.right, name="longing_right"),
    path(f"{HER}demands/", lists.demands, name="demands"),
    path(f"{HER}demand/", demands.new, name="demand_new"),
    path(f"{HER}demand/<str:demand>/", demands.right, name="demand_right"),
    path(f"{HER}demand/<str:demand>/move/", demands.move, name="demand_move"),
    path(f"{HER}demand/<str:demand>/end/", demands.end, name="demand_end"),
    path(f"{HER}crossing/", crossing.crossing, name="crossing"),
]
