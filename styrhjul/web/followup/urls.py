"""Addresses of results, analyses and ratings."""

from __future__ import annotations

from django.urls import path

from styrhjul.web.followup import pages

urlpatterns = [
    path("resultat/", pages.ResultList.as_view(), name="result-list"),
    path("analys/", pages.AnalysisList.as_view(), name="analysis-list"),
    path("analys/ny/", pages.AnalysisBegin.as_view(), name="analysis-new"),
    path("analys/<int:pk>/", pages.AnalysisDetail.as_view(), name="analysis-detail"),
    path("analys/<int:pk>/steg/<slug:step>/", pages.AnalysisWrite.as_view(), name="analysis-write"),
    path("analys/<int:pk>/steg/<slug:step>/kommentar/", pages.AnalysisComment.as_view(), name="analysis-comment"),
    path("analys/<int:pk>/granser/", pages.AnalysisBaseline.as_view(), name="analysis-baseline"),
    path("analys/<int:pk>/handelser/", pages.AnalysisEventAdd.as_view(), name="analysis-event-new"),
    path(
        "analys/<int:pk>/handelser/<int:event>/stryk/",
        pages.AnalysisEventStrike.as_view(),
        name="analysis-event-strike",
    ),
    path("analys/<int:pk>/handelser/<int:event>/lagg/", pages.AnalysisEventLay.as_view(), name="analysis-event-lay"),
    path("analys/<int:pk>/fragor/", pages.AnalysisAsk.as_view(), name="analysis-task-new"),
    path("analys/<int:pk>/fragor/<int:task>/", pages.AnalysisAnswer.as_view(), name="analysis-task-answer"),
    path("analys/<int:pk>/bedomning/", pages.AnalysisRate.as_view(), name="analysis-rate"),
    path("analys/<int:pk>/avsluta/", pages.AnalysisConclude.as_view(), name="analysis-conclude"),
    path("bedomningar/", pages.RatingMap.as_view(), name="rating-list"),
    path("bedomningar/ny/", pages.RatingGive.as_view(), name="rating-new"),
    path("bedomningar/<int:pk>/", pages.RatingDetail.as_view(), name="rating-detail"),
]
