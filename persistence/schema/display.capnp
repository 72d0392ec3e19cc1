# Stored form of display events and snapshots. Never edit an event: append to its
# struct or to the union (conventions: waiting_room.capnp).
@0xfcf4262626590bc5;

using Cxx = import "/capnp/c++.capnp";
$Cxx.namespace("atrium::schema::display");

struct Event {
  union {
    directed @0 :Directed;
    shown @1 :Shown;
  }
}

enum Face {
  idle @0;
  called @1;
  serving @2;
  paused @3;
  closed @4;
}

struct Content {
  window @0 :Text;
  number @1 :Text;
  state @2 :Face;
  text @3 :Text;
  calls @4 :Int32;
  sequence @5 :Int32;
}

struct Directed {
  content @0 :Content;
  at @1 :Int64;
}

struct Shown {
  sequence @0 :Int32;
  at @1 :Int64;
}

struct State {
  desired @0 :Content;
  reported @1 :Content;
  unreported @2 :List(Content);
  faces @3 :List(Content);
}
