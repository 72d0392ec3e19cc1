// One thread that waits for the crowd's next plan or for an answer, whichever comes first.
#include "simulation/live_crowd.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <random>

namespace atrium::simulation {
namespace {

using namespace std::chrono_literals;

constexpr auto skips_from = 20min;      // A pause of the whole hall longer than this is skipped …
constexpr auto skips_to_before = 2min;  // … up to so long before it ends.
constexpr auto waits_at_most = 1s;      // Real time; the clock may be moved meanwhile.

}  // namespace

struct LiveCrowd::Bell {
  std::mutex mutex;
  std::condition_variable rung;
  bool mail = false;
  bool stop = false;

  void ring(bool& what) {
    {
      std::scoped_lock lock(mutex);
      what = true;
    }
    rung.notify_one();
  }
};

LiveCrowd::LiveCrowd(host::Runtime& runtime, node::SimulatedClock& clock,
                     std::vector<halls::Definition> halls, Profile profile,
                     const CrowdOptions& options)
    : clock_(clock),
      crowd_(runtime, std::move(halls), std::move(profile), options),
      bell_(std::make_shared<Bell>()) {
  crowd_.on_mail([bell = bell_] { bell->ring(bell->mail); });
  thread_ = std::thread([this] { live(); });
}

LiveCrowd::~LiveCrowd() {
  bell_->ring(bell_->stop);
  thread_.join();
}

void LiveCrowd::live() {
  crowd_.begin(clock_.now());
  std::unique_lock lock(bell_->mutex);
  while (!bell_->stop) {
    bell_->mail = false;
    lock.unlock();
    auto now = clock_.now();
    crowd_.step(now);
    if (const auto until = crowd_.quiet_until(now); until && *until - now > skips_from) {
      clock_.skip_to(*until - skips_to_before);
      now = clock_.now();
    }
    const auto next = crowd_.next();
    const Duration wait =
        next && *next > now ? clock_.real(std::min<Duration>(*next - now, 24h)) : Duration{0};
    lock.lock();
    if (next && *next <= now) continue;
    bell_->rung.wait_for(lock,
                         next ? std::min<Duration>(wait, waits_at_most) : Duration{waits_at_most},
                         [this] { return bell_->mail || bell_->stop; });
  }
}

Result<std::unique_ptr<node::Guest>> invite_live_crowd(const std::string& scenario,
                                                       host::Runtime& runtime,
                                                       node::SimulatedClock& clock,
                                                       const std::vector<halls::Definition>& halls,
                                                       const front::Forecast* forecast) {
  auto profile = load_profile(scenario);
  if (!profile) return tl::unexpected(profile.error());
  std::random_device chance;
  const auto seed = (std::uint64_t{chance()} << 32) | chance();
  return std::make_unique<LiveCrowd>(runtime, clock, halls, std::move(*profile),
                                     CrowdOptions{seed, fmt::format("{:016x}", seed), forecast});
}

}  // namespace atrium::simulation
