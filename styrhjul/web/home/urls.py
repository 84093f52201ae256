"""Addresses of the start page, the wheel's parts and its pictures."""

from django.urls import path

from styrhjul.web.home import pages, pictures, wheels

urlpatterns = [
    path("", pages.home, name="home"),
    path("hjulen/", wheels.wheels, name="wheels"),
    path("hjulet.svg", pictures.as_svg, name="wheel-svg"),
    path("hjulet.png", pictures.as_png, name="wheel-png"),
    path("hjulet/affisch/", pictures.poster, name="wheel-poster"),
    path("hjulet/stort/", pictures.large, name="wheel-large"),
    path("hjulet/utan-fas/", pages.without_part, name="part-none"),
    path("hjulet/<slug:key>/", pages.part, name="part"),
]
