// Cap'n Proto messages as bytes: the standard stream form, so that the `capnp` tool reads what is
// stored.
#pragma once

#include "runtime/core/failure.hpp"
#include "runtime/core/journal.hpp"

#include <capnp/dynamic.h>
#include <capnp/message.h>
#include <capnp/schema.h>

#include <functional>
#include <string_view>

namespace atrium::persistence {

Bytes to_bytes(capnp::MessageBuilder& message);

// Builds a message in a buffer that the thread keeps, and answers its bytes.
Bytes build(capnp::StructSchema root,
            const std::function<void(capnp::DynamicStruct::Builder)>& fill);

// Whatever is wrong with the bytes is a Failure (damaged) that begins with `what`; never an
// exception or a crash, and never more work than their size warrants.
Result<void> read(std::string_view bytes, capnp::StructSchema root, const char* what,
                  const std::function<void(capnp::DynamicStruct::Reader)>& take);

}  // namespace atrium::persistence
