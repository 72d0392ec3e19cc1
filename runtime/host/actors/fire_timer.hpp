// What the timer service asks of an entity: to do what is due, or to write its timer anew.
#pragma once

#include "runtime/host/ask.hpp"

namespace atrium::host {

struct FireTimer final : AnyAsk {
  Instant due;
  [[nodiscard]] AskSort sort() const override { return AskSort::fire_timer; }
  [[nodiscard]] const char* name() const override { return "fire_timer"; }
};

struct RestateTimer final : AnyAsk {
  [[nodiscard]] AskSort sort() const override { return AskSort::restate_timer; }
  [[nodiscard]] const char* name() const override { return "restate_timer"; }
};

}  // namespace atrium::host
