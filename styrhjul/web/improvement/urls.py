"""Addresses of proposals and of formal decisions."""

from __future__ import annotations

from django.urls import path

from styrhjul.web.improvement import decisions, pages

urlpatterns = [
    path("forbattra/", pages.ProposalList.as_view(), name="proposal-list"),
    path("forbattra/ny/", pages.ProposalNew.as_view(), name="proposal-new"),
    path("forbattra/<int:pk>/", pages.ProposalDetail.as_view(), name="proposal-detail"),
    path("forbattra/<int:pk>/andra/", pages.ProposalChange.as_view(), name="proposal-change"),
    path("forbattra/<int:pk>/konsekvenser/", pages.ProposalConsequences.as_view(), name="proposal-consequences"),
    path("forbattra/<int:pk>/vikt/", pages.ProposalWeigh.as_view(), name="proposal-weigh"),
    path("forbattra/<int:pk>/beslut/", pages.ProposalDecide.as_view(), name="proposal-decide"),
    path("beslut/<int:pk>/", decisions.DecisionDetail.as_view(), name="decision-detail"),
    path("beslut/<int:pk>/innehall.json", decisions.decision_content, name="decision-content"),
]
