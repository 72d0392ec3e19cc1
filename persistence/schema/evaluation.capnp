# Stored form of evaluation events and snapshots. Never edit an event: append to its
# struct or to the union (conventions: waiting_room.capnp).
@0xa59697f1f467c2d7;

using Cxx = import "/capnp/c++.capnp";
$Cxx.namespace("atrium::schema::evaluation");

struct Event {
  union {
    given @0 :Given;
    followUpOpened @1 :FollowUpOpened;
  }
}

struct Personal {
  subject @0 :Text;
  sealed @1 :Data;
}

struct Given {
  ticket @0 :Text;
  window @1 :Text;
  staff @2 :Text;
  level @3 :Int32;
  tags @4 :List(Text);
  text @5 :Personal;
  at @6 :Int64;
}

struct FollowUpOpened {
  ticket @0 :Text;
  window @1 :Text;
  level @2 :Int32;
  at @3 :Int64;
}

struct State {
  given :union {
    none @0 :Void;
    some @1 :Given;
  }
  followUp @2 :Bool;
}
