// The message with the link by which a visit is rated. Who makes links is handed in: the same
// ticket and time give the same link, however often the event is read.
#pragma once

#include "actors/evaluation/evaluation.hpp"
#include "actors/policies/effect.hpp"
#include "runtime/core/saying.hpp"

#include <functional>
#include <string>
#include <string_view>
#include <utility>

namespace atrium::policies {

struct RatingLinks {
  Saying hall;          // Its name.
  Saying text;          // {hall}, {number}, {window} and {link} stand for what they say.
  std::string address;  // "https://hall.example": what stands before "/m/…".
  std::function<std::string(const TicketId&, Instant expires)> make;  // "/m/…"
};

class SendRatingLink {
 public:
  static constexpr std::string_view name = "send_rating_link";
  using Source = evaluation::Entity;

  explicit SendRatingLink(RatingLinks links) : links_(std::move(links)) {}
  [[nodiscard]] Effects react(const Source::Event& event, Instant at) const;

 private:
  RatingLinks links_;
};

}  // namespace atrium::policies
