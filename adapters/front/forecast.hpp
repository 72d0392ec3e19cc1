// The port through which edges get at the last figures of how long people will wait. What makes
// them runs beside the halls (runtime/node/forecast); without one, nobody is told anything.
#pragma once

#include "actors/waiting_room/estimates.hpp"
#include "actors/waiting_room/forecast/calibration.hpp"
#include "runtime/core/ids.hpp"

#include <memory>
#include <optional>
#include <vector>

namespace atrium::front {

struct CalibrationView {
  std::vector<waiting_room::forecast::HorizonScore> today;
  std::vector<waiting_room::forecast::HorizonScore> lately;  // Over the days that are remembered.
};

// Thread-safe; cheap.
class Forecast {
 public:
  virtual ~Forecast() = default;

  // Null: none were made for this hall.
  [[nodiscard]] virtual std::shared_ptr<const waiting_room::Estimates> estimates(
      const PartitionId& hall) const = 0;
  // Somebody who takes a ticket now, without priority.
  [[nodiscard]] virtual std::optional<waiting_room::Wait> newcomer(
      const PartitionId& hall, const ServiceId& service) const = 0;
  [[nodiscard]] virtual CalibrationView calibration(const PartitionId& hall) const = 0;
};

}  // namespace atrium::front
