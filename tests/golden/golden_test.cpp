// Old events stay readable: the bytes in the golden files are read as what they were written for.
// `test_golden -- --write-new` writes the files that are missing, from samples.hpp; an existing one
// is written again only when it is named: `-- --rewrite waiting_room/issued.v1`.
#include "tests/golden/golden.hpp"
#include "persistence/codec/entity_codec.hpp"
#include "tests/golden/samples.hpp"
#include "tests/support/entities.hpp"
#include "tests/support/show.hpp"

#include <boost/json.hpp>
#include <boost/test/unit_test.hpp>

#include <algorithm>
#include <span>
#include <string>

using namespace atrium;
using namespace atrium::golden;
using persistence::event_schema;

namespace {

using AllEntities = Entities;
using Goldens = std::map<std::string, Golden>;

// As a JSON object, a member a line; what is derived from the facts and not saved, behind it.
template <class E>
std::string folded(const typename E::State& state) {
  std::string text = "{";
  const auto saved = save(state);
  const auto add = [&](const char* name, const auto& value) {
    text += (text.size() > 1 ? ",\n\"" : "\n\"") + std::string(name) + "\": " + show(value);
  };
  boost::mp11::mp_for_each<persistence::Members<typename E::Saved>>(
      [&](auto member) { add(member.name, saved.*member.pointer); });
  if constexpr (requires { state.counts; }) add("counts", state.counts);
  return text + "\n}\n";
}

// Everything that was kept is so today. What a later release knows besides is its own affair.
bool holds(const boost::json::value& today, const boost::json::value& kept) {
  if (const auto* members = kept.if_object()) {
    return today.is_object() && std::ranges::all_of(*members, [&](const auto& member) {
             const auto* found = today.get_object().if_contains(member.key());
             return found != nullptr && holds(*found, member.value());
           });
  }
  if (const auto* elements = kept.if_array()) {
    return today.is_array() && std::ranges::equal(today.get_array(), *elements, holds);
  }
  return today == kept;
}
template <class E>
void check_folded(const typename E::State& state, const std::string& file, const Golden& kept) {
  const auto today = folded<E>(state);
  BOOST_TEST(holds(boost::json::parse(today), boost::json::parse(kept.state)),
             E::kind << "/" << file << " folds to " << today << "and not to " << kept.state);
}

template <class R>
auto must(const R& result, const std::string& where) {
  BOOST_REQUIRE_MESSAGE(result.has_value(), where << ": " << result.error().what);
  return *result;
}

// Reads and encodes with one vault, as a node does.
template <class E>
class Bench {
 public:
  using Event = typename E::Event;
  using State = typename E::State;

  Event decode(const Golden& golden) const {
    return must(codec_->decode(golden.number, golden.schema, golden.bytes), golden.name);
  }
  State before(const Golden& golden, const Goldens& all) const {
    State state{};
    for (const auto& name : golden.after) {
      const auto found =
          std::ranges::find(all, name, [](const auto& one) { return one.second.name; });
      BOOST_REQUIRE_MESSAGE(found != all.end(), golden.name << " is after " << name);
      evolve(state, decode(found->second));
    }
    return state;
  }
  State after(const Golden& golden, const Goldens& all) const {
    if (golden.is_state()) {
      return load(must(codec_->decode_state(golden.schema, golden.bytes), golden.name));
    }
    auto state = before(golden, all);
    evolve(state, decode(golden));
    return state;
  }
  [[nodiscard]] const Codec<E>& codec() const { return *codec_; }

 private:
  std::unique_ptr<persistence::Vault> vault_ = vault_of_the_person();
  std::unique_ptr<Codec<E>> codec_ = codec_of<E>(*vault_);
};

template <class E>
std::string type_of(const NewEvent& event) {
  Envelope envelope;
  envelope.event = event.number;
  envelope.schema = event.schema;
  envelope.payload = event.payload;
  return must(Bench<E>{}.codec().to_json(envelope), "sample").type;
}

template <class E>
Golden event_golden(const Sample<E>& sample) {
  const auto event = Bench<E>{}.codec().encode(sample.event);
  Golden golden;
  golden.name = sample.name;
  golden.type = "event " + type_of<E>(event);
  golden.number = event.number;
  golden.schema = event.schema;
  golden.after = sample.after;
  golden.bytes = event.payload;
  return golden;
}

// The snapshot after all that the richest sample tells.
template <class E>
Golden state_golden(const Goldens& all) {
  const auto last = std::ranges::max_element(
      all, {}, [](const auto& one) { return one.second.is_state() ? 0 : one.second.after.size(); });
  Golden golden;
  golden.name = "state";
  golden.type = "state " + std::string(E::kind);
  golden.schema = saved_schema_of<E>();
  golden.after = last->second.after;
  golden.after.push_back(last->second.name);
  golden.bytes = Bench<E>{}.codec().encode_state(save(Bench<E>{}.before(golden, all)));
  return golden;
}

// Files that are not there, and those of `again`, from the samples as they are encoded today.
template <class E>
void write_missing(Goldens all, std::span<const std::string> again) {
  std::vector<std::string> fresh;
  const auto add = [&](Golden golden) {
    const auto file = golden.name + ".v" + std::to_string(golden.schema);
    const bool is_named =
        std::ranges::find(again, std::string(E::kind) + "/" + file) != again.end();
    if (all.contains(file) && !is_named) return;
    all.insert_or_assign(file, std::move(golden));
    fresh.push_back(file);
  };
  for (const auto& sample : samples<E>()) add(event_golden(sample));
  add(state_golden<E>(all));
  for (const auto& file : fresh) {
    auto& golden = all.at(file);
    golden.state = folded<E>(Bench<E>{}.after(golden, all));
    write(E::kind, golden);
  }
}

// Before the first test, so that the tests judge what was written.
struct Writer {
  Writer() {
    const auto& suite = boost::unit_test::framework::master_test_suite();
    const std::vector<std::string> words(suite.argv + 1, suite.argv + suite.argc);
    if (words.empty()) return;
    BOOST_REQUIRE_MESSAGE(words[0] == "--write-new" || words[0] == "--rewrite",
                          "know --write-new, and --rewrite ENTITY/NAME.vN…");
    const std::span again(words.begin() + 1,
                          words[0] == "--rewrite" ? words.end() : words.begin() + 1);
    boost::mp11::mp_for_each<AllEntities>(
        [&](auto entity) { write_missing<decltype(entity)>(read_all(entity.kind), again); });
  }
};

template <class E>
constexpr auto events_of = std::variant_size_v<typename E::Event>;

}  // namespace

BOOST_TEST_GLOBAL_FIXTURE(Writer);
BOOST_AUTO_TEST_SUITE(golden_files)

BOOST_AUTO_TEST_CASE_TEMPLATE(every_event_and_snapshot_of_every_entity_has_its_golden_file, E,
                              AllEntities) {
  const auto all = read_all(E::kind);
  for (std::size_t number = 0; number < events_of<E>; ++number) {
    const bool has = std::ranges::any_of(all, [&](const auto& one) {
      return !one.second.is_state() && one.second.number == number &&
             one.second.schema == event_schema;
    });
    BOOST_TEST(has, E::kind << " event " << number << " has no golden file: give it a sample, then "
                            << "run test_golden -- --write-new");
  }
  BOOST_TEST(all.contains("state.v" + std::to_string(saved_schema_of<E>())),
             E::kind << " has no golden snapshot of its version");
}

BOOST_AUTO_TEST_CASE_TEMPLATE(the_bytes_of_every_release_fold_to_the_state_that_they_did, E,
                              AllEntities) {
  const Bench<E> bench;
  const auto all = read_all(E::kind);
  for (const auto& [file, golden] : all) {
    if (golden.is_state() && golden.schema != saved_schema_of<E>()) continue;  // Never read again.
    check_folded<E>(bench.after(golden, all), file, golden);
  }
}

BOOST_AUTO_TEST_CASE_TEMPLATE(a_number_means_the_same_event_for_ever, E, AllEntities) {
  for (const auto& [file, golden] : read_all(E::kind)) {
    if (golden.is_state()) continue;
    const auto event = Bench<E>{}.codec().encode(Bench<E>{}.decode(golden));
    BOOST_TEST("event " + type_of<E>(event) == golden.type, E::kind << "/" << file);
  }
}

// A struct that has grown since is written longer, and means what it meant.
BOOST_AUTO_TEST_CASE_TEMPLATE(the_same_event_and_state_are_the_same_bytes_today, E, AllEntities) {
  for (const auto& [file, golden] : read_all(E::kind)) {
    if (golden.is_state()) {
      if (golden.schema != saved_schema_of<E>()) continue;
      const auto state = must(Bench<E>{}.codec().decode_state(golden.schema, golden.bytes), file);
      BOOST_TEST((Bench<E>{}.codec().encode_state(state) == golden.bytes), E::kind << "/" << file);
    } else if (golden.schema == event_schema) {
      const Bench<E> bench;
      const auto event = bench.decode(golden);
      auto today = golden;
      today.bytes = bench.codec().encode(event).payload;
      const bool has_grown = today.bytes.size() > golden.bytes.size();
      BOOST_TEST((today.bytes == golden.bytes || (has_grown && bench.decode(today) == event)),
                 E::kind << "/" << file);
    }
  }
}

BOOST_AUTO_TEST_CASE_TEMPLATE(a_snapshot_is_the_state_of_the_events_before_it, E, AllEntities) {
  const Bench<E> bench;
  const auto all = read_all(E::kind);
  for (const auto& [file, golden] : all) {
    if (!golden.is_state() || golden.schema != saved_schema_of<E>()) continue;
    check_folded<E>(bench.before(golden, all), file, golden);
  }
}

BOOST_AUTO_TEST_SUITE_END()
