// Lends the policies of one partition a mailbox: each event is read and decoded once for all of
// them, and none waits for another.
#pragma once

#include "runtime/host/actors/messages.hpp"
#include "runtime/host/policy_runner.hpp"

#include <caf/all.hpp>

#include <functional>
#include <memory>
#include <vector>

namespace atrium::host {

using MakePolicyRun = std::function<std::unique_ptr<AnyPolicyRun>(JobReply)>;

struct PolicyState {
  std::shared_ptr<Feed> feed;
  std::vector<std::unique_ptr<AnyPolicyRun>> runs;
  Feed::Subscription subscription;
  static inline const char* name = "policies";
};

caf::behavior policy_actor(caf::stateful_actor<PolicyState>* self, std::shared_ptr<Feed> feed,
                           const std::vector<MakePolicyRun>& policies);

}  // namespace atrium::host
