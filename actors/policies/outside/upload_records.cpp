// One record for each step of a ticket that the city asks for; the other events are the hall's own.
#include "actors/policies/outside/upload_records.hpp"

namespace atrium::policies {
namespace {

namespace room = waiting_room;
using Fields = std::map<std::string, std::string>;

Effects uploaded(std::string key, Fields fields) {
  Message message;
  message.channel = "city";
  message.key = std::move(key);
  message.fields = std::move(fields);
  return {Outgoing{std::move(message)}};
}

template <class Fact>
Fields record_of(const Fact& fact) {
  return {{"ticket", fact.ticket.value}, {"number", fact.number}, {"at", to_iso8601(fact.at)}};
}

template <class Fact>
Fields at_window(const Fact& fact) {
  auto fields = record_of(fact);
  fields["window"] = fact.window.value;
  return fields;
}

Effects directory_of(const Directory& directory) {
  Effects effects;
  for (const auto& entry : directory.windows) {
    auto one = uploaded("directory.window", {{"hall", directory.hall},
                                             {"hall_name", directory.name},
                                             {"window", entry.window},
                                             {"name", entry.name},
                                             {"zone", entry.zone},
                                             {"services", entry.services}});
    effects.push_back(std::move(one.front()));
  }
  return effects;
}

}  // namespace

Effects UploadRecords::react(const Source::Event& event, Instant) const {
  if (std::holds_alternative<room::Configured>(event)) return directory_of(directory_);
  if (const auto* issued = std::get_if<room::Issued>(&event)) {
    auto fields = record_of(*issued);
    fields["service"] = issued->service.value;
    fields["channel"] = issued->channel;
    return uploaded("ticket.issued", std::move(fields));
  }
  if (const auto* called = std::get_if<room::Called>(&event)) {
    return uploaded("ticket.called", at_window(*called));
  }
  if (const auto* started = std::get_if<room::Started>(&event)) {
    return uploaded("ticket.started", at_window(*started));
  }
  if (const auto* finished = std::get_if<room::Finished>(&event)) {
    return uploaded("ticket.finished", at_window(*finished));
  }
  if (const auto* missed = std::get_if<room::NoShow>(&event)) {
    return uploaded("ticket.no_show", at_window(*missed));
  }
  if (const auto* voided = std::get_if<room::Voided>(&event)) {
    return uploaded("ticket.void", at_window(*voided));
  }
  return {};
}

}  // namespace atrium::policies
