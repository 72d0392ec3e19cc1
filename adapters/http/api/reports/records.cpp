// Routes about the past: figures of days, their exports, the tickets behind them, staff's search
// and every ticket's history. Answered on the thread of the records.
#include "adapters/http/api/api.hpp"
#include "adapters/http/records/answers.hpp"
#include "adapters/http/records/asked.hpp"

#include <fmt/format.h>

#include <algorithm>

namespace atrium::http {
namespace {

namespace json = boost::json;
using statistics::Records;

constexpr std::size_t tickets_listed_max = 500;

Response json_response(const json::object& body) {
  return {200, "application/json", json::serialize(body), {}, {}};
}

Response problem_of(const Failure& failure) {
  return to_response({503, "records.unavailable", failure.what + "; ask again shortly", ""});
}

// The ask with its days and what it is answered from, or the response that ends the matter.
struct Material {
  statistics::Ask ask;
  statistics::Rows rows;
};
std::variant<Material, Response> gather(const Records& records, AskedFigures asked) {
  // What was recorded counts, also when the machine's clock has jumped back since.
  asked.ask.now = std::max<Instant>(asked.ask.now, records.recorded() + Duration{1});
  auto ask = with_days(asked, records.calendar());
  if (const auto* problem = std::get_if<Problem>(&ask)) return to_response(*problem);
  auto rows = records.rows(std::get<statistics::Ask>(ask));
  if (!rows) return problem_of(rows.error());
  return Material{std::get<statistics::Ask>(std::move(ask)), std::move(*rows)};
}

Response answer_figures(const HallFace& face, const Records& records, const AskedFigures& asked) {
  auto material = gather(records, asked);
  if (auto* ended = std::get_if<Response>(&material)) return std::move(*ended);
  const auto& [ask, rows] = std::get<Material>(material);
  auto body = table_json(face, ask, statistics::tally(rows, ask));
  body["position"] = records.position();
  return json_response(body);
}

enum class Form { csv, xlsx };

Response answer_sheet(const HallFace& face, const Records& records, const AskedFigures& asked,
                      Form form, bool english) {
  auto material = gather(records, asked);
  if (auto* ended = std::get_if<Response>(&material)) return std::move(*ended);
  const auto& [ask, rows] = std::get<Material>(material);
  const auto sheets = table_sheets(face, ask, statistics::tally(rows, ask), english);
  Response response;
  if (form == Form::csv) {
    response.type = "text/csv; charset=utf-8";
    response.body = sheets::to_csv(sheets.front());
  } else {
    auto bytes = sheets::to_xlsx(sheets);
    if (!bytes) return problem_of(bytes.error());
    response.type = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet";
    response.body = std::move(*bytes);
  }
  response.fields.emplace_back(
      "Content-Disposition",
      fmt::format("attachment; filename=\"{}-{}-{}.{}\"", face.hall, to_text(ask.from),
                  to_text(ask.to), form == Form::csv ? "csv" : "xlsx"));
  return response;
}

Response answer_made_of(const Records& records, const AskedFigures& asked,
                        const AskedTickets& wanted) {
  auto material = gather(records, asked);
  if (auto* ended = std::get_if<Response>(&material)) return std::move(*ended);
  const auto& [ask, rows] = std::get<Material>(material);
  std::vector<TicketId> tickets;
  for (const auto count : wanted.counts) {
    const auto some = statistics::made_of(rows, ask, wanted.group, count);
    tickets.insert(tickets.end(), some.begin(), some.end());
  }
  std::ranges::sort(tickets);
  tickets.erase(std::unique(tickets.begin(), tickets.end()), tickets.end());
  json::array listed;
  for (std::size_t i = 0; i < std::min(tickets.size(), tickets_listed_max); ++i) {
    const auto visit = records.visit(tickets[i]);
    if (!visit) return problem_of(visit.error());
    if (*visit) listed.push_back(visit_json(**visit));
  }
  return json_response({{"total", tickets.size()}, {"tickets", std::move(listed)}});
}

Response answer_search(const Records& records, const statistics::Search& search) {
  const auto found = records.find(search);
  if (!found) return problem_of(found.error());
  json::array tickets;
  for (const auto& visit : found->visits) tickets.push_back(visit_json(visit));
  return json_response(
      {{"total", found->total}, {"tickets", std::move(tickets)}, {"position", records.position()}});
}

Response answer_history(const Records& records, const TicketId& ticket) {
  const auto visit = records.visit(ticket);
  if (!visit) return problem_of(visit.error());
  if (*visit) return json_response(history_json(**visit));
  return to_response({404, "ticket.unknown", "no ticket of this id was ever issued here", ""});
}

bool wants_english(const Query& query) {
  const auto found = query.find("lang");
  return found != query.end() && found->second == "en";
}

}  // namespace

void Api::on_records(const std::string& pattern, ReadRecords read) {
  on_question(pattern, [this, read = std::move(read)](const Hall& hall, Call call) {
    auto asked = read(hall, call);
    if (const auto* problem = std::get_if<Problem>(&asked))
      return call.respond(to_response(*problem));
    auto respond = std::make_shared<Respond>(std::move(call.respond));
    auto answer = std::get<AnswerRecords>(std::move(asked));
    const auto job = [loop = loop_, respond,
                      answer = std::move(answer)](const Result<const Records*>& records) {
      auto response =
          std::make_shared<Response>(records ? answer(**records) : problem_of(records.error()));
      loop->post([respond, response] { (*respond)(std::move(*response)); });
    };
    if (options_.records == nullptr) {
      return job(fail(FailureCode::unavailable, "this server keeps no records"));
    }
    options_.records->ask(hall.id, job);
  });
}

void Api::add_record_routes() {
  using Read = std::variant<AnswerRecords, Problem>;
  const std::string hall_path = "/api/v1/halls/{hall}";
  const auto figures = [this](const Hall& hall, const Call& call) {
    return read_figures(call.query, hall.face, runtime_.clock().now());
  };
  on_records(hall_path + "/statistics", [figures](const Hall& hall, const Call& call) -> Read {
    const auto asked = figures(hall, call);
    if (const auto* problem = std::get_if<Problem>(&asked)) return *problem;
    return [face = &hall.face, asked = std::get<AskedFigures>(asked)](const Records& records) {
      return answer_figures(*face, records, asked);
    };
  });
  for (const auto form : {Form::csv, Form::xlsx}) {
    on_records(hall_path + (form == Form::csv ? "/statistics.csv" : "/statistics.xlsx"),
               [figures, form](const Hall& hall, const Call& call) -> Read {
                 const auto asked = figures(hall, call);
                 if (const auto* problem = std::get_if<Problem>(&asked)) return *problem;
                 return [face = &hall.face, asked = std::get<AskedFigures>(asked), form,
                         english = wants_english(call.query)](const Records& records) {
                   return answer_sheet(*face, records, asked, form, english);
                 };
               });
  }
  on_records(
      hall_path + "/statistics/tickets", [figures](const Hall& hall, const Call& call) -> Read {
        const auto asked = figures(hall, call);
        if (const auto* problem = std::get_if<Problem>(&asked)) return *problem;
        const auto wanted = read_made_of(call.query);
        if (const auto* problem = std::get_if<Problem>(&wanted)) return *problem;
        return [asked = std::get<AskedFigures>(asked), wanted = std::get<AskedTickets>(wanted)](
                   const Records& records) { return answer_made_of(records, asked, wanted); };
      });
  on_records(hall_path + "/records", [](const Hall&, const Call& call) -> Read {
    const auto search = read_search(call.query);
    if (const auto* problem = std::get_if<Problem>(&search)) return *problem;
    return [search = std::get<statistics::Search>(search)](const Records& records) {
      return answer_search(records, search);
    };
  });
  on_records(hall_path + "/tickets/{ticket}/history", [](const Hall&, const Call& call) -> Read {
    return [ticket = TicketId(call["ticket"])](const Records& records) {
      return answer_history(records, ticket);
    };
  });
}

}  // namespace atrium::http
