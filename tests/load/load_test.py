#!/usr/bin/env python3
"""Offers a node about ten times what it can serve and looks at what it does.

Tickets and calls are answered in bounded time; questions and telemetry are shed with 503 and
Retry-After; memory stays flat; afterwards everything works, and every acknowledged ticket is there.

usage: load_test.py ATRIUM_BINARY FLOOD_BINARY [--seconds 30]
"""

import argparse
import http.client
import json
import os
import pathlib
import re
import resource
import shutil
import socket
import subprocess
import tempfile
import threading
import time
import uuid

HALL = "chengmai"
HALL_PATH = f"/api/v1/halls/{HALL}"
ACT_P99_MAX_S = 2.0  # On two threads that the askers use as well.
ACT_MAX_S = 5.0
RATIO_MIN = 10
GROWTH_MAX = 1.15
GROWTH_SLACK_MB = 24  # Tickets of the day, and what the journal has not written out yet.


class Node:
    def __init__(self, binary, hall, data):
        self.process = subprocess.Popen(
            [binary, "serve", "--hall", hall, "--data", data, "--listen", "127.0.0.1:0",
             "--zeromq-commands", "tcp://127.0.0.1:*", "--zeromq-events", "tcp://127.0.0.1:*"],
            stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True)
        line = self.process.stdout.readline()
        if not line:
            raise SystemExit("the node did not start: " + self.process.stderr.read())
        self.ready = json.loads(line)
        self.address = self.ready["url"].removeprefix("http://")
        self.port = int(self.address.rsplit(":", 1)[1])
        threading.Thread(target=self.process.stderr.read, daemon=True).start()

    def rss_mb(self):
        text = pathlib.Path(f"/proc/{self.process.pid}/status").read_text()
        return int(re.search(r"VmRSS:\s+(\d+)", text)[1]) / 1024

    def stop(self):
        self.process.terminate()
        assert self.process.wait(timeout=30) == 0, "the node did not stop cleanly"


class Client:
    """One keep-alive connection; a 503 is waited out and asked again under the same key."""

    def __init__(self, node):
        self.connection = http.client.HTTPConnection(node.address, timeout=30)
        self.shed = 0

    def ask(self, method, path, body=None):
        headers = {"Idempotency-Key": str(uuid.uuid4()), "Content-Type": "application/json"}
        text = json.dumps(body) if body is not None else None
        for _ in range(20):
            self.connection.request(method, path, text, headers if text else {})
            answer = self.connection.getresponse()
            said = answer.read()
            if answer.status != 503:
                return answer.status, json.loads(said)
            self.shed += 1
            time.sleep(float(answer.headers["Retry-After"]))
        raise AssertionError(f"{method} {path} was shed twenty times")


class Clerk(threading.Thread):
    """Takes a ticket, calls it, serves it, at one window, over and over."""

    def __init__(self, node, window, service, until):
        super().__init__(daemon=True)
        self.client, self.window, self.service = Client(node), window, service
        self.until = until
        self.times, self.tickets, self.trouble = [], [], None

    def act(self, path, body):
        began = time.monotonic()
        status, said = self.client.ask("POST", HALL_PATH + path, body)
        self.times.append(time.monotonic() - began)
        assert status in (200, 201), f"{path}: {status} {said}"
        return said

    def run(self):
        try:
            while time.monotonic() < self.until:
                ticket = self.act("/tickets", {"service": self.service, "channel": "load"})
                self.tickets.append(ticket["id"])
                for action in ("call-next", "start", "finish"):
                    self.act(f"/windows/{self.window}/{action}", {})
                time.sleep(0.25)
        except Exception as trouble:
            self.trouble = trouble


class Idle:
    """Connections that say nothing, say half a request, or follow the feed and never read."""

    def __init__(self, node, each):
        upgrade = (f"GET /api/v1/live?hall={HALL}&from=0 HTTP/1.1\r\nHost: localhost\r\n"
                   "Connection: Upgrade\r\nUpgrade: websocket\r\nSec-WebSocket-Version: 13\r\n"
                   "Sec-WebSocket-Key: dGhlIHNhbXBsZSBub25jZQ==\r\n\r\n")
        self.sockets = []
        for first in ("", "POST / HTTP/1.1\r\nHost: loc", upgrade):
            for _ in range(each):
                one = socket.create_connection(("127.0.0.1", node.port))
                one.setsockopt(socket.SOL_SOCKET, socket.SO_RCVBUF, 4096)
                one.sendall(first.encode())
                self.sockets.append(one)

    def close(self):
        for one in self.sockets:
            one.close()


def unlimited_hall(folder):
    """Chengmai's hall, with numbers for as many visitors as ten minutes bring."""
    text = pathlib.Path("ops/halls/chengmai.toml").read_text()
    path = pathlib.Path(folder) / "hall.toml"
    text = re.sub(r"daily_limit = \d+", "daily_limit = 9999", text)
    path.write_text(re.sub(r"digits = \d+", "digits = 4", text))
    return str(path)


def open_windows(node, count):
    client = Client(node)
    floor = client.ask("GET", HALL_PATH)[1]
    posts = []
    windows = floor["windows"]
    for window in windows[:: len(windows) // count][:count]:  # Of several lines.
        number = window["window"]
        client.ask("POST", f"{HALL_PATH}/windows/{number}/open", {"staff": f"clerk{number}"})
        posts.append((number, window["services"][0]))
    return posts


def floods(binary, node, seconds):
    """What people and devices ask all at once: the floor, tickets, displays' reports."""
    port, report = str(node.port), f"{HALL_PATH}/devices/display/display-1/report"
    asks = [("900", "4", "GET", HALL_PATH), ("200", "4", "GET", HALL_PATH + "/tickets?limit=50"),
            ("200", "4", "POST", report, json.dumps({"sequence": 0}))]
    return [subprocess.Popen([binary, port, str(seconds), *ask], stdout=subprocess.PIPE, text=True)
            for ask in asks]


def sample_memory(node, until, warm_s):
    began, warm, later = time.monotonic(), [], []
    while time.monotonic() < until:
        (warm if time.monotonic() - began < warm_s else later).append(node.rss_mb())
        time.sleep(0.25)
    return max(warm), max(later), later[-1]


def percentile(values, share):
    return sorted(values)[min(len(values) - 1, int(len(values) * share))]


def all_tickets(node):
    client, after, issued = Client(node), 0, set()
    while True:
        status, page = client.ask("GET", f"{HALL_PATH}/events?from={after}&limit=1000")
        assert status == 200, page
        if not page["events"]:
            return issued
        issued |= {event["data"]["ticket"] for event in page["events"]
                   if event["type"] == "waiting_room.issued"}
        after = page["events"][-1]["position"]


def sum_of(outputs):
    total = {}
    for output in outputs:
        for name, count in json.loads(output).items():
            total[name] = total.get(name, 0) + count
    return total


def run_load(node, flood_binary, seconds):
    until = time.monotonic() + seconds
    clerks = [Clerk(node, *post, until) for post in open_windows(node, 4)]
    idle = Idle(node, 30)
    flooding = floods(flood_binary, node, seconds)
    for clerk in clerks:
        clerk.start()
    memory = sample_memory(node, until, seconds / 3)
    outputs = [flood.communicate(timeout=60)[0] for flood in flooding]
    for clerk in clerks:
        clerk.join()
    idle.close()
    return clerks, memory, sum_of(outputs[:2]), sum_of(outputs[2:])


def report_of(clerks, memory, questions, reports):
    times = [took for clerk in clerks for took in clerk.times]
    warm, later, last = memory
    served = max(1, questions["ok"])
    return {"questions": questions["offered"], "answered": questions["ok"],
            "ratio": round(questions["offered"] / served, 1), "shed": questions["shed"],
            "reports": reports["offered"], "reports_shed": reports["shed"],
            "without_retry_after": questions["shed_without_retry_after"]
            + reports["shed_without_retry_after"],
            "acts": len(times), "acts_shed": sum(clerk.client.shed for clerk in clerks),
            "act_p50_ms": round(percentile(times, 0.5) * 1000, 1),
            "act_p99_ms": round(percentile(times, 0.99) * 1000, 1),
            "act_max_ms": round(max(times) * 1000, 1),
            "rss_warm_mb": round(warm), "rss_max_mb": round(later), "rss_end_mb": round(last)}


def check(clerks, report):
    for clerk in clerks:
        if clerk.trouble:
            raise clerk.trouble
    assert report["without_retry_after"] == 0, "503 without Retry-After"
    assert report["ratio"] >= RATIO_MIN, "too little was offered; the test proved nothing"
    assert report["answered"] > 0, "no question was answered at all"
    assert report["acts"] > 0 and report["acts_shed"] == 0, "acts were shed before questions"
    assert report["act_p99_ms"] <= ACT_P99_MAX_S * 1000, "acts waited too long"
    assert report["act_max_ms"] <= ACT_MAX_S * 1000, "an act waited too long"
    most = report["rss_warm_mb"] * GROWTH_MAX + GROWTH_SLACK_MB
    assert report["rss_max_mb"] <= most, "memory grows under load"


def main():
    parser = argparse.ArgumentParser()
    parser.add_argument("binary")
    parser.add_argument("flood")
    parser.add_argument("--seconds", type=int, default=30)
    options = parser.parse_args()
    folder = tempfile.mkdtemp(prefix="atrium-load-")
    data = os.path.join(folder, "data")
    hall = unlimited_hall(folder)
    node = Node(options.binary, hall, data)
    try:
        clerks, memory, questions, reports = run_load(node, options.flood, options.seconds)
        report = report_of(clerks, memory, questions, reports)
        print(json.dumps(report), flush=True)
        check(clerks, report)
        client = Client(node)
        assert client.ask("GET", HALL_PATH)[0] == 200 and client.shed == 0, "still overloaded"
        node.stop()
        verify = subprocess.run([options.binary, "journal", "verify", "--data", data],
                                capture_output=True, text=True)
        assert verify.returncode == 0, verify.stdout + verify.stderr
        node = Node(options.binary, hall, data)
        kept = all_tickets(node)
        lost = [ticket for clerk in clerks for ticket in clerk.tickets if ticket not in kept]
        assert not lost, f"acknowledged and lost: {lost[:5]}"
        node.stop()
    finally:
        if node.process.poll() is None:
            node.process.kill()
        shutil.rmtree(folder, ignore_errors=True)


if __name__ == "__main__":
    most = resource.getrlimit(resource.RLIMIT_NOFILE)[1]
    resource.setrlimit(resource.RLIMIT_NOFILE, (most, most))  # Handed on to what is started.
    os.chdir(os.path.dirname(os.path.dirname(os.path.dirname(os.path.abspath(__file__)))))
    main()
