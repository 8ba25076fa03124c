#!/usr/bin/env python3
# SPDX-FileCopyrightText: 2026 Bloom Sync contributors
# SPDX-License-Identifier: GPL-3.0-or-later
"""demo_alone.py BLOOM_SYNC: the demo where nothing is to be had: a network of loopback only, no home, no D-Bus, and
a proxy in the environment that nobody answers. It syncs its practice, ends on SIGTERM, and leaves no file behind."""

import ctypes
import fcntl
import os
import pathlib
import signal
import socket
import struct
import subprocess
import sys
import tempfile

SKIPPED = 77  # ctest shows it as such
CLONE_NEWUSER, CLONE_NEWNET = 0x10000000, 0x40000000
SIOCSIFFLAGS, IFF_UP = 0x8914, 0x1
PATIENCE = 100  # seconds; a shared machine may be slow


def leave_the_network():
    """From here on this process and its children see a loopback interface and nothing else; False: not allowed."""
    flags = CLONE_NEWNET if os.geteuid() == 0 else CLONE_NEWNET | CLONE_NEWUSER
    if ctypes.CDLL(None, use_errno=True).unshare(flags) != 0:
        return False
    with socket.socket(socket.AF_INET, socket.SOCK_DGRAM) as any_socket:
        fcntl.ioctl(any_socket, SIOCSIFFLAGS, struct.pack("16sh14x", b"lo", IFF_UP))
    return [name for _, name in socket.if_nameindex()] == ["lo"]


def environment(temporary):
    """Nothing of the caller's but where programs are found."""
    nobody = "http://127.0.0.1:1"
    return {
        "PATH": os.environ["PATH"],
        "HOME": "/nonexistent",
        "TMPDIR": temporary,
        "LC_ALL": "C.UTF-8",
        "QT_QPA_PLATFORM": "offscreen",
        "http_proxy": nobody,
        "https_proxy": nobody,
        "DBUS_SESSION_BUS_ADDRESS": "unix:path=/nonexistent/bus",
    }


def run_demo(program, temporary):
    """Why it failed; empty: the first sync ended well and SIGTERM ended the program."""
    demo = subprocess.Popen([program, "--demo"], env=environment(temporary), stderr=subprocess.PIPE, text=True)
    signal.alarm(PATIENCE)  # ends this script, which says where it stood
    said = ""
    for line in demo.stderr:
        said += line
        if '"full" ended' in line:
            break
    demo.send_signal(signal.SIGTERM)
    said += demo.stderr.read()
    code = demo.wait()
    if '"full" ended "success"' not in said or code != 0:
        return f"exit code {code}, and it said:\n{said}"
    return ""


def main():
    if not leave_the_network():
        print("SKIPPED: this machine allows no network of one's own")
        return SKIPPED
    with tempfile.TemporaryDirectory() as temporary:
        problem = run_demo(sys.argv[1], temporary)
        left = [str(path) for path in pathlib.Path(temporary).rglob("*") if path.is_file()]
    if problem or left:
        print(problem, *left, sep="\n")
        return 1
    return 0


if __name__ == "__main__":
    sys.exit(main())
