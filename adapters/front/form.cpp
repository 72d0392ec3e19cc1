// Well-formedness of texts and acts (form.hpp).
#include "adapters/front/form.hpp"

#include "actors/limits.hpp"

#include <algorithm>

namespace atrium::front {
namespace {

// How many bytes the character that begins with `lead` has; 0 when no character begins so.
std::size_t length_of(unsigned char lead) {
  if (lead < 0x80) return 1;
  if (lead >= 0xc2 && lead < 0xe0) return 2;
  if (lead >= 0xe0 && lead < 0xf0) return 3;
  if (lead >= 0xf0 && lead < 0xf5) return 4;
  return 0;
}

// The second byte rules out overlong forms, surrogates, and what lies beyond U+10FFFF.
bool second_fits(unsigned char lead, unsigned char second) {
  switch (lead) {
    case 0xe0:
      return second >= 0xa0;
    case 0xed:
      return second < 0xa0;
    case 0xf0:
      return second >= 0x90;
    case 0xf4:
      return second < 0x90;
    default:
      return true;
  }
}

std::size_t count_characters(std::string_view text) {
  return static_cast<std::size_t>(std::ranges::count_if(
      text, [](char c) { return (static_cast<unsigned char>(c) & 0xc0) != 0x80; }));
}

Refusal invalid(std::string_view field, std::string_view why) {
  return refuse(RefusalKind::invalid, "request.invalid",
                std::string(field) + ": " + std::string(why), std::string(field));
}

using Fault = std::optional<Refusal>;

Fault check(std::string_view name, const std::string& text) {
  if (!is_utf8(text)) return invalid(name, "is not valid UTF-8");
  if (has_control(text)) return invalid(name, "contains control characters");
  if (count_characters(text) > limits::text_max) return invalid(name, "is too long");
  return std::nullopt;
}

Fault check(std::string_view name, const std::optional<std::string>& text) {
  return text ? check(name, *text) : std::nullopt;
}

Fault check(std::string_view name, const std::vector<std::string>& texts) {
  for (const auto& text : texts) {
    if (auto fault = check(name, text)) return fault;
  }
  return std::nullopt;
}

// Numbers and flags: any value has a form.
template <class T>
Fault check(std::string_view, const T&) {
  return std::nullopt;
}

template <class A>
Fault check_texts(const A& act) {
  Fault fault;
  boost::mp11::mp_for_each<boost::describe::describe_members<A, boost::describe::mod_public>>(
      [&](auto member) {
        if (!fault) fault = check(member.name, act.*member.pointer);
      });
  return fault;
}

Fault check_taken(Takes takes, std::string_view name, const std::string& text) {
  if (takes == Takes::no && !text.empty()) return invalid(name, "is not a field of this action");
  if (takes == Takes::must && text.empty()) return invalid(name, "is missing");
  return std::nullopt;
}

// What is not only text by text; any other act has nothing more.
template <class A>
Fault check_whole(const A&) {
  return std::nullopt;
}

Fault check_whole(const TakeTicket& act) {
  if (act.service.empty() && act.journey.empty()) return invalid("service", "is missing");
  return act.holder ? check_texts(*act.holder) : std::nullopt;
}

Fault check_whole(const Evaluate& act) {
  return act.ticket.empty() ? Fault(invalid("ticket", "is missing")) : std::nullopt;
}

Fault check_whole(const FollowUp& act) {
  return act.ticket.empty() ? Fault(invalid("ticket", "is missing")) : std::nullopt;
}

Fault check_whole(const ReleaseTicket& act) {
  return act.ticket.empty() ? Fault(invalid("ticket", "is missing")) : std::nullopt;
}

Fault check_whole(const SetStrategy& act) {
  if (!act.value) return std::nullopt;
  if (!act.strategy.empty()) return invalid("value", "goes without a strategy's name");
  return check_texts(*act.value);
}

Fault check_whole(const BookVisit& act) {
  if (act.service.empty()) return invalid("service", "is missing");
  return act.holder ? check_texts(*act.holder) : std::nullopt;
}

Fault check_whole(const CheckIn& act) {
  return act.holder ? check_texts(*act.holder) : std::nullopt;
}

Fault check_whole(const StampLabel& act) {
  return act.ticket.empty() ? Fault(invalid("ticket", "is missing")) : std::nullopt;
}

Fault check_whole(const LeaseNumbers& act) {
  if (act.terminal.empty()) return invalid("terminal", "is missing");
  if (act.service.empty()) return invalid("service", "is missing");
  return act.epoch < 0 ? Fault(invalid("epoch", "must not be negative")) : std::nullopt;
}

Fault check_whole(const TakeInTicket& act) {
  if (act.position < 1) return invalid("position", "must be 1 or more");
  if (act.at.empty()) return invalid("at", "is missing");
  return act.holder ? check_texts(*act.holder) : std::nullopt;
}

Fault check_whole(const WindowAct& act) {
  const auto* action = find_window_action(act.action);
  if (action == nullptr) {
    return refuse(RefusalKind::not_found, "action.unknown", "a window has no such action",
                  "action");
  }
  if (act.window.empty()) return invalid("window", "is missing");
  if (auto fault = check_taken(action->staff, "staff", act.staff)) return fault;
  if (auto fault = check_taken(action->reason, "reason", act.reason)) return fault;
  if (auto fault = check_taken(action->number, "number", act.number)) return fault;
  if (action->services == Takes::no && !act.services.empty()) {
    return invalid("services", "is not a field of this action");
  }
  return check_taken(action->target, "to_window", act.to_window + act.to_staff + act.to_service);
}

}  // namespace

bool is_utf8(std::string_view text) {
  for (std::size_t i = 0; i < text.size();) {
    const auto lead = static_cast<unsigned char>(text[i]);
    const auto length = length_of(lead);
    if (length == 0 || i + length > text.size()) return false;
    for (std::size_t k = 1; k < length; ++k) {
      const auto byte = static_cast<unsigned char>(text[i + k]);
      if ((byte & 0xc0) != 0x80) return false;
      if (k == 1 && !second_fits(lead, byte)) return false;
    }
    i += length;
  }
  return true;
}

bool has_control(std::string_view text) {
  return std::ranges::any_of(text, [](char c) {
    const auto byte = static_cast<unsigned char>(c);
    return (byte < 0x20 && c != '\n' && c != '\t') || byte == 0x7f;
  });
}

std::optional<Refusal> check_form(const Act& act) {
  return std::visit(
      [](const auto& one) {
        auto fault = check_texts(one);
        return fault ? fault : check_whole(one);
      },
      act);
}

}  // namespace atrium::front
