# Stored form of waiting_room events and snapshots. Never edit an event: append to its struct, or
# a new one to the union.
#
# Conventions of every schema file here, which the generic codec relies on:
# - a struct per event, and `Event` is a union of them in the order of the C++ variant: the ordinal
#   is the event's number;
# - a field is found by name: snake_case there, lowerCamelCase here; an enumerant likewise, without
#   its trailing underscore (no_show: noShow, void_: void);
# - an optional is a group with union {none, some}; a map a list of {key, value}; an id is Text;
# - an instant is Int64, microseconds since 1970 UTC; a duration Int64, microseconds;
# - what is about a person is `Personal`: the key's subject, and the value sealed under that key.
@0xe2d92ee92fe72dfe;

using Cxx = import "/capnp/c++.capnp";
$Cxx.namespace("atrium::schema::waiting_room");

struct Event {
  union {
    configured @0 :Configured;
    issued @1 :Issued;
    called @2 :Called;
    recalled @3 :Recalled;
    started @4 :Started;
    finished @5 :Finished;
    noShow @6 :NoShow;
    voided @7 :Voided;
    parked @8 :Parked;
    unparked @9 :Unparked;
    transferred @10 :Transferred;
    undone @11 :Undone;
    windowOpened @12 :WindowOpened;
    windowClosed @13 :WindowClosed;
    pauseAsked @14 :PauseAsked;
    pauseWithdrawn @15 :PauseWithdrawn;
    windowPaused @16 :WindowPaused;
    windowResumed @17 :WindowResumed;
    doorsOpened @18 :DoorsOpened;
    doorsClosed @19 :DoorsClosed;
    dayEnded @20 :DayEnded;
    ticketSetAside @21 :TicketSetAside;
    ticketReleased @22 :TicketReleased;
    strategySet @23 :StrategySet;
    serviceFinished @24 :ServiceFinished;
    visitPlanned @25 :VisitPlanned;
    reminded @26 :Reminded;
    returned @27 :Returned;
    messagesSet @28 :MessagesSet;
    blockLeased @29 :BlockLeased;
    leaseEnded @30 :LeaseEnded;
    unbound @31 :Unbound;
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

enum AppointmentOrder {
  bookedFirst @0;
  byTime @1;
}

struct Series {
  series @0 :Text;
  prefix @1 :Text;
  digits @2 :Int32;
  start @3 :Int32;
  dailyLimit @4 :Int32;
}

struct Service {
  service @0 :Text;
  series @1 :Text;
  offered @2 :Bool;
  serviceS @3 :Int32;
}

struct WindowSetup {
  window @0 :Text;
  services @1 :List(Text);
  also @2 :List(Text);
  enabled @3 :Bool;
  strategy @4 :Text;
}

enum Weighing {
  strict @0;
  ageing @1;
  ratio @2;
}

struct Strategy {
  name @0 :Text;
  order @1 :AppointmentOrder;
  weighing @2 :Weighing;
  weights @3 :List(Int32);
  bookedWeight @4 :Int32;
  higher @5 :Int32;
  lower @6 :Int32;
  perWindow @7 :Bool;
  overtakenMax @8 :Int32;
  overtakenS @9 :Int32;
  ownFirst @10 :Bool;
}

struct Turn {
  tier @0 :Int32;
  taken @1 :Int32;
  given @2 :Int32;
}

struct Mark {
  times @0 :Int32;
  since :union {
    none @1 :Void;
    some @2 :Int64;
  }
}

struct Journey {
  journey @0 :Text;
  services @1 :List(Text);
}

enum NoShowPlace {
  none @0;
  end @1;
  afterN @2;
  front @3;
}

struct Configuration {
  version @0 :Text;
  zone @1 :Zone;
  resetMinute @2 :Int32;
  callsMax @3 :Int32;
  appointmentOrder @4 :AppointmentOrder;
  dueBeforeS @5 :Int32;
  graceS @6 :Int32;
  undoS @7 :Int32;
  transferToFront @8 :Bool;
  series @9 :List(Series);
  services @10 :List(Service);
  windows @11 :List(WindowSetup);
  strategies @12 :List(Strategy);
  strategy @13 :Text;
  remindAhead @14 :Int32;
  journeys @15 :List(Journey);
  noShowPlace @16 :NoShowPlace;
  noShowAfter @17 :Int32;
  noShowReturns @18 :Int32;
  carryOver @19 :Bool;
  onePerPerson @20 :Bool;
  boundS @21 :Int32;
}

struct Day {
  days @0 :Int32;
}

struct Configured {
  configuration @0 :Configuration;
  day @1 :Day;
  at @2 :Int64;
}

struct Personal {
  subject @0 :Text;
  sealed @1 :Data;
}

struct Holder {
  idType @0 :Text;
  idNumber @1 :Personal;
  name @2 :Personal;
  phone @3 :Personal;
}

struct Offline {
  lease @0 :Text;
  position @1 :UInt64;
  at @2 :Int64;
}

struct Issued {
  ticket @0 :Text;
  number @1 :Text;
  series @2 :Text;
  value @3 :Int32;
  service @4 :Text;
  channel @5 :Text;
  machine :union {
    none @6 :Void;
    some @7 :Text;
  }
  priority @8 :Int32;
  booked @9 :Bool;
  appointment :union {
    none @10 :Void;
    some @11 :Text;
  }
  effective @12 :Int64;
  due @13 :Int64;
  ahead @14 :Int32;
  holder :union {
    none @15 :Void;
    some @16 :Holder;
  }
  at @17 :Int64;
  told :union {
    none @18 :Void;
    some @19 :Told;
  }
  next @20 :List(Text);
  remind @21 :Bool;
  offline :union {
    none @22 :Void;
    some @23 :Offline;
  }
  bond :union {
    none @24 :Void;
    some @25 :Bond;
  }
}

struct Bond {
  bound :union {
    none @0 :Void;
    some @1 :Text;
  }
  boundStaff :union {
    none @2 :Void;
    some @3 :Text;
  }
  boundUntil :union {
    none @4 :Void;
    some @5 :Int64;
  }
}

struct Told {
  lowS @0 :Int32;
  likelyS @1 :Int32;
  highS @2 :Int32;
  averageS @3 :Int32;
}

struct Why {
  strategy @0 :Text;
  front @1 :Bool;
  priority @2 :Int32;
  booked @3 :Bool;
  effective @4 :Int64;
  order @5 :Int32;
  overtook @6 :Int32;
  overtaken @7 :List(Text);
  bound @8 :Text;
  times @9 :Int32;
  weight @10 :Int32;
  score @11 :Int64;
  higher @12 :Int32;
  lower @13 :Int32;
  perWindow @14 :Bool;
  turns @15 :List(Turn);
  waitedFor @16 :Text;
}

struct Called {
  ticket @0 :Text;
  number @1 :Text;
  window @2 :Text;
  service @3 :Text;
  staff @4 :Text;
  call @5 :Int32;
  special @6 :Bool;
  reason @7 :Text;
  why @8 :Why;
  at @9 :Int64;
  quiet @10 :Bool;
  messageTo :union {
    none @11 :Void;
    some @12 :Personal;
  }
}

struct Recalled {
  ticket @0 :Text;
  number @1 :Text;
  window @2 :Text;
  call @3 :Int32;
  at @4 :Int64;
  quiet @5 :Bool;
  messageTo :union {
    none @6 :Void;
    some @7 :Personal;
  }
}

struct Started {
  ticket @0 :Text;
  number @1 :Text;
  window @2 :Text;
  staff @3 :Text;
  at @4 :Int64;
}

struct Finished {
  ticket @0 :Text;
  number @1 :Text;
  window @2 :Text;
  staff @3 :Text;
  service @4 :Text;
  served @5 :Int64;
  at @6 :Int64;
  messageTo :union {
    none @7 :Void;
    some @8 :Personal;
  }
}

struct NoShow {
  ticket @0 :Text;
  number @1 :Text;
  window @2 :Text;
  at @3 :Int64;
}

struct Voided {
  ticket @0 :Text;
  number @1 :Text;
  window @2 :Text;
  current @3 :Bool;
  reason @4 :Text;
  at @5 :Int64;
}

struct Parked {
  ticket @0 :Text;
  number @1 :Text;
  window @2 :Text;
  served @3 :Int64;
  at @4 :Int64;
}

struct Unparked {
  ticket @0 :Text;
  number @1 :Text;
  window @2 :Text;
  effective @3 :Int64;
  at @4 :Int64;
}

struct Transferred {
  ticket @0 :Text;
  number @1 :Text;
  window @2 :Text;
  fromService @3 :Text;
  toWindow :union {
    none @4 :Void;
    some @5 :Text;
  }
  service @6 :Text;
  front @7 :Bool;
  wasServing @8 :Bool;
  served @9 :Int64;
  at @10 :Int64;
  boundUntil :union {
    none @11 :Void;
    some @12 :Int64;
  }
  toStaff :union {
    none @13 :Void;
    some @14 :Text;
  }
}

enum Act {
  call @0;
  start @1;
  finish @2;
  noShow @3;
  void @4;
  park @5;
  transfer @6;
}

enum Status {
  waiting @0;
  called @1;
  serving @2;
  parked @3;
  done @4;
  noShow @5;
  void @6;
  unserved @7;
}

struct Standing {
  status @0 :Status;
  service @1 :Text;
  window :union {
    none @2 :Void;
    some @3 :Text;
  }
  staff :union {
    none @4 :Void;
    some @5 :Text;
  }
  bound :union {
    none @6 :Void;
    some @7 :Text;
  }
  front @8 :Bool;
  effective @9 :Int64;
  calls @10 :Int32;
  served @11 :Int64;
  calledAt :union {
    none @12 :Void;
    some @13 :Int64;
  }
  startedAt :union {
    none @14 :Void;
    some @15 :Int64;
  }
  parkedAt :union {
    none @16 :Void;
    some @17 :Int64;
  }
  finishedAt :union {
    none @18 :Void;
    some @19 :Int64;
  }
  next @20 :List(Text);
  returns @21 :Int32;
  boundUntil :union {
    none @22 :Void;
    some @23 :Int64;
  }
  boundStaff :union {
    none @24 :Void;
    some @25 :Text;
  }
}

struct Undone {
  ticket @0 :Text;
  number @1 :Text;
  window @2 :Text;
  act @3 :Act;
  back @4 :Standing;
  current @5 :Bool;
  at @6 :Int64;
}

struct WindowOpened {
  window @0 :Text;
  staff @1 :Text;
  at @2 :Int64;
}

struct WindowClosed {
  window @0 :Text;
  released @1 :List(Text);
  at @2 :Int64;
}

struct PauseAsked {
  window @0 :Text;
  reason @1 :Text;
  at @2 :Int64;
}

struct PauseWithdrawn {
  window @0 :Text;
  at @1 :Int64;
}

struct WindowPaused {
  window @0 :Text;
  reason @1 :Text;
  at @2 :Int64;
}

struct WindowResumed {
  window @0 :Text;
  at @1 :Int64;
}

struct DoorsOpened {
  at @0 :Int64;
}

struct DoorsClosed {
  at @0 :Int64;
}

struct DayEnded {
  day @0 :Day;
  next @1 :Day;
  unserved @2 :List(Text);
  cleared @3 :List(Text);
  at @4 :Int64;
  carried @5 :List(Text);
}

struct TicketSetAside {
  ticket @0 :Text;
  number @1 :Text;
  window :union {
    none @2 :Void;
    some @3 :Text;
  }
  served @4 :Int64;
  why @5 :Text;
  at @6 :Int64;
}

struct TicketReleased {
  ticket @0 :Text;
  number @1 :Text;
  back @2 :Status;
  bound :union {
    none @3 :Void;
    some @4 :Text;
  }
  at @5 :Int64;
}

struct StrategySet {
  windows @0 :List(Text);
  strategy :union {
    none @1 :Void;
    some @2 :Strategy;
  }
  at @3 :Int64;
}

struct ServiceFinished {
  ticket @0 :Text;
  number @1 :Text;
  window @2 :Text;
  staff @3 :Text;
  service @4 :Text;
  served @5 :Int64;
  next @6 :List(Text);
  at @7 :Int64;
}

struct VisitPlanned {
  ticket @0 :Text;
  number @1 :Text;
  window @2 :Text;
  next @3 :List(Text);
  at @4 :Int64;
}

struct Reminded {
  ticket @0 :Text;
  number @1 :Text;
  service @2 :Text;
  ahead @3 :Int32;
  messageTo :union {
    none @4 :Void;
    some @5 :Personal;
  }
  at @6 :Int64;
}

struct Returned {
  ticket @0 :Text;
  number @1 :Text;
  window @2 :Text;
  effective @3 :Int64;
  front @4 :Bool;
  at @5 :Int64;
}

struct MessagesSet {
  on @0 :Bool;
  at @1 :Int64;
}

struct BlockLeased {
  lease @0 :Text;
  terminal @1 :Text;
  epoch @2 :UInt64;
  series @3 :Text;
  first @4 :Int32;
  last @5 :Int32;
  until @6 :Int64;
  at @7 :Int64;
}

struct LeaseEnded {
  lease @0 :Text;
  series @1 :Text;
  lapsed @2 :List(Int32);
  at @3 :Int64;
}

struct Unbound {
  tickets @0 :List(Text);
  at @1 :Int64;
}

struct Aside {
  before @0 :Status;
  why @1 :Text;
  at @2 :Int64;
}

struct Ticket {
  ticket @0 :Text;
  number @1 :Text;
  series @2 :Text;
  value @3 :Int32;
  channel @4 :Text;
  priority @5 :Int32;
  booked @6 :Bool;
  due @7 :Int64;
  appointment :union {
    none @8 :Void;
    some @9 :Text;
  }
  holder :union {
    none @10 :Void;
    some @11 :Holder;
  }
  issuedAt @12 :Int64;
  standing @13 :Standing;
  aside :union {
    none @14 :Void;
    some @15 :Aside;
  }
  overtaken @16 :Mark;
  why :union {
    none @17 :Void;
    some @18 :Why;
  }
  remind @19 :Bool;
}

enum Intake {
  closed @0;
  open @1;
  paused @2;
}

struct LastAct {
  act @0 :Act;
  ticket @1 :Text;
  before @2 :Standing;
  after @3 :Standing;
  at @4 :Int64;
  turns @5 :List(Turn);
  tookTurn @6 :Bool;
}

struct Window {
  window @0 :Text;
  intake @1 :Intake;
  staff :union {
    none @2 :Void;
    some @3 :Text;
  }
  pauseAsked :union {
    none @4 :Void;
    some @5 :Text;
  }
  reason @6 :Text;
  current :union {
    none @7 :Void;
    some @8 :Text;
  }
  since :union {
    none @9 :Void;
    some @10 :Int64;
  }
  served @11 :Int32;
  last :union {
    none @12 :Void;
    some @13 :LastAct;
  }
  strategy :union {
    none @14 :Void;
    some @15 :Strategy;
  }
  turns @16 :List(Turn);
}

struct SeriesCount {
  series @0 :Text;
  issued @1 :Int32;
  last @2 :Int32;
  leased @3 :Int32;
}

struct TakenIn {
  position @0 :UInt64;
  value @1 :Int32;
}

struct Lease {
  lease @0 :Text;
  terminal @1 :Text;
  epoch @2 :UInt64;
  series @3 :Text;
  first @4 :Int32;
  last @5 :Int32;
  at @6 :Int64;
  until @7 :Int64;
  takenIn @8 :List(TakenIn);
  ended @9 :Bool;
}

struct ServiceCount {
  service @0 :Text;
  issued @1 :Int32;
  served @2 :Int32;
  serving @3 :Int64;
}

struct State {
  configuration :union {
    none @0 :Void;
    some @1 :Configuration;
  }
  day @2 :Day;
  doorsOpen @3 :Bool;
  tickets @4 :List(Ticket);
  past @5 :List(Ticket);
  windows @6 :List(Window);
  series @7 :List(SeriesCount);
  services @8 :List(ServiceCount);
  turns @9 :List(Turn);
  messages @10 :Bool;
  leases @11 :List(Lease);
}
