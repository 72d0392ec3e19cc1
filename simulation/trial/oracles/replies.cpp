// Told against recorded.
#include "simulation/trial/oracles/replies.hpp"

#include "simulation/json_fields.hpp"

#include <fmt/format.h>
#include <boost/json.hpp>

#include <ostream>
#include <utility>

namespace atrium::simulation::trial {
namespace {

// The edge shows a holder what it understood of who they are; the record has the rest of the reply.
bool is_told_by_edge(const std::string& told, const std::string& recorded) {
  if (told == recorded) return true;
  boost::json::error_code error;
  auto value = boost::json::parse(told, error);
  if (error || !value.is_object()) return false;
  auto& members = value.get_object();
  if (members.erase("holder_shown") == 0) return false;
  members.erase("warnings");
  const auto kept = boost::json::parse(recorded, error);
  return !error && kept == value;
}

}  // namespace

host::Reply Replies::expect(Question question, std::shared_ptr<const Journal> journal) {
  ++waiting_for_[question.id.text];
  ++waiting_;
  return host::Reply([this, question = std::move(question), journal,
                      asked = journal->head().position](host::Outcome outcome) {
    --waiting_;
    --waiting_for_.at(question.id.text);
    inbox_.push_back({question, std::move(outcome), asked, journal->head().position, down_});
  });
}

void Replies::see(const Envelope& event) {
  if (seen_ > 0 && event.previous != head_) {
    broken_.push_back(fmt::format("the chain breaks at {}", event.position));
  }
  head_ = event.hash;
  seen_ = event.position;
  const auto& id = event.command.text;
  if (!event.last || !is_client_command_id(id)) return;
  const Question question{event.command, {}, event.fingerprint, true};
  const auto waiting = waiting_for_.find(id);
  if (waiting == waiting_for_.end()) return fault(question, "was never asked and is in the record");
  if (waiting->second == 0 && !abandoned_.contains(id)) {
    fault(question, "was answered before it was in the record, or without it");
  }
  const Recorded recorded{event.position, event.at, event.fingerprint, event.reply};
  const auto [place, first] = recorded_.try_emplace(id, recorded);
  if (first) return;
  if (event.at - place->second.at < kept_) {
    fault(question, fmt::format("is in the record at {} and again at {}", place->second.position,
                                event.position));
  }
  place->second = recorded;
}

bool Replies::waits(const CommandId& id) const {
  const auto found = waiting_for_.find(id.text);
  return found != waiting_for_.end() && found->second > 0;
}

bool Replies::is_fresh(const CommandId& id, Instant now) const {
  const auto found = recorded_.find(id.text);
  return found == recorded_.end() || now - found->second.at < kept_ / 2;
}

void Replies::examine() {
  while (!inbox_.empty()) {
    examine(inbox_.front());
    inbox_.pop_front();
  }
}

void Replies::examine(const Told& told) {
  mix(told.question.id.text);
  if (const auto* accepted = std::get_if<host::Accepted>(&told.outcome)) {
    mix(accepted->json);
    tell(told, accepted->json);
    examine_accepted(told, *accepted);
  } else if (const auto* refused = std::get_if<host::Refused>(&told.outcome)) {
    mix(refused->refusal.code);
    tell(told, refused->refusal.code);
    examine_refused(told, *refused);
  } else {
    const auto& trouble = std::get<host::Trouble>(told.outcome);
    mix(trouble.detail);
    tell(told, trouble.detail);
    const bool abandoned = trouble.kind == host::Trouble::Kind::abandoned && told.down;
    if (abandoned) abandoned_.insert(told.question.id.text);
    const bool excused = abandoned || trouble.kind == host::Trouble::Kind::overloaded;
    if (!excused) fault(told.question, "met trouble: " + trouble.detail);
  }
}

void Replies::tell(const Told& told, std::string_view answer) {
  if (trace_ == nullptr) return;
  *trace_ << fmt::format("  answer to {} {}: {}\n", told.question.id.text, told.question.what,
                         answer);
}

void Replies::examine_accepted(const Told& told, const host::Accepted& accepted) {
  const auto& question = told.question;
  if (accepted.position > told.durable) {
    fault(question, fmt::format("was answered at position {} when {} was durable",
                                accepted.position, told.durable));
  }
  examine_tickets(told, accepted);
  if (question.id.text.empty()) return;
  ++accepted_;
  const auto found = recorded_.find(question.id.text);
  if (found == recorded_.end() || found->second.position > told.durable) {
    if (question.records) fault(question, "was accepted and is not in the record");
    if (accepted.repeated) fault(question, "is called a repeat and is not in the record");
    return;
  }
  const auto& recorded = found->second;
  // It may have changed nothing first and something then, both while they were in flight.
  const bool same = recorded.fingerprint == question.fingerprint &&
                    is_told_by_edge(accepted.json, recorded.reply);
  const bool early = recorded.position > told.asked && !question.records && !accepted.repeated;
  if (early && !same) return;
  if (recorded.fingerprint != question.fingerprint) {
    return fault(question, "was accepted under the id of another command");
  }
  if (!is_told_by_edge(accepted.json, recorded.reply)) {
    fault(question, "was answered " + accepted.json + " and recorded " + recorded.reply);
  }
  if (accepted.position != recorded.position) {
    fault(question, fmt::format("was answered at position {} and recorded at {}", accepted.position,
                                recorded.position));
  }
}

// What is told of tickets must be in the record: that it was once so at least.
void Replies::examine_tickets(const Told& told, const host::Accepted& accepted) {
  boost::json::error_code error;
  const auto value = boost::json::parse({accepted.json.data(), accepted.json.size()}, error);
  if (error || !value.is_object()) return fault(told.question, "was answered no JSON object");
  const auto look = [&](const boost::json::object& holder) {
    const auto id = text_at(holder, "id");
    const auto status = text_at(holder, "status");
    if (id.empty() || status.empty() || known_(id, status)) return;
    fault(told.question, "was told that " + id + " is " + status + ", which is in no record");
  };
  const auto& body = value.get_object();
  look(body);
  if (const auto* ticket = object_at(body, "ticket")) look(*ticket);
  if (const auto* windows = array_at(body, "windows")) {
    for (const auto& window : *windows) {
      const auto* ticket = object_at(window.get_object(), "ticket");
      if (ticket != nullptr) look(*ticket);
    }
  }
}

void Replies::examine_refused(const Told& told, const host::Refused& refused) {
  const auto& question = told.question;
  if (refused.position > told.durable) {
    fault(question, fmt::format("was refused at position {} when {} was durable", refused.position,
                                told.durable));
  }
  if (question.id.text.empty()) return;
  const auto found = recorded_.find(question.id.text);
  // It may have been refused first and accepted then, both while they were in flight.
  if (found == recorded_.end() || found->second.position > told.asked) return;
  if (found->second.fingerprint == question.fingerprint) {
    fault(question, "was refused with " + refused.refusal.code + " after it was accepted");
  }
}

void Replies::recovered(const Journal& journal, Instant now) {
  examine();
  down_ = false;
  if (waiting_ > 0) {
    broken_.push_back(fmt::format("{} questions were answered nothing at all", waiting_));
  }
  if (const auto head = journal.head();
      head.position != seen_ || (seen_ > 0 && head.hash != head_)) {
    broken_.push_back(
        fmt::format("the record ended at {} and was recovered to {}", seen_, head.position));
  }
  for (const auto& [id, recorded] : recorded_) {
    if (now - recorded.at >= kept_) continue;
    const auto kept = journal.find_reply({id});
    const Question question{{id}, {}, recorded.fingerprint, true};
    if (!kept || !*kept) {
      fault(question, "has no reply after a restart");
    } else if ((*kept)->reply != recorded.reply || (*kept)->position != recorded.position) {
      fault(question, "has another reply after a restart");
    }
  }
}

void Replies::fault(const Question& question, const std::string& what) {
  broken_.push_back(fmt::format("{} ({}) {}", question.what, question.id.text, what));
}

void Replies::mix(std::string_view bytes) {
  for (const char c : bytes) {
    digest_ = (digest_ ^ static_cast<unsigned char>(c)) * 0x100000001b3;
  }
}

}  // namespace atrium::simulation::trial
