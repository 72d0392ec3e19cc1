// The thread that keeps the halls' past: follows each hall's feed into its records, some seconds'
// events at a time, and answers who asks. A question first takes in what is committed by then.
// Sleeps while nothing happens. Slower than the hall it may be; it holds up nobody.
#pragma once

#include "actors/statistics/desk.hpp"
#include "runtime/host/runtime.hpp"

#include <chrono>
#include <filesystem>
#include <memory>
#include <vector>

namespace atrium::persistence {
class Vault;
}

namespace atrium::node {

struct RecordsOptions {
  std::filesystem::path directory;         // `<data>/read`
  std::chrono::milliseconds gather{5000};  // How long events wait for more when nobody asks.
  std::size_t waiting_max = 64;            // Questions; more are told to come again.
};

class RecordsDesk final : public statistics::Desk {
 public:
  // `runtime` outlives this. `no_keys` is a vault without keys: the records hold no personal data.
  RecordsDesk(const host::Runtime& runtime, persistence::Vault& no_keys,
              const std::vector<PartitionId>& halls, RecordsOptions options);
  ~RecordsDesk() override;  // Stops.

  void ask(const PartitionId& hall, Job job) override;

  // Questions that wait are told to come again; the thread is joined. Idempotent.
  void stop();

 private:
  struct Inside;
  std::unique_ptr<Inside> inside_;
};

}  // namespace atrium::node
