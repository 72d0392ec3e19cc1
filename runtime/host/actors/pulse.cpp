// See pulse.hpp.
#include "runtime/host/actors/pulse.hpp"

#include <algorithm>

namespace atrium::host {
namespace {

std::string word(Pulse::Phase phase) {
  switch (phase) {
    case Pulse::Phase::recovering:
      return "recovering";
    case Pulse::Phase::awake:
      return "awake";
    case Pulse::Phase::leaving:
      return "leaving";
    case Pulse::Phase::quarantined:
      return "quarantined";
  }
  return {};
}

}  // namespace

ActorReport Pulse::report(std::int64_t now) const {
  const auto since = [now](std::int64_t then) {
    return std::max<std::int64_t>(0, now - then) / 1000;
  };
  ActorReport report;
  report.state = word(phase);
  report.waiting = waiting;
  if (report.waiting > 0) report.waiting_ms = since(oldest);
  if (const auto* what = doing.load()) {
    report.doing = what;
    report.doing_ms = since(doing_since);
  }
  report.syncing = syncing;
  if (report.syncing > 0) report.syncing_ms = since(syncing_since);
  report.handled = handled;
  report.defects = defects;
  report.idle_ms = since(used);
  const std::lock_guard lock(mutex);
  report.trouble = trouble;
  return report;
}

}  // namespace atrium::host
