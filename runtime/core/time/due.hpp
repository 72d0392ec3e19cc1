// When what an entity must do by itself happens, and what becomes of it when the house was stopped
// at that time. An entity's `due(state)` names its next occurrence; this says when it fires.
#pragma once

#include "runtime/core/time/instant.hpp"

#include <optional>

namespace atrium {

enum class Missed {
  late,      // Happens as soon as the house runs again; a repeating one, once for each time.
  skip,      // Does not happen when it is later than the tolerance; a repeating one goes on.
  coalesce,  // A repeating one happens once for all the times that were missed.
};

struct Occurrence {
  Instant at;
  Missed missed = Missed::late;
  Duration every{0};  // 0: once.
  Duration tolerance = std::chrono::minutes{1};
};

// The instant at which the occurrence is to fire, at or after `now` or in the past (then at once);
// nothing when it was missed for good.
std::optional<Instant> fires_at(const Occurrence& occurrence, Instant now);

// What an entity's Due says; its fields `missed`, `every`, `tolerance` are optional.
template <class Due>
Occurrence occurrence_of(const Due& due) {
  Occurrence occurrence{due.at};
  if constexpr (requires { due.missed; }) occurrence.missed = due.missed;
  if constexpr (requires { due.every; }) occurrence.every = due.every;
  if constexpr (requires { due.tolerance; }) occurrence.tolerance = due.tolerance;
  return occurrence;
}

}  // namespace atrium
