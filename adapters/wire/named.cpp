// JSON into wire structs by name (named.hpp).
#include "adapters/wire/named.hpp"

#include "runtime/core/time/instant.hpp"

#include <cctype>
#include <limits>

namespace atrium::wire {
namespace {

namespace json = boost::json;
using capnp::DynamicStruct;
using Type = capnp::schema::Type;

std::string_view text_of(const json::value& value) {
  return {value.get_string().data(), value.get_string().size()};
}

// Cap'n Proto wants its texts terminated; a JSON string's are.
capnp::Text::Reader wire_text(const json::value& value) {
  return {value.get_string().c_str(), value.get_string().size()};
}

void set_enum(DynamicStruct::Builder& into, capnp::StructSchema::Field field,
              const json::value& from) {
  const auto name = to_camel(text_of(from));
  KJ_IF_MAYBE (found, field.getType().asEnum().findEnumerantByName(
                          kj::StringPtr(name.c_str(), name.size()))) {
    into.set(field, capnp::DynamicEnum(*found));
  }
}

void set_number(DynamicStruct::Builder& into, capnp::StructSchema::Field field,
                const json::value& from) {
  if (from.is_string()) {
    if (const auto at = from_iso8601(text_of(from))) {
      into.set(field, static_cast<std::int64_t>(at->time_since_epoch().count()));
    }
    return;
  }
  // Out of the field's range is what does not fit; setting it would throw.
  if (field.getType().which() == Type::UINT64 && from.is_int64() && from.get_int64() < 0) return;
  const bool narrow = field.getType().which() == Type::INT32;
  if (from.is_int64() &&
      (!narrow || (from.get_int64() >= std::numeric_limits<std::int32_t>::min() &&
                   from.get_int64() <= std::numeric_limits<std::int32_t>::max()))) {
    into.set(field, from.get_int64());
  }
}

void set_texts(DynamicStruct::Builder& into, capnp::StructSchema::Field field,
               const json::value& from) {
  const auto& list = from.get_array();
  auto texts = into.init(field, static_cast<unsigned>(list.size())).as<capnp::DynamicList>();
  for (unsigned i = 0; i < texts.size(); ++i) {
    if (list[i].is_string()) texts.set(i, wire_text(list[i]));
  }
}

void set(DynamicStruct::Builder& into, capnp::StructSchema::Field field, const json::value& from) {
  switch (field.getType().which()) {
    case Type::TEXT:
      if (from.is_string()) into.set(field, wire_text(from));
      break;
    case Type::BOOL:
      if (from.is_bool()) into.set(field, from.get_bool());
      break;
    case Type::INT32:
    case Type::INT64:
    case Type::UINT64:
      set_number(into, field, from);
      break;
    case Type::ENUM:
      if (from.is_string()) set_enum(into, field, from);
      break;
    case Type::LIST:
      if (from.is_array()) set_texts(into, field, from);
      break;
    case Type::STRUCT:
      if (from.is_object()) fill(into.init(field).as<DynamicStruct>(), from.get_object());
      break;
    default:
      break;
  }
}

}  // namespace

std::string to_snake(std::string_view camel) {
  std::string out;
  for (const char c : camel) {
    const auto byte = static_cast<unsigned char>(c);
    if (std::isupper(byte) != 0) out += '_';
    out += static_cast<char>(std::tolower(byte));
  }
  return out;
}

std::string to_camel(std::string_view snake) {
  std::string out;
  bool rise = false;
  for (const char c : snake) {
    if (c != '_') out += rise ? static_cast<char>(std::toupper(static_cast<unsigned char>(c))) : c;
    rise = c == '_';
  }
  return out;
}

void fill(DynamicStruct::Builder into, const json::object& from) {
  for (const auto field : into.getSchema().getNonUnionFields()) {
    const auto name = to_snake(field.getProto().getName().cStr());
    const auto* value = from.if_contains(name);
    if (value != nullptr && !value->is_null()) set(into, field, *value);
  }
}

}  // namespace atrium::wire
