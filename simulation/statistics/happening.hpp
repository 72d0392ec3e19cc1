// One committed event as any outsider reads it: type and JSON. Statistics and checkers know nothing
// else of a hall.
#pragma once

#include "runtime/host/runtime.hpp"

#include <boost/json.hpp>

#include <functional>
#include <initializer_list>
#include <string>
#include <string_view>

namespace atrium::simulation {

struct Happening {
  Position position = 0;
  StreamId stream;
  Instant at;
  std::string type;  // "waiting_room.called"
  boost::json::object data;
  CommandId command{};  // That made it true.
  bool last = true;     // Of its commit.
  Position cause = 0;   // The event that a policy reacted to; 0 = somebody asked.
  // As it is stored, for those who keep it typed.
  std::uint16_t event = 0;
  std::uint16_t schema = 1;
  Bytes payload{};
  Who who{};
};

// An event that cannot be read is a Failure.
Result<Happening> happening_of(const host::Runtime& runtime, const Envelope& envelope);

// Tells `each` of every committed event after `after` of the given kinds of entities (none: of
// all); returns the last position read. An event that cannot be read is a Failure.
Result<Position> read_on(const host::Runtime& runtime, const PartitionId& hall, Position after,
                         std::initializer_list<std::string_view> kinds,
                         const std::function<void(const Happening&)>& each);

}  // namespace atrium::simulation
