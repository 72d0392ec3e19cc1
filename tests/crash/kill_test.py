#!/usr/bin/env python3
"""Kills a node with SIGKILL in the middle of the crowd, again and again, and looks at what is left.

No acknowledged act is lost; the same command id gets the same answer across the kill; numbers stay
unique and gap-free; nobody is called twice; the hash chain verifies. A kill does not lose what the
kernel holds: that is what the fault file system of tests/persistence is for.

usage: kill_test.py ATRIUM_BINARY [--kills 20] [--speed 60] [--seed 1]
"""

import argparse
import collections
import http.client
import json
import os
import random
import shutil
import signal
import subprocess
import tempfile
import threading
import time
import uuid

HALL = "chengmai"


class Node:
    """One run of `atrium serve` over a data directory that outlives it."""

    def __init__(self, binary, data, speed):
        self.address = None
        self.process = subprocess.Popen(
            [binary, "serve", "--hall", "ops/halls/chengmai.toml",
             "--hall", "ops/halls/chengmai-laocheng.toml", "--data", data,
             "--listen", "127.0.0.1:0", "--zeromq-commands", "",
             "--crowd", "weekday", "--speed", str(speed)],
            stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True)
        line = self.process.stdout.readline()
        if not line:
            raise SystemExit("the node did not start: " + self.process.stderr.read())
        self.address = json.loads(line)["url"].removeprefix("http://")
        threading.Thread(target=self.process.stderr.read, daemon=True).start()

    def request(self, method, path, body=None, key=None):
        """Status and raw answer; None when the node died on the way."""
        connection = http.client.HTTPConnection(self.address, timeout=10)
        try:
            headers = {"Content-Type": "application/json"}
            if key:
                headers["Idempotency-Key"] = key
            text = json.dumps(body) if body is not None else None
            connection.request(method, "/api/v1" + path, text, headers)
            response = connection.getresponse()
            return response.status, response.read()
        except (OSError, http.client.HTTPException):
            return None
        finally:
            connection.close()

    def kill(self):
        self.process.send_signal(signal.SIGKILL)
        self.process.wait()

    def stop(self):
        self.process.terminate()
        return self.process.wait(timeout=10)


class Citizens(threading.Thread):
    """Takes tickets, not so many that a day's numbers run out, and remembers every answer."""

    def __init__(self, node, services, rng, pause_s):
        super().__init__(daemon=True)
        self.node, self.services, self.rng, self.pause_s = node, services, rng, pause_s
        self.acknowledged = []  # (key, body, answer)
        self.open = []          # Asked, never answered: may or may not have happened.

    def run(self):
        while self.services:
            body = {"service": self.rng.choice(self.services), "channel": "crash_test"}
            key = str(uuid.UUID(int=self.rng.getrandbits(128)))
            answer = self.node.request("POST", f"/halls/{HALL}/tickets", body, key)
            if answer is None:
                self.open.append((key, body))
                return
            if answer[0] == 201:
                self.acknowledged.append((key, body, answer[1]))
            time.sleep(self.rng.uniform(0, 2 * self.pause_s))


def await_opening(node):
    """The services that take tickets, once the crowd's staff have opened windows."""
    end = time.monotonic() + 60
    while time.monotonic() < end:
        floor = json.loads(node.request("GET", f"/halls/{HALL}")[1])
        if any(service["windows_open"] for service in floor["services"]):
            return [service["service"] for service in floor["services"] if service["accepting"]]
        time.sleep(0.2)
    raise SystemExit(f'the staff opened no window within a minute; at {floor["as_of"]}')


def all_events(node):
    events, after = [], 0
    while True:
        status, raw = node.request("GET", f"/halls/{HALL}/events?from={after}&limit=1000")
        assert status == 200, raw
        page = json.loads(raw)["events"]
        if not page:
            return events
        events += page
        after = page[-1]["position"]


def check_events(events):
    positions = [event["position"] for event in events]
    assert positions == list(range(1, len(positions) + 1)), "positions have a gap or come twice"
    numbers = collections.defaultdict(list)
    held = {}  # ticket -> window that called it and has not settled it.
    for event in events:
        kind, data = event["type"], event["data"]
        if kind == "waiting_room.issued":
            numbers[(data["ticket"].split("-")[0], data["series"])].append(data["value"])
        elif kind == "waiting_room.called":
            twice = f'{data["number"]} was called twice, at {event["position"]}'
            assert data["ticket"] not in held, twice
            held[data["ticket"]] = data["window"]
        elif kind in ("waiting_room.finished", "waiting_room.no_show", "waiting_room.voided",
                      "waiting_room.parked", "waiting_room.transferred"):
            held.pop(data["ticket"], None)
        elif kind == "waiting_room.undone":
            held.pop(data["ticket"], None)
            if data["current"]:
                held[data["ticket"]] = data["window"]
        elif kind == "waiting_room.day_ended":
            held.clear()
    for series, values in numbers.items():
        first = values[0]
        dense = list(range(first, first + len(values)))
        assert values == dense, f"numbers of {series} have a gap or come twice"
    return {event["data"]["ticket"] for event in events if event["type"] == "waiting_room.issued"}


def main():
    parser = argparse.ArgumentParser()
    parser.add_argument("binary")
    parser.add_argument("--kills", type=int, default=20)
    parser.add_argument("--speed", type=float, default=60)
    parser.add_argument("--seed", type=int, default=1)
    options = parser.parse_args()
    rng = random.Random(options.seed)
    data = tempfile.mkdtemp(prefix="atrium-kill-")
    acknowledged, restarts = [], []
    try:
        for kill in range(options.kills + 1):
            began = time.monotonic()
            node = Node(options.binary, data, options.speed)
            restarts.append(time.monotonic() - began)
            for key, body, answer in acknowledged[-200:]:
                again = node.request("POST", f"/halls/{HALL}/tickets", body, key)
                changed = f"the answer to {key} changed: {again} {answer}"
                assert again is not None and again[1] == answer, changed
            if kill == options.kills:
                break
            services = await_opening(node)
            citizens = [Citizens(node, services, random.Random(rng.random()),
                                 max(0.15, options.kills / 200)) for _ in range(4)]
            for citizen in citizens:
                citizen.start()
            time.sleep(rng.uniform(0.3, 2.0))
            node.kill()
            for citizen in citizens:
                citizen.join()
                acknowledged += citizen.acknowledged
        events = all_events(node)
        issued = check_events(events)
        lost = [json.loads(answer)["id"] for _, _, answer in acknowledged
                if json.loads(answer)["id"] not in issued]
        assert not lost, f"acknowledged and lost: {lost[:5]}"
        assert node.stop() == 0
        verify = subprocess.run([options.binary, "journal", "verify", "--data", data],
                                capture_output=True, text=True)
        assert verify.returncode == 0, verify.stdout + verify.stderr
        calls = sum(event["type"] == "waiting_room.called" for event in events)
        print(json.dumps({"kills": options.kills, "acknowledged": len(acknowledged),
                          "events": len(events), "calls": calls,
                          "slowest_start_s": round(max(restarts), 2)}))
        assert calls > 0 and acknowledged, "the crowd did nothing; the test proved nothing"
    finally:
        if "node" in locals() and node.process.poll() is None:
            node.kill()
        shutil.rmtree(data, ignore_errors=True)


if __name__ == "__main__":
    os.chdir(os.path.dirname(os.path.dirname(os.path.dirname(os.path.abspath(__file__)))))
    main()
