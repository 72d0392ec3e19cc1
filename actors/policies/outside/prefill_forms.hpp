// A ticket that was taken by ID card, of an item with an application form: the integrated platform
// is told whose form to fill in. The number goes as the message's addressee, sealed like any other.
#pragma once

#include "actors/policies/effect.hpp"

#include <set>
#include <string_view>
#include <utility>

namespace atrium::policies {

class PrefillForms {
 public:
  static constexpr std::string_view name = "prefill_forms";
  using Source = waiting_room::Entity;

  // `services`: those whose items have a form.
  explicit PrefillForms(std::set<ServiceId> services) : services_(std::move(services)) {}
  [[nodiscard]] Effects react(const Source::Event& event, Instant at) const;

 private:
  std::set<ServiceId> services_;
};

}  // namespace atrium::policies
