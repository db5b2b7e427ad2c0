"""The addresses of her safety; each carries refs and nothing else."""

from django.urls import path

from hrm2m.pages.safety import sharing, views, writing


HER = "m/<str:mother>/safety/"

urlpatterns = [
    path("safety/", sharing.let_see_me, name="let_see"),
    path(HER, views.her_safety, name="her_safety"),
    path(f"{HER}note/", writing.note, name="her_safety_note"),
    path(f"{HER}said/<str:entry>/", writing.correct, name="her_safety_correct"),
    path(f"{HER}said/<str:entry>/way/", writing.way_on, name="her_safety_way"),
    path(f"{HER}said/<str:entry>/reply/", writing.reply, name="her_safety_reply"),
    path(f"{HER}readers/", sharing.readers, name="her_safety_readers"),
    path(f"{HER}readers/add/", sharing.add, name="her_safety_add"),
    path(f"{HER}readers/<str:agreed>/end/", sharing.end, name="her_safety_end"),
]
