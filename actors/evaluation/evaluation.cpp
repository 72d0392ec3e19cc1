// The rules of one rating.
#include "actors/evaluation/evaluation.hpp"

#include "actors/evaluation/exchange.hpp"
#include "actors/evaluation/follow_up.hpp"
#include "actors/limits.hpp"
#include "runtime/core/plant.hpp"

#include <algorithm>
#include <charconv>
#include <set>
#include <string_view>

namespace atrium::evaluation {
namespace {

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

Refusal bad(std::string code, std::string why, std::string field) {
  return refuse(RefusalKind::invalid, std::move(code), std::move(why), std::move(field));
}

std::optional<Refusal> refuse_form(const Give& ask) {
  if (ask.level < level_min || ask.level > level_max) {
    return bad("evaluation.bad_level", "level is 1 (very dissatisfied) to 5 (very satisfied)",
               "level");
  }
  if (!are_tags(ask.tags, ask.level)) {
    return bad("evaluation.bad_tag", "tags are option codes of that level, each once", "tags");
  }
  if (limits::characters(ask.text) > limits::text_max) {
    return bad("evaluation.text_too_long", "the text has more than 500 characters", "text");
  }
  if (!ask.channel.empty() && !is_channel(ask.channel)) {
    return bad("evaluation.unknown_channel", "channel is evaluator, tablet, phone, sms or kiosk",
               "channel");
  }
  return std::nullopt;
}

// A device's clock may be a little wrong, not by hours.
std::optional<Refusal> refuse_time(const Give& ask, const Rules& rules, Instant now) {
  constexpr auto drift = std::chrono::minutes{5};
  const auto& served = *ask.served;
  const auto when = ask.capture ? ask.capture->at : now;
  if (ask.capture && (when > now + drift || when < served.finished_at - drift)) {
    return bad("evaluation.bad_capture",
               "it was not captured between the end of the service and now", "capture");
  }
  if (served.finished_at == Instant{}) return std::nullopt;
  const auto until = deadline(rules, served.finished_at, rules.rate_days);
  if (!until || when < *until) return std::nullopt;
  return refuse(RefusalKind::wrong_phase, "evaluation.too_late",
                "the time in which this visit can be rated is over");
}

FollowUpOpened follow_up_of(const Given& given, const Rules& rules) {
  FollowUpOpened opened{given.ticket, given.window, given.level, given.at};
  const auto accept_by = deadline(rules, given.at, rules.accept_days);
  const auto close_by = deadline(rules, given.at, rules.close_days);
  if (accept_by) opened.accept_by = *accept_by;
  if (close_by) opened.close_by = *close_by;
  if (!close_by) opened.undated = close_by.error().code;
  return opened;
}

Outcome decide_one(const State& visit, const Give& ask, const Context& context) {
  if (visit.given && !ATRIUM_PLANTED("evaluation_twice")) {
    // Uploaded again, by whatever way: it is the same rating.
    if (ask.capture && visit.given->capture == ask.capture) return std::vector<Event>{};
    return refuse(RefusalKind::conflict, "evaluation.already_given", "a visit is rated once");
  }
  if (!ask.served || ask.served->ticket.empty()) {
    return refuse(RefusalKind::wrong_phase, "evaluation.not_served", "the visit was not served");
  }
  if (auto no = refuse_form(ask)) return *no;
  const auto& served = *ask.served;
  const bool by_clerk = context.who.kind == WhoKind::staff && !served.staff.empty() &&
                        context.who.id == served.staff.value;
  if (by_clerk && !ATRIUM_PLANTED("clerk_rates")) {
    return refuse(RefusalKind::forbidden, "evaluation.by_the_clerk", "the citizen rates the visit");
  }
  static const Rules usual;
  const auto& rules = ask.rules ? *ask.rules : usual;
  if (auto no = refuse_time(ask, rules, context.now)) return *no;
  const Given given{
      served.ticket,      served.window, served.staff,
      ask.level,          ask.tags,      {SubjectId{served.ticket.value}, ask.text, false},
      context.now,        served.number, served.service,
      served.finished_at, ask.channel,   ask.capture};
  const bool followed =
      ask.level <= poor_max || (ask.level == poor_max + 1 && rules.three_stars_followed);
  if (!followed || ATRIUM_PLANTED("poor_rating_let_be")) return accept<Event>(given);
  return accept<Event>(given, follow_up_of(given, rules));
}

void evolve_one(State& visit, const Given& fact) { visit.given = fact; }

RatingView rating_of(const Given& given) {
  return {given.ticket, given.window, given.level, given.tags, given.at};
}

CaseView case_of(const State& visit, Instant now) {
  const auto& given = *visit.given;
  CaseView view{given.ticket,  given.number, given.window, given.staff,
                given.service, given.level,  given.tags,   given.text.value,
                given.channel, given.at,     std::nullopt, std::nullopt};
  if (given.capture) view.captured_at = given.capture->at;
  if (visit.handling) view.follow_up = view_of(*visit.handling, now);
  return view;
}

Answer look_one(const State& visit, const Rating&, Instant) { return rating_of(*visit.given); }
Answer look_one(const State& visit, const Case&, Instant now) { return case_of(visit, now); }

}  // namespace

Decision<Event> decide(const State& visit, const Command& command, const Context& context) {
  return std::visit([&](const auto& ask) { return decide_one(visit, ask, context); }, command);
}

void evolve(State& visit, const Event& event) {
  std::visit([&](const auto& fact) { evolve_one(visit, fact); }, event);
}

// A step's answer carries no words: answers are kept with the record, words only sealed.
Answer reply(const State& visit, const Command& command, const std::vector<Event>&,
             const Context& context) {
  if (std::holds_alternative<Give>(command)) return rating_of(visit.given.value_or(Given{}));
  auto view = visit.handling ? view_of(*visit.handling, context.now) : FollowUpView{};
  for (auto& step : view.steps) step.text.clear();
  return view;
}

std::variant<Answer, Refusal> look(const State& visit, const Query& query, Instant now) {
  if (!visit.given) {
    return refuse(RefusalKind::not_found, "evaluation.not_given", "the visit was not rated");
  }
  return std::visit([&](const auto& asked) { return look_one(visit, asked, now); }, query);
}

Reckoned<Instant> deadline(const Rules& rules, Instant from, int working_days) {
  const auto today = business_day(rules.zone, std::chrono::minutes{0}, from);
  const auto day = rules.calendar.after(today, working_days);
  if (!day) return tl::unexpected(day.error());
  return day_end(rules.zone, std::chrono::minutes{0}, *day);
}

// Never both: a link waits while there is no rating, a follow-up begins with one.
std::optional<Due> due(const State& visit) {
  auto link = due_link(visit);
  return link ? link : due_reminder(visit);
}

Saved save(const State& visit) { return visit; }
State load(const Saved& saved) { return saved; }

}  // namespace atrium::evaluation
