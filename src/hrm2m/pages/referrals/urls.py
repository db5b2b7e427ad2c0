"""The addresses of referrals; each carries refs and nothing else."""

from django.urls import path

from hrm2m.pages.referrals import doing, views


HERS = "m/<str:mother>/referrals/"
ONE = f"{HERS}<str:referral>/"

urlpatterns = [
    path(HERS, views.of_hers, name="referrals"),
    path(f"{HERS}new/", views.new, name="referral_new"),
    path(f"{HERS}without/", views.without, name="referral_without"),
    path(f"{HERS}without/<str:referral>/told/", views.told_of, name="referral_told_of"),
    path(f"{HERS}without/<str:referral>/send/", views.send_agreed, name="referral_send_agreed"),
    path(ONE, views.one, name="referral"),
    path(f"{ONE}send/", doing.send, name="referral_send"),
    path(f"{ONE}back/", doing.take_back, name="referral_back"),
    path(f"{ONE}second/", doing.second, name="referral_second"),
    path(f"{ONE}agree/", doing.agree, name="referral_agree"),
    path(f"{ONE}told/", doing.told_her, name="referral_told_her"),
    path(f"{ONE}answer/", doing.take_down, name="referral_take_down"),
    path(f"{ONE}chase/", doing.chase, name="referral_chase"),
    path(f"{ONE}met/", doing.met, name="referral_met"),
    path(f"{ONE}close/", doing.close, name="referral_close"),
    path(f"{ONE}wrong/", doing.wrong, name="referral_wrong"),
    path(f"{ONE}wrong/<str:wrong>/", doing.decide, name="referral_wrong_decide"),
]
