"""The addresses of a mother's page and of the forms about her; each carries refs and nothing else."""

from django.urls import path

from hrm2m.pages.mother import (
    barring,
    bridge,
    ending,
    forgetting,
    known,
    log,
    person,
    quiet,
    record,
    replies,
    safe_contact,
    team,
    visits,
    windows,
)


HER = "m/<str:mother>/"

urlpatterns = [
    path(HER, record.record, name="mother"),
    path(f"{HER}log/", log.log, name="log"),
    path(f"{HER}contacts/<str:entry>/", log.contact, name="contact"),
    path(f"{HER}listening/", log.listening, name="listening"),
    path(f"{HER}reply/<str:entry>/", replies.reply, name="reply"),
    path(f"{HER}safe-contact/", safe_contact.safe_contact, name="safe_contact"),
    path(f"{HER}find-her/", safe_contact.find_her, name="find_her"),
    path(f"{HER}if-i-go-quiet/", quiet.if_i_go_quiet, name="if_i_go_quiet"),
    path(f"{HER}leave-me-be/", quiet.leave_me_be, name="leave_me_be"),
    path(f"{HER}windows/", windows.open_window, name="open_window"),
    path(f"{HER}windows/<str:window>/", windows.close_window, name="close_window"),
    path(f"{HER}in/", visits.im_in, name="im_in"),
    path(f"{HER}place/", visits.place_care, name="place_care"),
    path(f"{HER}bridge/", bridge.another_builder, name="another_builder"),
    path(f"{HER}bridge/cover/", bridge.another_cover, name="another_cover"),
    path(f"{HER}bridge/held/", bridge.who_holds, name="who_holds"),
    path(f"{HER}bridge/told/", bridge.she_knows, name="she_knows"),
    path(f"{HER}bridge/met-cover/", bridge.met_cover, name="met_cover"),
    path(f"{HER}bridge/not-this-worker/", barring.not_this_worker, name="not_this_worker"),
    path(f"{HER}barred/", barring.who_must_not, name="barred"),
    path(f"{HER}barred/agency/", barring.not_this_agency, name="not_this_agency"),
    path(f"{HER}barred/<str:barred>/lift/", barring.lift, name="lift_bar"),
    # Outside her own addresses: it opens nothing, and answers for every ref alike.
    path("i-know-her/<str:mother>/", barring.i_know_her, name="i_know_her"),
    path(f"{HER}team/", team.team, name="team"),
    path(f"{HER}team/add/", team.add, name="team_add"),
    path(f"{HER}team/<str:worker>/off/", team.take_off, name="team_off"),
    path(f"{HER}handle/", person.handle, name="handle"),
    path(f"{HER}known/", known.known, name="known"),
    path(f"{HER}known/age/", known.age, name="age"),
    path(f"{HER}known/locality/", known.locality, name="locality"),
    path(f"{HER}name/", person.name, name="her_name"),
    path(f"{HER}end/", ending.end, name="end"),
    path(f"{HER}end/asked/", ending.she_asked, name="end_asked"),
    path(f"{HER}end/moved/", ending.she_moved, name="end_moved"),
    path(f"{HER}end/died/", ending.she_died, name="end_died"),
    path(f"{HER}reopen/", ending.reopen, name="reopen"),
    path(f"{HER}forget/", forgetting.forget, name="forget"),
    path(f"{HER}forgotten/", forgetting.forgotten, name="forgotten"),
]
