"""The search among all pairs: ordered in the browser, told of while it goes on, and shown once it has ended."""

import json
import shutil
from pathlib import Path

import pytest
from django.conf import settings as configured
from django.urls import reverse
from django_tasks_db.models import DBTaskResult

from styrhjul.engine.analysis.pattern_search import SILENT_FOR, begin, found_in
from styrhjul.wheel.indicators import queries
from styrhjul.wheel.indicators.queries import patterns, statistics_build
from styrhjul.wheel.indicators.tasks import search_patterns

pytestmark = pytest.mark.django_db
PAGE = reverse("explore-patterns")


@pytest.fixture
def folder(settings, tmp_path):
    """The statistics in a folder of their own, so that what is found here is found here only."""
    queries.statistics()  # built when it is first asked for
    shutil.copytree(configured.STATISTICS_DIR, tmp_path / "statistics", ignore=shutil.ignore_patterns("*.patterns.*"))
    settings.STATISTICS_DIR = tmp_path / "statistics"
    return Path(settings.STATISTICS_DIR)


@pytest.fixture
def reads(client, world, folder):
    client.force_login(world.alva)
    return client


@pytest.fixture(scope="module")
def searched(tmp_path_factory):
    """What a whole search leaves behind, made once."""
    return tmp_path_factory.mktemp("searched")


def with_search(folder, searched):
    """Lay a finished search in the folder."""
    build = statistics_build()
    if not any(searched.iterdir()):
        search_patterns.func(build)
        for file in folder.glob(f"{build}.patterns.*"):
            shutil.copy(file, searched)
    else:
        for file in searched.iterdir():
            shutil.copy(file, folder)


def test_before_anybody_has_searched_the_page_offers_it(reads):
    page = reads.get(PAGE).text
    assert "Sök bland alla par" in page
    assert "hx-trigger" not in page


def test_an_ordered_search_is_told_of_until_it_ends(reads, folder):
    assert reads.post(PAGE).status_code == 302
    assert DBTaskResult.objects.count() == 1
    page = reads.get(PAGE).text
    assert "Väntar på sin tur" in page
    assert 'hx-trigger="every 1s"' in page


def test_a_search_that_goes_on_is_not_ordered_twice(reads):
    reads.post(PAGE)
    reads.post(PAGE)
    assert DBTaskResult.objects.count() == 1


def test_one_that_has_died_is_said_to_and_can_be_ordered_again(reads, folder):
    begin(folder, statistics_build())
    file = folder / f"{statistics_build()}.patterns.json"
    file.write_text(
        json.dumps(json.loads(file.read_text()) | {"at": json.loads(file.read_text())["at"] - SILENT_FOR - 1})
    )
    assert "avbröts" in reads.get(PAGE).text
    reads.post(PAGE)
    assert "Väntar på sin tur" in reads.get(PAGE).text


def test_what_is_found_is_listed_robust_first_and_leads_to_each(reads, folder, searched):
    with_search(folder, searched)
    page = reads.get(PAGE).text
    assert "nivå och förändring" in page
    assert page.index("nivå och förändring</td>") < page.index("bara nivå</td>")
    assert "view=together" in page
    assert "Samband, inte orsak" in page


def test_it_is_narrowed_by_words_and_kind(reads, folder, searched):
    with_search(folder, searched)
    whole = patterns.pattern_list()
    some = patterns.pattern_list("arbetslösa")
    assert 0 < len(some.pairs) < len(whole.pairs)
    for pair in some.pairs:
        assert (
            "arbetslös"
            in (pair.first.title + pair.second.title + pair.first.description + pair.second.description).lower()
        )
    assert {pair.kind for pair in patterns.pattern_list(kind="within").pairs} <= {"within"}
    assert "Inget passar" in reads.get(PAGE, {"q": "finnsinte"}).text


def test_no_pair_is_computed_together(reads, folder, searched):
    with_search(folder, searched)
    for pair in patterns.pattern_list().pairs[:200]:
        assert pair.first.id != pair.second.id
        assert abs(pair.between or 0) <= 0.98


def test_another_build_is_not_taken_for_this_one(reads, folder, searched):
    with_search(folder, searched)
    assert found_in(folder, "0" * 12) is None
    assert search_patterns.func("0" * 12) == 0


def test_a_broken_file_is_searched_anew(reads, folder):
    (folder / f"{statistics_build()}.patterns.npz").write_bytes(b"not an archive")
    assert found_in(folder, statistics_build()) is None
    assert "Sök bland alla par" in reads.get(PAGE).text


def test_whoever_holds_no_role_has_no_such_page(client, world, folder):
    client.force_login(world.stranger)
    assert client.get(PAGE).status_code == 404
    assert client.post(PAGE).status_code == 404
