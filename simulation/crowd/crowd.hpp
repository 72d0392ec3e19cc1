// A hall's people: visitors who come, wait, are served and rate; staff who open, call, serve, pause
// and close. Each acts only through the door that every edge uses (adapters/front), and knows only
// what it was answered. No thread and no clock: whoever drives it calls `step` at the instants that
// `next` names, in virtual or real time.
#pragma once

#include "adapters/front/front.hpp"
#include "ops/halls/definition.hpp"
#include "runtime/host/runtime.hpp"
#include "simulation/crowd/inbox.hpp"
#include "simulation/model/profile.hpp"

#include <cstdint>
#include <functional>
#include <memory>
#include <optional>
#include <string>
#include <vector>

namespace atrium::simulation {

class HallCrowd;

struct CrowdOptions {
  std::uint64_t seed = 1;
  std::string run;  // Part of every command id: another one for each start of the crowd.
  const front::Forecast* forecast = nullptr;  // Tells visitors their wait; outlives the crowd.
};

class Crowd {
 public:
  // `runtime` outlives it. Replies that come after its end are dropped.
  Crowd(host::Runtime& runtime, std::vector<halls::Definition> halls, Profile profile,
        const CrowdOptions& options);
  ~Crowd();

  // Looks at the halls and takes part in what is going on there; before the first step.
  void begin(Instant now);

  // When it next wants to act: now or in the past when there are answers to read; nothing when it
  // has no plans.
  [[nodiscard]] std::optional<Instant> next() const;

  // Reads the answers that have come and does what is due.
  void step(Instant now);

  // Until when nothing will happen, if all halls are closed and quiet: time may be skipped until
  // then.
  [[nodiscard]] std::optional<Instant> quiet_until(Instant now) const;

  // `wake` is called on any thread when an answer has come. Set before `begin`.
  void on_mail(std::function<void()> wake) { inbox_->on_mail(std::move(wake)); }

 private:
  std::shared_ptr<Inbox> inbox_;
  front::Front front_;
  Profile profile_;
  std::vector<halls::Definition> halls_;
  std::vector<std::unique_ptr<HallCrowd>> crowds_;
};

}  // namespace atrium::simulation
