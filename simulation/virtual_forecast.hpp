// What visitors are told of their wait, in virtual time: made when somebody asks, from exactly what
// the hall has recorded by then. The same forecaster as a node's; only when it runs differs.
#pragma once

#include "adapters/front/forecast.hpp"
#include "ops/halls/definition.hpp"
#include "persistence/vault/vault.hpp"
#include "runtime/host/runtime.hpp"
#include "runtime/node/forecast/hall_forecast.hpp"

#include <map>
#include <memory>
#include <vector>

namespace atrium::simulation {

class VirtualForecast final : public front::Forecast {
 public:
  // `runtime` outlives it.
  VirtualForecast(const host::Runtime& runtime, const std::vector<halls::Definition>& halls,
                  int runs);

  [[nodiscard]] std::shared_ptr<const waiting_room::Estimates> estimates(
      const PartitionId& hall) const override;
  [[nodiscard]] std::optional<waiting_room::Wait> newcomer(const PartitionId& hall,
                                                           const ServiceId& service) const override;
  [[nodiscard]] front::CalibrationView calibration(const PartitionId& hall) const override;

 private:
  [[nodiscard]] const waiting_room::forecast::Forecaster& up_to_date(const PartitionId& hall) const;

  const host::Runtime& runtime_;
  int runs_;
  std::unique_ptr<persistence::Vault> no_keys_ = persistence::make_memory_vault();
  std::map<PartitionId, std::unique_ptr<node::HallForecast>> halls_;
};

}  // namespace atrium::simulation
