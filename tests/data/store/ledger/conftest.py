"""A ledger in each of the two databases; PostgreSQL where its server and a driver are there."""

from __future__ import annotations

import importlib.util
import os
import pwd
import shutil
import socket
import subprocess
import tempfile
import time
from collections.abc import Iterator
from pathlib import Path
from uuid import uuid4

import pytest

from euthyna.data.store.ledger import Ledger

INSTALLED = "/usr/lib/postgresql"
STARTS_WITHIN = 60


def program(name: str) -> str:
    """Find one of the server's programs, in the path or where Debian puts it."""
    found = sorted(str(path) for path in Path(INSTALLED).glob(f"*/bin/{name}"))
    return shutil.which(name) or (found[-1] if found else "")


def unprivileged() -> dict[str, int]:
    """Say as whom to run: the server refuses root."""
    if os.geteuid() != 0:
        return {}
    user = pwd.getpwnam("nobody")
    return {"user": user.pw_uid, "group": user.pw_gid}


def free_port() -> int:
    with socket.socket() as one:
        one.bind(("127.0.0.1", 0))
        return int(one.getsockname()[1])


@pytest.fixture(scope="session")
def postgres() -> Iterator[str]:
    """The address of a PostgreSQL server of our own, without a database's name."""
    if importlib.util.find_spec("pg8000") is None:
        pytest.skip("pg8000 is not installed: pip install 'euthyna[postgres]'")
    if not (program("initdb") and program("postgres")):
        pytest.skip("no PostgreSQL server is installed (initdb, postgres)")
    # Not tmp_path: its parents are closed to the user as whom the server runs.
    folder = Path(tempfile.mkdtemp(prefix="euthyna-pg-"))
    who = unprivileged()
    if who:
        os.chown(folder, who["user"], who["group"])
    where = folder / "server"
    options = ["-D", str(where), "-U", "euthyna", "-A", "trust", "-E", "UTF8", "--no-sync"]
    subprocess.run([program("initdb"), *options], check=True, capture_output=True, cwd="/", **who)
    port = free_port()
    listen = ["-p", str(port), "-h", "127.0.0.1", "-k", str(folder)]
    with (folder / "log").open("wb") as log:
        server = subprocess.Popen(
            [program("postgres"), "-D", str(where), *listen],
            stdout=log,
            stderr=subprocess.STDOUT,
            cwd="/",
            **who,
        )
    try:
        wait_for(server, port)
        yield f"postgresql://euthyna@127.0.0.1:{port}"
    finally:
        server.terminate()
        server.wait()
        shutil.rmtree(folder, ignore_errors=True)


def wait_for(server: subprocess.Popen[bytes], port: int) -> None:
    import pg8000.dbapi

    deadline = time.monotonic() + STARTS_WITHIN
    while True:
        assert server.poll() is None, "the server ended"
        try:
            pg8000.dbapi.connect(
                "euthyna", host="127.0.0.1", port=port, database="postgres"
            ).close()
        except (OSError, pg8000.dbapi.Error):
            assert time.monotonic() < deadline, "the server does not answer"
            time.sleep(0.05)
        else:
            return


@pytest.fixture(params=["sqlite", "postgresql"])
def place(request: pytest.FixtureRequest, tmp_path: Path) -> str:
    """Where a ledger can be made that nobody else uses."""
    if request.param == "sqlite":
        return str(tmp_path / "ledger.sqlite")
    address: str = request.getfixturevalue("postgres")
    import pg8000.dbapi

    host, port = address.rpartition("@")[2].split(":")
    name = f"ledger_{uuid4().hex}"
    admin = pg8000.dbapi.connect("euthyna", host=host, port=int(port), database="postgres")
    admin.autocommit = True
    admin.cursor().execute(f"CREATE DATABASE {name}")
    admin.close()
    return f"{address}/{name}"


@pytest.fixture
def ledger(place: str) -> Iterator[Ledger]:
    with Ledger.open(place) as opened:
        yield opened
