# Stored form of evaluator events and snapshots. Never edit an event: append to its
# struct or to the union (conventions: waiting_room.capnp).
@0xdd88bb26bbd3178c;

using Cxx = import "/capnp/c++.capnp";
$Cxx.namespace("atrium::schema::evaluator");

struct Event {
  union {
    asked @0 :Asked;
    withdrawn @1 :Withdrawn;
    shown @2 :Shown;
    timedOut @3 :TimedOut;
  }
}

struct Question {
  window @0 :Text;
  ticket @1 :Text;
  number @2 :Text;
  clerk @3 :Text;
  sequence @4 :Int32;
}

struct Asked {
  question @0 :Question;
  at @1 :Int64;
}

struct Withdrawn {
  ticket @0 :Text;
  sequence @1 :Int32;
  at @2 :Int64;
}

struct Shown {
  sequence @0 :Int32;
  at @1 :Int64;
}

struct TimedOut {
  ticket @0 :Text;
  sequence @1 :Int32;
  at @2 :Int64;
}

struct Progress {
  sequence @0 :Int32;
}

struct State {
  desired @0 :Question;
  reported @1 :Progress;
}
