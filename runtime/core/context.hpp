// What surrounds a command: when, who asks, under which id. The only time and identity that a
// decision may use.
#pragma once

#include "runtime/core/ids.hpp"
#include "runtime/core/time/instant.hpp"

#include <boost/describe.hpp>

#include <optional>
#include <string>
#include <string_view>

namespace atrium {

enum class WhoKind { house, staff, device, citizen, integrator, timer, policy };
BOOST_DESCRIBE_ENUM(WhoKind, house, staff, device, citizen, integrator, timer, policy)

struct Who {
  WhoKind kind = WhoKind::house;
  std::string id;  // "clerk01", "machine-1", "show_calls"; empty for an unnamed citizen.
  friend bool operator==(const Who&, const Who&) = default;
};
BOOST_DESCRIBE_STRUCT(Who, (), (kind, id))

// The id under which a command is carried out at most once.
// A client's id is 1 to 64 printable ASCII characters of its own making (UUIDv7 advised) that do
// not begin with '~'. Ids that begin with '~' are the house's own: "~<source>#<sequence>", the
// sequence growing strictly within a source, so that a target needs to remember only the highest
// one (a high-water mark) and can never forget too early.
struct CommandId {
  std::string text;
  friend bool operator==(const CommandId&, const CommandId&) = default;
  friend auto operator<=>(const CommandId&, const CommandId&) = default;
};

struct Derived {
  std::string_view source;
  std::uint64_t sequence = 0;
};

inline constexpr std::size_t command_id_max = 64;
inline constexpr unsigned derived_index_max = 255;  // Commands one event may lead one policy to.

CommandId derive(std::string_view source, Position position, unsigned index);
std::optional<Derived> derived(const CommandId& id);  // Views into `id`.
bool is_client_command_id(std::string_view text);

struct Context {
  Instant now;
  Who who;
  CommandId command;
};

}  // namespace atrium

template <>
struct std::hash<atrium::CommandId> {
  std::size_t operator()(const atrium::CommandId& id) const noexcept {
    return std::hash<std::string>{}(id.text);
  }
};
