// What a trial asks of a house: any act of any edge and some that no edge offers yet, sensible or
// not, and questions. Drawn from chance and from what the book knows.
#pragma once

#include "adapters/front/front.hpp"
#include "ops/halls/definition.hpp"
#include "runtime/host/runtime.hpp"
#include "simulation/random.hpp"
#include "simulation/trial/book.hpp"

#include <cstdint>
#include <functional>
#include <string>

namespace atrium::simulation::trial {

struct Deed {
  std::string what;  // For reports.
  StreamId target;   // Who decides it.
  std::uint64_t fingerprint = 0;
  bool command = true;   // Not a question.
  bool records = false;  // Leaves an event whenever it is accepted.
  std::function<void(host::Runtime&, const CommandId&, host::Reply)> ask;
};

// What a deed may refer to.
struct Scene {
  const halls::Definition& hall;
  const Book& book;
  Instant now;
};

Deed draw_deed(const Scene& scene, Random& chance);

// Asks an entity for its view of itself.
Deed look_at(const PartitionId& hall, const StreamId& stream);

// Gives the waiting room, or the appointment book, another definition, as a restart with another
// file does.
Deed configure(const halls::Definition& hall);
Deed configure_bookings(const halls::Definition& hall);

}  // namespace atrium::simulation::trial
