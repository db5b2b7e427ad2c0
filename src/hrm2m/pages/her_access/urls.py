"""The addresses about a page of her own, for workers; each carries refs and nothing else."""

from django.urls import path

from hrm2m.pages.her_access import freezing, overview, setting, together


HER = "m/<str:mother>/own-page/"

urlpatterns = [
    path("freeze/", freezing.freeze, name="freeze_page"),
    path(HER, overview.own_page, name="own_page"),
    path(f"{HER}ask/", setting.ask_first, name="own_page_ask"),
    path(f"{HER}words/", setting.words, name="own_page_words"),
    path(f"{HER}card/", setting.card, name="own_page_card"),
    path(f"{HER}together/", together.together, name="own_page_together"),
    path(f"{HER}read/<str:said>/", overview.read, name="own_page_read"),
    path(f"{HER}<str:way>/open/", setting.open_again, name="own_page_open"),
    path(f"{HER}<str:way>/away/", setting.take_away, name="own_page_away"),
]
