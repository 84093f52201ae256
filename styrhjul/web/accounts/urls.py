"""Addresses of accounts and roles; a person's own log-in lies under konto/."""

from __future__ import annotations

from django.urls import path

from styrhjul.web.accounts import access, pages
from styrhjul.web.organisation import imports

urlpatterns = [
    path("konton/", pages.AccountList.as_view(), name="account-list"),
    path("konton/nytt/", pages.OpenAccount.as_view(), name="account-add"),
    path("konton/import/", imports.PeopleList.as_view(), name="people-import"),
    path("konton/import/klart/", imports.TakeInPeople.as_view(), name="people-import-confirm"),
    path("konton/varfor/", access.Explain.as_view(), name="access-explain"),
    path("konton/<int:pk>/", pages.AccountPage.as_view(), name="account"),
    path("konton/<int:pk>/namn/", pages.RenameAccount.as_view(), name="account-rename"),
    path("konton/<int:pk>/lank/", pages.MakeLink.as_view(), name="account-link"),
    path("konton/<int:pk>/stang/", pages.CloseAccount.as_view(), name="account-close"),
    path("konton/<int:pk>/roll/", pages.Appoint.as_view(), name="account-appoint"),
    path("konton/<int:pk>/roll/<int:appointment>/avsluta/", pages.EndRole.as_view(), name="account-end-role"),
    path("konto/tvasteg/app/kvadrat.svg", access.totp_picture, name="totp-picture"),
    path("demo/<int:pk>/", access.demo_log_in, name="demo-log-in"),
]
