"""How long 1,000 links take of which seven in ten are DOIs, at 100 ms an answer, and 5,000 links on 50 hosts; prints a table.

    python bench/links.py [--urls 1000] [--dois 0.7] [--latency-ms 100]

The web, the resolver and the registry are on loopback, in a process of their own. Linux only: other
systems do not answer on all of 127/8.
"""

from __future__ import annotations

import argparse
import asyncio
import json
import multiprocessing
import os
import sys
import tempfile
import time
import urllib.parse
from pathlib import Path

PAGE = (
    b"<html><head><title>A fine paper</title></head><body>"
    + b"<p>Some words of an abstract.</p>" * 200
    + b"</body></html>"
)


def serve(ports, latency):
    """A web on which everything exists, after the latency; tells its port first."""

    class Connection(asyncio.Protocol):
        def connection_made(self, transport):
            self.transport, self.buffer = transport, b""

        def data_received(self, data):
            self.buffer += data
            while (end := self.buffer.find(b"\r\n\r\n")) >= 0:
                path = self.buffer.split(b" ", 2)[1].decode()
                self.buffer = self.buffer[end + 4 :]
                asyncio.get_running_loop().call_later(latency, self.answer, *answer(path))

        def answer(self, kind, body):
            if not self.transport.is_closing():
                head = f"HTTP/1.1 200 OK\r\nContent-Type: {kind}\r\nContent-Length: {len(body)}\r\n\r\n"
                self.transport.write(head.encode() + body)

    def answer(path):
        if "/api/handles/" in path:
            return "application/json", b'{"responseCode": 1, "values": []}'
        if path.startswith("/works?"):
            wanted = urllib.parse.parse_qs(path.partition("?")[2])["filter"][0]
            items = [{"DOI": name.removeprefix("doi:")} for name in wanted.split(",")]
            return "application/json", json.dumps({"message": {"items": items}}).encode()
        return "text/html", PAGE

    async def main():
        server = await asyncio.get_running_loop().create_server(Connection, "0.0.0.0", 0, backlog=4096)
        ports.put(server.sockets[0].getsockname()[1])
        await server.serve_forever()

    asyncio.run(main())


def bibliography(path, urls, dois, hosts, port):
    """A .bib of that many links, of which that share are DOIs and the rest are on the hosts in turn."""
    with path.open("w", encoding="utf-8") as file:
        for n in range(urls):
            address = f"10.5555/{n}" if n % 100 < dois * 100 else f"http://127.0.1.{n % hosts + 1}:{port}/{n}"
            name = "doi" if address.startswith("10.") else "url"
            file.write(f"@misc{{k{n},\n  title = {{T{n}}},\n  {name} = {{{address}}}\n}}\n\n")


def run(path, settings):
    """(links that are good, wall seconds, CPU seconds, peak MB) of `litreview links`."""
    ours = {"LITREVIEW_ALLOW_PRIVATE": "1", "NO_COLOR": "1"}
    command = [sys.executable, "-m", "litreview", "links", str(path), "-f", "json", *settings.pop("arguments", ())]
    read, write = os.pipe()
    start = time.monotonic()
    child = os.fork()
    if not child:
        os.dup2(write, 1)
        os.execvpe(command[0], command, {**os.environ, **ours, **settings})
    os.close(write)
    with os.fdopen(read, encoding="utf-8") as output:
        printed = output.read()
    _, status, used = os.wait4(child, 0)
    wall = time.monotonic() - start
    if os.waitstatus_to_exitcode(status) not in (0, 1):  # 1: there are findings
        sys.exit(f"{' '.join(command)} failed")
    found = json.loads(printed)
    return found["summary"].get("ok", 0), wall, used.ru_utime + used.ru_stime, used.ru_maxrss / 1024


def main():
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--urls", type=int, default=1000)
    parser.add_argument("--dois", type=float, default=0.7)
    parser.add_argument("--latency-ms", type=float, default=100)
    options = parser.parse_args()
    ports = multiprocessing.Queue()
    server = multiprocessing.Process(target=serve, args=(ports, options.latency_ms / 1000), daemon=True)
    server.start()
    port = ports.get()
    with tempfile.TemporaryDirectory() as folder:
        some, many = Path(folder, "some.bib"), Path(folder, "many.bib")
        bibliography(some, options.urls, options.dois, 50, port)
        bibliography(many, 5000, 0, 50, port)
        handles = {
            "LITREVIEW_DOI_URL": f"http://127.0.0.2:{port}/",
            "LITREVIEW_ARCHIVE_URL": f"http://127.0.0.3:{port}/",
        }
        batches = {**handles, "LITREVIEW_REGISTRY_URL": f"http://127.0.0.4:{port}/"}
        state = ["--state", str(Path(folder, "state.json"))]
        rows = {
            f"{options.urls} links, DOIs one by one": run(some, dict(handles)),
            f"{options.urls} links, DOIs in batches": run(some, dict(batches)),
            "5000 links, 50 hosts": run(many, {**handles, "arguments": state}),
            "5000 links again, by their state": run(many, {**handles, "arguments": state}),
        }
    server.kill()
    print(f"{'':36}{'good':>8}{'wall s':>9}{'CPU s':>8}{'MB':>7}")
    for name, (good, wall, cpu, peak) in rows.items():
        print(f"{name:36}{good:>8}{wall:>9.2f}{cpu:>8.2f}{peak:>7.0f}")


if __name__ == "__main__":
    main()
