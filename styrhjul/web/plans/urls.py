"""Addresses of plans, activities, what is laid before planning, and what has been made to last."""

from __future__ import annotations

from django.urls import path

from styrhjul.web.plans import activities, pages, writing

urlpatterns = [
    path("planer/", pages.PlanList.as_view(), name="plan-list"),
    path("planer/ny/", pages.PlanStart.as_view(), name="plan-start"),
    path("planer/<int:pk>/", pages.PlanDetail.as_view(), name="plan-detail"),
    path("planer/<int:pk>/text/<str:section>/<str:question>/", writing.PlanText.as_view(), name="plan-text"),
    path("planer/<int:pk>/mal/", pages.PlanGoals.as_view(), name="plan-goals"),
    path("planer/<int:pk>/lamna/", pages.PlanSend.as_view(), name="plan-send"),
    path("planer/<int:pk>/tillbaka/", pages.PlanReturn.as_view(), name="plan-return"),
    path("planer/<int:pk>/anta/", pages.PlanAdopt.as_view(), name="plan-adopt"),
    path("planer/<int:pk>/aktiviteter/ny/", activities.ActivityAdd.as_view(), name="activity-add"),
    path("aktiviteter/<int:pk>/", activities.ActivityDetail.as_view(), name="activity-detail"),
    path("aktiviteter/<int:pk>/andra/", activities.ActivityChange.as_view(), name="activity-change"),
    path("aktiviteter/<int:pk>/avsluta/", activities.ActivityClose.as_view(), name="activity-close"),
    path("underlag/<int:pk>/ta-in/", activities.InputTake.as_view(), name="input-take"),
    path("underlag/<int:pk>/avsta/", activities.InputDecline.as_view(), name="input-decline"),
    path("kvalitetssakringar/", activities.AssuranceList.as_view(), name="assurance-list"),
    path("kvalitetssakringar/<int:pk>/", activities.AssuranceDetail.as_view(), name="assurance-detail"),
]
