// The figures of a hall over days: what visits and windows amount to, by hall, zone, service,
// window, staff, half hour or day. Pure; the same for a running hall, its read model and a
// simulated one. What each figure means is said in definitions.hpp, for people.
#pragma once

#include "actors/statistics/book.hpp"

#include <array>
#include <map>
#include <optional>
#include <string>
#include <vector>

namespace atrium::statistics {

enum class By { hall, zone, service, window, staff, half_hour, day };
BOOST_DESCRIBE_ENUM(By, hall, zone, service, window, staff, half_hour, day)

// What was counted, each of tickets that can be named.
enum class Count {
  arrived,
  carried_over,
  served,
  passed_on,
  no_show,
  voided,
  closed_unserved,
  still_open,
  services,
  recalled,
  waited,
  within_target,
  rated
};
BOOST_DESCRIBE_ENUM(Count, arrived, carried_over, served, passed_on, no_show, voided,
                    closed_unserved, still_open, services, recalled, waited, within_target, rated)
inline constexpr std::size_t counts = 13;

struct Told {
  TicketId ticket;
  Course course;
};

struct Rows {
  Calendar calendar;
  std::vector<Told> visits;  // All that were open at some time of the days asked for.
  std::vector<Spell> spells;
};

struct Ask {
  Day from;
  Day to;  // Included.
  By by = By::hall;
  Duration target{};                   // Waiting up to this is within it.
  std::map<WindowId, ZoneId> zones{};  // Where each window stands.
  std::optional<ServiceId> service{};  // Only this one; likewise below.
  std::optional<WindowId> window{};
  std::optional<StaffId> staff{};
  Instant now;  // Nothing is known of later.
};

struct Figures {
  bool of_lines = false;  // Lines belong to the hall and its services, not to windows;
  bool of_posts = false;  // open time to windows, not to services.
  std::array<int, counts> count{};
  std::vector<Duration> waits;
  std::vector<Duration> services;
  std::array<int, 5> ratings{};
  Duration open{};
  Duration serving{};
  Duration paused{};
  std::optional<double> queue_mean;
  int queue_max = 0;

  [[nodiscard]] int operator[](Count one) const { return count[static_cast<std::size_t>(one)]; }
};

struct Group {
  std::string key;  // "3", "tax", "2026-11-21T08:30+08:00"
  Figures figures;
};

struct Table {
  Instant begin;  // Half-open: an event at `end` is not of these days.
  Instant end;
  std::vector<Group> groups;
  Figures total;
};

Table tally(const Rows& rows, const Ask& ask);

// The tickets that one of the table's counts is made of, in order of their first arrival.
std::vector<TicketId> made_of(const Rows& rows, const Ask& ask, const std::string& key, Count one);

// The days asked for, as instants.
Span range_of(const Calendar& calendar, const Ask& ask);

double mean_s(const std::vector<Duration>& values);                    // 0 of none.
double quantile_s(const std::vector<Duration>& values, double share);  // Nearest rank; 0 of none.

}  // namespace atrium::statistics
