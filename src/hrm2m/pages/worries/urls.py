"""The addresses of worries and referrals; each carries refs and nothing else."""

from django.urls import path

from hrm2m.pages.worries import desk, raising, second, worry


WORRY = "worries/<str:ref>/"

urlpatterns = [
    path("m/<str:mother>/worry/", raising.worry_new, name="worry-new"),
    path("m/<str:mother>/refer/", raising.refer_new, name="refer-new"),
    path("m/<str:mother>/refer/paper/", raising.refer_paper, name="refer-paper"),
    path("worries/", desk.desk, name="worries"),
    path(WORRY, worry.worry, name="worry"),
    path(f"{WORRY}read/", worry.read, name="worry-read"),
    path(f"{WORRY}ask/", worry.ask, name="worry-ask"),
    path(f"{WORRY}refer/", second.refer, name="worry-refer"),
    path(f"{WORRY}decision/", worry.decision, name="worry-decision"),
    path(f"{WORRY}view/", worry.view, name="worry-view"),
    path(f"{WORRY}outcome/", worry.outcome, name="worry-outcome"),
    path(f"{WORRY}told/<str:about>/", worry.tell, name="worry-told"),
    path(f"{WORRY}held/<str:about>/", worry.hold, name="worry-held"),
    path("referrals/<str:ref>/", second.look, name="referral-look"),
    path("referrals/<str:ref>/paper/", second.paper, {"form": "pdf"}, name="referral-paper"),
    path("referrals/<str:ref>/structured/", second.paper, {"form": "json"}, name="referral-structured"),
    path("referrals/<str:ref>/ask/", second.ask, name="referral-ask"),
    path("held/<str:ref>/ask/", second.ask_to_sign, name="held-ask"),
    path("held/<str:ref>/", second.sign, name="held-sign"),
]
