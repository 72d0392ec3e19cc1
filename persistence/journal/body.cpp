// See body.hpp for the layout.
#include "persistence/journal/body.hpp"

#include <bit>
#include <cstring>

namespace atrium::persistence {
namespace {

static_assert(std::endian::native == std::endian::little, "the stored form is little-endian");

constexpr std::uint8_t format_1 = 1;
constexpr std::uint8_t flag_last = 1;
constexpr std::size_t header_size = 2 * sizeof(Hash);

void put_varint(std::string& to, std::uint64_t value) {
  char bytes[10];
  std::size_t size = 0;
  for (; value >= 0x80; value >>= 7) bytes[size++] = static_cast<char>(value | 0x80);
  bytes[size++] = static_cast<char>(value);
  to.append(bytes, size);
}

void put_fixed(std::string& to, std::uint64_t value) {
  char bytes[sizeof value];
  std::memcpy(bytes, &value, sizeof value);
  to.append(bytes, sizeof value);
}

void put_text(std::string& to, std::string_view text) {
  put_varint(to, text.size());
  to.append(text);
}

// Reads forward and remembers the first overrun, so that the caller checks once.
class Reader {
 public:
  explicit Reader(std::string_view bytes) : rest_(bytes) {}

  std::uint8_t byte() {
    if (rest_.empty()) return broken_ = true, std::uint8_t{0};
    const auto value = static_cast<std::uint8_t>(rest_.front());
    rest_.remove_prefix(1);
    return value;
  }
  std::uint64_t varint() {
    std::uint64_t value = 0;
    for (unsigned shift = 0; shift < 64; shift += 7) {
      const auto part = byte();
      value |= static_cast<std::uint64_t>(part & 0x7f) << shift;
      if (part < 0x80) return value;
    }
    broken_ = true;
    return 0;
  }
  std::uint64_t fixed() {
    std::uint64_t value = 0;
    if (rest_.size() < sizeof value) return broken_ = true, value;
    std::memcpy(&value, rest_.data(), sizeof value);
    rest_.remove_prefix(sizeof value);
    return value;
  }
  std::string text() {
    const auto size = varint();
    if (size > rest_.size()) return broken_ = true, std::string{};
    std::string value(rest_.substr(0, size));
    rest_.remove_prefix(size);
    return value;
  }
  [[nodiscard]] bool whole() const { return !broken_ && rest_.empty(); }

 private:
  std::string_view rest_;
  bool broken_ = false;
};

}  // namespace

void append_body(std::string& to, const Envelope& event) {
  to += static_cast<char>(format_1);
  to += static_cast<char>(event.last ? flag_last : 0);
  to += static_cast<char>(event.who.kind);
  put_varint(to, event.event);
  put_varint(to, event.schema);
  put_varint(to, event.epoch);
  put_varint(to, event.position);
  put_varint(to, event.version);
  put_varint(to, event.cause);
  put_fixed(to, static_cast<std::uint64_t>(event.at.time_since_epoch().count()));
  put_fixed(to, event.fingerprint);
  put_text(to, event.stream.kind);
  put_text(to, event.stream.id);
  put_text(to, event.command.text);
  put_text(to, event.who.id);
  put_text(to, event.payload);
  put_text(to, event.reply);
}

void append_row(std::string& to, Envelope& event, ChainHash chain) {
  const auto begin = to.size();
  to.append(sizeof(Hash), '\0');
  to.append(reinterpret_cast<const char*>(event.previous.data()), sizeof(Hash));
  append_body(to, event);
  event.hash = hash_of(chain, std::string_view(to).substr(begin + sizeof(Hash)));
  std::memcpy(to.data() + begin, event.hash.data(), sizeof(Hash));
}

Result<Envelope> read_row(std::string_view row) {
  if (row.size() < header_size) return fail(FailureCode::damaged, "the record is cut short");
  Envelope event;
  std::memcpy(event.hash.data(), row.data(), sizeof(Hash));
  std::memcpy(event.previous.data(), row.data() + sizeof(Hash), sizeof(Hash));
  Reader body(row.substr(header_size));
  if (body.byte() != format_1) return fail(FailureCode::damaged, "the record's format is unknown");
  event.last = (body.byte() & flag_last) != 0;
  const auto kind = body.byte();
  if (kind > static_cast<std::uint8_t>(WhoKind::policy)) {
    return fail(FailureCode::damaged, "the record's asker is of an unknown kind");
  }
  event.who.kind = static_cast<WhoKind>(kind);
  event.event = static_cast<std::uint16_t>(body.varint());
  event.schema = static_cast<std::uint16_t>(body.varint());
  event.epoch = body.varint();
  event.position = body.varint();
  event.version = body.varint();
  event.cause = body.varint();
  event.at = Instant{Duration{static_cast<std::int64_t>(body.fixed())}};
  event.fingerprint = body.fixed();
  event.stream.kind = body.text();
  event.stream.id = body.text();
  event.command.text = body.text();
  event.who.id = body.text();
  event.payload = body.text();
  event.reply = body.text();
  if (!body.whole()) return fail(FailureCode::damaged, "the record's fields do not add up");
  return event;
}

Result<Link> check_row(std::string_view row, ChainHash chain) {
  if (row.size() < header_size) return fail(FailureCode::damaged, "the record is cut short");
  Link link;
  std::memcpy(link.hash.data(), row.data(), sizeof(Hash));
  std::memcpy(link.previous.data(), row.data() + sizeof(Hash), sizeof(Hash));
  if (hash_of(chain, row.substr(sizeof(Hash))) != link.hash)
    return fail(FailureCode::damaged, "the record's bytes do not match its hash");
  Reader body(row.substr(header_size));
  if (body.byte() != format_1) return fail(FailureCode::damaged, "the record's format is unknown");
  for (int i = 0; i < 2; ++i) body.byte();    // Flags, who.kind.
  for (int i = 0; i < 3; ++i) body.varint();  // Event, schema, epoch.
  link.position = body.varint();
  return link;
}

Result<Envelope> read_checked_row(std::string_view row, ChainHash chain) {
  auto event = read_row(row);
  if (event && hash_of(chain, row.substr(sizeof(Hash))) != event->hash) {
    return fail(FailureCode::damaged, "the record's bytes do not match its hash");
  }
  return event;
}

}  // namespace atrium::persistence
