// What a hall is made of, as its TOML file says it: one plain value, already checked, in words the
// runtime knows. No entity and no clock here; the composition root turns it into commands for the
// hall's actors.
#pragma once

#include "runtime/core/ids.hpp"
#include "runtime/core/time/working_days.hpp"
#include "runtime/core/time/zone.hpp"

#include <array>
#include <chrono>
#include <optional>
#include <string>
#include <utility>
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

enum class Weighing { strict, ageing, ratio };

// A way of calling that has a name (actors/waiting_room/strategy.hpp says what it does).
struct Strategy {
  std::string name;
  Order order = Order::booked_first;
  Weighing weighing = Weighing::strict;
  std::vector<int> weights;
  int booked_weight = 0;
  int higher = 2;
  int lower = 1;
  bool per_window = false;
  int overtaken_max = 5;
  std::chrono::seconds overtaken{1800};
  bool own_first = true;
};

// Where a ticket waits again whose holder did not come; `none`: special call only.
enum class NoShow { none, end, after_n, front };

struct Calling {
  int calls_max = 3;               // The first call and its repeats; then only no-show is left.
  std::chrono::seconds undo{60};   // How long a window may take its last act back.
  bool transfer_to_front = false;  // Where a transferred ticket joins: by its seniority, or first.
  NoShow no_show = NoShow::none;
  int no_show_after = 3;           // Of after_n.
  int no_show_returns = 1;         // How often one ticket comes back so.
  std::chrono::minutes bound{30};  // Waits for one window or person so long; 0 = until they leave.
  std::string strategy;            // The hall's, by name; empty: strict in the appointments' order.
  std::vector<Strategy> strategies;
};

// Slots of one length with one capacity each, which the services named share.
struct SlotBlock {
  std::vector<ServiceId> services;
  bool working_days = true;  // By the calendar; otherwise on `weekdays`, 0 = Monday.
  std::vector<int> weekdays;
  std::vector<Period> periods;
  std::chrono::minutes slot{30};
  int capacity = 1;
};

struct Appointments {
  Order order = Order::booked_first;
  // A checked-in booking competes from this long before its time.
  std::chrono::seconds due_before{120};
  std::chrono::minutes grace{15};         // Later than this after its time it joins as a walk-in.
  int days_ahead = 7;                     // A day can be booked from so many days before it …
  std::chrono::minutes release{};         // … at this time of day on.
  std::chrono::minutes close_before{0};   // Booked at the latest so long before the slot …
  std::chrono::minutes cancel_before{0};  // … and changed or cancelled so long before.
  std::chrono::minutes freed_after{0};    // When a cancelled seat is free again.
  int per_day = 1;                        // Bookings of one person for one day; 0 = no limit.
  std::chrono::minutes early{60};         // Check-in begins so long before the slot …
  std::chrono::minutes late{0};           // … and ends so long after its begin; 0 = with the day.
  int penalty_no_shows = 0;               // So many no-shows (0 = never) …
  int penalty_within_days = 90;           // … within so many days …
  int penalty_days = 30;                  // … and the person books nothing for so many days.
  int keep_days = 90;                     // How long bookings of the past are kept.
  std::vector<Day> closed;                // The hall's own, besides holidays.
  std::vector<SlotBlock> blocks;
};

// The link to rate a visit, by message to whoever gave a phone. {hall}, {number}, {window} and
// {link} stand for what it tells of.
struct RatingLink {
  std::string address;             // Where people reach this node: "https://hall.example".
  std::chrono::minutes after{10};  // After the service; not to those who have rated by then.
  std::chrono::days valid{7};
  Name text{"【{hall}】{number}号业务已办结，请评价：{link}",
            "{hall}: number {number} is done. Please rate us: {link}"};
};

// When a visit may be rated and how a rating that is not good is followed up; in working days.
struct Ratings {
  int rate_days = 5;
  int accept_days = 1;
  int close_days = 5;
  bool three_stars_followed = true;
  std::optional<RatingLink> link;  // None: no messages.
};

struct Statistics {
  std::chrono::minutes wait_target{15};  // The hall's own aim; no law names one.
};

struct Texts {
  Name welcome;
  Name pause;
  Name staff_away;
  Name closed;
};

// How calls are put into words where the hall speaks: {number}, {window}, {name} (of the window)
// and {zone} stand for what they say.
struct Speech {
  enum class By { board, every_board, displays };
  Name call{"请{number}号到{window}号窗口办理", "Ticket {number}, please go to window {window}."};
  Name recall{"请{number}号到{window}号窗口办理（重呼）",
              "Once more: ticket {number}, please go to window {window}."};
  bool zh = true;
  bool en = true;
  int rounds = 2;  // How often it is said, in every language each time.
  bool bell = true;
  bool yao = false;   // The digit one: 幺 instead of 一.
  By by = By::board;  // Who speaks in a zone: one of its boards, all of them, or its displays.
  std::vector<std::pair<std::string, std::string>> readings;  // 长安: chang2 an1
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

// A slip's lines, with names in braces that the printing page fills in: "{number}". None: as usual.
struct SlipTemplate {
  std::vector<std::string> lines;
  std::vector<std::string> lines_en;
};

// What a visitor of a service is told on the slip.
struct Guidance {
  Name directions;  // To the windows.
  Name notice;      // Notices and adverts.
  std::vector<std::string> materials;
  std::vector<std::string> materials_en;
  SlipTemplate slip;   // Instead of the hall's.
  bool form = false;   // Has an application form that an ID card prefills.
  bool label = false;  // A label with a barcode for the papers, instead of a slip.
};

struct Tickets {
  bool one_per_person = false;  // One open ticket of a service for whoever identifies.
  std::string staff_password;   // Its hash; empty: machines give no priority.
};

struct Service {
  ServiceId id;
  Name name;
  SeriesId series;
  ClassId window_class;
  std::chrono::minutes
      expected{};  // A prior for the estimate of waits, until enough visits were measured.
  Guidance guidance{};
  bool offered = true;  // False: gives no tickets; who waits is still served.
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
  std::string strategy;  // Its own, by name; empty: the hall's.
  bool enabled = true;   // False: cannot be opened.
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
  WorkingDays calendar;  // The years published, and those that the file adds.
  Statistics statistics;
  Texts texts;
  Speech speech;
  Tickets tickets;
  SlipTemplate slip;
  bool uploads = false;  // Records go to the city platform.
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
