// Who may come in: how many questions a partition answers at once, by class. What comes on top is
// turned away at the door, so that no queue behind it grows without bound. What the house itself
// asks (policies, timers) always comes in: it is bounded where it is made. Thread-safe.
#pragma once

#include "runtime/host/ask.hpp"
#include "runtime/host/options.hpp"

#include <atomic>
#include <cstdint>
#include <mutex>
#include <optional>
#include <string>

namespace atrium::host {

class Admission {
 public:
  explicit Admission(AdmissionLimits limits) : limits_(limits) {}

  // Gives the ask its place, or says why there is none. Reports of devices also stay out while so
  // many commands wait as reports may, and queries while so many of either: what is shed first is
  // what can best wait.
  std::optional<Trouble> enter(AnyAsk& ask);

  // For commands of people and devices: nothing comes in until it is opened again; queries do.
  // `why` begins with a problem code: "disk.full: …".
  void close(std::string why);
  void open();

  [[nodiscard]] std::size_t waiting() const { return commands_ + reports_ + queries_; }
  [[nodiscard]] std::uint64_t turned_away() const { return turned_away_; }

 private:
  std::optional<Trouble> enter(AnyAsk& ask, std::atomic<std::size_t>& taken, std::size_t before,
                               std::size_t limit);

  const AdmissionLimits limits_;
  std::atomic<std::size_t> commands_ = 0;
  std::atomic<std::size_t> reports_ = 0;
  std::atomic<std::size_t> queries_ = 0;
  std::atomic<std::uint64_t> turned_away_ = 0;
  std::atomic<bool> closed_ = false;
  std::mutex mutex_;  // Guards what follows.
  std::string why_closed_;
};

}  // namespace atrium::host
