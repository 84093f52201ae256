"""Addresses of goals, of their public twins, and of the red thread."""

from __future__ import annotations

from django.urls import path

from styrhjul.web.goals import knots, pages, public

urlpatterns = [
    path("mal/", pages.GoalList.as_view(), name="goal-list"),
    path("mal/ny/", pages.GoalAdd.as_view(), name="goal-add"),
    path("mal/<int:pk>/", pages.GoalDetail.as_view(), name="goal-detail"),
    path("mal/<int:pk>/andra/", pages.GoalChange.as_view(), name="goal-change"),
    path("mal/<int:pk>/avsluta/", pages.GoalEnd.as_view(), name="goal-end"),
    path("mal/<int:pk>/ovanfor/", pages.GoalParents.as_view(), name="goal-parents"),
    path(
        "mal/<int:pk>/ovanfor/<int:parent>/ta-bort/",
        pages.GoalParentRemove.as_view(),
        name="goal-parent-remove",
    ),
    path("mal/<int:pk>/indikatorer/", pages.GoalIndicators.as_view(), name="goal-indicators"),
    path(
        "mal/<int:pk>/indikatorer/<int:indicator>/ta-bort/",
        pages.GoalIndicatorRemove.as_view(),
        name="goal-indicator-remove",
    ),
    path("offentligt/", public.goal_list, name="public-goals"),
    path("offentligt/mal/<int:pk>/", public.goal_detail, name="public-goal"),
    path("trad/<int:pk>/", knots.ThreadPage.as_view(), name="thread"),
]
