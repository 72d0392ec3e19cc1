// How long people will wait, as last told by the forecast that runs beside the room. The room's
// own rules never read it; questions carry it, so that answers can show it.
#pragma once

#include "runtime/core/ids.hpp"
#include "runtime/core/time/instant.hpp"

#include <boost/describe.hpp>

#include <optional>
#include <unordered_map>

namespace atrium::waiting_room {

// From low to high four times in five; as often sooner than likely as later. Without a high end one
// in ten is not called today, without likely one in two; low is a day where nine in ten are not.
struct Wait {
  int low_s = 0;
  std::optional<int> likely_s = 0;
  std::optional<int> high_s = 0;
  bool operator==(const Wait&) const = default;
};
BOOST_DESCRIBE_STRUCT(Wait, (), (low_s, likely_s, high_s))

struct Estimates {
  Instant as_of;
  std::unordered_map<TicketId, Wait> tickets;
  std::unordered_map<ServiceId, Wait> newcomers;  // Somebody who takes a ticket now.

  // Seen from `now`; nothing for who is not in it: no open window serves them.
  [[nodiscard]] std::optional<Wait> of(const TicketId& ticket, Instant now) const;
  [[nodiscard]] std::optional<Wait> newcomer(const ServiceId& service) const;
};

}  // namespace atrium::waiting_room
