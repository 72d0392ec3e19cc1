#!/usr/bin/env python3
"""Takes a ticket, calls next at a window, and prints what the hall publishes meanwhile.

Needs Debian's python3-zmq, and the capnp tool (package capnproto), which turns messages into JSON
and back by the schema in adapters/wire:

    python3 adapters/zeromq/example.py --hall chengmai --service passport --window 3

Prints JSON lines: each response, then each event up to the call. Exit status 0 when the window
called somebody."""

import argparse
import json
import pathlib
import subprocess
import sys
import time
import uuid

import zmq

SCHEMA = pathlib.Path(__file__).resolve().parent.parent / "wire" / "atrium.capnp"


def convert(what, kind, data):
    """`what` is "json:binary" or "binary:json"; `kind` is a struct of the schema."""
    done = subprocess.run(
        ["capnp", "convert", what, str(SCHEMA), kind], input=data, capture_output=True, check=True
    )
    return done.stdout


def print_line(kind, value):
    print(json.dumps({kind: value}, ensure_ascii=False), flush=True)


class Hall:
    def __init__(self, hall, commands, events):
        self.hall = hall
        context = zmq.Context.instance()
        self.commands = context.socket(zmq.REQ)
        self.commands.setsockopt(zmq.RCVTIMEO, 10_000)
        self.commands.setsockopt(zmq.LINGER, 0)
        self.commands.connect(commands)
        self.events = context.socket(zmq.SUB)
        self.events.setsockopt(zmq.RCVTIMEO, 500)
        self.events.setsockopt(zmq.LINGER, 0)
        self.events.setsockopt(zmq.SUBSCRIBE, hall.encode())
        self.events.connect(events)

    def ask(self, **what):
        """One command or question. Its id makes a repeat safe: it is answered with the first reply."""
        request = {"id": str(uuid.uuid4()), "hall": self.hall, **what}
        self.commands.send(convert("json:binary", "Request", json.dumps(request).encode()))
        response = json.loads(convert("binary:json", "Response", self.commands.recv()))
        print_line("response", response)
        return response

    def events_after(self, position):
        """Every event after a position, in order: as published, or read when one was missed."""
        deadline = time.monotonic() + 10
        while time.monotonic() < deadline:
            try:
                _, message = self.events.recv_multipart()
                heard = [json.loads(convert("binary:json", "Event", message))]
            except zmq.Again:
                heard = []
            if not heard or int(heard[0]["previous"]) > position:  # A gap, or silence: ask.
                answer = self.ask(readEvents={"after": str(position), "limit": 1000})
                heard = answer.get("accepted", {}).get("events", [])
            for event in heard:
                if int(event["position"]) > position:
                    position = int(event["position"])
                    yield event


def main():
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("--hall", default="chengmai")
    parser.add_argument("--service", default="passport")
    parser.add_argument("--window", default="3")
    parser.add_argument("--commands", default="tcp://127.0.0.1:5701")
    parser.add_argument("--events", default="tcp://127.0.0.1:5702")
    options = parser.parse_args()

    hall = Hall(options.hall, options.commands, options.events)
    # Somebody may have opened the window already: then this is refused, and that is well.
    hall.ask(windowAct={"window": options.window, "action": "open", "staff": "example"})
    taken = hall.ask(takeTicket={"service": options.service})
    if "accepted" not in taken:
        return 1
    before = int(taken["accepted"]["position"]) - 1
    called = hall.ask(windowAct={"window": options.window, "action": "callNext"})
    if not called.get("accepted", {}).get("window", {}).get("ticket"):
        return 1
    number = called["accepted"]["window"]["ticket"]["number"]
    for event in hall.events_after(before):
        print_line("event", event)
        data = json.loads(event["data"])
        if event["type"] == "waiting_room.called" and data["number"] == number:
            return 0
    return 1


if __name__ == "__main__":
    sys.exit(main())
