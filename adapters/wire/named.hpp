// Between JSON answers of the house and wire structs, by name: snake_case ↔ lowerCamelCase. One
// function for every struct, so that a field added on both sides needs no code. Not for what the
// journal stores.
#pragma once

#include <boost/json.hpp>

#include <capnp/dynamic.h>

#include <string>
#include <string_view>

namespace atrium::wire {

std::string to_snake(std::string_view camel);  // "callNext" → "call_next"
std::string to_camel(std::string_view snake);  // "no_show" → "noShow"

// Sets every field of `into` that `from` has under its name. Null and absent leave the default; ISO
// 8601 texts become microseconds where the field is a number; names become enumerants. What does
// not fit is left at its default.
void fill(capnp::DynamicStruct::Builder into, const boost::json::object& from);

}  // namespace atrium::wire
