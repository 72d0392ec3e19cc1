// Problems and outcomes as answers (problem.hpp).
#include "adapters/http/message/problem.hpp"

#include <boost/json.hpp>

#include <fmt/format.h>

#include <algorithm>

namespace atrium::http {
namespace {

int status_of(RefusalKind kind) {
  switch (kind) {
    case RefusalKind::invalid:
      return 422;
    case RefusalKind::not_found:
      return 404;
    case RefusalKind::forbidden:
      return 403;
    case RefusalKind::wrong_phase:
    case RefusalKind::conflict:
    case RefusalKind::exhausted:
      return 409;
  }
  return 500;
}

// `{"a":1}` → `{"a":1,"position":N}` without parsing the entity's answer again.
std::string with_position(std::string json, Position position) {
  const auto end = json.rfind('}');
  if (end == std::string::npos) return fmt::format(R"({{"position":{}}})", position);
  const auto last = json.find_last_not_of(" \n\t", end - 1);
  const bool empty = last != std::string::npos && json[last] == '{';
  json.replace(end, std::string::npos,
               fmt::format(R"({}"position":{}}})", empty ? "" : ",", position));
  return json;
}

// The house says why in front when it is not only busy: "disk.full: …".
Problem overloaded(const host::Trouble& trouble) {
  constexpr std::string_view full = "disk.full: ";
  Problem problem{503, "overloaded", "too much is waiting to be done; try again shortly", ""};
  problem.retry_after = trouble.retry_after;
  if (trouble.detail.starts_with(full)) {
    problem.code = "disk.full";
    problem.detail = trouble.detail.substr(full.size());
  }
  return problem;
}

}  // namespace

std::string_view reason_of(int status) {
  switch (status) {
    case 200:
      return "OK";
    case 201:
      return "Created";
    case 204:
      return "No Content";
    case 304:
      return "Not Modified";
    case 400:
      return "Bad Request";
    case 403:
      return "Forbidden";
    case 404:
      return "Not Found";
    case 405:
      return "Method Not Allowed";
    case 409:
      return "Conflict";
    case 410:
      return "Gone";
    case 413:
      return "Content Too Large";
    case 415:
      return "Unsupported Media Type";
    case 416:
      return "Range Not Satisfiable";
    case 422:
      return "Unprocessable Content";
    case 426:
      return "Upgrade Required";
    case 500:
      return "Internal Server Error";
    case 501:
      return "Not Implemented";
    case 503:
      return "Service Unavailable";
    default:
      return "Unknown";
  }
}

Response to_response(const Problem& problem) {
  boost::json::object body{{"type", "about:blank"},
                           {"title", reason_of(problem.status)},
                           {"status", problem.status},
                           {"code", problem.code},
                           {"detail", problem.detail}};
  if (!problem.field.empty()) body["field"] = problem.field;
  for (const auto& [name, figure] : problem.figures) body[name] = figure;
  Response response{
      problem.status, "application/problem+json", boost::json::serialize(body), {}, {}};
  if (problem.status == 503 || problem.status == 429) {
    const auto seconds = std::max<std::chrono::seconds::rep>(1, problem.retry_after.count());
    response.fields.emplace_back("Retry-After", std::to_string(seconds));
  }
  return response;
}

Problem to_problem(const Refusal& refusal) {
  return {status_of(refusal.kind), refusal.code, refusal.detail, refusal.field};
}

Problem to_problem(const host::Trouble& trouble) {
  switch (trouble.kind) {
    case host::Trouble::Kind::defect:
      return {500, "defect",
              "a rule of the house is broken; nothing was changed: " + trouble.detail, ""};
    case host::Trouble::Kind::overloaded:
      return overloaded(trouble);
    case host::Trouble::Kind::failure:
      return {503, "failure", trouble.detail, ""};
    case host::Trouble::Kind::abandoned:
      return {503, "unavailable", trouble.detail, ""};
  }
  return {500, "defect", trouble.detail, ""};
}

Problem to_problem(const front::Misplaced& lost) {
  Problem problem{lost.code == "feed.beyond_head" ? 416 : 410, std::string(lost.code),
                  lost.detail(), "from"};
  problem.figures = {{"epoch", lost.epoch}, {"from", lost.from}};
  return problem;
}

Response to_response(const host::Outcome& outcome, int accepted_status) {
  if (const auto* refused = std::get_if<host::Refused>(&outcome)) {
    return to_response(to_problem(refused->refusal));
  }
  if (const auto* trouble = std::get_if<host::Trouble>(&outcome))
    return to_response(to_problem(*trouble));
  const auto& accepted = std::get<host::Accepted>(outcome);
  return {
      accepted_status, "application/json", with_position(accepted.json, accepted.position), {}, {}};
}

}  // namespace atrium::http
