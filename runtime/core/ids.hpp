// Names of things, each of its own type, so that a window can never be passed where a service is
// meant. An id is short text chosen by people (a window's number, a service's key) or made by the
// hall (a ticket's "20261121-A001"). Compared by bytes, never parsed for meaning outside the entity
// that makes it.
#pragma once

#include <compare>
#include <cstdint>
#include <functional>
#include <string>
#include <utility>

namespace atrium {

template <class Tag>
struct Id {
  std::string value;

  Id() = default;
  explicit Id(std::string text) : value(std::move(text)) {}

  [[nodiscard]] bool empty() const { return value.empty(); }
  friend bool operator==(const Id&, const Id&) = default;
  friend auto operator<=>(const Id&, const Id&) = default;
};

using PartitionId = Id<struct PartitionTag>;  // "chengmai", or "org" for what halls share.
using WindowId = Id<struct WindowTag>;        // The window's number as people read it: "3".
using ServiceId = Id<struct ServiceTag>;      // "passport"
using SeriesId = Id<struct SeriesTag>;        // A number series: its prefix, "A".
using TicketId = Id<struct TicketTag>;        // "<business day>-<number>": "20261121-A001".
using StaffId = Id<struct StaffTag>;          // "clerk01"
using DeviceId = Id<struct DeviceTag>;        // "machine-1"
using ZoneId = Id<struct ZoneTag>;  // A part of the hall with its own board and speaker: "a".
using SubjectId =
    Id<struct SubjectTag>;  // Whom personal data are about; names the key they are sealed under.

using Position = std::uint64_t;  // Place of an event in its partition's journal, dense from 1; 0 =
                                 // before the first.
using Version = std::uint64_t;   // Place of an event in its stream, dense from 1; 0 = an entity
                                 // nobody has heard of.

// Whose history an event belongs to: one entity. No address of a node: a stream may move between
// nodes.
struct StreamId {
  std::string kind;  // "waiting_room"
  std::string id;    // "main"; together unique within a partition.

  friend bool operator==(const StreamId&, const StreamId&) = default;
  friend auto operator<=>(const StreamId&, const StreamId&) = default;
};

}  // namespace atrium

template <class Tag>
struct std::hash<atrium::Id<Tag>> {
  std::size_t operator()(const atrium::Id<Tag>& id) const noexcept {
    return std::hash<std::string>{}(id.value);
  }
};

template <>
struct std::hash<atrium::StreamId> {
  std::size_t operator()(const atrium::StreamId& stream) const noexcept {
    return std::hash<std::string>{}(stream.kind) * 31 + std::hash<std::string>{}(stream.id);
  }
};
