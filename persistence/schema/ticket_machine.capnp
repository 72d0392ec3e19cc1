# Stored form of ticket_machine events and snapshots. Never edit an event: append to its
# struct or to the union (conventions: waiting_room.capnp).
@0xb3bb87be0be47828;

using Cxx = import "/capnp/c++.capnp";
$Cxx.namespace("atrium::schema::ticket_machine");

struct Event {
  union {
    slipOrdered @0 :SlipOrdered;
    slipPrinted @1 :SlipPrinted;
    slipsCleared @2 :SlipsCleared;
    paperReported @3 :PaperReported;
    presenceReported @4 :PresenceReported;
  }
}

struct Slip {
  ticket @0 :Text;
  number @1 :Text;
  service @2 :Text;
  ahead @3 :Int32;
  issuedAt @4 :Int64;
  sequence @5 :Int32;
}

struct SlipOrdered {
  slip @0 :Slip;
  again @1 :Bool;
  at @2 :Int64;
}

struct SlipPrinted {
  sequence @0 :Int32;
  ticket @1 :Text;
  at @2 :Int64;
}

struct SlipsCleared {
  at @0 :Int64;
}

enum Paper {
  ok @0;
  low @1;
  out @2;
}

struct PaperReported {
  paper @0 :Paper;
  at @1 :Int64;
}

struct PresenceReported {
  online @0 :Bool;
  at @1 :Int64;
}

struct Desired {
  slips @0 :List(Slip);
}

struct Reported {
  printed @0 :List(Int32);
  paper @1 :Paper;
  online @2 :Bool;
}

struct State {
  desired @0 :Desired;
  reported @1 :Reported;
  sequence @2 :Int32;
}
