@0xcf25c1736ee98c55;
# What integrators say to a hall and hear from it, over ZeroMQ (adapters/zeromq). A wire form: it
# may grow with partners (add fields and members at the end, never renumber) and is no relation of
# what the journal stores.

using Cxx = import "/capnp/c++.capnp";
$Cxx.namespace("atrium::wire");

struct Request {
  id @0 :Text;
  # The command's id, made by the client (UUIDv7 advised): the same id is answered with the first
  # reply, also after a restart. Empty: never repeated. Comes back in the response.
  hall @1 :Text;
  union {
    takeTicket @2 :TakeTicket;
    windowAct @3 :WindowAct;
    evaluate @4 :Evaluate;
    findTicket @5 :Text;      # A ticket's id.
    findWindow @6 :Text;      # A window's number.
    readEvents @7 :ReadEvents;
    releaseTicket @8 :Text;   # A ticket's id: lets one go on that was set aside.
    setStrategy @9 :SetStrategy;
    bookVisit @10 :BookVisit;
    changeBooking @11 :ChangeBooking;
    cancelBooking @12 :CancelBooking;
    checkIn @13 :CheckIn;     # The ticket follows as an event.
    findBooking @14 :Text;    # A booking's id.
    leaseNumbers @15 :LeaseNumbers;
    takeIn @16 :TakeIn;
    endLease @17 :Text;       # A lease's id: everything was taken in, the rest lapses.
    readLeases @18 :Void;     # Those of the day.
  }
}

struct TakeTicket {
  service @0 :Text;
  channel @1 :Text = "integrator";
  machine @2 :Text;           # Prints the slip; empty: none.
  priority @3 :Int32;
  holder @4 :Holder;          # Not set: nobody is named.
  next @5 :List(Text);        # More services of the same visit, in order.
  journey @6 :Text;           # In place of services; empty: none.
  toWindow @7 :Text;          # Waits for this window alone …
  toStaff @8 :Text;           # … or for this member of staff; both empty: for all windows.
}

struct LeaseNumbers {         # For a terminal that must go on while it is cut off.
  terminal @0 :Text;
  epoch @1 :Int32;            # Of the terminal's own journal.
  service @2 :Text;           # Of whose series the numbers are.
  count @3 :Int32;            # The lease may have fewer, when the day's limit is near.
  minutes @4 :Int32;          # 0: eight hours.
}

struct TakeIn {               # What the terminal gave out, once per position of its journal.
  lease @0 :Text;
  position @1 :Int32;         # From 1.
  value @2 :Int32;            # Of the lease's numbers.
  service @3 :Text;
  at @4 :Int64;               # When it was given out.
  priority @5 :Int32;
  holder @6 :Holder;          # Not set: nobody is named.
}

# Days are "2026-11-21", times of the hall's clock "09:00".
struct BookVisit {
  service @0 :Text;
  day @1 :Text;
  begins @2 :Text;
  channel @3 :Text = "app";
  reference @4 :Text;         # Of a platform's own booking (channel "platform"): booked once.
  holder @5 :Holder;
}

struct ChangeBooking {
  code @0 :Text;              # Or the booking's id.
  booking @1 :Text;
  day @2 :Text;
  begins @3 :Text;
}

struct CancelBooking {
  code @0 :Text;              # Or the booking's id.
  booking @1 :Text;
  reason @2 :Text;
}

struct CheckIn {
  code @0 :Text;              # Or the holder's identity number or phone.
  holder @1 :Holder;
  channel @2 :Text = "kiosk";
  machine @3 :Text;           # Prints the slip; empty: none.
  next @4 :List(Text);        # More services of the visit, after the booked one, in order.
}

struct Holder {
  idType @0 :Text;
  idNumber @1 :Text;
  name @2 :Text;
  phone @3 :Text;
}

struct WindowAct {
  window @0 :Text;
  action @1 :Action;
  staff @2 :Text;             # open
  reason @3 :Text;            # pause, call, void
  number @4 :Text;            # call, void, unpark
  toWindow @5 :Text;          # transfer
  toService @6 :Text;         # transfer
  services @7 :List(Text);    # plan: still to do after the present service
  toStaff @8 :Text;           # transfer, in place of toWindow
}

enum Action {
  open @0;
  close @1;
  pause @2;
  resume @3;
  callNext @4;
  recall @5;
  call @6;
  start @7;
  finish @8;
  noShow @9;
  void @10;
  park @11;
  unpark @12;
  transfer @13;
  undo @14;
  plan @15;
}

struct SetStrategy {          # How windows call from now on.
  windows @0 :List(Text);     # None: all of them.
  strategy @1 :Text;          # By name …
  value @2 :Strategy;         # … or by value; neither: as the hall's definition says.
}

struct Strategy {
  order @0 :Text;             # booked_first (also if empty), by_time
  weighing @1 :Text;          # strict (also if empty), ageing, ratio
  weights @2 :List(Int32);    # Of the priority classes 0, 1, …
  bookedWeight @3 :Int32;
  higher @4 :Int32 = 2;
  lower @5 :Int32 = 1;
  perWindow @6 :Bool;
  overtakenMax @7 :Int32 = 5; # Nobody is overtaken more often; 0: no such bound.
  overtakenS @8 :Int32 = 1800;
  ownFirst @9 :Bool = true;
}

struct Evaluate {
  ticket @0 :Text;
  level @1 :Int32;            # 1 to 5, 5 = very satisfied.
  tags @2 :List(Text);
  text @3 :Text;
}

struct ReadEvents {
  after @0 :UInt64;           # Events behind this position, in order: how a subscriber fills a gap.
  limit @1 :UInt32 = 100;     # At most 1000.
  epoch @2 :UInt64;           # That `after` was told in; 0 = not known. A restore begins a new one.
}

struct Response {
  id @0 :Text;
  union {
    accepted @1 :Accepted;
    refused @2 :Refused;
    trouble @3 :Trouble;
  }
}

struct Accepted {
  position @0 :UInt64;        # The last event that this answer rests on; it is durable.
  repeated @1 :Bool;          # This is the first reply to the same id.
  union {
    ticket @2 :Ticket;
    window @3 :Window;
    rating @4 :Rating;
    events @5 :List(Event);
    booking @7 :Booking;
    lease @8 :Lease;
    leases @9 :List(Lease);
  }
  epoch @6 :UInt64;           # Of `position`; with events only.
}

struct Refused {
  kind @0 :RefusalKind;
  code @1 :Text;              # Stable, e.g. "ticket.not_callable".
  field @2 :Text;
  detail @3 :Text;
  epoch @4 :UInt64;           # Of feed.epoch_changed and feed.beyond_head: the one that runs now,
  from @5 :UInt64;            # and where to go on reading in it.
}

enum RefusalKind {
  invalid @0;
  notFound @1;
  forbidden @2;
  wrongPhase @3;
  conflict @4;
  exhausted @5;
}

struct Trouble {
  kind @0 :TroubleKind;
  detail @1 :Text;
  retryAfterS @2 :UInt32;     # Of `overloaded`: when it is worth asking again, under the same id.
}

enum TroubleKind {
  defect @0;
  overloaded @1;              # Try again shortly.
  failure @2;
  abandoned @3;
}

# Instants are microseconds since 1970-01-01 UTC, 0 = none.

struct Ticket {
  id @0 :Text;
  number @1 :Text;
  service @2 :Text;
  status @3 :Status;
  window @4 :Text;
  ahead @5 :Int32 = -1;       # -1 = does not wait.
  wait @6 :Wait;              # Not set: no open window serves it.
  calls @7 :Int32;
  priority @8 :Int32;
  channel @9 :Text;
  holder @10 :Text;           # Masked.
  issuedAt @11 :Int64;
  calledAt @12 :Int64;
  startedAt @13 :Int64;
  finishedAt @14 :Int64;
  setAside @15 :SetAside;     # Not set: it is not.
  next @16 :List(Text);       # Services still to do after this one.
}

struct SetAside {
  why @0 :Text;               # The rule that broke over this ticket, for whoever mends it.
  at @1 :Int64;
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

struct Wait {
  lowS @0 :Int32;
  highS @1 :Int32;            # -1: perhaps not today.
  likelyS @2 :Int32;          # -1: rather not today.
}

struct Window {
  window @0 :Text;
  state @1 :WindowState;
  staff @2 :Text;
  reason @3 :Text;
  pausing @4 :Bool;
  since @5 :Int64;
  services @6 :List(Text);
  ticket @7 :Ticket;          # Not set: nobody was to be called, or nobody is at the window.
  waiting @8 :Int32;
  served @9 :Int32;
}

enum WindowState {
  closed @0;
  idle @1;
  called @2;
  serving @3;
  paused @4;
}

struct Booking {
  booking @0 :Text;
  code @1 :Text;              # Only to whoever booked.
  status @2 :BookingStatus;
  service @3 :Text;
  day @4 :Text;
  begins @5 :Text;
  ends @6 :Text;
  at @7 :Int64;
  channel @8 :Text;
  reference @9 :Text;
  reason @10 :Text;
  ticket @11 :Text;
  number @12 :Text;
}

enum BookingStatus {
  booked @0;
  arrived @1;
  honoured @2;
  noShow @3;
  refused @4;
  unserved @5;
  cancelled @6;
}

struct Lease {
  lease @0 :Text;
  terminal @1 :Text;
  epoch @2 :Int32;
  series @3 :Text;
  prefix @4 :Text;            # A number is its prefix and the value, in so many digits.
  digits @5 :Int32;
  first @6 :Int32;
  last @7 :Int32;
  until @8 :Int64;            # Given out from then on, a number is not taken in.
  takenIn @9 :Int32;
  ended @10 :Bool;
}

struct Rating {
  ticket @0 :Text;
  window @1 :Text;
  level @2 :Int32;
  tags @3 :List(Text);
  givenAt @4 :Int64;
}

struct Event {
  # Published as [hall, Event]; positions are dense within a hall and epoch.
  hall @0 :Text;
  epoch @1 :UInt64;
  position @2 :UInt64;
  previous @3 :UInt64;        # Of the event before; another one than you have seen is a gap.
  stream @4 :Text;            # "waiting_room/main"
  version @5 :UInt64;
  type @6 :Text;              # "waiting_room.called"
  at @7 :Int64;
  data @8 :Text;              # The event's fields as JSON, without personal data.
}
