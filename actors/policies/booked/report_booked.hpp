// What the city's booking platform is told of every booking, whatever channel it came by: that it
// was made, moved, given back, and what became of it. No personal data; the platform knows its own
// bookings by their reference, which the first record joins to the hall's number.
#pragma once

#include "actors/appointment_book/appointment_book.hpp"
#include "actors/policies/effect.hpp"

#include <string_view>

namespace atrium::policies {

struct ReportBooked {
  static constexpr std::string_view name = "report_booked";
  using Source = appointment_book::Entity;
  [[nodiscard]] Effects react(const Source::Event& event, Instant at) const;
};

}  // namespace atrium::policies
