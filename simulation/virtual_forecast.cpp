// Asked, read, answered.
#include "simulation/virtual_forecast.hpp"

#include "persistence/codec/entities/codecs.hpp"
#include "runtime/core/assert.hpp"

namespace atrium::simulation {

VirtualForecast::VirtualForecast(const host::Runtime& runtime,
                                 const std::vector<halls::Definition>& halls, int runs)
    : runtime_(runtime), runs_(runs) {
  const node::RoomCodec codec = persistence::make_waiting_room_codec(*no_keys_);
  for (const auto& hall : halls) {
    halls_[hall.hall] = std::make_unique<node::HallForecast>(hall, runtime.feed(hall.hall), codec);
  }
}

const waiting_room::forecast::Forecaster& VirtualForecast::up_to_date(
    const PartitionId& hall) const {
  auto& forecast = *halls_.at(hall);
  const auto read = forecast.catch_up();
  ATRIUM_ASSERT(read.has_value(), "an event in memory cannot be read");
  return forecast.forecaster();
}

std::shared_ptr<const waiting_room::Estimates> VirtualForecast::estimates(
    const PartitionId& hall) const {
  return std::make_shared<waiting_room::Estimates>(
      up_to_date(hall).estimates(runtime_.clock().now(), runs_));
}

std::optional<waiting_room::Wait> VirtualForecast::newcomer(const PartitionId& hall,
                                                            const ServiceId& service) const {
  return up_to_date(hall).newcomer(service, runtime_.clock().now(), runs_);
}

front::CalibrationView VirtualForecast::calibration(const PartitionId& hall) const {
  const auto& calibration = up_to_date(hall).calibration();
  return {calibration.today(), calibration.scores()};
}

}  // namespace atrium::simulation
