// Lends a policy at work a mailbox, whatever the policy.
#pragma once

#include "runtime/host/actors/messages.hpp"
#include "runtime/host/policy_runner.hpp"

#include <caf/all.hpp>

#include <functional>
#include <memory>

namespace atrium::host {

using MakePolicyRun = std::function<std::unique_ptr<AnyPolicyRun>(JobReply)>;

struct PolicyState {
  std::unique_ptr<AnyPolicyRun> run;
  Feed::Subscription subscription;
  static inline const char* name = "policy";
};

caf::behavior policy_actor(caf::stateful_actor<PolicyState>* self, std::shared_ptr<Feed> feed,
                           const MakePolicyRun& make);

}  // namespace atrium::host
