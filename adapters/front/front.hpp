// Hands an edge's acts and questions to the entities that decide them. The one mechanism behind
// every edge: command ids, fingerprints and facts that travel from one entity to another are dealt
// with here, wire forms in the edges.
#pragma once

#include "actors/evaluation/evaluation.hpp"
#include "adapters/front/acts.hpp"
#include "runtime/host/runtime.hpp"

#include <functional>
#include <map>
#include <memory>
#include <optional>
#include <string>
#include <utility>

namespace atrium::front {

struct TicketFilter {
  std::string status;  // One of the statuses by name; empty: any. Likewise below.
  std::string service;
  std::string number;
  int limit = 50;
};

// What a hall's ratings go by, and what is known of visits that the waiting room has let go.
struct RatingSource {
  evaluation::Terms terms;
  // Called on any thread; empty: nobody knows.
  std::function<std::optional<evaluation::Served>(const std::string& ticket)> visit;
};
using RatingSources = std::map<PartitionId, RatingSource>;

// Thread-safe; `runtime` must outlive it. Replies come on threads of the runtime.
class Front {
 public:
  explicit Front(host::Runtime& runtime, RatingSources ratings = {})
      : runtime_(runtime), ratings_(std::move(ratings)) {}

  void act(const PartitionId& hall, const Act& act, Who who, CommandId id, host::Reply reply);

  void floor(const PartitionId& hall, host::Reply reply);
  void hall(const PartitionId& hall, host::Reply reply);  // {open, mode, day}
  void window(const PartitionId& hall, const std::string& window, host::Reply reply);
  void ticket(const PartitionId& hall, const std::string& ticket, host::Reply reply);
  void tickets(const PartitionId& hall, const TicketFilter& filter, host::Reply reply);
  void leases(const PartitionId& hall, host::Reply reply);
  void rating(const PartitionId& hall, const std::string& ticket, host::Reply reply);
  // With the citizen's words and the steps of the follow-up: not for everybody.
  void rating_case(const PartitionId& hall, const std::string& ticket, host::Reply reply);
  // `kind` is one of device_kinds; another answers refusal `device.unknown`.
  void device(const PartitionId& hall, const std::string& kind, const std::string& id,
              host::Reply reply);

 private:
  host::Runtime& runtime_;
  RatingSources ratings_;
};

}  // namespace atrium::front
