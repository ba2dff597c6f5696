"""A web on loopback for tests: pages are raw bytes, so that they can be as wrong as real ones; what was asked is kept."""

from __future__ import annotations

import contextlib
import json
import socketserver
import threading
import time
from dataclasses import dataclass, field


def reply(status=200, body=b"<html><title>A fine paper</title><p>Abstract.</p></html>", *, length=True, **headers):
    """The bytes of a sound answer."""
    body = body.encode() if isinstance(body, str) else body
    fields = {"Content-Type": "text/html; charset=utf-8", **{k.replace("_", "-"): v for k, v in headers.items()}}
    if length:
        fields["Content-Length"] = str(len(body))
    head = "".join(f"{name}: {value}\r\n" for name, value in fields.items())
    return f"HTTP/1.1 {status} X\r\n{head}\r\n".encode("utf-8", "surrogateescape") + body


def titled(title, words="Abstract. We study tides at length. ", times=30):
    """A page of that title, with some text."""
    return reply(
        body=f"<html><head><title>{title}</title></head><body><h1>{title}</h1><p>{words * times}</p></body></html>"
    )


def as_json(value, status=200):
    """An answer in JSON."""
    return reply(status, json.dumps(value), Content_Type="application/json")


@dataclass
class Web:
    """`pages` gives what is answered by path: bytes, or a function of how often the path was asked; None is 404.

    `asked` are (method, path, time); `most` how many requests were under way at once.
    """

    port: int = 0
    pages: dict = field(default_factory=dict)
    asked: list = field(default_factory=list)
    live: int = 0
    most: int = 0
    lock: threading.Lock = field(default_factory=threading.Lock)

    def url(self, path, host="127.0.0.1"):
        """The address of a path."""
        return f"http://{host}:{self.port}{path}"

    def paths(self):
        """What was asked, in order."""
        return [path for _, path, _ in self.asked]

    def answer(self, method, path):
        """The bytes for a request; None closes the connection without any."""
        with self.lock:
            self.asked.append((method, path, time.monotonic()))
            self.live += 1
            self.most = max(self.most, self.live)
        try:
            page = self.pages.get(path) or self.pages.get("*") or reply(404, "<title>Not found</title>")
            if callable(page):
                page = page(self.paths().count(path))
        finally:
            with self.lock:
                self.live -= 1
        if page and method == "HEAD" and b"\r\n\r\n" in page:
            return page[: page.index(b"\r\n\r\n") + 4]
        return page


@contextlib.contextmanager
def serving():
    """A Web, served on a free port of every loopback address until the end."""
    web = Web()

    class Handler(socketserver.StreamRequestHandler):
        timeout = 20

        def handle(self):
            with contextlib.suppress(OSError):
                while line := self.rfile.readline(65536):
                    method, path, _ = line.decode("latin-1").split(" ", 2)
                    while self.rfile.readline(65536).strip():
                        pass
                    page = web.answer(method, path)
                    if not page:
                        return
                    self.wfile.write(page)

    class Server(socketserver.ThreadingTCPServer):
        daemon_threads = True
        request_queue_size = 256

        def handle_error(self, *_):
            """A client that went away is what some tests are about."""

    with Server(("", 0), Handler) as server:
        web.port = server.server_address[1]
        thread = threading.Thread(target=server.serve_forever, args=(0.05,), daemon=True)
        thread.start()
        try:
            yield web
        finally:
            server.shutdown()
            thread.join()
