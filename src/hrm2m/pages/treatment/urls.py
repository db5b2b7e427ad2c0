"""The addresses of treatment; each carries refs and nothing else."""

from django.urls import path

from hrm2m.pages.treatment import continuity, medicine, outcomes, putting_right, treating, views, writing


HER = "m/<str:mother>/treatment/"
COURSE = f"{HER}medicine/<str:course>/"

urlpatterns = [
    path("treatment/", views.mothers, name="treated"),
    path(HER, views.treatment, name="treatment"),
    path(f"{HER}called/", writing.called, name="called"),
    path(f"{HER}goal/", writing.goal, name="goal_new"),
    path(f"{HER}goal/<str:goal>/end/", writing.goal_end, name="goal_end"),
    path(f"{HER}medicine/", medicine.begin, name="medication_new"),
    path(f"{HER}medicine-before/", medicine.past, name="medication_past"),
    path(f"{COURSE}right/", putting_right.begun, name="medication_right"),
    path(f"{COURSE}change/", medicine.change, name="medication_change"),
    path(f"{COURSE}change/<str:entry>/right/", putting_right.change, name="medication_change_right"),
    path(f"{COURSE}end/", medicine.end, name="medication_end"),
    path(f"{COURSE}end/<str:entry>/right/", putting_right.end, name="medication_end_right"),
    path(f"{COURSE}missed/", medicine.missed, name="medication_missed"),
    path(f"{COURSE}missed/<str:entry>/right/", putting_right.missed, name="medication_missed_right"),
    path(f"{COURSE}tell/", writing.tell, name="treatment_tell"),
    path(f"{HER}use/", writing.use, name="drug_use"),
    path(f"{HER}use/<str:use>/right/", writing.use_right, name="drug_use_right"),
    path(f"{HER}kept/", writing.keeping, name="safe_keeping"),
    path(f"{HER}naloxone/", writing.naloxone, name="naloxone"),
    path(f"{HER}condition/", writing.condition, name="condition"),
    path(f"{HER}condition/<str:condition>/end/", writing.condition_end, name="condition_end"),
    path(f"{HER}outcomes/", outcomes.picture, name="outcomes"),
    path(f"{HER}outcomes/new/", outcomes.fill_in, name="outcomes_new"),
    path(f"{HER}side/<str:entry>/", writing.side, name="treatment_side"),
    path(f"{HER}sheet/", continuity.continuity, name="continuity"),
    path("m/<str:mother>/treating/", treating.treating, name="treating"),
    path("m/<str:mother>/treating/new/", treating.begin, name="treating_new"),
    path("m/<str:mother>/treating/<str:treating>/end/", treating.end, name="treating_end"),
]
