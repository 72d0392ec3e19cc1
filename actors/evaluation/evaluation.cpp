// The rules of one rating.
#include "actors/evaluation/evaluation.hpp"

#include "actors/limits.hpp"
#include "runtime/core/plant.hpp"

#include <algorithm>
#include <charconv>
#include <set>
#include <string_view>

namespace atrium::evaluation {
namespace {

using Outcome = Decision<Event>;

// The public option codes are of three digits, the first of them the level: 510 to 517 are for
// "very satisfied".
bool is_tag(std::string_view tag, int level) {
  struct Codes {
    int first;
    int last;
  };
  constexpr Codes codes[] = {{108, 115}, {207, 214}, {307, 314}, {406, 413}, {510, 517}};
  int code = 0;
  const auto [end, error] = std::from_chars(tag.data(), tag.data() + tag.size(), code);
  if (error != std::errc{} || end != tag.data() + tag.size() || tag.size() != 3) return false;
  const auto& known = codes[level - level_min];
  return code >= known.first && code <= known.last;
}

bool are_tags(const std::vector<std::string>& tags, int level) {
  const std::set<std::string> once(tags.begin(), tags.end());
  return tags.size() <= tags_max && once.size() == tags.size() &&
         std::ranges::all_of(tags, [&](const auto& tag) { return is_tag(tag, level); });
}

Outcome decide_one(const State& visit, const Give& ask, const Context& context) {
  if (visit.given && !ATRIUM_PLANTED("evaluation_twice")) {
    return refuse(RefusalKind::conflict, "evaluation.already_given", "a visit is rated once");
  }
  if (!ask.served || ask.served->ticket.empty()) {
    return refuse(RefusalKind::wrong_phase, "evaluation.not_served", "the visit was not served");
  }
  if (ask.level < level_min || ask.level > level_max) {
    return refuse(RefusalKind::invalid, "evaluation.bad_level",
                  "level is 1 (very dissatisfied) to 5 (very satisfied)", "level");
  }
  if (!are_tags(ask.tags, ask.level)) {
    return refuse(RefusalKind::invalid, "evaluation.bad_tag",
                  "tags are option codes of that level, each once", "tags");
  }
  if (limits::characters(ask.text) > limits::text_max) {
    return refuse(RefusalKind::invalid, "evaluation.text_too_long",
                  "the text has more than 500 characters", "text");
  }
  const bool by_clerk = context.who.kind == WhoKind::staff && !ask.served->staff.empty() &&
                        context.who.id == ask.served->staff.value;
  if (by_clerk) {
    return refuse(RefusalKind::forbidden, "evaluation.by_the_clerk", "the citizen rates the visit");
  }
  const auto& served = *ask.served;
  const Given given{served.ticket, served.window, served.staff,
                    ask.level,     ask.tags,      {SubjectId{served.ticket.value}, ask.text, false},
                    context.now};
  if (ask.level > poor_max) return accept<Event>(given);
  return accept<Event>(given, FollowUpOpened{served.ticket, served.window, ask.level, context.now});
}

void evolve_one(State& visit, const Given& fact) { visit.given = fact; }
void evolve_one(State& visit, const FollowUpOpened&) { visit.follow_up = true; }

RatingView view_of(const Given& given) {
  return {given.ticket, given.window, given.level, given.tags, given.at};
}

}  // namespace

Decision<Event> decide(const State& visit, const Command& command, const Context& context) {
  return std::visit([&](const auto& ask) { return decide_one(visit, ask, context); }, command);
}

void evolve(State& visit, const Event& event) {
  std::visit([&](const auto& fact) { evolve_one(visit, fact); }, event);
}

Answer reply(const State& visit, const Command&, const std::vector<Event>&, const Context&) {
  return view_of(visit.given.value_or(Given{}));
}

std::variant<Answer, Refusal> look(const State& visit, const Query&, Instant) {
  if (visit.given) return view_of(*visit.given);
  return refuse(RefusalKind::not_found, "evaluation.not_given", "the visit was not rated");
}

Saved save(const State& visit) { return visit; }
State load(const Saved& saved) { return saved; }

}  // namespace atrium::evaluation
