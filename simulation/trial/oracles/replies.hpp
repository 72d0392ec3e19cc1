// What may be answered: an oracle that holds every answer of a house against the record. An answer
// speaks of durable events only, an accepted command is in the record with the bytes that were
// answered, the same id gives the same bytes, nothing that was answered is ever lost, and every
// question is answered exactly once. Knows commands only as texts and ids.
#pragma once

#include "runtime/core/journal.hpp"
#include "runtime/host/ask.hpp"

#include <chrono>
#include <deque>
#include <functional>
#include <iosfwd>
#include <map>
#include <memory>
#include <set>
#include <string>
#include <string_view>
#include <vector>

namespace atrium::simulation::trial {

struct Question {
  CommandId id;      // Empty for a look.
  std::string what;  // For reports.
  std::uint64_t fingerprint = 0;
  bool records = false;  // Leaves an event whenever it is accepted.
};

class Replies {
 public:
  // Whether the record ever held a ticket in a status.
  using Known = std::function<bool(const std::string& ticket, const std::string& status)>;

  // `kept`: how long an accepted command is answered with its first reply at least.
  Replies(std::chrono::hours kept, Known known, std::ostream* trace = nullptr)
      : kept_(kept), known_(std::move(known)), trace_(trace) {}

  // The reply to hand in with a question. It only notes what is told and how far the record was
  // durable then; `journal` is the house's present one.
  host::Reply expect(Question question, std::shared_ptr<const Journal> journal);

  // Every committed event, in order; all of them that are durable before `examine`.
  void see(const Envelope& event);
  // Looks at what was told since the last time.
  void examine();

  // Whoever waits may be told nothing from here until `recovered`.
  void goes_down() { down_ = true; }
  // After a crash, once the house is there again: nobody waits, and the record holds what it did.
  void recovered(const Journal& journal, Instant now);

  [[nodiscard]] const std::vector<std::string>& broken() const { return broken_; }
  [[nodiscard]] std::size_t waiting() const { return waiting_; }
  [[nodiscard]] std::size_t accepted() const { return accepted_; }
  [[nodiscard]] std::uint64_t digest() const { return digest_; }  // Of all that was told, in order.

  [[nodiscard]] bool waits(const CommandId& id) const;
  // Whether the id may be asked again and must be answered as before.
  [[nodiscard]] bool is_fresh(const CommandId& id, Instant now) const;

 private:
  struct Recorded {
    Position position = 0;
    Instant at;
    std::uint64_t fingerprint = 0;
    Bytes reply;
  };
  struct Told {
    Question question;
    host::Outcome outcome;
    Position asked = 0;    // How far the record was durable when it was asked,
    Position durable = 0;  // and when it was told.
    bool down = false;
  };

  void examine(const Told& told);
  void examine_accepted(const Told& told, const host::Accepted& accepted);
  void examine_refused(const Told& told, const host::Refused& refused);
  void examine_tickets(const Told& told, const host::Accepted& accepted);
  void tell(const Told& told, std::string_view answer);
  void fault(const Question& question, const std::string& what);
  void mix(std::string_view bytes);

  std::chrono::hours kept_;
  Known known_;
  std::ostream* trace_;
  std::map<std::string, std::size_t> waiting_for_;  // Answers, by id.
  std::map<std::string, Recorded> recorded_;
  std::set<std::string> abandoned_;  // May be in the record, or not.
  std::deque<Told> inbox_;
  std::size_t waiting_ = 0;
  std::size_t accepted_ = 0;
  std::uint64_t digest_ = 0xcbf29ce484222325;
  bool down_ = false;
  Hash head_{};
  Position seen_ = 0;
  std::vector<std::string> broken_;
};

}  // namespace atrium::simulation::trial
