// See due.hpp.
#include "runtime/core/time/due.hpp"

namespace atrium {
namespace {

// How many whole periods lie between the occurrence and `until`.
Duration::rep periods(const Occurrence& occurrence, Instant until) {
  return until <= occurrence.at ? 0 : (until - occurrence.at) / occurrence.every;
}

}  // namespace

std::optional<Instant> fires_at(const Occurrence& occurrence, Instant now) {
  const bool repeats = occurrence.every > Duration{0};
  switch (occurrence.missed) {
    case Missed::late:
      return occurrence.at;
    case Missed::coalesce:
      return repeats ? occurrence.at + periods(occurrence, now) * occurrence.every : occurrence.at;
    case Missed::skip:
      break;
  }
  const auto latest = now - occurrence.tolerance;  // Nothing earlier happens any more.
  if (occurrence.at >= latest) return occurrence.at;
  if (!repeats) return std::nullopt;
  const auto last = occurrence.at + periods(occurrence, latest) * occurrence.every;
  return last < latest ? last + occurrence.every : last;
}

}  // namespace atrium
