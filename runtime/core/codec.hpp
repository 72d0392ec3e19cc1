// The codec port: how one entity's events and state become stored bytes, and its answers JSON.
// persistence/codec implements it once, generically, for every described entity; the host only sees
// this.
#pragma once

#include "runtime/core/failure.hpp"
#include "runtime/core/journal.hpp"

#include <memory>
#include <string>
#include <string_view>

namespace atrium {

// What every edge may ask of any stored event, whatever entity it belongs to.
class EventReader {
 public:
  virtual ~EventReader() = default;
  // "waiting_room.called" and the event's fields as a JSON object without personal data.
  struct Text {
    std::string type;
    std::string data;
  };
  [[nodiscard]] virtual Result<Text> to_json(const Envelope& envelope) const = 0;
};

// The version of the entity's stored state; 1 unless the entity says otherwise.
template <class E>
constexpr std::uint16_t saved_schema_of() {
  if constexpr (requires { E::saved_schema; }) {
    return E::saved_schema;
  } else {
    return 1;
  }
}

// Thread-safe: one instance serves all actors of its kind.
template <class E>
class Codec : public EventReader {
 public:
  [[nodiscard]] virtual NewEvent encode(const typename E::Event& event) const = 0;
  // An unknown number, schema or enumerant is a Failure (damaged), never a guess.
  [[nodiscard]] virtual Result<typename E::Event> decode(std::uint16_t number, std::uint16_t schema,
                                                         std::string_view payload) const = 0;

  [[nodiscard]] virtual Bytes encode_state(const typename E::Saved& state) const = 0;
  [[nodiscard]] virtual Result<typename E::Saved> decode_state(std::uint16_t schema,
                                                               std::string_view bytes) const = 0;

  // The answer's active alternative as a JSON object.
  [[nodiscard]] virtual Bytes to_json(const typename E::Answer& answer) const = 0;
  using EventReader::to_json;
};

}  // namespace atrium
