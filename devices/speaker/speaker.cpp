// One announcement after another: joined, begun, repeated, ended, dropped.
#include "devices/speaker/speaker.hpp"

#include "actors/limits.hpp"

#include <algorithm>
#include <utility>

namespace atrium::speaker {
namespace {

using Outcome = Decision<Event>;
using Events = std::vector<Event>;

Begun begin(const Announcement& next, int round, Instant now) {
  return {next.sequence, round, now + std::chrono::milliseconds{next.length_ms} + grace, now};
}

// What follows when the round that is spoken is over.
Events after(const State& speaker, Instant now) {
  const auto& now_spoken = *speaker.current;
  if (!now_spoken.dropped && now_spoken.round < now_spoken.announcement.rounds) {
    return {begin(now_spoken.announcement, now_spoken.round + 1, now)};
  }
  Events events{Ended{now_spoken.announcement.sequence, now_spoken.heard, now}};
  if (!speaker.waiting.empty()) events.emplace_back(begin(speaker.waiting.front(), 1, now));
  return events;
}

// Drops what `is_void` says, whether it waits or would be repeated.
template <class IsVoid>
Events drop(const State& speaker, IsVoid is_void, Why why, Instant now) {
  Events events;
  const auto& current = speaker.current;
  if (current && !current->dropped && current->round < current->announcement.rounds &&
      is_void(current->announcement)) {
    events.emplace_back(Dropped{current->announcement.sequence, why, now});
  }
  for (const auto& one : speaker.waiting) {
    if (is_void(one)) events.emplace_back(Dropped{one.sequence, why, now});
  }
  return events;
}

// A call that was made behind the beginning of what is spoken is another one, whatever its number:
// somebody took the first back and called again.
bool knows(const State& speaker, const Announce& ask) {
  const auto same = [&](const Announcement& one) {
    return one.ticket == ask.ticket && one.window == ask.window && one.call == ask.call;
  };
  const auto& current = speaker.current;
  return (current && !current->dropped && ask.called_at <= current->began &&
          same(current->announcement)) ||
         std::ranges::any_of(speaker.waiting, same);
}

std::optional<Refusal> refuse_form(const Announce& ask) {
  if (auto refusal = limits::too_long({{"ticket", ask.ticket.value, limits::id_max},
                                       {"number", ask.number, limits::id_max},
                                       {"window", ask.window.value, limits::id_max},
                                       {"text", ask.text, limits::reason_max},
                                       {"text_en", ask.text_en, limits::reason_max}})) {
    return refusal;
  }
  if (ask.length_ms < 0 || ask.length_ms > length_max_ms || ask.rounds < 1 ||
      ask.rounds > rounds_max) {
    return refuse(RefusalKind::invalid, "speaker.bad_length",
                  "length_ms is 0 to 120000 and rounds 1 to 5", "length_ms");
  }
  return std::nullopt;
}

Outcome decide_one(const State& speaker, const Announce& ask, const Context& context) {
  if (auto refusal = refuse_form(ask)) return *refusal;
  const auto now = context.now;
  if (!speaker.voiced || now - ask.called_at > stale || knows(speaker, ask)) {
    return accept<Event>();
  }
  // A window calls one ticket at a time, and a ticket is called by one window.
  auto events = drop(
      speaker,
      [&](const Announcement& one) { return one.ticket == ask.ticket || one.window == ask.window; },
      Why::replaced, now);
  if (events.empty() && speaker.waiting.size() >= waiting_max) {
    events.emplace_back(Dropped{speaker.waiting.front().sequence, Why::too_many, now});
  }
  const Announcement next{speaker.sequence + 1, ask.ticket,    ask.number,
                          ask.window,           ask.call,      ask.text,
                          ask.text_en,          ask.length_ms, ask.rounds};
  events.emplace_back(Queued{next, now});
  if (!speaker.current) events.emplace_back(begin(next, 1, now));
  return events;
}

Outcome decide_one(const State& speaker, const Withdraw& ask, const Context& context) {
  return drop(
      speaker,
      [&](const Announcement& one) { return ask.ticket.empty() || one.ticket == ask.ticket; },
      Why::withdrawn, context.now);
}

Outcome decide_one(const State& speaker, const SetVoiced& ask, const Context& context) {
  if (speaker.voiced == ask.voiced) return accept<Event>();
  return accept<Event>(VoiceSet{ask.voiced, context.now});
}

// A page speaks for the zone when no other does, or the other is not heard any more.
Outcome claim(const State& speaker, const Report& ask, Instant now) {
  if (speaker.page == ask.page) return accept<Event>();
  const auto& current = speaker.current;
  const bool silent = current && !current->heard && now - current->began >= patience;
  if (!speaker.page.empty() && !speaker.deaf && !silent) return accept<Event>();
  return accept<Event>(Claimed{ask.page, now});
}

Outcome tell(const State& speaker, const Report& ask, Instant now) {
  if (ask.sequence < 1 || ask.sequence > speaker.sequence) {
    return refuse(RefusalKind::invalid, "speaker.unknown_sequence",
                  "nothing of that sequence was ever announced", "sequence");
  }
  if (!speaker.page.empty() && speaker.page != ask.page) {
    return refuse(RefusalKind::conflict, "speaker.not_the_speaker",
                  "another page speaks for this zone", "page");
  }
  const auto& current = speaker.current;
  if (!current || current->announcement.sequence != ask.sequence || current->round != ask.round) {
    return accept<Event>();  // Late: the queue has gone on.
  }
  if (ask.phase == Phase::spoken) return after(speaker, now);
  if (current->heard) return accept<Event>();
  return accept<Event>(Heard{ask.page, ask.sequence, now});
}

Outcome decide_one(const State& speaker, const Report& ask, const Context& context) {
  if (auto refusal = limits::too_long({{"page", ask.page, limits::id_max}})) return *refusal;
  if (ask.page.empty()) {
    return refuse(RefusalKind::invalid, "speaker.no_page", "a page gives itself a name", "page");
  }
  if (ask.phase == Phase::ready) return claim(speaker, ask, context.now);
  if (ask.phase != Phase::leaving) return tell(speaker, ask, context.now);
  if (speaker.page != ask.page) return accept<Event>();
  return accept<Event>(Released{ask.page, context.now});
}

Outcome decide_one(const State& speaker, const MoveOn&, const Context& context) {
  if (!speaker.current || context.now < speaker.current->until) return accept<Event>();
  return after(speaker, context.now);
}

void evolve_one(State& speaker, const Queued& fact) {
  speaker.sequence = fact.announcement.sequence;
  speaker.waiting.push_back(fact.announcement);
}
void evolve_one(State& speaker, const Begun& fact) {
  auto& waiting = speaker.waiting;
  const auto next = std::ranges::find(waiting, fact.sequence, &Announcement::sequence);
  if (next != waiting.end()) {
    speaker.current = Speaking{*next, fact.round, fact.at, fact.until};
    waiting.erase(next);
  } else if (speaker.current) {
    speaker.current->round = fact.round;
    speaker.current->began = fact.at;
    speaker.current->until = fact.until;
  }
}
void evolve_one(State& speaker, const Heard&) {
  if (speaker.current) speaker.current->heard = true;
  speaker.deaf = false;
}
void evolve_one(State& speaker, const Ended& fact) {
  speaker.current.reset();
  speaker.deaf = !fact.heard;
}
void evolve_one(State& speaker, const Dropped& fact) {
  if (speaker.current && speaker.current->announcement.sequence == fact.sequence) {
    speaker.current->dropped = true;
  }
  std::erase_if(speaker.waiting, [&](const auto& one) { return one.sequence == fact.sequence; });
}
void evolve_one(State& speaker, const VoiceSet& fact) {
  speaker.voiced = fact.voiced;
  if (fact.voiced) return;
  speaker.current.reset();
  speaker.waiting.clear();
}
void evolve_one(State& speaker, const Claimed& fact) {
  speaker.page = fact.page;
  speaker.deaf = false;
}
void evolve_one(State& speaker, const Released&) { speaker.page.clear(); }

DeviceView view_of(const State& speaker, Instant now) {
  DeviceView view;
  view.desired = {speaker.voiced, speaker.current, 0, speaker.waiting, speaker.sequence};
  if (speaker.current) {
    const auto elapsed = std::chrono::duration_cast<std::chrono::milliseconds>(
        std::max(now - speaker.current->began, Duration{}));
    view.desired.elapsed_ms =
        static_cast<int>(std::min<std::int64_t>(elapsed.count(), 2 * length_max_ms));
  }
  view.reported = {speaker.page, speaker.current && speaker.current->heard, speaker.deaf};
  view.in_step = !speaker.current || speaker.current->heard;
  return view;
}

}  // namespace

Decision<Event> decide(const State& speaker, const Command& command, const Context& context) {
  return std::visit([&](const auto& ask) { return decide_one(speaker, ask, context); }, command);
}

void evolve(State& speaker, const Event& event) {
  std::visit([&](const auto& fact) { evolve_one(speaker, fact); }, event);
}

Answer reply(const State& speaker, const Command&, const std::vector<Event>&,
             const Context& context) {
  return view_of(speaker, context.now);
}

std::variant<Answer, Refusal> look(const State& speaker, const Query&, Instant now) {
  return view_of(speaker, now);
}

std::optional<Due> due(const State& speaker) {
  if (!speaker.current) return std::nullopt;
  return Due{speaker.current->until, MoveOn{}};
}

Saved save(const State& speaker) { return speaker; }
State load(const Saved& saved) { return saved; }

}  // namespace atrium::speaker
