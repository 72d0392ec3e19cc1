// Routes about what people think of their visits, and what the hall does about it.
#include "adapters/http/api/api.hpp"

#include "actors/evaluation/exchange.hpp"
#include "actors/limits.hpp"

#include <fmt/format.h>

namespace atrium::http {
namespace {

namespace json = boost::json;
using namespace limits;

constexpr std::int64_t ratings_listed = 200;
constexpr std::int64_t ratings_listed_max = 1000;

json::value when(const std::optional<Instant>& at) {
  return at ? json::value(to_iso8601(*at)) : json::value(nullptr);
}

json::object rating_json(const front::Visit& visit, Instant now) {
  const auto& served = visit.served;
  json::object out{{"ticket", served.ticket.value},
                   {"number", served.number},
                   {"window", served.window.value},
                   {"staff", served.staff.value},
                   {"service", served.service.value},
                   {"level", visit.level},
                   {"tags", json::value_from(visit.tags)},
                   {"channel", visit.channel},
                   {"given_at", to_iso8601(visit.given_at)},
                   {"phase", nullptr},
                   {"due", when(visit.due())},
                   {"overdue", visit.overdue(now)},
                   {"undated", visit.undated}};
  if (visit.phase) out["phase"] = boost::describe::enum_to_string(*visit.phase, "");
  return out;
}

std::optional<Instant> query_time(const Query& query, std::string_view name,
                                  std::optional<Problem>& fault) {
  const auto found = query.find(name);
  if (found == query.end() || found->second.empty()) return std::nullopt;
  const auto at = from_iso8601(found->second);
  if (!at && !fault) {
    fault = Problem{422, "request.invalid",
                    fmt::format("{}: must be a time such as 2026-11-21T00:00:00+08:00", name),
                    std::string(name)};
  }
  return at;
}

front::RatingFilter read_filter(Query& query, std::optional<Problem>& fault) {
  front::RatingFilter filter;
  filter.level = static_cast<int>(
      query_integer(query, "level", evaluation::level_min, evaluation::level_max, fault)
          .value_or(0));
  filter.limit = static_cast<std::size_t>(
      query_integer(query, "limit", 1, ratings_listed_max, fault).value_or(ratings_listed));
  filter.window = query["window"];
  filter.staff = query["staff"];
  filter.service = query["service"];
  filter.tag = query["tag"];
  filter.state = query["state"];
  filter.number = query["number"];
  filter.channel = query["channel"];
  filter.from = query_time(query, "from", fault);
  filter.until = query_time(query, "until", fault);
  return filter;
}

json::object tally_json(const front::RatingTally& tally) {
  return {
      {"levels", json::value_from(tally.levels)}, {"open", tally.open}, {"overdue", tally.overdue}};
}

front::Evaluate read_rating(const Call& call, Fields& fields) {
  front::Evaluate rating;
  rating.ticket = call["ticket"];
  rating.level =
      static_cast<int>(fields.integer("level", evaluation::level_min, evaluation::level_max));
  rating.tags = fields.texts("tags", evaluation::tags_max, id_max);
  rating.text = fields.optional_text("text", text_max).value_or("");
  rating.channel = fields.optional_text("channel", id_max).value_or("");
  if (auto capture = fields.optional_object("capture")) {
    rating.device = capture->text("device", id_max);
    rating.epoch = static_cast<int>(capture->integer("epoch", 0, number_max));
    rating.sequence = static_cast<int>(capture->integer("sequence", 0, number_max));
    rating.captured_at = capture->text("at", id_max);
    capture->done();
  }
  return rating;
}

// Until there are accounts, a member of staff who asks in a visitor's place says so.
Who rater_of(Fields& fields) {
  const auto staff = fields.optional_text("staff", id_max);
  return staff ? Who{WhoKind::staff, *staff} : Who{WhoKind::citizen, ""};
}

}  // namespace

// A rating belongs to the case behind its visit, which the ticket leads to (EV-04).
void Api::answer_with_case(const Hall& hall, const TicketId& ticket, json::object body,
                           const std::shared_ptr<Respond>& asker) {
  options_.cases->steps(hall.id, ticket,
                        [loop = loop_, asker, body = std::move(body)](
                            const std::vector<front::CaseStep>& steps) mutable {
                          json::array list;
                          for (const auto& [step, at] : steps) {
                            list.push_back(json::object{{"step", step}, {"at", to_iso8601(at)}});
                          }
                          body["case"] = std::move(list);
                          loop->post([asker, text = json::serialize(body)] {
                            (*asker)(Response{200, "application/json", text, {}, {}});
                          });
                        });
}

void Api::add_rating_routes() {
  const std::string one = "/api/v1/halls/{hall}/tickets/{ticket}/evaluation";
  on_question(one, [this](const Hall& hall, Call call) {
    front_.rating(hall.id, call["ticket"], reply_to(std::move(call.respond)));
  });
  on_command(one, 200,
             [](const Hall&, const Call& call, Fields& fields) -> std::variant<Asked, Problem> {
               auto rating = read_rating(call, fields);
               return Asked{std::move(rating), rater_of(fields)};
             });

  const std::string ratings = "/api/v1/halls/{hall}/ratings";
  on_question(ratings, [this](const Hall& hall, Call call) {
    std::optional<Problem> fault;
    const auto filter = read_filter(call.query, fault);
    if (fault) return call.respond(to_response(*fault));
    hall.visits->catch_up();
    const auto now = runtime_.clock().now();
    json::array list;
    for (const auto& visit : hall.visits->ratings(filter, now))
      list.push_back(rating_json(visit, now));
    const json::object body{{"ratings", std::move(list)},
                            {"tally", tally_json(hall.visits->tally(now))},
                            {"as_of", to_iso8601(now)}};
    call.respond({200, "application/json", json::serialize(body), {}, {}});
  });
  on_question(ratings + "/{ticket}", [this](const Hall& hall, Call call) {
    const TicketId ticket{call["ticket"]};
    auto asker = std::make_shared<Respond>(std::move(call.respond));
    front_.rating_case(hall.id, ticket.value,
                       on_loop([this, &hall, ticket, asker](const host::Outcome& outcome) {
                         const auto response = to_response(outcome);
                         if (response.status != 200) return (*asker)(response);
                         answer_with_case(hall, ticket, json::parse(response.body).as_object(),
                                          asker);
                       }));
  });
  on_command(ratings + "/{ticket}/{step}", 200,
             [](const Hall&, const Call& call, Fields& fields) -> std::variant<Asked, Problem> {
               front::FollowUp step{call["ticket"], call["step"], false, ""};
               const Who who{WhoKind::staff, fields.text("staff", id_max)};
               step.yes = fields.optional_flag("yes").value_or(false);
               step.text = fields.optional_text("text", text_max).value_or("");
               return Asked{std::move(step), who};
             });
}

std::string Api::rating_metrics() {
  std::string out =
      "# HELP atrium_ratings Ratings of late, by level.\n# TYPE atrium_ratings gauge\n";
  std::string open =
      "# HELP atrium_follow_ups Follow-ups of ratings that are not closed.\n"
      "# TYPE atrium_follow_ups gauge\n";
  std::string late =
      "# HELP atrium_follow_ups_overdue Those past their deadline.\n"
      "# TYPE atrium_follow_ups_overdue gauge\n";
  for (const auto& [name, hall] : halls_) {
    hall.visits->catch_up();
    const auto tally = hall.visits->tally(runtime_.clock().now());
    for (std::size_t i = 0; i < tally.levels.size(); ++i) {
      out += fmt::format("atrium_ratings{{hall=\"{}\",level=\"{}\"}} {}\n", name, i + 1,
                         tally.levels[i]);
    }
    open += fmt::format("atrium_follow_ups{{hall=\"{}\"}} {}\n", name, tally.open);
    late += fmt::format("atrium_follow_ups_overdue{{hall=\"{}\"}} {}\n", name, tally.overdue);
  }
  return out + open + late;
}

}  // namespace atrium::http
