"""Addresses of the steering model."""

from __future__ import annotations

from django.urls import path

from styrhjul.web.model import drafts, pages, unplaced

urlpatterns = [
    path("styrmodell/", pages.InForce.as_view(), name="model"),
    path("styrmodell/versioner/", pages.Versions.as_view(), name="model-versions"),
    path("styrmodell/utan-plats/", unplaced.Unplaced.as_view(), name="model-unplaced"),
    path("styrmodell/utan-plats/<slug:section>/", unplaced.UnplacedOf.as_view(), name="model-unplaced-of"),
    path("styrmodell/ny/", drafts.New.as_view(), name="model-upload"),
    path("styrmodell/utkast/<int:pk>/", drafts.Text.as_view(), name="model-draft"),
    path("styrmodell/utkast/<int:pk>/jamfor/", drafts.Compare.as_view(), name="model-draft-compare"),
    path("styrmodell/utkast/<int:pk>/borja-galla/", drafts.Install.as_view(), name="model-draft-install"),
    path("styrmodell/utkast/<int:pk>/kasta/", drafts.Discard.as_view(), name="model-draft-discard"),
    path("styrmodell/utkast/<int:pk>/ta-upp/", drafts.Restore.as_view(), name="model-draft-restore"),
    path("styrmodell/<int:pk>/", pages.Version.as_view(), name="model-version"),
    path("styrmodell/<int:pk>/jamfor/", pages.Compare.as_view(), name="model-compare"),
    path("styrmodell/<int:pk>/ta-tillbaka/", pages.TakeBack.as_view(), name="model-take-back"),
    path("styrmodell/<int:pk>/modell.yaml", pages.export, name="model-export"),
]
