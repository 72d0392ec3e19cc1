// Announcements from the outside: a listener who only hears what begins and ends hears one voice at
// a time, in the order of calls, and nobody whose call was withdrawn.
#include "tests/properties/holds.hpp"
#include "tests/properties/run.hpp"

#include <map>
#include <optional>
#include <set>

using namespace atrium;
using namespace atrium::properties;
using namespace atrium::speaker;
using boost::unit_test::description;

namespace {

struct Listener {
  std::map<int, TicketId> queued;
  std::set<int> dropped;
  std::optional<Begun> heard;
  int last = 0;  // Sequence that began.
  Instant free;  // When the last voice ended.

  // In parentheses, for RC_ASSERT looks at both sides of || and && before it judges.
  void hear(const Queued& fact) {
    RC_ASSERT((queued.empty() || queued.rbegin()->first < fact.announcement.sequence));
    queued[fact.announcement.sequence] = fact.announcement.ticket;
  }
  void hear(const Begun& fact) {
    RC_ASSERT(!dropped.contains(fact.sequence));
    RC_ASSERT(fact.at >= free);
    RC_ASSERT(fact.until >= fact.at);
    if (heard && heard->sequence == fact.sequence) {
      RC_ASSERT(fact.round == heard->round + 1);
    } else {
      RC_ASSERT(!heard);                // Never two at once.
      RC_ASSERT(fact.sequence > last);  // In the order of calls.
      RC_ASSERT(fact.round == 1);
    }
    heard = fact;
    last = fact.sequence;
  }
  void hear(const Ended& fact) {
    RC_ASSERT((heard && heard->sequence == fact.sequence));
    heard.reset();
    free = fact.at;
  }
  void hear(const Dropped& fact) { dropped.insert(fact.sequence); }
  void hear(const VoiceSet& fact) {
    if (fact.voiced) return;
    for (const auto& [sequence, ticket] : queued) dropped.insert(sequence);
    heard.reset();
  }
  void hear(const Heard&) {}
  void hear(const Claimed&) {}
  void hear(const Released&) {}
};

}  // namespace

BOOST_AUTO_TEST_SUITE(properties)

BOOST_AUTO_TEST_CASE(announcements_never_overlap_keep_their_order_and_drop_what_is_withdrawn,
                     *description("[Q-26] [Q-32]")) {
  holds("speaker", [] {
    Listener listener;
    const auto steps = *courses<Entity>(4);
    Run<Entity>{}.go(steps, [&](const Run<Entity>& run, const Step<Entity>& step,
                                const std::vector<Event>& events) {
      for (const auto& event : events) {
        std::visit([&](const auto& fact) { listener.hear(fact); }, event);
      }
      if (const auto* ask = std::get_if<Withdraw>(&step.command)) {
        for (const auto& one : run.state().waiting) {
          RC_ASSERT(!ask->ticket.empty() && one.ticket != ask->ticket);
        }
      }
      // Whatever is spoken ends by itself: the queue never stalls.
      RC_ASSERT(run.state().current.has_value() == due(run.state()).has_value());
      RC_ASSERT(run.state().current.has_value() || run.state().waiting.empty());
    });
  });
}

BOOST_AUTO_TEST_SUITE_END()
