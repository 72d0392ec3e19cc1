// A house for fuzzers: the real entities behind the runtime's door, on one thread and without a
// journal. What an edge lets through must be decided, folded, encoded and answered, or refused;
// anything else is a finding.
#pragma once

#include "persistence/journal/memory_journal.hpp"
#include "runtime/host/runtime.hpp"
#include "tests/support/entities.hpp"

#include <map>
#include <memory>
#include <string>
#include <string_view>
#include <tuple>

namespace atrium::fuzz {

// The only hall: windows 1 and 2 are open, A001 is called at window 1, A002 waits.
inline constexpr std::string_view hall_name = "chengmai";

class House final : public host::Runtime {
 public:
  House();

  [[nodiscard]] std::shared_ptr<host::Feed> feed(const PartitionId& partition) const override;
  [[nodiscard]] std::vector<PartitionId> partitions() const override;
  [[nodiscard]] const Clock& clock() const override { return clock_; }
  [[nodiscard]] Result<EventReader::Text> event_text(const Envelope& envelope) const override;

 protected:
  void deliver(const PartitionId& partition, StreamId stream,
               std::shared_ptr<host::AnyAsk> ask) override;

 private:
  struct StillClock final : Clock {
    [[nodiscard]] Instant now() const override;
  };
  template <class E>
  using States = std::map<std::string, typename E::State>;
  template <class... E>
  static std::tuple<States<E>...> states_of(boost::mp11::mp_list<E...>);

  template <class E>
  bool answered(const StreamId& stream, host::AnyAsk& any);
  template <class E>
  host::Outcome carry_out(typename E::State& state, const typename E::Command& command,
                          const host::Asker& asker);

  StillClock clock_;
  std::unique_ptr<persistence::MemoryStore> store_ = persistence::make_memory_store();
  std::shared_ptr<host::Feed> feed_;
  decltype(states_of(Entities{})) states_;
  Position position_ = 0;
};

}  // namespace atrium::fuzz
