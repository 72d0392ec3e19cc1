// One visitor: all that chance decides about them is drawn when they come, so that what staff do
// cannot shift it.
#pragma once

#include "ops/halls/definition.hpp"
#include "simulation/model/profile.hpp"
#include "simulation/random.hpp"

#include <cstdint>
#include <string>
#include <string_view>

namespace atrium::simulation {

struct Visitor {
  std::size_t service = 0;   // In the hall's order.
  bool no_show = false;      // Has left before any call.
  bool inattentive = false;  // Does not hear the first call.
  Duration patience{};       // Leaves after waiting longer.
  Duration walking{};        // From hearing the call to standing at the window.
  Duration served_for{};
  int level = 0;           // Of the rating; 0 = gives none.
  Duration rates_after{};  // From the end of the service.
  int refusals = 0;        // How often no ticket was to be had.
  Instant issued_at;
};

// Draws the visitors of one service, one after the other, from a stream for each property.
class VisitorStream {
 public:
  VisitorStream(std::uint64_t seed, std::string_view hall, std::size_t service,
                const halls::Service& of, const Profile& profile);
  Visitor draw();

 private:
  std::size_t service_;
  const Profile* profile_;
  const Visits* visits_;
  Random presence_;
  Random patience_;
  Random walking_;
  Random service_time_;
  Random rating_;
};

}  // namespace atrium::simulation
