import doctest
import importlib
import pkgutil

import pytest

from styrhjul.engine import analysis, store

MODULES = [
    found.name
    for package in (analysis, store)
    for found in pkgutil.iter_modules(package.__path__, f"{package.__name__}.")
]


@pytest.mark.parametrize("name", MODULES)
def test_the_examples_in_the_documentation_are_true(name) -> None:
    assert doctest.testmod(importlib.import_module(name)).failed == 0


def test_the_methods_have_examples() -> None:
    finder = doctest.DocTestFinder(exclude_empty=True)
    tried = sum(bool(found.examples) for name in MODULES for found in finder.find(importlib.import_module(name)))
    assert tried >= 30
