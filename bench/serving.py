"""How fast the services answer: many clients at once, one query or a hundred in a request.

``python bench/serving.py LIST... [--clients 8] [--requests 2000] [--queries FILE]`` starts
``euthyna serve`` over published lists, in a process of its own, and asks it from another one. What
is asked are names of the lists themselves, or the lines of a file. Times are what a client waits,
HTTP included.
"""

from __future__ import annotations

import argparse
import http.client
import json
import os
import random
import socket
import subprocess
import sys
import threading
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

BATCH = 100


def main() -> None:
    chosen = arguments()
    with served(chosen.lists) as (port, opened, process):
        print(f"{'lists opened':24} {opened:8.1f} s")
        names = asked(port, chosen.queries)
        print(f"{'memory of the server':24} {memory(process):8.0f} MB")
        ask(port, [one(names[:1])], clients=1)
        for title, bodies, clients in (
            ("one query, one client", [one([name]) for name in names], 1),
            ("one query", [one([name]) for name in names], chosen.clients),
            (f"{BATCH} queries", list(batches(names)), chosen.clients),
        ):
            few = bodies[: chosen.requests if len(bodies) == len(names) else 20]
            tell(title, few, ask(port, few, clients=clients), clients)


def arguments() -> argparse.Namespace:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("lists", nargs="+")
    parser.add_argument("--clients", type=int, default=8)
    parser.add_argument("--requests", type=int, default=2000)
    parser.add_argument("--queries", type=Path)
    return parser.parse_args()


@contextmanager
def served(lists: list[str]) -> Iterator[tuple[int, float, subprocess.Popen[bytes]]]:
    """Start a server, and wait until it is ready."""
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        port = free.getsockname()[1]
    words = [word for each in lists for word in ("--against", each)]
    command = [sys.executable, "-m", "euthyna.surfaces.cli.app", "serve", "--port", str(port)]
    began = time.perf_counter()
    process = subprocess.Popen([*command, *words], stdout=subprocess.DEVNULL)
    try:
        while not ready(port):
            if process.poll() is not None:
                sys.exit("the server did not start")
            time.sleep(0.05)
        yield port, time.perf_counter() - began, process
    finally:
        process.terminate()
        process.wait(20)


def ready(port: int) -> bool:
    try:
        return call(http.client.HTTPConnection("127.0.0.1", port), "GET", "/readyz") is not None
    except OSError:
        return False


def call(
    line: http.client.HTTPConnection, method: str, path: str, body: bytes | None = None
) -> bytes:
    line.request(method, path, body)
    answer = line.getresponse()
    said = answer.read()
    if answer.status != 200:
        sys.exit(f"{method} {path}: {answer.status} {said[:300]!r}")
    return said


def asked(port: int, queries: Path | None) -> list[str]:
    """Give names to ask for: lines of a file, or names on the lists with letters changed."""
    if queries:
        names = [line.strip() for line in queries.read_text("utf-8").splitlines() if line.strip()]
    else:
        line = http.client.HTTPConnection("127.0.0.1", port)
        found = json.loads(call(line, "GET", "/search/default?q=&limit=500"))["results"]
        names = [name for each in found for name in each["properties"].get("name", [])]
    chance = random.Random(1)  # noqa: S311  (the same names each time)
    return [mistyped(chance.choice(names), chance) for _ in range(6000)]


def mistyped(name: str, chance: random.Random) -> str:
    place = chance.randrange(len(name))
    return name[:place] + chance.choice("aeiounrst") + name[place + 1 :]


def one(names: list[str]) -> bytes:
    queries = {
        str(n): {"schema": "LegalEntity", "properties": {"name": [name]}}
        for n, name in enumerate(names)
    }
    return json.dumps({"queries": queries}).encode()


def batches(names: list[str]) -> Iterator[bytes]:
    for start in range(0, len(names), BATCH):
        yield one(names[start : start + BATCH])


def ask(port: int, bodies: list[bytes], *, clients: int) -> tuple[float, list[float]]:
    """Send requests from several clients; give the time of all and of each, in seconds."""
    waiting, waits = iter(bodies), []
    turn = threading.Lock()

    def client() -> None:
        line = http.client.HTTPConnection("127.0.0.1", port, timeout=60)
        while True:
            with turn:
                body = next(waiting, None)
            if body is None:
                return
            began = time.perf_counter()
            call(line, "POST", "/match/default?limit=5", body)
            waits.append(time.perf_counter() - began)

    threads = [threading.Thread(target=client) for _ in range(clients)]
    began = time.perf_counter()
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    return time.perf_counter() - began, waits


def tell(title: str, bodies: list[bytes], took: tuple[float, list[float]], clients: int) -> None:
    seconds, waits = took
    waits.sort()
    p50, p95, p99 = (1000 * waits[int(share * (len(waits) - 1))] for share in (0.5, 0.95, 0.99))
    queries = len(bodies) * (BATCH if "queries" in title else 1)
    print(
        f"{title:24} {clients} clients: p50 {p50:6.1f} ms, p95 {p95:6.1f} ms, p99 {p99:6.1f} ms, "
        f"{queries / seconds:8,.0f} queries/s"
    )


def memory(process: subprocess.Popen[bytes]) -> float:
    """Read the resident memory of a process, in MB."""
    pages = int(Path(f"/proc/{process.pid}/statm").read_text("ascii").split()[1])
    return pages * os.sysconf("SC_PAGE_SIZE") / 1e6


if __name__ == "__main__":
    main()
