"""The addresses of what is known of children; each carries refs and nothing else."""

from django.urls import path

from hrm2m.pages.children import desk, joins, medicine, notices, plans, recording, saw


HERS = "children/of/<str:mother>/"
CHILD = f"{HERS}child/<str:child>/"
PLAN = f"{HERS}plan/<str:plan>/"

urlpatterns = [
    path("about-a-child/", notices.about_a_child, name="about_a_child"),
    path("children/", desk.desk, name="children"),
    path("children/notices/<str:notice>/", notices.notice, name="notice"),
    path("children/notices/<str:notice>/answer/", notices.answer, name="notice_answer"),
    path(HERS, desk.her_children, name="her_children"),
    # It opens nothing, and its form answers for every ref alike.
    path(f"{HERS}saw/", saw.saw, name="saw"),
    path(f"{HERS}medicine/", medicine.medicine_kept, name="medicine_kept"),
    path(f"{HERS}read/", desk.read, name="children_read"),
    path(f"{HERS}entry/<str:entry>/side/", recording.side, name="child_side"),
    path(f"{HERS}child/", recording.new_child, name="child_new"),
    path(CHILD, desk.child, name="child"),
    path(f"{CHILD}change/", recording.change_child, name="child_change"),
    path(f"{CHILD}name/", recording.name_child, name="child_name"),
    path(f"{CHILD}adult/", recording.new_adult, name="child_adult"),
    path(f"{CHILD}adult/<str:adult>/right/", recording.adult_right, name="child_adult_right"),
    path(f"{CHILD}join/", joins.join, name="child_join"),
    path(f"{CHILD}join/<str:join>/undo/", joins.undo, name="child_join_undo"),
    path(f"{HERS}plan/", plans.new_plan, name="plan_new"),
    path(PLAN, plans.plan, name="plan"),
    path(f"{PLAN}change/", plans.change_plan, name="plan_change"),
    path(f"{PLAN}end/", plans.end_plan, name="plan_end"),
    path(f"{PLAN}people/", plans.name_in_plan, name="plan_people"),
    path(f"{PLAN}people/<str:worker>/off/", plans.take_off, name="plan_off"),
]
