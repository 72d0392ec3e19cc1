// The forecasts of a node's halls, on a thread of their own beside the engine: once a second each
// hall's feed is read on, and where something changed it is run forward; less often where that
// takes more of the thread's time than it may. Edges get the last figures. Costs nothing while
// nobody waits.
#pragma once

#include "adapters/front/forecast.hpp"
#include "runtime/core/time/clock.hpp"
#include "runtime/host/runtime.hpp"
#include "runtime/node/forecast/hall_forecast.hpp"

#include <chrono>
#include <map>
#include <memory>
#include <mutex>
#include <optional>
#include <string>
#include <thread>
#include <vector>

namespace atrium::node {

class Forecasts final : public front::Forecast {
 public:
  using Time = std::chrono::steady_clock::duration;
  static constexpr std::chrono::milliseconds work_at_most{150};  // Of each second, for all halls.

  // From the end of a look that took so long to the next one.
  [[nodiscard]] static Time pause_after(Time took);

  // `runtime` outlives stop(), `codec` whatever it was made from. Reads nothing yet.
  Forecasts(const host::Runtime& runtime, const std::vector<halls::Definition>& halls,
            const RoomCodec& codec);
  ~Forecasts() override;

  void run();
  void stop();        // Idempotent.
  void look_again();  // One second's work, by hand: for tests.

  [[nodiscard]] std::shared_ptr<const waiting_room::Estimates> estimates(
      const PartitionId& hall) const override;
  [[nodiscard]] std::optional<waiting_room::Wait> newcomer(const PartitionId& hall,
                                                           const ServiceId& service) const override;
  [[nodiscard]] front::CalibrationView calibration(const PartitionId& hall) const override;

 private:
  struct Hall {
    std::unique_ptr<HallForecast> forecast;
    std::optional<Instant> made;
    int runs = 0;
    std::string trouble;  // Why this hall is forecast no more, until the next start.
    std::shared_ptr<const waiting_room::Estimates> estimates;
    front::CalibrationView calibration;
  };

  void look(Hall& hall);
  void refresh(Hall& hall, Instant now);

  const host::Runtime& runtime_;
  mutable std::mutex mutex_;  // Of what edges read: estimates and calibration.
  std::map<PartitionId, Hall> halls_;
  std::jthread thread_;
};

}  // namespace atrium::node
