// The one codec: Codec<E> for any entity whose events, saved state and answers are described, over
// its schema. Include it only where a codec is made (codecs_*.cpp): it is heavy.
#pragma once

#include "persistence/codec/json.hpp"
#include "persistence/codec/mapper.hpp"
#include "persistence/codec/message.hpp"
#include "persistence/vault/vault.hpp"
#include "runtime/core/codec.hpp"

#include <fmt/format.h>

#include <cstdint>
#include <memory>
#include <string>
#include <utility>
#include <variant>
#include <vector>

namespace atrium::persistence {

inline constexpr std::uint16_t event_schema = 1;

// The fields of an Event union; a Defect when they are not `wanted`, in that order.
std::vector<capnp::StructSchema::Field> event_fields(capnp::StructSchema schema,
                                                     const std::string& kind,
                                                     const std::vector<std::string>& wanted);

template <class E>
class EntityCodec final : public Codec<E> {
 public:
  using Event = typename E::Event;
  using Saved = typename E::Saved;
  using Codec<E>::to_json;

  EntityCodec(Vault& vault, capnp::StructSchema event, capnp::StructSchema state)
      : cases_(Cases::make(event, vault)),
        saved_(Mapping{capnp::Type(state), std::string(E::kind) + ".State", vault}) {}

  NewEvent encode(const Event& event) const override {
    auto payload = build(cases_.extent, [&](Place root) { cases_.write(root, event); });
    return {static_cast<std::uint16_t>(event.index()), event_schema, std::move(payload)};
  }

  Result<Event> decode(std::uint16_t number, std::uint16_t schema,
                       std::string_view payload) const override {
    if (number >= std::variant_size_v<Event>) return unknown("event", number);
    if (schema != event_schema) return unknown("schema version", schema);
    Result<Event> event;
    const auto done = read(payload, E::kind, [&](View root) { cases_.read(root, number, *event); });
    if (!done) return tl::unexpected(done.error());
    return event;
  }

  Bytes encode_state(const Saved& state) const override {
    return build(saved_.extent(), [&](Place root) { saved_.write_members(root, state); });
  }

  Result<Saved> decode_state(std::uint16_t schema, std::string_view bytes) const override {
    if (schema != saved_schema_of<E>()) return unknown("snapshot version", schema);
    Result<Saved> state;
    const auto done = read(bytes, E::kind, [&](View root) { saved_.read_members(root, *state); });
    if (!done) return tl::unexpected(done.error());
    return state;
  }

  Bytes to_json(const typename E::Answer& answer) const override {
    Bytes text;
    std::visit([&](const auto& told) { write_json(text, told); }, answer);
    return text;
  }

  Result<EventReader::Text> to_json(const Envelope& envelope) const override {
    const auto event = decode(envelope.event, envelope.schema, envelope.payload);
    if (!event) return tl::unexpected(event.error());
    EventReader::Text text;
    text.type = cases_.types[event->index()];
    std::visit([&](const auto& fact) { write_json(text.data, fact); }, *event);
    return text;
  }

 private:
  static tl::unexpected<Failure> unknown(const char* what, unsigned number) {
    return fail(FailureCode::damaged, fmt::format("{} {} of {} is unknown", what, number, E::kind));
  }

  // The variant's alternatives and the union's fields, one to one and in the same order.
  template <class... Facts>
  struct CasesOf {
    Extent extent;
    std::uint32_t which = 0;
    std::vector<std::uint32_t> offsets;
    std::vector<std::string> types;
    std::tuple<Mapper<Facts>...> mappers;

    static CasesOf make(capnp::StructSchema schema, Vault& vault) {
      const std::string kind(E::kind);
      const auto fields = event_fields(schema, kind, {union_name(typeid(Facts))...});
      std::vector<std::uint32_t> offsets;
      std::vector<std::string> types;
      for (const auto field : fields) {
        offsets.push_back(offset_of(field, kind));
        types.push_back(kind + "." + to_snake(field.getProto().getName().cStr()));
      }
      std::size_t next = 0;
      const auto mapping = [&] {
        const auto field = fields[next++];
        return Mapping{field.getType(), kind + "." + field.getProto().getName().cStr(), vault};
      };
      return {extent_of(schema), discriminant_offset(schema), std::move(offsets), std::move(types),
              std::tuple<Mapper<Facts>...>{Mapper<Facts>(mapping())...}};
    }

    void write(Place& root, const Event& event) const {
      const auto index = event.index();
      root.put(which, static_cast<std::uint16_t>(index));
      const auto to = root.pointer(offsets[index]);
      std::visit(
          [&](const auto& fact) {
            std::get<Mapper<std::remove_cvref_t<decltype(fact)>>>(mappers).write(to, fact);
          },
          event);
    }

    void read(const View& root, std::uint16_t number, Event& event) const {
      if (root.get<std::uint16_t>(which) != number)
        throw Damaged{"the payload is of another event"};
      const auto from = root.pointer(offsets[number]);
      std::size_t i = 0;
      ((i++ == number ? std::get<Mapper<Facts>>(mappers).read(from, event.template emplace<Facts>())
                      : void()),
       ...);
    }
  };
  template <class... Facts>
  static CasesOf<Facts...> cases_of(std::variant<Facts...>*);
  using Cases = decltype(cases_of(static_cast<Event*>(nullptr)));

  Cases cases_;
  Mapper<Saved> saved_;
};

// `EventSchema` and `StateSchema`: the generated atrium::schema::<entity>::Event and ::State.
// The vault outlives the codec. A schema that does not fit the entity throws Defect here, at start.
template <class E, class EventSchema, class StateSchema>
std::unique_ptr<Codec<E>> make_codec(Vault& vault) {
  return std::make_unique<EntityCodec<E>>(vault, capnp::Schema::from<EventSchema>(),
                                          capnp::Schema::from<StateSchema>());
}

}  // namespace atrium::persistence
