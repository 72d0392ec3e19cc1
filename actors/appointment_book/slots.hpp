// Which slots a day has for a service, how many of their seats are free, and whether one may be
// booked now.
#pragma once

#include "actors/appointment_book/appointment_book.hpp"

#include <optional>
#include <string>
#include <vector>

namespace atrium::appointment_book {

struct Slot {
  const Block* block = nullptr;
  Day day;
  int minute = 0;
  Instant at;
  Instant ends;
};

Day today(const Configuration& configuration, Instant now);

// When `minute` after midnight begins on this business day: on the next date where it lies before
// the day's turn.
Instant instant_of(const Configuration& configuration, Day day, int minute);
std::string clock_text(int minute);  // "09:00"

// Of every block, or of those with this service; ascending. Refused when the calendar does not know
// the day's year.
Reckoned<std::vector<Slot>> slots_of(const Configuration& configuration, Day day,
                                     const std::optional<ServiceId>& service = std::nullopt);

bool is_bookable(const Configuration& configuration, const ServiceId& service);

int taken(const State& book, const Slot& slot, Instant now);

// Why nobody may book this day: it is over, not released, closed, or of a year unknown.
std::optional<Refusal> refuse_day(const Configuration& configuration, Day day, Instant now);

// Why nobody may book this slot now: too late, or full.
std::optional<Refusal> refuse_slot(const State& book, const Slot& slot, Instant now);

}  // namespace atrium::appointment_book
