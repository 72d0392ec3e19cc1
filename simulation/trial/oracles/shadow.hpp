// A second fold: every committed event's stored bytes are decoded and folded beside the live house,
// and each state that the house holds in full is compared with its shadow: what the events since
// the last look touched, or all of it when thorough. Finds a live state that is not what a replay
// of the record makes of it.
#pragma once

#include "persistence/vault/vault.hpp"
#include "runtime/core/journal.hpp"

#include <map>
#include <memory>
#include <string>
#include <vector>

namespace atrium::simulation::trial {

class Shadow {
 public:
  explicit Shadow(persistence::Vault& vault);
  ~Shadow();

  void see(const Envelope& event);  // Every committed one, in order.

  // `state`: the stream's live E::State at `version`, at which the record stands as well.
  void witness(const StreamId& stream, Version version, const void* state);

  void be_thorough(bool thorough) { thorough_ = thorough; }
  [[nodiscard]] std::vector<StreamId> streams() const;  // That have events.
  [[nodiscard]] std::size_t compared() const { return compared_; }
  [[nodiscard]] const std::vector<std::string>& broken() const { return broken_; }

  class Fold;

 private:
  std::map<std::string, std::unique_ptr<Fold>, std::less<>> folds_;  // By kind of entity.
  bool thorough_ = false;
  std::size_t compared_ = 0;
  std::vector<std::string> broken_;
};

}  // namespace atrium::simulation::trial
