// Carries what one house's displays are wished to show to displays of another house, over two bad
// links, as a terminal's events come to its hall: each event becomes a command whose id derives
// from (house, epoch, position), one in flight per target, sent again until it is acknowledged, and
// acknowledged only when it is durable. Each end may be killed: it forgets all but its record.
#pragma once

#include "runtime/host/runtime.hpp"
#include "simulation/link/lossy_link.hpp"
#include "simulation/statistics/happening.hpp"

#include <deque>
#include <map>
#include <memory>
#include <optional>
#include <string>
#include <vector>

namespace atrium::simulation {

class Courier {
 public:
  Courier(PartitionId from, PartitionId to, std::uint64_t seed);
  ~Courier();

  // Sends, takes in and acknowledges what is due; `now` only grows.
  void step(Instant now, host::Runtime& from, host::Runtime& to);
  void from_was_killed(host::Runtime& from);
  void to_was_killed();

  void cut(bool cut);
  void heal();                                         // Nothing is lost any more.
  [[nodiscard]] bool idle(host::Runtime& from) const;  // All is delivered and acknowledged.

  // The oracle: what was committed at either end, in order of commits.
  void see_sent(const Happening& happening);
  void see_taken(const Happening& happening);
  [[nodiscard]] static bool is_taken(const PartitionId& from, const StreamId& stream);
  void close();  // Everything that was sent must have been taken.
  [[nodiscard]] const std::vector<std::string>& broken() const { return broken_; }

 private:
  struct Parcel {
    std::uint64_t epoch = 1;
    Position position = 0;
    std::string target;
    std::string content;  // JSON of the wish.
  };
  struct Receipt {
    std::string target;
    Position position = 0;
  };
  struct Line {
    std::deque<Parcel> parcels;  // The first is in flight.
    std::optional<Instant> sent;
  };
  struct Wish {
    std::string id;
    std::string content;
  };
  struct Desk;  // Receipts that answers have written; outlives a house.

  void read_on(host::Runtime& from);
  void send(Instant now);
  void take_in(Instant now, host::Runtime& to);
  void receive(Instant now, host::Runtime& from);
  [[nodiscard]] std::string target_of(const StreamId& stream) const;
  [[nodiscard]] std::string id_of(std::uint64_t epoch, Position position) const;

  PartitionId from_;
  PartitionId to_;
  LossyLink<Parcel> there_;
  LossyLink<Receipt> back_;
  Position read_ = 0;
  std::map<std::string, Line> lines_;  // By target.
  std::shared_ptr<Desk> desk_;
  std::map<std::string, std::vector<Wish>> sent_;
  std::map<std::string, std::size_t> taken_;
  std::vector<std::string> broken_;
};

}  // namespace atrium::simulation
