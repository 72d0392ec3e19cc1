// The port through which edges read what is kept of a hall's past: visits with all their steps, and
// what the figures are taken of. persistence/read keeps it; the node's desk has one thread for it.
#pragma once

#include "actors/statistics/tally.hpp"
#include "runtime/core/failure.hpp"

#include <functional>
#include <optional>
#include <string>
#include <vector>

namespace atrium::statistics {

// Staff's search; what is left out does not narrow.
struct Search {
  std::optional<Day> from;  // Of the business day of issue.
  std::optional<Day> to;    // Included.
  std::optional<std::string> number;
  std::optional<Stand> state;
  std::optional<ServiceId> service;  // Waited for at some time;
  std::optional<WindowId> window;    // was there at some time;
  std::optional<StaffId> staff;      // met at some time.
  std::optional<int> level;          // Rated so.
  int limit = 50;
  int skip = 0;
};

struct Found {
  int total = 0;              // Before limit and skip.
  std::vector<Visit> visits;  // Latest first.
};

// One hall's, with everything that is committed. On the desk's thread only.
class Records {
 public:
  virtual ~Records() = default;
  [[nodiscard]] virtual Position position() const = 0;  // The last event that is in it,
  [[nodiscard]] virtual Instant recorded() const = 0;   // and its recorded time.
  [[nodiscard]] virtual const Calendar& calendar() const = 0;
  [[nodiscard]] virtual Result<Rows> rows(const Ask& ask) const = 0;
  [[nodiscard]] virtual Result<std::optional<Visit>> visit(const TicketId& ticket) const = 0;
  [[nodiscard]] virtual Result<Found> find(const Search& search) const = 0;
};

class Desk {
 public:
  virtual ~Desk() = default;
  using Job = std::function<void(const Result<const Records*>&)>;
  // Runs `job` once, on the desk's thread, when the records have come to what is committed by now;
  // with a Failure `unavailable` while they are being made again, or when too many wait already.
  virtual void ask(const PartitionId& hall, Job job) = 0;
};

}  // namespace atrium::statistics
