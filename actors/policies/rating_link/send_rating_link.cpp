// From a link that is due to its message. Somebody who was erased has no phone any more.
#include "actors/policies/rating_link/send_rating_link.hpp"

#include "actors/policies/messages/filled.hpp"

namespace atrium::policies {

Effects SendRatingLink::react(const Source::Event& event, Instant) const {
  const auto* fact = std::get_if<evaluation::LinkSent>(&event);
  if (fact == nullptr || fact->to.erased || fact->to.value.empty()) return {};
  Outgoing outgoing;
  auto& message = outgoing.message;
  message.channel = "sms";
  message.to = fact->to;
  message.key = "rating";
  message.expires = fact->expires;
  message.fields = {{"number", fact->number},
                    {"window", fact->window.value},
                    {"link", links_.address + links_.make(fact->ticket, fact->expires)}};
  auto named = message.fields;
  named["hall"] = links_.hall.zh;
  message.text_zh = filled(links_.text.zh, named);
  named["hall"] = links_.hall.en;
  message.text_en = filled(links_.text.en, named);
  return {std::move(outgoing)};
}

}  // namespace atrium::policies
