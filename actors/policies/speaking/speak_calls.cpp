// From calls to announcements, and from whatever ends a call to none.
#include "actors/policies/speaking/speak_calls.hpp"

#include "actors/policies/messages/filled.hpp"

#include <chrono>
#include <optional>
#include <utility>

namespace atrium::policies {
namespace {

namespace room = waiting_room;
using speaker::Announce;
using speaker::Withdraw;

// The ticket that is called no more, and at which window it was.
struct Uncalled {
  TicketId ticket;
  WindowId window;
};
std::optional<Uncalled> uncalled(const room::Event& event) {
  return std::visit(
      [](const auto& fact) -> std::optional<Uncalled> {
        using Fact = std::remove_cvref_t<decltype(fact)>;
        constexpr bool ends =
            std::is_same_v<Fact, room::Started> || std::is_same_v<Fact, room::NoShow> ||
            std::is_same_v<Fact, room::Voided> || std::is_same_v<Fact, room::Parked> ||
            std::is_same_v<Fact, room::Transferred> || std::is_same_v<Fact, room::Undone>;
        if constexpr (ends) return Uncalled{fact.ticket, fact.window};
        if constexpr (std::is_same_v<Fact, room::TicketSetAside>) {
          if (fact.window) return Uncalled{fact.ticket, *fact.window};
        }
        return std::nullopt;
      },
      event);
}

std::string put_into_words(std::string text, const Announce& call, const std::string& name,
                           const std::string& zone) {
  return filled(
      std::move(text),
      {{"number", call.number}, {"window", call.window.value}, {"name", name}, {"zone", zone}});
}

}  // namespace

Effects SpeakCalls::announce(const Saying& words, Announce call) const {
  const auto at = speech_.windows.find(call.window);
  if (at == speech_.windows.end()) return {};
  const auto& window = at->second;
  call.text = put_into_words(words.zh, call, window.name.zh, window.zone.zh);
  call.text_en = put_into_words(words.en, call, window.name.en, window.zone.en);
  call.rounds = speech_.rounds;
  const auto length = estimated_length({call.text, call.text_en});
  call.length_ms =
      static_cast<int>(std::chrono::duration_cast<std::chrono::milliseconds>(length).count());
  return {To<speaker::Entity>{window.speaker, std::move(call)}};
}

Effects SpeakCalls::react(const Source::Event& event, Instant) const {
  if (const auto* fact = std::get_if<room::Called>(&event)) {
    if (fact->quiet) return {};
    return announce(speech_.call, {.ticket = fact->ticket,
                                   .number = fact->number,
                                   .window = fact->window,
                                   .call = fact->call,
                                   .text = {},
                                   .text_en = {},
                                   .called_at = fact->at});
  }
  if (const auto* fact = std::get_if<room::Recalled>(&event)) {
    if (fact->quiet) return {};
    return announce(speech_.recall, {.ticket = fact->ticket,
                                     .number = fact->number,
                                     .window = fact->window,
                                     .call = fact->call,
                                     .text = {},
                                     .text_en = {},
                                     .called_at = fact->at});
  }
  Effects effects;
  if (std::holds_alternative<room::DayEnded>(event)) {
    for (const auto& speaker : speech_.speakers) {
      effects.emplace_back(To<speaker::Entity>{speaker, Withdraw{}});
    }
  } else if (const auto gone = uncalled(event)) {
    const auto at = speech_.windows.find(gone->window);
    if (at == speech_.windows.end()) return {};
    effects.emplace_back(To<speaker::Entity>{at->second.speaker, Withdraw{gone->ticket}});
  }
  return effects;
}

Effects PrepareSound::react(const Source::Event& event, Instant) const {
  const auto* fact = std::get_if<speaker::Queued>(&event);
  if (fact != nullptr) make_({fact->announcement.text, fact->announcement.text_en});
  return {};
}

Effects FollowMode::react(const Source::Event& event, Instant) const {
  const auto* fact = std::get_if<hall::ModeSet>(&event);
  if (fact == nullptr) return {};
  Effects effects;
  for (const auto& speaker : speakers_) {
    effects.emplace_back(
        To<speaker::Entity>{speaker, speaker::SetVoiced{fact->mode != hall::Mode::silent}});
  }
  return effects;
}

}  // namespace atrium::policies
