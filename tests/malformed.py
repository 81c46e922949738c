"""Requests as nobody should send them: drawn by chance from a seed, so that each can be repeated."""

from __future__ import annotations

import io
import json
import re
import sys
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, replace
from random import Random
from typing import Any, Final
from urllib.parse import quote, unquote_to_bytes, urlencode

Pairs = list[tuple[str, str]]

NASTY: Final = (
    *("", " ", "\0", "a\0b", "\ud800", "\udfffx", "\u202e", "\ufeff", "\U0010ffff", "%", "%00", "%zz", "%s%n%(x)s"),
    *(
        "\r\nX-Split: 1",
        "\n",
        "\u2028",
        "\x1b[2J",
        "../../../etc/passwd",
        "..\\..",
        "{{7*7}}",
        "<script>alert(1)</script>",
    ),
    *("' OR 1=1 --", '"><b>', "//elsewhere.example", "/\\elsewhere.example", "javascript:alert(1)", "/%2F%2Felsewhere"),
    *(
        "-1",
        "0",
        "1e309",
        "NaN",
        "Infinity",
        "0x10",
        "1_0",
        "٣",
        "²",
        "½",
        "１２",
        "9" * 400,
        "9" * 5000,
        "-" + "9" * 5000,
        "1.5",
        "+1",
    ),
    *("24:60", "23:59:60", "2026-02-30", "0000-00-00", "99999-12-31", "tomorrow", "null", "true", "[]", "{}", "None"),
    *("[" * 3000, '{"a":' * 3000, "(" * 500, "e" + "\u0301" * 500, "A" * 70_000, "é", "e\u0301", "👩‍👧", "ﷺ" * 50),
)
BYTES: Final = (b"\xff\xfe", b"\xed\xa0\x80", b"\xc0\xaf", b"\x00", b"%ff%fe", b"%c0%80", "é".encode("utf-16"), b"\x80")
METHODS: Final = ("GET", "POST", "HEAD", "OPTIONS", "PUT", "DELETE", "PATCH", "TRACE", "VERZIN", "get", "")
DOING: Final = (
    *("next", "back", "stop", "wipe", "list", "check", "languages", "add", "draw", "keep_here", "keep_both"),
    *("keep_there", "item:add", "item:remove:", "item:restore:", "item:up:", "item:copy:", "item:change:"),
    *("cards:open:", "cards:more:", "cards:search:", "hours:copy:", "hours:more:", "hours:usual:", "take:", "like:"),
    *("language:en", "language:xx", "replace", "add_only", "cancel", "undo", "show", "hide", "dutch", "erase:"),
    *("written", "later", "::", ":"),
)
KINDS: Final = (
    *("application/x-www-form-urlencoded; charset=utf-16", "application/x-www-form-urlencoded; charset=nothing"),
    *(
        "application/json",
        "text/plain",
        "",
        "multipart/form-data",
        "multipart/form-data; boundary=",
        "x/y; boundary=\xff",
    ),
    *("multipart/mixed; boundary=b", "application/xml", "multipart/form-data; boundary=" + "b" * 300, "\0", ";;;="),
)
HEADERS: Final = {
    "Origin": ("http://localhost", "null", "http://[", "http://elsewhere.example", "", "://", "http://localhost:abc"),
    "Sec-Fetch-Site": ("same-origin", "none", "cross-site", "", "\xff", "same-origin, none"),
    "Accept-Language": (
        "nl",
        "en;q=x",
        "*",
        "a" * 5000,
        ";;;,,,=",
        "nl-NL-x-y-z;q=1e9",
        "\xff\xfe",
        "ar;q=-1",
        "\u0130",
    ),
    "Accept-Encoding": ("gzip", "br;q=0", "*;q=0", "gzip;q=x", "identity;q=0, *;q=0", "zstd" * 900, "\xff"),
    "Accept": ("*/*;q=x", "image/png", "", "text/html;level=" + "1" * 2000),
    "Range": ("bytes=0-", "bytes=5-2", "bytes=-" + "9" * 100, "bytes=0-0,1-1,2-2", "lines=1-2", "bytes=\xff"),
    "If-None-Match": ("*", '"x"', 'W/"', "\xff", '"' * 999),
    "If-Modified-Since": ("yesterday", "Sun, 99 Nov 9999 99:99:99 GMT", ""),
    "If-Range": ("x", '"y"'),
    "Content-Encoding": ("gzip", "br", "deflate, gzip", "x"),
    "X-Forwarded-For": ("127.0.0.1", "::1", "x" * 3000),
    "X-Forwarded-Host": ("elsewhere.example",),
    "X-Forwarded-Proto": ("https", "ftp"),
    "X-HTTP-Method-Override": ("DELETE",),
    "Forwarded": ("for=1;host=elsewhere.example", "=;=;"),
    "Authorization": ("Basic !!!", "Bearer x", "Digest " + "a=b," * 300, "basic \xff"),
    "Referer": ("/", "http://elsewhere.example", "\xff"),
    "Cache-Control": ("max-age=x", "no-cache", "=,=,="),
    "Expect": ("100-continue",),
    "Max-Forwards": ("x",),
    "User-Agent": ("", "\xff", "x" * 9000),
    "Host": ("elsewhere.example", "localhost:80:80", "[::1", "", "localhost\xff", "LOCALHOST", "localhost:0"),
}
COOKIES: Final = (
    "plan",
    "plan=",
    "plan=.",
    "plan=" + "A" * 43,
    "plan=\xff",
    "=x",
    ";;;",
    "plan=a; plan=b",
    "plan=" + "9" * 9000,
)


@dataclass(frozen=True)
class Sent:
    """One request, byte for byte as the server would hand it on; its ``repr`` makes it again."""

    method: str = "GET"
    path: str = "/"
    query: str = ""
    headers: tuple[tuple[str, str], ...] = ()
    body: bytes = b""
    kind: str = ""
    cookie: str = ""
    scheme: str = "http"
    length: int | None = None
    """What it says its body is long, where it lies."""

    def environ(self) -> dict[str, Any]:
        """The request as WSGI has it (PEP 3333)."""
        found: dict[str, Any] = {
            "REQUEST_METHOD": self.method,
            "SCRIPT_NAME": "",
            "PATH_INFO": unquote_to_bytes(self.path).decode("latin-1"),
            "REQUEST_URI": self.path,
            "QUERY_STRING": self.query,
            "SERVER_NAME": "localhost",
            "SERVER_PORT": "80" if self.scheme == "http" else "443",
            "SERVER_PROTOCOL": "HTTP/1.1",
            "REMOTE_ADDR": "127.0.0.1",
            "HTTP_HOST": "localhost",
            "wsgi.version": (1, 0),
            "wsgi.url_scheme": self.scheme,
            "wsgi.input": io.BytesIO(self.body),
            "wsgi.errors": sys.stderr,
            "wsgi.multithread": False,
            "wsgi.multiprocess": False,
            "wsgi.run_once": False,
        }
        if self.cookie:
            found["HTTP_COOKIE"] = self.cookie
        if self.body or self.length is not None:
            found["CONTENT_TYPE"] = self.kind
            found["CONTENT_LENGTH"] = str(len(self.body) if self.length is None else self.length)
        return found | {f"HTTP_{name.upper().replace('-', '_')}": value for name, value in self.headers}


@dataclass(frozen=True)
class Known:
    """What a request may be made of: routes, forms that pages showed, and what belongs to her and to others."""

    rules: Sequence[str]
    forms: Sequence[tuple[str, Pairs]]
    own_ids: Sequence[str]
    other_ids: Sequence[str]
    own_token: str
    tokens: Sequence[str]
    words: Sequence[str]
    code: str
    plan: Mapping[str, Any]


class Malformed:
    """Draws requests by chance."""

    def __init__(self, dice: Random) -> None:
        self.dice = dice

    def request(self, known: Known) -> Sent:
        """One more request, mostly of a form that is nearly right, so that it gets past the first checks."""
        if known.forms and self.dice.random() < 0.55:
            path, pairs = self.dice.choice(known.forms)
            sent = self._form(known, path, self._bent(known, pairs))
        else:
            path = self._path(known, self.dice.choice(known.rules))
            pairs = self._bent(known, [("do", "next"), ("page", ""), ("revision", ""), ("code", known.code)])
            sent = self._form(known, path, pairs)
            sent = sent if self._rarely(3) else replace(sent, method="GET")
        if self._rarely(6):
            sent = replace(sent, method=self.dice.choice(METHODS))
        return self._odd(known, replace(sent, query=self._query(known)))

    # The address ------------------------------------------------------------------------------------------------------

    def _path(self, known: Known, rule: str) -> str:
        path = re.sub(r"<int:\w+>", lambda _found: self._number(), rule)
        path = re.sub(r"<\w+>", lambda _found: self._id(known), path)
        if not self._rarely(25):
            return path
        at = self.dice.randrange(len(path) + 1)
        return path[:at] + quote(self._nasty(), safe="/%", errors="surrogatepass") + path[at:]

    def _number(self) -> str:
        if not self._rarely(6):
            return str(self.dice.randint(1, 12))
        return quote(self._nasty()[:3000], safe="", errors="surrogatepass") or "0"

    def _id(self, known: Known) -> str:
        kinds: list[Callable[[], str]] = [
            *[lambda: self.dice.choice([*known.own_ids, "0"])] * 3,
            lambda: self.dice.choice([*known.other_ids, "0"]),
            lambda: f"{self.dice.getrandbits(32):08x}",
            lambda: quote(self._nasty()[:3000], safe="", errors="surrogatepass") or "-",
        ]
        return self.dice.choice(kinds)()

    def _query(self, known: Known) -> str:
        if not self._rarely(3):
            return ""
        if self._rarely(6):
            return self.dice.choice(
                ("&&&", "=", "%", "a=%ff", "a=%ed%a0%80", "open", "a" * 5000, "&".join(["a=1"] * 2000))
            )
        names = ("language", "back", "open", "from", "start", "chapter", "in", "size", "dutch", "do", "token", "x")
        pairs = [(self.dice.choice(names), self._value(known, "1")) for _ in range(self.dice.randint(1, 4))]
        return urlencode(pairs, errors="surrogatepass")

    # The form ---------------------------------------------------------------------------------------------------------

    def _bent(self, known: Known, pairs: Pairs) -> Pairs:
        """The pairs of a form with some left out, doubled, renamed or holding something else."""
        bent = [pair for name, value in pairs for pair in self._bent_pair(known, name, value, pairs)]
        if not any(name == "token" for name, _value in pairs) and not self._rarely(5):
            bent.append(("token", self._token(known)))
        if self._rarely(12):
            bent.append(("words", self._damaged(self.dice.choice(known.words))))
        if self._rarely(40):
            bent += [(f"x{number}", "y") for number in range(self.dice.choice((5, 900, 1500)))]
        return bent

    def _bent_pair(self, known: Known, name: str, value: str, pairs: Pairs) -> Pairs:
        if name == "token":
            return [] if self._rarely(15) else [(name, self._token(known))]
        if name == "do" and self._rarely(2):
            return [(name, self._button(known, pairs))]
        odd = (name, self._value(known, value))
        renamed = (name + self.dice.choice(("-", "-0-", "[]", "\0", ".x", self._nasty()[:99])), value)
        ways: list[Pairs] = [[(name, value)]] * 40 + [[], [odd], [odd], [odd], [(name, value), odd], [renamed]]
        return self.dice.choice(ways)

    def _button(self, known: Known, pairs: Pairs) -> str:
        verb = self.dice.choice(DOING)
        names = [name for name, _value in pairs] or [""]
        if not verb.endswith(":"):
            return verb
        last = self.dice.choice((self.dice.choice(names), self._id(known), self._nasty()[:300], "0", "mon"))
        return verb + last + self.dice.choice(("", ":0", ":mon", f":{self._id(known)}"))

    def _token(self, known: Known) -> str:
        if not self._rarely(5):
            return known.own_token
        return self._damaged(self.dice.choice([*known.tokens, *known.words]))

    def _value(self, known: Known, was: str) -> str:
        others = (
            self._nasty(),
            self._id(known),
            self._damaged(was),
            was * 3,
            self._damaged(known.words[0]),
            known.code,
        )
        return self.dice.choice(others)

    def _damaged(self, text: str) -> str:
        """Cut, turned, with a sign changed, or whole."""
        if not text:
            return text
        at = self.dice.randrange(len(text))
        return self.dice.choice((text, text[:at], text[at:], text[:at] + "A" + text[at + 1 :], text[::-1], text + "="))

    def _form(self, known: Known, path: str, pairs: Pairs) -> Sent:
        """A POST with this form in one of the ways a body is written, right or wrong."""
        how = self.dice.random()
        if path.endswith("/load") and how < 0.7:
            return self._multipart(path, pairs, self._file(known))
        if how < 0.75:
            body = urlencode(pairs, errors="surrogatepass").encode()
            sent = Sent("POST", path, body=body, kind="application/x-www-form-urlencoded")
        elif how < 0.87:
            sent = self._multipart(path, pairs, b"")
        else:
            body = (
                json.dumps(pairs).encode() if self._rarely(2) else self._scratched(urlencode(pairs, errors="replace"))
            )
            sent = Sent("POST", path, body=body, kind=self.dice.choice(KINDS))
        if self._rarely(20):
            sent = replace(sent, body=self._scratched(sent.body.decode("latin-1")))
        if self._rarely(30):
            sent = replace(sent, length=max(0, len(sent.body) + self.dice.choice((-5, 1, 900, 600_000))))
        return sent

    def _multipart(self, path: str, pairs: Pairs, file: bytes) -> Sent:
        mark = b"b0undary"
        parts = [
            b'Content-Disposition: form-data; name="%s"\r\n\r\n%s'
            % (name.encode("utf-8", "replace"), value.encode("utf-8", "surrogatepass"))
            for name, value in pairs
        ]
        disposition = self.dice.choice(
            (
                b'form-data; name="file"; filename="plan.json"',
                b'form-data; name="file"; filename="../../\x00plan"',
                b"form-data; name=file; filename*=utf-8''%ff%fe",
                b'attachment; name="file"',
                b'form-data; name="' + b"f" * 3000 + b'"; filename="x"',
            )
        )
        parts.append(b"Content-Disposition: %s\r\nContent-Type: application/json\r\n\r\n%s" % (disposition, file))
        body = b"".join(b"--%s\r\n%s\r\n" % (mark, part) for part in parts) + b"--%s--\r\n" % mark
        if self._rarely(12):
            body = body[: self.dice.randrange(len(body))]
        kind = "multipart/form-data; boundary=" + ("b0undary" if not self._rarely(15) else self._nasty()[:70])
        return Sent("POST", path, body=body, kind=kind.encode("ascii", "replace").decode())

    def _file(self, known: Known) -> bytes:
        """A plan in a file, with something in it changed, or something else altogether."""
        if self._rarely(5):
            return self.dice.choice((*BYTES, b"[" * 90_000, b'{"format":"trajectplan","version":' + b"9" * 9000 + b"}"))
        plan = json.loads(json.dumps(known.plan))
        for _ in range(self.dice.randint(0, 3)):
            self._change_inside(plan)
        return json.dumps(plan).encode()

    def _change_inside(self, value: Any) -> None:
        """Put something else somewhere into a tree of dicts and lists."""
        while True:
            keys = list(value) if isinstance(value, dict) else list(range(len(value)))
            if not keys:
                return
            key = self.dice.choice(keys)
            if isinstance(value[key], (dict, list)) and not self._rarely(4):
                value = value[key]
                continue
            odd: tuple[Any, ...] = (
                None,
                True,
                7,
                -1,
                1e300,
                10**400,
                [],
                {},
                [[]],
                {"id": "x"},
                self._nasty()[:5000],
                [self._nasty()[:99]],
            )
            value[key] = self.dice.choice(odd)
            return

    # What goes along --------------------------------------------------------------------------------------------------

    def _odd(self, known: Known, sent: Sent) -> Sent:
        headers = {} if self._rarely(10) else {"Sec-Fetch-Site": "same-origin"}
        for _ in range(self.dice.choice((0, 0, 1, 1, 2, 5))):
            name = self.dice.choice(list(HEADERS))
            if name not in {"Host", "Content-Encoding"} or self._rarely(4):
                headers[name] = self.dice.choice(HEADERS[name])
        if self._rarely(30):
            headers["Cookie"] = self.dice.choice((*COOKIES, f"plan={known.own_token}.nl"))
        # Header lines arrive as bytes and reach the application read as Latin-1 (PEP 3333).
        pairs = tuple((name, value.encode("utf-8").decode("latin-1")) for name, value in headers.items())
        return replace(sent, headers=pairs, scheme="https" if self._rarely(4) else "http")

    def _scratched(self, text: str) -> bytes:
        body = text.encode("latin-1", "replace")
        at = self.dice.randrange(len(body) + 1)
        return body[:at] + self.dice.choice(BYTES) + body[at:]

    def _nasty(self) -> str:
        return self.dice.choice(NASTY)

    def _rarely(self, of: int) -> bool:
        return self.dice.randrange(of) == 0
