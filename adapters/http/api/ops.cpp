// Routes for whoever operates the house: what each awake entity does and waits for, and another try
// for one that could not be replayed. Answered by the server itself, however busy the house is.
#include "adapters/http/api/api.hpp"

#include <boost/describe.hpp>
#include <boost/json.hpp>

#include <string_view>
#include <type_traits>

namespace atrium::host {

BOOST_DESCRIBE_STRUCT(ActorReport, (),
                      (partition, stream, state, waiting, waiting_ms, doing, doing_ms, syncing,
                       syncing_ms, handled, defects, idle_ms, trouble))
BOOST_DESCRIBE_STRUCT(PartitionVitals, (),
                      (partition, awake, awake_bytes, recovering, quarantined, activations,
                       departures, restarts, defects, waiting, waiting_ms, turned_away,
                       timers_fired, timers_waiting))

}  // namespace atrium::host

namespace atrium::http {
namespace {

namespace json = boost::json;

constexpr std::int64_t actors_listed = 50;
constexpr std::int64_t actors_listed_max = 500;
constexpr std::int64_t deliveries_listed_max = front::Deliveries::kept;

template <class Report>
json::object object_of(const Report& report) {
  json::object out;
  using Members = boost::describe::describe_members<Report, boost::describe::mod_public>;
  boost::mp11::mp_for_each<Members>([&](auto member) {
    const auto& value = report.*member.pointer;
    using Value = std::remove_cvref_t<decltype(value)>;
    if constexpr (std::is_same_v<Value, PartitionId>) {
      out[member.name] = value.value;
    } else if constexpr (std::is_same_v<Value, StreamId>) {
      out["kind"] = value.kind;
      out["id"] = value.id;
    } else {
      out[member.name] = value;
    }
  });
  return out;
}

template <class Reports>
json::array array_of(const Reports& reports) {
  json::array out;
  for (const auto& report : reports) out.push_back(object_of(report));
  return out;
}

Response json_response(const json::object& body) {
  return {200, "application/json", json::serialize(body), {}, {}};
}

Response asleep() {
  return to_response({404, "actor.asleep",
                      "no such entity is awake; it wakes by itself when it is asked something",
                      ""});
}

}  // namespace

void Api::answer_deliveries(Call call) const {
  std::optional<Problem> fault;
  const auto limit = query_integer(call.query, "limit", 1, deliveries_listed_max, fault);
  if (fault) return call.respond(to_response(*fault));
  json::array list;
  json::array channels;
  if (options_.deliveries) {
    const auto most = static_cast<std::size_t>(limit.value_or(actors_listed));
    for (const auto& one : options_.deliveries->latest(call.query["channel"], most)) {
      list.push_back(json::object{{"id", one.id},
                                  {"channel", one.channel},
                                  {"key", one.key},
                                  {"at", to_iso8601(one.at)},
                                  {"tries", one.tries},
                                  {"taken", one.taken},
                                  {"why", one.why}});
    }
    for (const auto& [channel, count] : options_.deliveries->counts()) {
      channels.push_back(
          json::object{{"channel", channel}, {"taken", count.taken}, {"failed", count.failed}});
    }
  }
  call.respond(json_response({{"channels", std::move(channels)}, {"deliveries", std::move(list)}}));
}

void Api::add_ops_routes() {
  routes_.add("GET", "/api/v1/ops/deliveries",
              [this](Call call) { answer_deliveries(std::move(call)); });
  routes_.add("GET", "/api/v1/ops/actors", [this](Call call) {
    std::optional<Problem> fault;
    const auto limit = query_integer(call.query, "limit", 1, actors_listed_max, fault);
    if (fault) return call.respond(to_response(*fault));
    const auto most = static_cast<std::size_t>(limit.value_or(actors_listed));
    call.respond(json_response({{"actors", array_of(runtime_.actors(most))},
                                {"partitions", array_of(runtime_.vitals())}}));
  });
  const std::string one = "/api/v1/ops/actors/{partition}/{kind}/{id}";
  routes_.add("GET", one, [this](Call call) {
    const auto report = runtime_.actor(PartitionId(call["partition"]), {call["kind"], call["id"]});
    call.respond(report ? json_response(object_of(*report)) : asleep());
  });
  routes_.add("POST", one + "/revive", [this](Call call) {
    const PartitionId partition(call["partition"]);
    const StreamId stream{call["kind"], call["id"]};
    if (!runtime_.actor(partition, stream)) return call.respond(asleep());
    if (runtime_.revive(partition, stream)) return call.respond(json_response({{"revived", true}}));
    call.respond(to_response({409, "actor.not_quarantined", "it is well: nothing to revive", ""}));
  });
}

}  // namespace atrium::http
