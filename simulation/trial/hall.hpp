// Small halls for trials: few windows and services, so that everything meets everything. A seed
// picks the rules; a change of configuration picks others while people wait.
#pragma once

#include "ops/halls/definition.hpp"
#include "simulation/random.hpp"

#include <string>

namespace atrium::simulation::trial {

// `mark` begins the names of the hall's windows and devices, so that two halls share none.
halls::Definition draw_hall(const std::string& name, const std::string& mark, Random& chance);

// The same windows, devices and series with other rules or slots: some changes are refused by the
// house while they would touch what is in use.
halls::Definition draw_change(halls::Definition hall, Random& chance);

}  // namespace atrium::simulation::trial
