# Stored form of label events and snapshots. Never edit an event: append to its
# struct or to the union (conventions: waiting_room.capnp).
@0xc41d5b7a90e26f83;

using Cxx = import "/capnp/c++.capnp";
$Cxx.namespace("atrium::schema::label");

struct Event {
  union {
    stamped @0 :Stamped;
    stampWithdrawn @1 :StampWithdrawn;
  }
}

enum Step {
  receipt @0;
  handling @1;
  completion @2;
}

struct Stamped {
  ticket @0 :Text;
  step @1 :Step;
  window @2 :Text;
  at @3 :Int64;
}

struct StampWithdrawn {
  ticket @0 :Text;
  step @1 :Step;
  at @2 :Int64;
}

struct State {
  stamps @0 :List(Stamped);
}
