// From a call or reminder to its message. Somebody who was erased has no phone any more.
#include "actors/policies/messages/send_messages.hpp"

#include "actors/policies/messages/filled.hpp"

namespace atrium::policies {
namespace {

namespace room = waiting_room;
using Fields = std::map<std::string, std::string>;

Effects told(const Messages& messages, const std::optional<Personal<std::string>>& to,
             const char* key, const MessageText& text, Fields fields, Instant at) {
  if (!to || to->erased || to->value.empty()) return {};
  Outgoing outgoing;
  auto& message = outgoing.message;
  message.channel = messages.channel;
  message.to = *to;
  message.key = key;
  message.expires = at + SendMessages::stale;
  auto named = fields;
  named["hall"] = messages.hall.zh;
  message.text_zh = filled(text.zh, named);
  named["hall"] = messages.hall.en;
  message.text_en = filled(text.en, named);
  message.fields = std::move(fields);
  return {std::move(outgoing)};
}

}  // namespace

Effects SendMessages::react(const Source::Event& event, Instant at) const {
  if (const auto* fact = std::get_if<room::Called>(&event)) {
    return told(messages_, fact->message_to, "call", messages_.call,
                {{"number", fact->number}, {"window", fact->window.value}}, at);
  }
  if (const auto* fact = std::get_if<room::Recalled>(&event)) {
    return told(messages_, fact->message_to, "call", messages_.call,
                {{"number", fact->number}, {"window", fact->window.value}}, at);
  }
  if (const auto* fact = std::get_if<room::Reminded>(&event)) {
    return told(messages_, fact->message_to, "reminder", messages_.reminder,
                {{"number", fact->number}, {"ahead", std::to_string(fact->ahead)}}, at);
  }
  return {};
}

}  // namespace atrium::policies
