import pytest
from django.db import connection, transaction
from django.http import HttpResponse
from django.test import RequestFactory

from styrhjul.base.common.models import User
from styrhjul.web.ui.readonly import ReadOnlyGet, WriteOnReadError, refuse_writes


def ask(method, view):
    return ReadOnlyGet(view)(getattr(RequestFactory(), method)("/"))


def write(request):
    User.objects.create_user("alva@exempelby.test", "Alva")
    return HttpResponse()


def look(request):
    return HttpResponse(str(User.objects.count()))


@pytest.mark.django_db
@pytest.mark.parametrize("method", ["get", "head", "options"])
def test_looking_never_writes(method):
    with pytest.raises(WriteOnReadError, match="INSERT"), transaction.atomic():
        ask(method, write)
    assert User.objects.count() == 0


@pytest.mark.django_db
def test_looking_reads(django_assert_num_queries):
    assert ask("get", look).content == b"0"


@pytest.mark.django_db
def test_posting_writes():
    assert ask("post", write).status_code == 200
    assert User.objects.count() == 1


@pytest.mark.django_db
def test_writing_is_possible_again_after_somebody_looked():
    ask("get", look)
    User.objects.create_user("bo@exempelby.test", "Bo")
    assert User.objects.count() == 1


@pytest.mark.parametrize(
    "sql",
    [
        "INSERT INTO a VALUES (1)",
        "  update a set b = 1",
        "DELETE FROM a",
        "WITH x AS (SELECT 1) INSERT INTO a SELECT * FROM x",
        "PRAGMA foreign_keys = OFF",
        "CREATE TABLE a (b int)",
        "DROP TABLE a",
        "",
    ],
)
def test_statements_that_write_are_refused(sql):
    with pytest.raises(WriteOnReadError):
        refuse_writes(lambda *args: None, sql, (), False, {})


@pytest.mark.parametrize(
    "sql",
    [
        "SELECT 1",
        "(SELECT 1) UNION (SELECT 2)",
        "WITH x AS (SELECT 1) SELECT * FROM x",
        "SAVEPOINT a",
        "PRAGMA table_info(a)",
        "EXPLAIN SELECT 1",
    ],
)
def test_statements_that_read_are_let_through(sql):
    assert refuse_writes(lambda *args: "done", sql, (), False, {}) == "done"


@pytest.mark.django_db
def test_the_wrapper_is_gone_when_the_answer_is_given():
    ask("get", look)
    assert refuse_writes not in connection.execute_wrappers
