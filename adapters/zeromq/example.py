#!/usr/bin/env python3
"""What an integrator does at a hall's door: takes tickets, calls next, follows what happens.

Needs Debian's python3-zmq, and the capnp tool (package capnproto), which turns messages into JSON
and back by the schema in adapters/wire:

    python3 adapters/zeromq/example.py take passport      # takes a ticket
    python3 adapters/zeromq/example.py next 3             # window 3 calls next
    python3 adapters/zeromq/example.py follow chengmai    # prints events as they are committed
    python3 adapters/zeromq/example.py offline passport   # leases numbers, gives one out
    python3 adapters/zeromq/example.py visit passport 13  # all of it, up to the event of the call

Prints JSON lines. Exit status 0 done, 1 refused or not answered."""

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
        self.epoch = "0"  # Not known yet.
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

    def send(self, **what):
        """Asks once. The id makes a repeat safe: it is answered with the first reply."""
        request = {"id": str(uuid.uuid4()), "hall": self.hall, **what}
        self.commands.send(convert("json:binary", "Request", json.dumps(request).encode()))
        return json.loads(convert("binary:json", "Response", self.commands.recv()))

    def ask(self, **what):
        response = self.send(**what)
        print_line("response", response)
        return response

    def head(self):
        """The position of the last committed event."""
        answer = self.send(readEvents={"after": "0", "limit": 1})
        self.epoch = answer["accepted"]["epoch"]
        return int(answer["accepted"]["position"])

    def events_after(self, position):
        """Every event after a position, in order: as published, or read when one was missed."""
        while True:
            try:
                _, message = self.events.recv_multipart()
                heard = [json.loads(convert("binary:json", "Event", message))]
            except zmq.Again:
                heard = []
            if not heard or int(heard[0]["previous"]) > position:  # Silence, or a gap: read.
                answer = self.send(
                    readEvents={"after": str(position), "limit": 1000, "epoch": self.epoch}
                )
                refused = answer.get("refused")
                if refused and refused["code"] == "feed.epoch_changed":
                    # The hall was restored: what was behind `from` is no longer true.
                    print_line("refused", refused)
                    self.epoch, position = refused["epoch"], int(refused["from"])
                heard = answer.get("accepted", {}).get("events", [])
            for event in heard:
                if int(event["position"]) > position:
                    position = int(event["position"])
                    yield event


def take(hall, options):
    return "accepted" in hall.ask(takeTicket={"service": options.service})


def call_next(hall, options):
    called = hall.ask(windowAct={"window": options.window, "action": "callNext"})
    return "accepted" in called


def follow(hall, options):
    for count, event in enumerate(hall.events_after(hall.head()), start=1):
        print_line("event", event)
        if count == options.count:
            break
    return True


def visit(hall, options):
    # Somebody may have opened the window already: then this is refused, and that is well.
    hall.ask(windowAct={"window": options.window, "action": "open", "staff": "example"})
    taken = hall.ask(takeTicket={"service": options.service})
    if "accepted" not in taken:
        return False
    called = hall.ask(windowAct={"window": options.window, "action": "callNext"})
    ticket = called.get("accepted", {}).get("window", {}).get("ticket")
    if not ticket:
        return False
    for event in hall.events_after(int(taken["accepted"]["position"]) - 1):
        print_line("event", event)
        data = json.loads(event["data"])
        if event["type"] == "waiting_room.called" and data["number"] == ticket["number"]:
            return True
    return False


def offline(hall, options):
    """As a terminal that is cut off: leased numbers, the first given out, taken in afterwards."""
    wanted = {"terminal": "example", "service": options.service, "count": 3, "minutes": 60}
    lease = hall.ask(leaseNumbers=wanted).get("accepted", {}).get("lease")
    if not lease:
        return False
    given = {"lease": lease["lease"], "position": 1, "value": lease["first"]}
    given |= {"service": options.service, "at": str(time.time_ns() // 1000)}
    taken = "accepted" in hall.ask(takeIn=given)
    return "accepted" in hall.ask(endLease=lease["lease"]) and taken


def read_arguments():
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("--hall", default="chengmai")
    parser.add_argument("--commands", default="tcp://127.0.0.1:5701")
    parser.add_argument("--events", default="tcp://127.0.0.1:5702")
    acts = parser.add_subparsers(required=True)
    act = acts.add_parser("take", help="take a ticket")
    act.add_argument("service")
    act.set_defaults(run=take)
    act = acts.add_parser("next", help="call the next ticket to a window")
    act.add_argument("window")
    act.set_defaults(run=call_next)
    act = acts.add_parser("follow", help="print events as they are committed")
    act.add_argument("hall", nargs="?", default="chengmai")
    act.add_argument("--count", type=int, help="stop after so many")
    act.set_defaults(run=follow)
    act = acts.add_parser("offline", help="lease numbers, give one out, tell of it")
    act.add_argument("service")
    act.set_defaults(run=offline)
    act = acts.add_parser("visit", help="take a ticket, call next, wait for the event of the call")
    act.add_argument("service")
    act.add_argument("window")
    act.set_defaults(run=visit)
    return parser.parse_args()


def main():
    options = read_arguments()
    try:
        hall = Hall(options.hall, options.commands, options.events)
        return 0 if options.run(hall, options) else 1
    except zmq.Again:
        print(f"nobody answers at {options.commands}: is the hall running?", file=sys.stderr)
        return 1
    except KeyboardInterrupt:
        return 0


if __name__ == "__main__":
    sys.exit(main())
