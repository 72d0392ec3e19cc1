// See message.hpp. Every exception of Cap'n Proto ends here.
#include "persistence/codec/message.hpp"

#include "runtime/core/assert.hpp"

#include <capnp/serialize.h>
#include <fmt/format.h>

#include <array>
#include <cstring>

namespace atrium::persistence {
namespace {

constexpr std::size_t scratch_words = 1024;
constexpr std::size_t words_read_per_word =
    16;  // Lists of small structs are counted more than once.

tl::unexpected<Failure> damaged(std::string_view what, const std::string& why) {
  return fail(FailureCode::damaged, fmt::format("{}: {}", what, why));
}

}  // namespace

Bytes to_bytes(capnp::MessageBuilder& message) {
  const auto segments = message.getSegmentsForOutput();
  if (segments.size() != 1) {
    const auto words = capnp::messageToFlatArray(segments);
    const auto bytes = words.asBytes();
    return {reinterpret_cast<const char*>(bytes.begin()), bytes.size()};
  }
  const auto body = segments[0].asBytes();
  const std::uint32_t header[2] = {0, static_cast<std::uint32_t>(segments[0].size())};
  Bytes bytes;
  bytes.reserve(sizeof header + body.size());
  bytes.append(reinterpret_cast<const char*>(header), sizeof header);
  bytes.append(reinterpret_cast<const char*>(body.begin()), body.size());
  return bytes;
}

Bytes build(Extent root, const std::function<void(Place)>& fill) {
  // Handed over zeroed, and given back zeroed by the builder's destructor.
  thread_local std::array<capnp::word, scratch_words> scratch{};
  capnp::MallocMessageBuilder message(kj::arrayPtr(scratch.data(), scratch.size()));
  fill(Place(message.getRoot<capnp::AnyPointer>().initAsAnyStruct(root.words, root.pointers)));
  return to_bytes(message);
}

Result<void> read(std::string_view bytes, std::string_view what,
                  const std::function<void(View)>& take) {
  constexpr auto word = sizeof(capnp::word);
  if (bytes.empty() || bytes.size() % word != 0)
    return damaged(what, "the bytes are no whole message");
  const auto size = bytes.size() / word;
  kj::Array<capnp::word> copy;
  const auto* words = reinterpret_cast<const capnp::word*>(bytes.data());
  if (reinterpret_cast<std::uintptr_t>(words) % alignof(capnp::word) != 0) {
    copy = kj::heapArray<capnp::word>(size);
    std::memcpy(copy.begin(), bytes.data(), bytes.size());
    words = copy.begin();
  }
  capnp::ReaderOptions options;
  options.traversalLimitInWords = size * words_read_per_word + scratch_words;
  try {
    capnp::FlatArrayMessageReader message(kj::arrayPtr(words, size), options);
    if (message.getEnd() != words + size) return damaged(what, "bytes follow the message");
    take(View(message.getRoot<capnp::AnyStruct>()));
  } catch (const kj::Exception& broken) {
    return damaged(what, broken.getDescription().cStr());
  } catch (const Damaged& broken) {
    return damaged(what, broken.why);
  } catch (const Defect&) {
    throw;
  } catch (const std::exception& broken) {
    return damaged(what, broken.what());
  }
  return {};
}

}  // namespace atrium::persistence
