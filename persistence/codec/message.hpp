// Cap'n Proto messages as bytes: the standard stream form, so that the `capnp` tool reads what is
// stored.
#pragma once

#include "persistence/codec/place.hpp"
#include "runtime/core/failure.hpp"
#include "runtime/core/journal.hpp"

#include <capnp/any.h>
#include <capnp/message.h>

#include <functional>
#include <string_view>

namespace atrium::persistence {

Bytes to_bytes(capnp::MessageBuilder& message);

// Builds a message in a buffer that the thread keeps, and answers its bytes.
Bytes build(Extent root, const std::function<void(Place)>& fill);

// Whatever is wrong with the bytes is a Failure (damaged) that begins with `what`; never an
// exception or a crash, and never more work than their size warrants.
Result<void> read(std::string_view bytes, std::string_view what,
                  const std::function<void(View)>& take);

}  // namespace atrium::persistence
