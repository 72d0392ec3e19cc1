// What a hall is made of, as its TOML file says it: one plain value, already checked, in words the
// runtime knows. No entity and no clock here; the composition root turns it into commands for the
// hall's actors.
#pragma once

#include "runtime/core/ids.hpp"
#include "runtime/core/time/zone.hpp"

#include <array>
#include <chrono>
#include <optional>
#include <string>
#include <vector>

namespace atrium::halls {

using ClassId = Id<struct ClassTag>;  // A class of windows: "market_access" (市场准入).

struct Name {
  std::string zh;
  std::string en;
};

// Minutes of one local day, half-open: 08:30-12:00 does not hold 12:00 itself.
struct Period {
  std::chrono::minutes begins{};
  std::chrono::minutes ends{};
};

// Monday first; ascending; no period = closed all day.
using Hours = std::array<std::vector<Period>, 7>;

enum class Mode { voiced, silent, both };    // How calls are made known: speech, messages, or both.
enum class Order { booked_first, by_time };  // Whether a due booking goes before a walk-in (AP-03).

// Where a ticket waits again whose holder did not come; `none`: special call only.
enum class NoShow { none, end, after_n, front };

struct Calling {
  int calls_max = 3;               // The first call and its repeats; then only no-show is left.
  std::chrono::seconds undo{60};   // How long a window may take its last act back.
  bool transfer_to_front = false;  // Where a transferred ticket joins: by its seniority, or first.
  NoShow no_show = NoShow::none;
  int no_show_after = 3;    // Of after_n.
  int no_show_returns = 1;  // How often one ticket comes back so.
};

struct Appointments {
  Order order = Order::booked_first;
  // A checked-in booking competes from this long before its time.
  std::chrono::seconds due_before{120};
  std::chrono::minutes grace{15};  // Later than this after its time it joins as a walk-in.
};

// When a visit may be rated and how a rating that is not good is followed up; in working days.
struct Ratings {
  int rate_days = 5;
  int accept_days = 1;
  int close_days = 5;
  bool three_stars_followed = true;
};

struct Texts {
  Name welcome;
  Name pause;
  Name staff_away;
  Name closed;
};

// What goes to visitors' phones. {hall}, {number}, {window} and {ahead} are filled in.
struct Messages {
  std::string channel = "sms";  // Or "wechat".
  int remind_ahead = 3;         // A reminder when so few are ahead; 0 = none.
  Name call{"【{hall}】{number}号，请到{window}号窗口办理。",
            "{hall}: number {number}, please go to window {window}."};
  Name reminder{"【{hall}】{number}号，您前面还有{ahead}人，请准备。",
                "{hall}: number {number}, {ahead} ahead of you. Please be ready."};
};

// A visit by name: its services in order, under one number.
struct Journey {
  std::string id;
  Name name;
  std::vector<ServiceId> services;
};

struct WindowClass {
  ClassId id;
  Name name;
};

// A part of the hall with its own board and speaker. (`atrium::Zone` is a time zone.)
struct FloorZone {
  ZoneId id;
  Name name;
  std::optional<DeviceId> board;
};

// Numbers run from start to start + daily_limit - 1, written with at least `digits` digits: A001.
struct Series {
  SeriesId prefix;
  int digits = 3;
  int start = 1;
  int daily_limit = 999;
};

struct Service {
  ServiceId id;
  Name name;
  SeriesId series;
  ClassId window_class;
  std::chrono::minutes
      expected{};  // A prior for the estimate of waits, until enough visits were measured.
};

struct Spot {  // Metres on the floor, from its north-west corner.
  int x = 0;
  int y = 0;
  friend bool operator==(const Spot&, const Spot&) = default;
};

struct Window {
  WindowId number;
  Name name;
  ZoneId zone;
  Spot at;
  ClassId window_class;
  std::vector<ServiceId> serves;
  std::vector<ServiceId> prefers;  // Called first; a subset of `serves`.
  std::vector<DeviceId> displays;  // One display may belong to several windows.
  std::optional<DeviceId> evaluator;
  std::optional<DeviceId> tablet;
};

struct TicketMachine {
  DeviceId id;
  ZoneId zone;
  Spot at;
};

struct Definition {
  PartitionId hall;
  Name name;
  Zone time_zone;
  std::chrono::minutes reset{};  // When the business day turns, after local midnight.
  Mode mode = Mode::both;
  int width = 0;  // Of the floor, in metres.
  int depth = 0;
  Hours hours;
  Calling calling;
  Appointments appointments;
  Ratings ratings;
  Texts texts;
  Messages messages;
  bool carry_over = false;  // The day's turn leaves who waits in line, with their numbers.
  std::vector<Journey> journeys;
  std::vector<WindowClass> classes;
  std::vector<FloorZone> zones;
  std::vector<Series> series;
  std::vector<Service> services;
  std::vector<Window> windows;
  std::vector<TicketMachine> ticket_machines;
};

}  // namespace atrium::halls
