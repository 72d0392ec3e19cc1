// The route table (routes.hpp): a few dozen patterns, compared segment by segment.
#include "adapters/http/message/routes.hpp"

#include "adapters/front/form.hpp"
#include "adapters/http/message/problem.hpp"

#include <algorithm>

namespace atrium::http {
namespace {

constexpr std::size_t parameter_max =
    64;  // Bytes of one path parameter; no id of the house is longer.
constexpr std::size_t token_max = 256;  // Of a link, which holds two ids.

std::vector<std::string> split(std::string_view path) {
  std::vector<std::string> out;
  while (!path.empty()) {
    path.remove_prefix(1);  // The slash.
    const auto end = std::min(path.find('/'), path.size());
    out.emplace_back(path.substr(0, end));
    path.remove_prefix(end);
  }
  return out;
}

bool is_parameter(std::string_view segment) { return segment.starts_with('{'); }

bool matches(const std::vector<std::string>& pattern, const std::vector<std::string>& path) {
  return std::ranges::equal(pattern, path,
                            [](const std::string& expected, const std::string& given) {
                              return is_parameter(expected) ? !given.empty() : expected == given;
                            });
}

// False when a parameter cannot be the name of anything.
bool read_parameters(const std::vector<std::string>& pattern, const std::vector<std::string>& path,
                     Call& call) {
  for (std::size_t i = 0; i < pattern.size(); ++i) {
    if (!is_parameter(pattern[i])) continue;
    auto [well_formed, value] = percent_decoded(path[i], false);
    const auto most = pattern[i] == "{token}" ? token_max : parameter_max;
    if (!well_formed || value.size() > most || !front::is_utf8(value)) return false;
    call.parameters[pattern[i].substr(1, pattern[i].size() - 2)] = std::move(value);
  }
  return true;
}

Response not_allowed(const std::string& method, const std::string& allowed) {
  Response response =
      to_response({405, "method.not_allowed",
                   "this path does not take " + method + "; it takes " + allowed, ""});
  response.fields.emplace_back("Allow", allowed);
  return response;
}

}  // namespace

void Routes::add(std::string method, std::string pattern, Handler handler) {
  auto segments = split(pattern);
  routes_.push_back(
      {std::move(method), std::move(pattern), std::move(segments), std::move(handler)});
}

void Routes::dispatch(Call call) const {
  const auto path = split(call.request.path);
  const std::string method = call.request.method == "HEAD" ? "GET" : call.request.method;
  std::string allowed;
  for (const auto& route : routes_) {
    if (!matches(route.segments, path)) continue;
    if (route.method == method) {
      if (!read_parameters(route.segments, path, call)) break;
      return route.handler(std::move(call));
    }
    allowed += (allowed.empty() ? "" : ", ") + route.method;
  }
  if (!allowed.empty()) return call.respond(not_allowed(call.request.method, allowed));
  call.respond(to_response({404, "route.unknown", "nothing answers at this path", ""}));
}

bool Routes::knows(std::string_view path) const {
  const auto segments = split(path);
  return std::ranges::any_of(routes_,
                             [&](const Route& r) { return matches(r.segments, segments); });
}

std::vector<std::pair<std::string, std::string>> Routes::list() const {
  std::vector<std::pair<std::string, std::string>> out;
  for (const auto& route : routes_) out.emplace_back(route.method, route.pattern);
  return out;
}

}  // namespace atrium::http
