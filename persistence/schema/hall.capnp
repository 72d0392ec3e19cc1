# Stored form of hall events and snapshots. Never edit an event: append to its
# struct or to the union (conventions: waiting_room.capnp).
@0x977a8328f00b5f57;

using Cxx = import "/capnp/c++.capnp";
$Cxx.namespace("atrium::schema::hall");

struct Event {
  union {
    configured @0 :Configured;
    opened @1 :Opened;
    closed @2 :Closed;
    modeSet @3 :ModeSet;
    rulesChanged @4 :RulesChanged;
  }
}

struct ZoneOffset {
  from @0 :Int64;
  offsetS @1 :Int32;
}

struct Zone {
  name @0 :Text;
  offsets @1 :List(ZoneOffset);
}

struct Configured {
  version @0 :Text;
  zone @1 :Zone;
  resetMinute @2 :Int32;
  at @3 :Int64;
  mode @4 :Mode;
}

struct Day {
  days @0 :Int32;
}

struct Opened {
  day @0 :Day;
  at @1 :Int64;
}

struct Closed {
  day @0 :Day;
  at @1 :Int64;
}

enum Mode {
  voiced @0;
  silent @1;
  both @2;
}

struct ModeSet {
  mode @0 :Mode;
  at @1 :Int64;
}

struct Change {
  at @0 :Text;
  before @1 :Text;
  after @2 :Text;
}

struct RulesChanged {
  version @0 :Text;
  changes @1 :List(Change);
  more @2 :Int32;
  at @3 :Int64;
}

struct State {
  configuration :union {
    none @0 :Void;
    some @1 :Configured;
  }
  open @2 :Bool;
  mode @3 :Mode;
}
