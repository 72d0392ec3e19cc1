// See answers.hpp.
#include "runtime/host/shell/answers.hpp"

#include "runtime/core/assert.hpp"
#include "runtime/core/plant.hpp"

#include <algorithm>
#include <utility>

namespace atrium::host {
namespace {

Outcome repeated(Outcome outcome) {
  if (auto* accepted = std::get_if<Accepted>(&outcome)) accepted->repeated = true;
  return outcome;
}

}  // namespace

void Answers::tell(Held& held, Position position) {
  if (auto* accepted = std::get_if<Accepted>(&held.outcome)) accepted->position = position;
  if (auto* refused = std::get_if<Refused>(&held.outcome)) refused->position = position;
  if (held.repeats.empty()) return held.reply(std::move(held.outcome));
  held.reply(held.outcome);
  for (auto& reply : held.repeats) reply(repeated(held.outcome));
}

void Answers::say(Reply& reply, Outcome outcome, Version version, Position position) {
  Held held;
  held.version = version;
  held.outcome = std::move(outcome);
  held.reply = std::move(reply);
  if (held_.empty() || ATRIUM_PLANTED("answer_before_durable")) return tell(held, position);
  held_.push_back(std::move(held));
}

void Answers::appended(Reply reply, Outcome outcome, Version version, const Asker& asker) {
  auto& held = held_.emplace_back();
  held.version = version;
  held.appended = true;
  held.fingerprint = asker.fingerprint;
  held.outcome = std::move(outcome);
  held.reply = std::move(reply);
  if (ATRIUM_PLANTED("reply_before_durable")) held.reply(held.outcome);
  if (!is_client_command_id(asker.id.text)) return;
  held.id = asker.id.text;
  in_flight_.emplace(held.id, version);
}

Answers::Joined Answers::join(const Asker& asker, Reply& reply) {
  const auto found = in_flight_.find(asker.id.text);
  if (found == in_flight_.end() || ATRIUM_PLANTED("in_flight_forgotten")) return Joined::no;
  // Queries and refusals share the version; the one that appended comes first among equals.
  const auto held = std::ranges::lower_bound(held_, found->second, {}, &Held::version);
  ATRIUM_ASSERT(held != held_.end() && held->appended, "a command in flight is not held");
  if (held->fingerprint != asker.fingerprint) return Joined::other_command;
  held->repeats.push_back(std::move(reply));
  return Joined::yes;
}

void Answers::release(Version durable, Position position) {
  while (!held_.empty() && held_.front().version <= durable) {
    auto held = std::move(held_.front());
    held_.pop_front();
    if (!held.id.empty()) in_flight_.erase(held.id);
    tell(held, position);
  }
}

}  // namespace atrium::host
