"""What the jail keeps from a learner's code: the network, files, processes and resources of others."""
from __future__ import annotations

import socket
import time
from pathlib import Path
from typing import Any

import psutil
import pytest

from autograder.sandbox.jail import seccomp
from autograder.sandbox.limits import Limits
from tests.tiny_course import REPOSITORY

SAFE = '''
def tried(action):
    """What an attempt came to: its value, or the name of its exception."""
    try:
        return action()
    except BaseException as error:
        return type(error).__name__
'''


def value_of(answering: Any, cell: str, **limits: Any) -> Any:
    """The value of the name `found` after a cell has run in a jail of its own."""
    return answering(SAFE, cell, **limits).value("found")


def ours() -> set[psutil.Process]:
    """The processes that this one has started."""
    return set(psutil.Process().children(recursive=True))


def assert_only(before: set[psutil.Process]) -> None:
    """No process is left but those of before; zombies are given a moment to be buried."""
    for _ in range(100):
        if not (left := ours() - before):
            return
        time.sleep(0.05)
    pytest.fail(f"left behind: {left}")


def test_signals_do_not_reach_the_first_process(answering):
    """Whatever is sent to it, and however often, the code goes on and is ended as ever."""
    found = value_of(answering, """
import os, signal
for number in set(signal.Signals) | set(range(1, 65)):
    tried(lambda: os.kill(1, number))
for _ in range(5000):
    tried(lambda: os.kill(1, signal.SIGCHLD))
found = os.getpid()
""")
    assert found == 2


def test_there_is_no_network(answering):
    """Neither a listener on this machine's loopback nor any other address can be reached, by TCP or UDP."""
    with socket.create_server(("127.0.0.1", 0)) as listener:
        listener.settimeout(0.2)
        found = value_of(answering, f"""
import socket
found = [tried(lambda: socket.create_connection(("127.0.0.1", {listener.getsockname()[1]}), 2)),
         tried(lambda: socket.socket(type=socket.SOCK_DGRAM).sendto(b"x", ("192.0.2.1", 53)))]
""")
        with pytest.raises(TimeoutError):
            listener.accept()
    assert all(name in ("ConnectionRefusedError", "OSError", "PermissionError") for name in found)


def test_nobody_else_s_files_can_be_seen(answering, tmp_path: Path):
    """Not the course with its checks and gradebook, no home, no temporary files of ours, by no path.

    Of a folder that Python lies in, the way to Python can be seen.
    """
    decoy = tmp_path / "decoy.txt"
    decoy.write_text("seen", encoding="ascii")
    decoy.chmod(0o644)
    places = [REPOSITORY / "autograder/checks", REPOSITORY / "exercises", REPOSITORY / "build", Path.home(),
              tmp_path, Path("/root"), Path("/home"), Path("/etc/passwd"), Path("/proc/1/root/etc/passwd")]
    found = value_of(answering, f"""
import os, sys
skipped = ("/proc", "/sys", "/usr", sys.prefix, sys.base_prefix)
seen = [os.path.join(folder, name) for folder, folders, names in os.walk("/")
        if not (folders.__setitem__(slice(None), [f for f in folders
                if not os.path.join(folder, f).startswith(skipped)])) for name in names]
python = {{part for path in (sys.prefix, sys.base_prefix) for part in path.split("/")}}
found = [[tried(lambda: set(os.listdir(place)) - python or "nothing") for place in {list(map(str, places))}],
         seen]
""")
    listed, seen = found
    assert not [entry for entry in listed if not isinstance(entry, str)], listed
    assert not [path for path in seen
                if any(word in path for word in ("decoy", "unit.toml", "/checks/", "gradebook", "mentor.md"))]


def test_the_checks_cannot_be_imported(answering):
    found = value_of(answering, """
import importlib
found = [tried(lambda: importlib.import_module(name)) for name in (
    "autograder.checks.aggregation", "autograder.checks", "autograder.grading", "autograder.verify", "tiny")]
""")
    assert found == ["ModuleNotFoundError"] * 5


def test_the_system_cannot_be_written(answering):
    """Only the scratch folder and shared memory can be, each of limited size."""
    found = value_of(answering, """
import sys, os, pathlib
places = ["/", "/usr", "/craft", "/craft/autograder", "/etc", "/dev", "/proc", sys.prefix, os.__file__]
found = [tried(lambda: pathlib.Path(place, "x").write_text("x")) for place in places]
found.append(tried(lambda: pathlib.Path("x").write_text("x")))
found.append(tried(lambda: os.mkdir("sub")))
""")
    assert found[-2:] == [1, None]
    assert all(name in ("OSError", "PermissionError", "FileNotFoundError", "NotADirectoryError")
               for name in found[:-2]), found


def test_the_user_has_no_privilege_and_cannot_gain_one(answering):
    """Nobody, without capabilities, without namespaces to be made, without a way to look into others."""
    found = value_of(answering, """
import ctypes, os
status = dict(line.split(":", 1) for line in open("/proc/self/status").read().splitlines())
libc = ctypes.CDLL(None)
found = [os.getuid(), status["CapEff"].strip(), status["CapBnd"].strip(), status["NoNewPrivs"].strip(),
         libc.unshare(0x10000000), libc.ptrace(16, os.getppid(), 0, 0),
         tried(lambda: open("/proc/1/mem", "rb")), tried(lambda: os.setuid(0))]
""")
    *known, became_root = found
    assert known == [65534, "0" * 16, "0" * 16, "1", -1, -1, "PermissionError"] and became_root is not None


def test_only_own_processes_can_be_seen_and_killed(jail, answering):
    """Two at once: neither lists the other's processes, and killing all it can ends one alone."""
    other = answering("x = 1")
    with jail.answerer() as killer:
        (run,) = killer.run_cells(["import os\nlen([1 for name in os.listdir('/proc') if name.isdigit()])"])
        assert int(run.outputs[0]["data"]["text/plain"]) <= 2
        *_, last = killer.run_cells([SAFE, "[tried(lambda: os.kill(n, 9)) for n in (-1, 1, os.getppid())]",
                                     "os.kill(0, 9)"])
        assert "ended its process" in last.problem
    assert other.value("x") == 1


def test_the_scratch_folder_has_a_quota(answering):
    """Large files and many files are refused there, and another submission has its own room."""
    found = value_of(answering, """
import pathlib
found = [tried(lambda: pathlib.Path("large").write_bytes(bytes(4 * 2**20))),
         tried(lambda: [pathlib.Path(f"part{n}").write_bytes(bytes(2**20)) for n in range(12)]),
         tried(lambda: [pathlib.Path("many", str(n)).touch() for n in range(30_000)
                        if n or pathlib.Path("many").mkdir() is None])]
""", scratch_mib=8, file_mib=2)
    assert found == ["OSError"] * 3
    assert value_of(answering, "import pathlib\nfound = pathlib.Path('x').write_bytes(bytes(2**20))") == 2**20


def test_a_fork_bomb_is_bounded_and_reaped(jail):
    """Beyond its limit no process can be made; at the end none is left."""
    before = ours()
    with jail.answerer(limits=Limits(processes=12, cell_seconds=5)) as answerer:
        (run,) = answerer.run_cells(["""
import os, time
made = 0
try:
    while True:
        if os.fork() == 0:
            os.setsid(); time.sleep(600)
        made += 1
except OSError:
    pass
made"""])
        assert int(run.outputs[0]["data"]["text/plain"]) <= 12
        assert len(ours() - before) > 5
    assert_only(before)


def test_daemons_end_with_their_submission(jail):
    """A process that leaves its session and its parent is killed all the same, by close or by death."""
    before = ours()
    daemon = "import os, time\nfor _ in range(2):\n    if os.fork(): {}\n    os.setsid()\ntime.sleep(600)"
    for end in ("break", "os._exit(0)"):
        with jail.answerer(limits=Limits(cell_seconds=1)) as answerer:
            answerer.run_cells([daemon.format(end)])
        assert_only(before)


@pytest.mark.parametrize("cell", [
    "found = tried(lambda: bytearray(400 * 2**20))",
    "import numpy\nfound = tried(lambda: numpy.ones(60 * 2**20))",
], ids=["bytes", "numpy"])
def test_memory_is_limited(answering, cell: str):
    assert value_of(answering, cell, memory_mib=200) in ("MemoryError", "_ArrayMemoryError")


def test_memory_of_all_processes_together_is_limited(jail):
    """Many processes, each below its limit, are ended together."""
    with jail.answerer(limits=Limits(memory_mib=200)) as answerer:
        (run,) = answerer.run_cells(["import os, time\nfor _ in range(6):\n    if os.fork() == 0:\n"
                                     "        x = bytearray(b'x') * (100 * 2**20)\n        time.sleep(600)\n"
                                     "time.sleep(30)"])
    assert "ended its process" in run.problem


def test_what_the_system_has_a_number_of_is_left_to_others(answering):
    """Watchers of files are a user's, and so the mentor's; asynchronous reads are everybody's."""
    found = value_of(answering, """
import ctypes, platform
libc = ctypes.CDLL(None, use_errno=True)
context, io_setup = ctypes.c_ulong(0), {"x86_64": 206, "aarch64": 0}.get(platform.machine())
found = [sum(libc.inotify_init() >= 0 for _ in range(50)),
         io_setup is None or libc.syscall(io_setup, 1, ctypes.byref(context))]
""")
    assert found[0] == 8 and found[1] in (-1, True)


def test_whoever_takes_the_system_s_memory_is_ended_first(answering):
    """Not the process from which others are forked, nor the one that grades."""
    found = value_of(answering, """
import os
score = lambda process: int(open(f"/proc/{process}/oom_score_adj").read())
found = [score("self"), score(1)]
""")
    assert found[0] == 1000 > found[1]


def test_cpu_time_is_limited(jail):
    """Code that swallows the soft limits is ended by the system's."""
    with jail.answerer(limits=Limits(cpu_seconds=1)) as answerer:
        (run,) = answerer.run_cells(["while True:\n    pass"])
    assert "ended its process" in run.problem


MAP = """
import ctypes, os, threading, time
libc, size = ctypes.CDLL(None), 350 * 2**20
libc.mmap.restype, libc.mmap.argtypes = ctypes.c_void_p, [ctypes.c_void_p] + [ctypes.c_long] * 5
libc.mprotect.argtypes = [ctypes.c_void_p, ctypes.c_long, ctypes.c_long]
"""


@pytest.mark.parametrize("take", [
    "for _ in range(10):\n    place = libc.mmap(None, size // 10, 3, 0x22, -1, 0)\n"
    "    ctypes.memset(place, 1, size // 10)\n    libc.mprotect(place, size // 10, 1)",
    "ctypes.memset(libc.mmap(None, size, 3, 0x122, -1, 0), 1, size)",
    "place = libc.mmap(None, size * 512, 1, 0x4022, -1, 0)\n"
    "for at in range(0, size * 512, 2**21):\n    ctypes.c_char.from_address(place + at).value",
    "for _ in range(5):\n    if os.fork() == 0:\n        held = bytearray(b'x') * (size // 5)\n"
    "        os.fork()\n        time.sleep(20)\n    time.sleep(0.3)",
    "if os.fork() == 0:\n    take = lambda: ctypes.memset(libc.mmap(None, size, 3, 0x122, -1, 0), 1, size)\n"
    "    threading.Thread(target=lambda: (take(), time.sleep(20))).start()\n"
    "    libc.syscall(93 if os.uname().machine == 'aarch64' else 60, 0)",
], ids=["made read-only", "a stack", "page tables", "shared by a fork", "first thread ended"])
def test_memory_that_no_limit_of_a_process_counts_is_looked_at(jail, take: str):
    with jail.answerer(limits=Limits(memory_mib=100)) as answerer:
        (run,) = answerer.run_cells([f"{MAP}\n{take}\ntime.sleep(20)"])
    assert "ended its process" in run.problem


def test_what_waits_in_sockets_counts_as_memory(answering, jail):
    """The system keeps it. Their buffers cannot be made larger, and many of them are too much."""
    found = value_of(answering, """
import socket
one = socket.socketpair()[0]
found = [tried(lambda: one.setsockopt(socket.SOL_SOCKET, socket.SO_SNDBUF, 10**7)),
         tried(lambda: one.setsockopt(socket.SOL_SOCKET, socket.SO_RCVBUF, 10**5))]
""")
    assert found == ["PermissionError" if seccomp.is_known() else None, None]
    with jail.answerer(limits=Limits(memory_mib=50)) as answerer:
        (run,) = answerer.run_cells(["import os, socket, time\nfor _ in range(8):\n    if os.fork() == 0:\n"
                                     "        held = [socket.socketpair() for _ in range(100)]\n"
                                     "        time.sleep(20)\ntime.sleep(20)"])
    assert "ended its process" in run.problem


def test_shared_memory_without_a_file_is_not_to_be_had(answering):
    """It stays when nobody maps it, where no look at a process finds it. Zeros can be read."""
    if not seccomp.is_known():
        pytest.skip("system calls are filtered on x86_64 and aarch64")
    found = value_of(answering, """
import mmap, os
zeros = os.open("/dev/zero", os.O_RDWR)
found = [tried(lambda: mmap.mmap(-1, 4096)), tried(lambda: mmap.mmap(zeros, 4096)), os.read(zeros, 3),
         len(mmap.mmap(-1, 4096, mmap.MAP_PRIVATE))]
""")
    assert found == ["PermissionError", "OSError", bytes(3), 4096]


def test_the_limits_of_others_cannot_be_set(answering):
    """Of the first process least of all; one's own can be lowered."""
    if not seccomp.is_known():
        pytest.skip("system calls are filtered on x86_64 and aarch64")
    found = value_of(answering, """
import resource
own = (100, 100)
found = [tried(lambda: resource.prlimit(1, resource.RLIMIT_NOFILE, own)),
         tried(lambda: resource.prlimit(1, resource.RLIMIT_NOFILE)),
         tried(lambda: resource.setrlimit(resource.RLIMIT_NOFILE, own)),
         resource.getrlimit(resource.RLIMIT_NOFILE)]
""")
    assert found == ["PermissionError", "PermissionError", None, (100, 100)]


def test_what_no_namespace_holds_back_is_not_to_be_had(answering):
    """No keys of the login session, no networks beside the own, no memory without a file, no terminals."""
    if not seccomp.is_known():
        pytest.skip("system calls are filtered on x86_64 and aarch64")
    found = value_of(answering, """
import ctypes, os, socket
libc = ctypes.CDLL(None, use_errno=True)
found = [libc.shmget(0, 4096, 0o1600), tried(lambda: os.memfd_create("x")), tried(os.openpty),
         *[tried(lambda: opening(family, kind)) for opening in (socket.socket, socket.socketpair)
           for family in (16, 17, 31, 38, 40) for kind in (1, 2, 3, 5)]]
found.append(tried(lambda: [one.close() for one in socket.socketpair()]))
""")
    segment, *refused, pair = found
    assert segment == -1 and set(refused) <= {"PermissionError", "FileNotFoundError", "OSError"} \
        and pair == [None, None], found


def test_cpu_time_of_threads_and_children_that_have_ended_counts(jail):
    """Work done in a thread, or in a child that was waited for, is seen by the clock."""
    for work in ("t = threading.Thread(target=spin); t.start(); t.join()",
                 "os.fork() or (spin(), os._exit(0)); os.wait()"):
        with jail.answerer() as answerer:
            answerer.run_cells(["import os, threading, time\ndef spin():\n"
                                "    end = time.thread_time() + 0.3\n"
                                "    while time.thread_time() < end: pass"])
            before = answerer.cpu_seconds()
            answerer.run_cells([work])
            assert answerer.cpu_seconds() - before >= 0.28, work
