// Stored bytes of every event and snapshot, whatever became of them: read as an event or refused,
// and what was read is written and read again as the same.
// Input: entity, number (0xff: a snapshot), schema, then the payload.
#include "tests/fuzz/fuzz.hpp"
#include "tests/support/entities.hpp"

using namespace atrium;
using namespace atrium::fuzz;

namespace {

constexpr std::uint8_t snapshot = 0xff;

template <class E>
class Target {
 public:
  void snapshot(std::uint16_t schema, std::string_view payload) const {
    const auto state = codec_->decode_state(schema, payload);
    if (!state) return;
    const auto again = codec_->decode_state(schema, codec_->encode_state(*state));
    must(again.has_value() && *again == *state, "a snapshot that was read can be kept");
  }

  void event(std::uint16_t number, std::uint16_t schema, std::string_view payload) const {
    const auto event = codec_->decode(number, schema, payload);
    if (!event) return;
    must(event->index() == number, "a number is one event");
    const auto bytes = codec_->encode(*event);
    const auto again = codec_->decode(bytes.number, bytes.schema, bytes.payload);
    must(again.has_value() && *again == *event, "an event that was read can be written");
    Envelope envelope;
    envelope.event = number;
    envelope.schema = schema;
    envelope.payload = payload;
    must(codec_->to_json(envelope).has_value(), "an event that was read can be told");
    if constexpr (std::same_as<E, waiting_room::Entity>) {
      const auto* called = std::get_if<waiting_room::Called>(&*event);
      plant(called != nullptr && called->call > 77);
    }
  }

 private:
  // A vault that forgets nobody would grow without end.
  std::unique_ptr<persistence::Vault> vault_ = persistence::make_memory_vault();
  std::unique_ptr<Codec<E>> codec_ = codec_of<E>(*vault_);
};

template <class E>
const Target<E>& target() {
  static const Target<E> made;
  return made;
}

}  // namespace

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* bytes, std::size_t size) {
  if (size < 3) return 0;
  const auto payload = text_of(bytes + 3, size - 3);
  std::size_t entity = 0;
  boost::mp11::mp_for_each<Entities>([&](auto one) {
    if (entity++ != bytes[0] % boost::mp11::mp_size<Entities>::value) return;
    const auto& reader = target<decltype(one)>();
    bytes[1] == snapshot ? reader.snapshot(bytes[2], payload)
                         : reader.event(bytes[1], bytes[2], payload);
  });
  return 0;
}
