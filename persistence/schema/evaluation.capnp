# Stored form of evaluation events and snapshots. Never edit an event: append to its
# struct or to the union (conventions: waiting_room.capnp).
@0xa59697f1f467c2d7;

using Cxx = import "/capnp/c++.capnp";
$Cxx.namespace("atrium::schema::evaluation");

struct Event {
  union {
    given @0 :Given;
    followUpOpened @1 :FollowUpOpened;
    followUpTakenUp @2 :FollowUpTakenUp;
    followUpVerified @3 :FollowUpVerified;
    followUpAppealed @4 :FollowUpAppealed;
    appealDecided @5 :AppealDecided;
    followUpClosed @6 :FollowUpClosed;
    followUpReminded @7 :FollowUpReminded;
    linkPlanned @8 :LinkPlanned;
    linkDropped @9 :LinkDropped;
    linkSent @10 :LinkSent;
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
  number @7 :Text;
  service @8 :Text;
  finishedAt @9 :Int64;
  channel @10 :Text;
  capture :union {
    none @11 :Void;
    some @12 :Capture;
  }
}

struct Capture {
  device @0 :Text;
  epoch @1 :Int32;
  sequence @2 :Int32;
  at @3 :Int64;
}

struct FollowUpOpened {
  ticket @0 :Text;
  window @1 :Text;
  level @2 :Int32;
  at @3 :Int64;
  acceptBy :union {
    none @4 :Void;
    some @5 :Int64;
  }
  closeBy :union {
    none @6 :Void;
    some @7 :Int64;
  }
  undated @8 :Text;
}

struct FollowUpTakenUp {
  ticket @0 :Text;
  staff @1 :Text;
  at @2 :Int64;
}

struct FollowUpVerified {
  ticket @0 :Text;
  staff @1 :Text;
  upheld @2 :Bool;
  text @3 :Personal;
  at @4 :Int64;
}

struct FollowUpAppealed {
  ticket @0 :Text;
  staff @1 :Text;
  text @2 :Personal;
  at @3 :Int64;
}

struct AppealDecided {
  ticket @0 :Text;
  staff @1 :Text;
  granted @2 :Bool;
  text @3 :Personal;
  at @4 :Int64;
}

struct FollowUpClosed {
  ticket @0 :Text;
  staff @1 :Text;
  answer @2 :Personal;
  at @3 :Int64;
}

struct FollowUpReminded {
  ticket @0 :Text;
  window @1 :Text;
  overdue @2 :Bool;
  due @3 :Int64;
  at @4 :Int64;
}

struct LinkPlanned {
  ticket @0 :Text;
  window @1 :Text;
  number @2 :Text;
  to @3 :Personal;
  sendAt @4 :Int64;
  expires @5 :Int64;
  at @6 :Int64;
}

struct LinkDropped {
  ticket @0 :Text;
  at @1 :Int64;
}

struct LinkSent {
  ticket @0 :Text;
  window @1 :Text;
  number @2 :Text;
  to @3 :Personal;
  expires @4 :Int64;
  at @5 :Int64;
}

enum Reminded {
  none @0;
  soon @1;
  overdue @2;
}

struct Handling {
  opened @0 :FollowUpOpened;
  takenUp :union {
    none @1 :Void;
    some @2 :FollowUpTakenUp;
  }
  verified :union {
    none @3 :Void;
    some @4 :FollowUpVerified;
  }
  appealed :union {
    none @5 :Void;
    some @6 :FollowUpAppealed;
  }
  decided :union {
    none @7 :Void;
    some @8 :AppealDecided;
  }
  closed :union {
    none @9 :Void;
    some @10 :FollowUpClosed;
  }
  reminded @11 :Reminded;
}

struct Invitation {
  planned @0 :LinkPlanned;
  sent @1 :Bool;
}

struct State {
  given :union {
    none @0 :Void;
    some @1 :Given;
  }
  followUp @2 :Bool;
  handling :union {
    none @3 :Void;
    some @4 :Handling;
  }
  invitation :union {
    none @5 :Void;
    some @6 :Invitation;
  }
}
