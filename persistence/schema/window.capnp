# Stored form of window events and snapshots. Never edit an event: append to its
# struct or to the union (conventions: waiting_room.capnp).
@0xf7f1a08cf53512f8;

using Cxx = import "/capnp/c++.capnp";
$Cxx.namespace("atrium::schema::window");

struct Event {
  union {
    staffed @0 :Staffed;
    left @1 :Left;
    paused @2 :Paused;
    resumed @3 :Resumed;
    textSet @4 :TextSet;
  }
}

struct Staffed {
  staff @0 :Text;
  at @1 :Int64;
}

struct Left {
  staff @0 :Text;
  at @1 :Int64;
}

struct Paused {
  reason @0 :Text;
  at @1 :Int64;
}

struct Resumed {
  at @0 :Int64;
}

struct TextSet {
  text @0 :Text;
  at @1 :Int64;
}

struct State {
  staff :union {
    none @0 :Void;
    some @1 :Text;
  }
  paused @2 :Bool;
  reason @3 :Text;
  text @4 :Text;
  since :union {
    none @5 :Void;
    some @6 :Int64;
  }
}
