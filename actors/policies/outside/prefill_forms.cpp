// From a card to a form.
#include "actors/policies/outside/prefill_forms.hpp"

namespace atrium::policies {

Effects PrefillForms::react(const Source::Event& event, Instant) const {
  const auto* issued = std::get_if<waiting_room::Issued>(&event);
  if (issued == nullptr || !issued->holder || !services_.contains(issued->service)) return {};
  const auto& holder = *issued->holder;
  if (holder.id_type != "id_card" || holder.id_number.value.empty()) return {};
  Message message;
  message.channel = "prefill";
  message.to = holder.id_number;
  message.key = "prefill";
  message.fields = {{"ticket", issued->ticket.value}, {"service", issued->service.value}};
  return {Outgoing{std::move(message)}};
}

}  // namespace atrium::policies
