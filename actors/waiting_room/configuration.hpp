// What a hall's lines are made of: series, services, windows and the numbers that rules depend on.
// It arrives whole in one event, so that no decision ever reads a file. Stored for ever.
#pragma once

#include "actors/waiting_room/strategy.hpp"
#include "runtime/core/ids.hpp"
#include "runtime/core/time/zone.hpp"

#include <boost/describe.hpp>

#include <string>
#include <vector>

namespace atrium::waiting_room {

// Numbers "A001", "A002", … of one business day. Several services may share a series.
struct Series {
  SeriesId series;
  std::string
      prefix;      // 1 to 4 capital letters: with digits in it, two series could make one number.
  int digits = 3;  // At least so many; a higher number is written in full: A1000 follows A999.
  int start = 1;
  int daily_limit = 0;  // Most tickets of a day; 0 = no limit.
  bool operator==(const Series&) const = default;
};
BOOST_DESCRIBE_STRUCT(Series, (), (series, prefix, digits, start, daily_limit))

struct Service {
  ServiceId service;
  SeriesId series;
  bool offered = true;  // False: closed by the administration; issues no ticket.
  int service_s = 300;  // Expected service time, until the day has measured its own.
  bool operator==(const Service&) const = default;
};
BOOST_DESCRIBE_STRUCT(Service, (), (service, series, offered, service_s))

struct WindowSetup {
  WindowId window;
  std::vector<ServiceId> services;  // Its own: called first.
  std::vector<ServiceId> also;      // Called when nobody waits for its own.
  bool enabled = true;              // False: cannot be opened.
  std::string strategy{};           // A name of Configuration::strategies; empty = the hall's.
  bool operator==(const WindowSetup&) const = default;
};
BOOST_DESCRIBE_STRUCT(WindowSetup, (), (window, services, also, enabled, strategy))

// A visit by name: its services in order, under one number.
struct Journey {
  std::string journey;
  std::vector<ServiceId> services;
  bool operator==(const Journey&) const = default;
};
BOOST_DESCRIBE_STRUCT(Journey, (), (journey, services))

// Whether a ticket whose holder did not come waits again, and where: last, behind so many of its
// line, or first. `none`: it is called again by special call only.
enum class NoShowPlace { none, end, after_n, front };
BOOST_DESCRIBE_ENUM(NoShowPlace, none, end, after_n, front)

struct Configuration {
  std::string version;  // Of the hall definition that it was made from.
  Zone zone;
  int reset_minute = 0;  // Minutes after local midnight at which the business day turns.
  int calls_max = 3;     // Announcements of one call, the first included.
  AppointmentOrder appointment_order = AppointmentOrder::booked_first;
  int due_before_s = 120;  // A checked-in appointment competes from so long before its time.
  int grace_s = 900;       // Checked in later than this after its time: joins as a walk-in.
  int undo_s = 60;         // How long a window's last act can be undone.
  bool transfer_to_front = false;
  int bound_s = 0;  // Who is bound to one window or person waits so long; 0 = until they leave.
  std::vector<Series> series;
  std::vector<Service> services;
  std::vector<WindowSetup> windows;
  std::vector<Strategy> strategies;  // That may be chosen by name.
  std::string strategy;              // The hall's; empty = strict in `appointment_order`.
  int remind_ahead = 3;  // Tickets issued with more ahead are told when so many are left; 0 = none.
  std::vector<Journey> journeys;
  NoShowPlace no_show_place = NoShowPlace::none;
  int no_show_after = 3;        // Of after_n.
  int no_show_returns = 1;      // How often one ticket comes back so.
  bool carry_over = false;      // The day's end leaves open tickets as they stand.
  bool one_per_person = false;  // Whoever has an open ticket of a service gets no second one.
  bool operator==(const Configuration&) const = default;
};
BOOST_DESCRIBE_STRUCT(Configuration, (),
                      (version, zone, reset_minute, calls_max, appointment_order, due_before_s,
                       grace_s, undo_s, transfer_to_front, series, services, windows, strategies,
                       strategy, remind_ahead, journeys, no_show_place, no_show_after,
                       no_show_returns, carry_over, one_per_person, bound_s))

}  // namespace atrium::waiting_room
