"""People who write over HTTP without rest, and remember every write that was acknowledged to them."""

from __future__ import annotations

import http.client
import re
import threading
import urllib.parse
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from typing import Any

from tests.soak.seed import PASSWORD

PAUSE = 0.02
TIMEOUT = 30


class Gone(Exception):
    """The server did not answer."""


@dataclass
class Client:
    """A browser's cookies and nothing else of it."""

    host: str
    secure: bool
    cookies: dict[str, str] = field(default_factory=dict)

    def get(self, path: str) -> str:
        status, _location, body = self._ask("GET", path)
        if status != 200:
            raise AssertionError(f"GET {path} answered {status}: {body[:400]}")
        return body

    def post(self, path: str, **fields: Any) -> tuple[int, str, str]:
        token = {"csrfmiddlewaretoken": self.cookies.get("csrftoken", "")}
        return self._ask("POST", path, urllib.parse.urlencode(fields | token))

    def log_in(self, email: str) -> None:
        self.get("/konto/logga-in/")
        status, _location, body = self.post("/konto/logga-in/", login=email, password=PASSWORD)
        if status != 302:
            raise AssertionError(f"{email} could not log in: {status} {body[:400]}")

    def _ask(self, method: str, path: str, body: str | None = None) -> tuple[int, str, str]:
        headers = {"Cookie": "; ".join(f"{name}={value}" for name, value in self.cookies.items())}
        if body is not None:
            headers["Content-Type"] = "application/x-www-form-urlencoded"
        if self.secure:
            headers |= {"X-Forwarded-Proto": "https", "Origin": f"https://{self.host}"}
        line = http.client.HTTPConnection(self.host, timeout=TIMEOUT)
        try:
            line.request(method, path, body, headers)
            answer = line.getresponse()
            text = answer.read().decode(errors="replace")
        except (OSError, http.client.HTTPException) as fault:
            raise Gone from fault
        finally:
            line.close()
        for cookie in answer.headers.get_all("Set-Cookie") or []:
            name, _equals, rest = cookie.partition("=")
            self.cookies[name] = rest.partition(";")[0]
        return answer.status, answer.headers.get("Location", ""), text


@dataclass(eq=False)
class Writer(threading.Thread):
    """One person who makes one kind of write again and again, each with a token that is used only once."""

    kind: str
    client: Client
    write: Callable[[Client, int], tuple[int, str, str]]
    may_write: threading.Event
    ended: threading.Event
    acknowledged: list[int] = field(default_factory=list)
    unknown: list[int] = field(default_factory=list)
    refused: list[str] = field(default_factory=list)

    def __post_init__(self) -> None:
        super().__init__(name=self.kind, daemon=True)
        self.resting = threading.Event()

    def run(self) -> None:
        """Write until the end; rest while the server is away."""
        token = 0
        while not self.ended.is_set():
            if not self.may_write.is_set():
                self.resting.set()
                self.may_write.wait(0.2)
                continue
            self.resting.clear()
            token += 1
            self._write_once(token)
            self.ended.wait(PAUSE)
        self.resting.set()

    def _write_once(self, token: int) -> None:
        try:
            status, _location, body = self.write(self.client, token)
        except Gone:
            self.unknown.append(token)
            self.may_write.clear()
        except AssertionError as fault:
            self.refused.append(str(fault))
        else:
            if status == 302:
                self.acknowledged.append(token)
            else:
                self.refused.append(f"{self.kind} {token} was answered {status}: {_sentence(body)}")


def _sentence(body: str) -> str:
    text = re.sub(r"<[^>]+>", " ", body.partition("<main")[2] or body)
    return " ".join(text.split())[:400]


def hidden(page: str, name: str) -> str:
    """Return the value of a hidden field."""
    tag = next(tag for tag in re.findall(r"<input[^>]*>", page) if f'name="{name}"' in tag)
    found = re.search(r'value="([^"]*)"', tag)
    return found[1] if found else ""


def writes(known: Mapping[str, Any]) -> dict[str, Callable[[Client, int], tuple[int, str, str]]]:
    """Return what each of the eight does."""
    text = f"/planer/{known['plan']}/text/{known['section']}/{known['question']}/"
    grid = f"/indikatorer/varden/?indicator={known['indicator']}"
    cell = f"v-{known['indicator']}-{known['school']}-T-{known['month']}"
    duty = f"/arbete/{known['duty']}"
    return {
        "rename": lambda client, n: client.post(f"/organisation/{known['other']}/namn/", name=f"Ekgården {n}", area=""),
        "account": lambda client, n: client.post("/konton/nytt/", name=f"Person {n}", email=f"p{n}@example.org"),
        "unit": lambda client, n: client.post(
            "/organisation/ny/",
            name=f"Enhet {n}", code=f"e{n}", kind="unit", parent=known["office"], starts=known["starts"], area="",
        ),
        "text": lambda client, n: client.post(text, base=hidden(client.get(text), "base"), body=f"Text {n}"),
        "activity": lambda client, n: client.post(
            f"/planer/{known['plan']}/aktiviteter/ny/",
            title=f"Aktivitet {n}", expected_effect="Fler läser", starts=known["starts"],
        ),
        "duty": lambda client, n: client.post(f"{duty}/{'klar' if n % 2 else 'angra'}/"),
        "value": lambda client, n: client.post(
            grid, **{"seen": hidden(client.get(grid), "seen"), "status": "final", "block": "", cell: str(n)}
        ),
        "goal": lambda client, n: client.post(
            "/mal/ny/", title=f"Mål {n}", unit=known["school"], level="unit_goal", starts=known["starts"]
        ),
    }  # fmt: skip
