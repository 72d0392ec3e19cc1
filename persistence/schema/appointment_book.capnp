# Stored form of appointment_book events and snapshots. Never edit an event: append to its struct
# or to the union (conventions: waiting_room.capnp).
@0xb1d4f0c2a7e95a36;

using Cxx = import "/capnp/c++.capnp";
$Cxx.namespace("atrium::schema::appointment_book");

struct Event {
  union {
    configured @0 :Configured;
    booked @1 :Booked;
    changed @2 :Changed;
    cancelled @3 :Cancelled;
    checkedIn @4 :CheckedIn;
    ticketLinked @5 :TicketLinked;
    outcomeRecorded @6 :OutcomeRecorded;
    dayEnded @7 :DayEnded;
  }
}

struct Personal {
  subject @0 :Text;
  sealed @1 :Data;
}

struct ZoneOffset {
  from @0 :Int64;
  offsetS @1 :Int32;
}

struct Zone {
  name @0 :Text;
  offsets @1 :List(ZoneOffset);
}

struct Day {
  days @0 :Int32;
}

struct PublishedYear {
  year @0 :Int32;
  off @1 :List(Day);
  work @2 :List(Day);
}

struct WorkingDays {
  years @0 :List(PublishedYear);
}

struct Period {
  begins @0 :Int32;
  ends @1 :Int32;
}

struct Block {
  services @0 :List(Text);
  workingDays @1 :Bool;
  weekdays @2 :List(Int32);
  periods @3 :List(Period);
  slotMin @4 :Int32;
  capacity @5 :Int32;
}

struct Configuration {
  version @0 :Text;
  zone @1 :Zone;
  resetMinute @2 :Int32;
  daysAhead @3 :Int32;
  releaseMinute @4 :Int32;
  closeBeforeS @5 :Int32;
  cancelBeforeS @6 :Int32;
  freedAfterS @7 :Int32;
  perDay @8 :Int32;
  earlyS @9 :Int32;
  lateS @10 :Int32;
  penaltyNoShows @11 :Int32;
  penaltyWithinDays @12 :Int32;
  penaltyDays @13 :Int32;
  keepDays @14 :Int32;
  closed @15 :List(Day);
  calendar @16 :WorkingDays;
  blocks @17 :List(Block);
}

enum Status {
  booked @0;
  arrived @1;
  honoured @2;
  noShow @3;
  refused @4;
  unserved @5;
  cancelled @6;
}

struct Holder {
  idType @0 :Text;
  idNumber @1 :Personal;
  name @2 :Personal;
  phone @3 :Personal;
}

struct Booking {
  booking @0 :Text;
  code @1 :Personal;
  service @2 :Text;
  day @3 :Day;
  minute @4 :Int32;
  at @5 :Int64;
  ends @6 :Int64;
  person @7 :Text;
  contact @8 :Text;
  holder @9 :Holder;
  channel @10 :Text;
  reference @11 :Text;
  madeAt @12 :Int64;
  status @13 :Status;
  reason @14 :Text;
  ticket :union {
    none @15 :Void;
    some @16 :Text;
  }
  number @17 :Text;
  arrivedAt :union {
    none @18 :Void;
    some @19 :Int64;
  }
  settledAt :union {
    none @20 :Void;
    some @21 :Int64;
  }
}

struct Configured {
  configuration @0 :Configuration;
  day @1 :Day;
  at @2 :Int64;
}

struct Booked {
  booking @0 :Booking;
  made @1 :Day;
  at @2 :Int64;
}

struct Changed {
  booking @0 :Text;
  service @1 :Text;
  from @2 :Int64;
  day @3 :Day;
  minute @4 :Int32;
  to @5 :Int64;
  ends @6 :Int64;
  freesAt @7 :Int64;
  at @8 :Int64;
}

struct Cancelled {
  booking @0 :Text;
  service @1 :Text;
  slot @2 :Int64;
  reason @3 :Text;
  freesAt @4 :Int64;
  at @5 :Int64;
}

struct CheckedIn {
  booking @0 :Text;
  service @1 :Text;
  slot @2 :Int64;
  channel @3 :Text;
  machine :union {
    none @4 :Void;
    some @5 :Text;
  }
  holder @6 :Holder;
  at @7 :Int64;
  next @8 :List(Text);
}

struct TicketLinked {
  booking @0 :Text;
  ticket @1 :Text;
  number @2 :Text;
  at @3 :Int64;
}

struct OutcomeRecorded {
  booking @0 :Text;
  status @1 :Status;
  reason @2 :Text;
  staff :union {
    none @3 :Void;
    some @4 :Text;
  }
  at @5 :Int64;
}

struct DayEnded {
  next @0 :Day;
  noShows @1 :List(Text);
  unserved @2 :List(Text);
  keptFrom @3 :Day;
  at @4 :Int64;
}

struct Held {
  service @0 :Text;
  at @1 :Int64;
  until @2 :Int64;
}

struct State {
  configuration :union {
    none @0 :Void;
    some @1 :Configuration;
  }
  day @2 :Day;
  made @3 :Day;
  madeCount @4 :Int32;
  bookings @5 :List(Booking);
  held @6 :List(Held);
}
