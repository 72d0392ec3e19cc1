// A booking that is checked in becomes a ticket, without a second line for it (Q-04, AP-03).
#pragma once

#include "actors/appointment_book/appointment_book.hpp"
#include "actors/policies/effect.hpp"

#include <string_view>

namespace atrium::policies {

struct IssueBooked {
  static constexpr std::string_view name = "issue_booked";
  using Source = appointment_book::Entity;
  [[nodiscard]] Effects react(const Source::Event& event, Instant at) const;
};

}  // namespace atrium::policies
