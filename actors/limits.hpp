// How long a text may be, in characters (Unicode code points). A longer one is refused and named,
// never cut. Shared by every entity; not for limits of rules (calls, tags): those are in the entity
// or its configuration.
#pragma once

#include "runtime/core/decision.hpp"

#include <cstddef>
#include <initializer_list>
#include <optional>
#include <string>
#include <string_view>

namespace atrium::limits {

inline constexpr std::size_t id_max =
    64;  // Of a window, service, ticket, device, staff member; channel, number.
inline constexpr std::size_t name_max = 100;  // Of a person or a thing, as people read it.
inline constexpr std::size_t identity_number_max = 32;  // On any document.
inline constexpr std::size_t phone_max = 20;
inline constexpr std::size_t reason_max = 200;  // Of a pause, a special call, a void.
inline constexpr std::size_t text_max = 500;    // What a citizen writes in an evaluation.

struct Field {
  std::string_view name;
  std::string_view text;
  std::size_t max;
};

// The first field that is too long, as refusal `request.too_long`.
std::optional<Refusal> too_long(std::initializer_list<Field> fields);

// The same of whoever an entity calls its holder.
template <class Holder>
std::optional<Refusal> holder_too_long(const Holder& holder) {
  return too_long({{"holder.id_type", holder.id_type, id_max},
                   {"holder.id_number", holder.id_number.value, identity_number_max},
                   {"holder.name", holder.name.value, name_max},
                   {"holder.phone", holder.phone.value, phone_max},
                   {"holder.subject", holder.name.subject.value, id_max}});
}

std::size_t characters(std::string_view utf8);
std::string first_character(std::string_view utf8);
std::string first_characters(std::string_view utf8, std::size_t most);

}  // namespace atrium::limits
