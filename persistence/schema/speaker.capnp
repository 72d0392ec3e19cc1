# Stored form of speaker events and snapshots. Never edit an event: append to its
# struct or to the union (conventions: waiting_room.capnp).
@0xcd4d93665b1df63e;

using Cxx = import "/capnp/c++.capnp";
$Cxx.namespace("atrium::schema::speaker");

struct Event {
  union {
    queued @0 :Queued;
    begun @1 :Begun;
    heard @2 :Heard;
    ended @3 :Ended;
    dropped @4 :Dropped;
    voiceSet @5 :VoiceSet;
    claimed @6 :Claimed;
    released @7 :Released;
  }
}

struct Announcement {
  sequence @0 :Int32;
  ticket @1 :Text;
  number @2 :Text;
  window @3 :Text;
  call @4 :Int32;
  text @5 :Text;
  textEn @6 :Text;
  lengthMs @7 :Int32;
  rounds @8 :Int32;
}

struct Queued {
  announcement @0 :Announcement;
  at @1 :Int64;
}

struct Begun {
  sequence @0 :Int32;
  round @1 :Int32;
  until @2 :Int64;
  at @3 :Int64;
}

struct Heard {
  page @0 :Text;
  sequence @1 :Int32;
  at @2 :Int64;
}

struct Ended {
  sequence @0 :Int32;
  heard @1 :Bool;
  at @2 :Int64;
}

enum Why {
  withdrawn @0;
  replaced @1;
  tooMany @2;
}

struct Dropped {
  sequence @0 :Int32;
  why @1 :Why;
  at @2 :Int64;
}

struct VoiceSet {
  voiced @0 :Bool;
  at @1 :Int64;
}

struct Claimed {
  page @0 :Text;
  at @1 :Int64;
}

struct Released {
  page @0 :Text;
  at @1 :Int64;
}

struct Speaking {
  announcement @0 :Announcement;
  round @1 :Int32;
  began @2 :Int64;
  until @3 :Int64;
  heard @4 :Bool;
  dropped @5 :Bool;
}

struct State {
  voiced @0 :Bool;
  sequence @1 :Int32;
  current :union {
    none @2 :Void;
    some @3 :Speaking;
  }
  waiting @4 :List(Announcement);
  page @5 :Text;
  deaf @6 :Bool;
}
