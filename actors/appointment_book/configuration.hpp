// What may be booked in a hall and by which rules. It arrives whole in one event, so that no
// decision ever reads a file. Stored for ever.
#pragma once

#include "runtime/core/ids.hpp"
#include "runtime/core/time/working_days.hpp"
#include "runtime/core/time/zone.hpp"

#include <boost/describe.hpp>

#include <string>
#include <vector>

namespace atrium::appointment_book {

// Minutes after local midnight, half-open.
struct Period {
  int begins = 0;
  int ends = 0;
  bool operator==(const Period&) const = default;
};
BOOST_DESCRIBE_STRUCT(Period, (), (begins, ends))

// Slots of one length with one capacity each. Services named together share that capacity.
struct Block {
  std::vector<ServiceId> services;
  bool working_days = true;   // By the calendar; otherwise on `weekdays`.
  std::vector<int> weekdays;  // 0 = Monday.
  std::vector<Period> periods;
  int slot_min = 30;
  int capacity = 1;
  bool operator==(const Block&) const = default;
};
BOOST_DESCRIBE_STRUCT(Block, (), (services, working_days, weekdays, periods, slot_min, capacity))

struct Configuration {
  std::string version;  // Of the hall definition that it was made from.
  Zone zone;
  int reset_minute = 0;          // Minutes after local midnight at which the business day turns.
  int days_ahead = 7;            // A day is released so many days before it …
  int release_minute = 0;        // … at this time of day.
  int close_before_s = 0;        // A slot is booked at the latest so long before it begins.
  int cancel_before_s = 0;       // It is cancelled or changed at the latest so long before.
  int freed_after_s = 0;         // A cancelled seat is free again after so long.
  int per_day = 1;               // Bookings of one person for one day; 0 = no limit.
  int early_s = 3600;            // Check-in begins so long before the slot …
  int late_s = 0;                // … and ends so long after its begin; 0 = with the day.
  int penalty_no_shows = 0;      // After so many no-shows (0 = never) …
  int penalty_within_days = 90;  // … within so many days …
  int penalty_days = 30;         // … a person books nothing for so many days after the last one.
  int keep_days = 90;            // How long bookings of the past are kept.
  std::vector<Day> closed;       // The hall's own, besides holidays.
  WorkingDays calendar;
  std::vector<Block> blocks;
  bool operator==(const Configuration&) const = default;
};
BOOST_DESCRIBE_STRUCT(Configuration, (),
                      (version, zone, reset_minute, days_ahead, release_minute, close_before_s,
                       cancel_before_s, freed_after_s, per_day, early_s, late_s, penalty_no_shows,
                       penalty_within_days, penalty_days, keep_days, closed, calendar, blocks))

}  // namespace atrium::appointment_book
