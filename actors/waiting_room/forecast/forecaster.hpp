// What one hall's people may expect: follows the room's events, keeps its own copy of the room, and
// runs it forward when asked. A follower like any policy: it decides nothing. Not thread-safe; no
// clock.
#pragma once

#include "actors/waiting_room/estimates.hpp"
#include "actors/waiting_room/forecast/calibration.hpp"
#include "actors/waiting_room/forecast/measured.hpp"
#include "actors/waiting_room/forecast/run.hpp"
#include "actors/waiting_room/waiting_room.hpp"

#include <optional>

namespace atrium::waiting_room::forecast {

class Forecaster {
 public:
  explicit Forecaster(Hours hours) : measured_(std::move(hours)) {}

  // Begins with a snapshot of the room; without one, with its first event.
  void begin(const Saved& saved) { room_ = load(saved); }
  // An event from before that snapshot: only learned from.
  void learn(const Event& event);
  void see(const Event& event);

  // Everybody's. `runs`: more are steadier and cost more.
  [[nodiscard]] Estimates estimates(Instant now, int runs) const;
  // Of somebody who takes a ticket for `service` now.
  [[nodiscard]] std::optional<Wait> newcomer(const ServiceId& service, Instant now, int runs) const;

  [[nodiscard]] const Calibration& calibration() const { return calibration_; }
  // Somebody is in the hall, so that time alone changes what is to be expected.
  [[nodiscard]] bool busy() const {
    return room_.counts.waiting + room_.counts.called + room_.counts.serving > 0;
  }

 private:
  [[nodiscard]] Wait wait_of(const Calls& calls) const;
  [[nodiscard]] bool is_served(const ServiceId& service) const;

  State room_;
  Measured measured_;
  Calibration calibration_;
};

}  // namespace atrium::waiting_room::forecast
