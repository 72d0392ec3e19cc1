// One direction of a bad network: what is sent is lost, doubled, late or overtaken by what was sent
// after it, as a seed decides; cut, it loses everything. Holds values of any kind; not a transport.
#pragma once

#include "runtime/core/time/instant.hpp"
#include "simulation/random.hpp"

#include <cstdint>
#include <map>
#include <utility>
#include <vector>

namespace atrium::simulation {

struct LinkFaults {
  double lost = 0.2;
  double doubled = 0.1;
  double delay_s = 0.3;  // Mean of an exponential: later ones overtake earlier ones.
};

template <class Packet>
class LossyLink {
 public:
  LossyLink(LinkFaults faults, Random chance) : faults_(faults), chance_(std::move(chance)) {}

  void send(Instant now, Packet packet) {
    const auto copies = chance_.happens(faults_.doubled) ? 2 : 1;
    for (int i = 0; i < copies; ++i) {
      const bool lost = chance_.happens(faults_.lost);
      const auto late = static_cast<std::int64_t>(chance_.exponential(faults_.delay_s * 1e6));
      if (lost || cut_) continue;
      under_way_.emplace(std::pair(now + Duration{late}, sent_++), packet);
    }
  }

  // What has arrived by now, in order of arrival; each is handed out once.
  std::vector<Packet> arrivals(Instant now) {
    std::vector<Packet> arrived;
    while (!under_way_.empty() && under_way_.begin()->first.first <= now) {
      arrived.push_back(std::move(under_way_.begin()->second));
      under_way_.erase(under_way_.begin());
    }
    return arrived;
  }

  void cut(bool cut) { cut_ = cut; }  // What is under way arrives still.
  void heal() {
    cut_ = false;
    faults_.lost = 0;
  }

 private:
  LinkFaults faults_;
  Random chance_;
  bool cut_ = false;
  std::uint64_t sent_ = 0;
  std::map<std::pair<Instant, std::uint64_t>, Packet> under_way_;  // By arrival.
};

}  // namespace atrium::simulation
