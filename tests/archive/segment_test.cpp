// The stored form of an archive's segments: what is changed in one is found.
#include "persistence/archive/stored/segment.hpp"
#include "tests/persistence/journal_fixture.hpp"

#include <boost/test/unit_test.hpp>

using namespace atrium;
using namespace atrium::persistence;
using namespace atrium::persistence::test;

namespace {

std::string segment_of(const std::vector<std::string>& payloads, ChainHash chain) {
  const auto store = make_memory_store(make_memory_disk({.chain = chain}));
  const auto journal = test::open(*store);
  SegmentBuilder builder(hall, chain, 1, chain_start(hall, chain));
  for (Version version = 0; version < payloads.size(); ++version)
    append(*journal, commit(lines, version, {payloads[version]}));
  for (const auto& event : all(*journal)) must(builder.add(event));
  return builder.finish();
}

void put_digest(std::string& segment, ChainHash chain) {
  segment.resize(segment.size() - sizeof(Hash));
  const auto digest = hash_of(chain, segment);
  segment.append(reinterpret_cast<const char*>(digest.data()), digest.size());
}

}  // namespace

BOOST_AUTO_TEST_SUITE(segments, *boost::unit_test::description("[SC-01]"))

BOOST_AUTO_TEST_CASE(a_segment_reads_as_it_was_written) {
  for (const auto chain : {ChainHash::sha256, ChainHash::sm3}) {
    const auto segment = read_segment(segment_of({"one", "two", "three"}, chain));
    must(segment);
    BOOST_TEST((segment->chain == chain));
    BOOST_TEST(segment->partition.value == hall.value);
    BOOST_TEST(segment->last == 3u);
    BOOST_TEST(segment->events.back().payload == "three");
  }
}

BOOST_AUTO_TEST_CASE(a_bit_that_is_flipped_anywhere_is_found) {
  const auto sound = segment_of({"one", "two"}, ChainHash::sha256);
  for (std::size_t i = 0; i < sound.size(); ++i) {
    auto changed = sound;
    changed[i] = static_cast<char>(changed[i] ^ (1 << i % 8));
    BOOST_TEST(!read_segment(changed).has_value(), "byte " << i);
  }
}

BOOST_AUTO_TEST_CASE(a_segment_that_is_cut_anywhere_is_found) {
  const auto sound = segment_of({"one", "two"}, ChainHash::sha256);
  for (std::size_t size = 0; size < sound.size(); ++size)
    BOOST_TEST(!read_segment(sound.substr(0, size)).has_value(), "cut to " << size);
}

BOOST_AUTO_TEST_CASE(an_event_that_is_chained_to_another_one_is_found) {
  const auto chain = ChainHash::sha256;
  const auto whole = segment_of({"one", "two"}, chain);
  const auto other = read_segment(segment_of({"ten", "two"}, chain));
  must(other);
  // The second row of the other history, sound in itself, in the place of ours.
  SegmentBuilder alone(hall, chain, 2, other->events[0].hash);
  must(alone.add(other->events[1]));
  const auto row_and_end = alone.finish();
  const auto header = sizeof("ATRSEG1\n") - 1 + 1 + 1 + hall.value.size() + 8 + sizeof(Hash);
  const auto tail = row_and_end.substr(header);
  auto spliced = whole.substr(0, whole.size() - tail.size()) + tail;
  put_digest(spliced, chain);
  const auto read = read_segment(spliced);
  BOOST_TEST_REQUIRE(!read);
  BOOST_TEST(read.error().what == "at position 2: the event is not chained to the one before it");
}

BOOST_AUTO_TEST_SUITE_END()
