// The generic codec, on every entity that there is: what goes in comes out, and damaged bytes are a
// failure.
#include "persistence/codec/entities/codecs.hpp"
#include "persistence/codec/entity_codec.hpp"
#include "persistence/codec/json.hpp"
#include "persistence/schema/display.capnp.h"
#include "persistence/schema/evaluator.capnp.h"
#include "tests/persistence/filler.hpp"
#include "tests/persistence/journal_fixture.hpp"

#include <boost/json.hpp>
#include <boost/mpl/list.hpp>
#include <boost/test/unit_test.hpp>

using namespace atrium;
using namespace atrium::persistence;
using namespace atrium::persistence::test;

namespace {

template <class E>
std::unique_ptr<Codec<E>> make(Vault& vault) {
  if constexpr (std::same_as<E, waiting_room::Entity>) return make_waiting_room_codec(vault);
  if constexpr (std::same_as<E, hall::Entity>) return make_hall_codec(vault);
  if constexpr (std::same_as<E, window::Entity>) return make_window_codec(vault);
  if constexpr (std::same_as<E, evaluation::Entity>) return make_evaluation_codec(vault);
  if constexpr (std::same_as<E, label::Entity>) return make_label_codec(vault);
  if constexpr (std::same_as<E, ticket_machine::Entity>) return make_ticket_machine_codec(vault);
  if constexpr (std::same_as<E, display::Entity>) return make_display_codec(vault);
  if constexpr (std::same_as<E, evaluator::Entity>) return make_evaluator_codec(vault);
  if constexpr (std::same_as<E, speaker::Entity>) return make_speaker_codec(vault);
  if constexpr (std::same_as<E, appointment_book::Entity>) {
    return make_appointment_book_codec(vault);
  }
}

using Entities =
    boost::mpl::list<waiting_room::Entity, atrium::hall::Entity, window::Entity, evaluation::Entity,
                     ticket_machine::Entity, display::Entity, evaluator::Entity, speaker::Entity,
                     appointment_book::Entity, label::Entity>;

// One event of every kind, every member filled, or none.
template <class... Facts>
std::vector<std::variant<Facts...>> one_of_each(std::variant<Facts...>*, bool filled) {
  std::vector<std::variant<Facts...>> events{Facts{}...};
  Filler filler;
  for (auto& event : events) {
    if (filled) std::visit([&](auto& fact) { filler.fill(fact); }, event);
  }
  return events;
}
template <class E>
auto one_of_each(bool filled) {
  return one_of_each(static_cast<typename E::Event*>(nullptr), filled);
}

Envelope envelope(const NewEvent& event) {
  Envelope stored;
  stored.event = event.number;
  stored.schema = event.schema;
  stored.payload = event.payload;
  return stored;
}

evaluation::Given given() {
  evaluation::Given fact;
  fact.ticket = TicketId("20261121-A001");
  fact.text = {SubjectId("20261121-A001"), "张三很满意", false};
  fact.tags = {"510"};
  return fact;
}

}  // namespace

BOOST_AUTO_TEST_SUITE(codec)

BOOST_AUTO_TEST_CASE_TEMPLATE(every_event_comes_back_as_it_was, E, Entities) {
  const auto vault = make_memory_vault();
  const auto codec = make<E>(*vault);
  for (const bool filled : {true, false}) {
    for (const auto& event : one_of_each<E>(filled)) {
      const auto stored = codec->encode(event);
      BOOST_TEST(stored.number == event.index());
      const auto back = codec->decode(stored.number, stored.schema, stored.payload);
      must(back);
      BOOST_TEST((*back == event), E::kind << " event " << event.index());
    }
  }
}

BOOST_AUTO_TEST_CASE_TEMPLATE(every_saved_state_comes_back_as_it_was, E, Entities) {
  const auto vault = make_memory_vault();
  const auto codec = make<E>(*vault);
  typename E::Saved state{}, empty{};
  Filler{}.fill(state);
  const auto back = codec->decode_state(saved_schema_of<E>(), codec->encode_state(state));
  must(back);
  BOOST_TEST((*back == state));
  BOOST_TEST((*codec->decode_state(saved_schema_of<E>(), codec->encode_state(empty)) == empty));
}

BOOST_AUTO_TEST_CASE_TEMPLATE(every_event_is_told_as_a_json_object_with_its_type, E, Entities) {
  const auto vault = make_memory_vault();
  const auto codec = make<E>(*vault);
  for (const auto& event : one_of_each<E>(true)) {
    const auto text = codec->to_json(envelope(codec->encode(event)));
    must(text);
    BOOST_TEST(text->type.starts_with(std::string(E::kind) + "."));
    BOOST_TEST(boost::json::parse(text->data).is_object());
  }
}

BOOST_AUTO_TEST_CASE_TEMPLATE(changed_bytes_are_a_failure_or_another_event_but_never_a_crash, E,
                              Entities) {
  const auto vault = make_memory_vault();
  const auto codec = make<E>(*vault);
  std::size_t refused = 0;
  for (const auto& event : one_of_each<E>(true)) {
    const auto stored = codec->encode(event);
    for (std::size_t i = 0; i < stored.payload.size(); i += 3) {
      for (const char change : {'\x01', '\x80', '\xff'}) {
        auto broken = stored.payload;
        broken[i] = static_cast<char>(broken[i] ^ change);
        if (!codec->decode(stored.number, stored.schema, broken)) ++refused;
      }
    }
    for (const std::size_t size : {std::size_t{0}, std::size_t{7}, stored.payload.size() / 2}) {
      const auto cut = codec->decode(stored.number, stored.schema, stored.payload.substr(0, size));
      BOOST_TEST_REQUIRE(!cut.has_value());
      BOOST_TEST((cut.error().code == FailureCode::damaged));
    }
  }
  BOOST_TEST(refused > 0u);
}

BOOST_AUTO_TEST_CASE_TEMPLATE(an_unknown_event_number_or_schema_is_a_failure, E, Entities) {
  const auto vault = make_memory_vault();
  const auto codec = make<E>(*vault);
  const auto stored = codec->encode(one_of_each<E>(true).front());
  BOOST_TEST(!codec->decode(999, stored.schema, stored.payload).has_value());
  BOOST_TEST(!codec->decode(stored.number, 99, stored.payload).has_value());
  BOOST_TEST(!codec->decode(1, stored.schema, stored.payload).has_value());
  BOOST_TEST(!codec->decode_state(99, "").has_value());
}

BOOST_AUTO_TEST_CASE(personal_data_are_neither_in_the_stored_bytes_nor_in_json) {
  const auto vault = make_memory_vault();
  const auto codec = make_evaluation_codec(*vault);
  const auto stored = codec->encode(given());
  BOOST_TEST(stored.payload.find("张三") == std::string::npos);
  const auto text = codec->to_json(envelope(stored));
  must(text);
  BOOST_TEST(text->data.find("张三") == std::string::npos);
  BOOST_TEST(text->data.find("\"text\"") == std::string::npos);
}

BOOST_AUTO_TEST_CASE(an_event_about_an_erased_person_still_stands_without_the_person) {
  const auto vault = make_memory_vault();
  const auto codec = make_evaluation_codec(*vault);
  const auto stored = codec->encode(given());
  must(vault->erase(SubjectId("20261121-A001")));
  const auto back = codec->decode(stored.number, stored.schema, stored.payload);
  must(back);
  const auto& fact = std::get<evaluation::Given>(*back);
  BOOST_TEST(fact.text.erased);
  BOOST_TEST(fact.text.value.empty());
  BOOST_TEST(fact.tags == given().tags, boost::test_tools::per_element());
  const auto again = codec->encode(*back);
  BOOST_TEST((*codec->decode(again.number, again.schema, again.payload) == *back));
}

BOOST_AUTO_TEST_CASE(an_answer_is_json_with_the_names_of_its_members) {
  const auto vault = make_memory_vault();
  const auto codec = make_evaluation_codec(*vault);
  evaluation::RatingView view;
  view.ticket = TicketId("20261121-A001");
  view.window = WindowId("3");
  view.level = 5;
  view.tags = {"quick \"and\"\nkind", "好"};
  view.given_at = Instant{Duration{1'795'250'096'789'000}};
  BOOST_TEST(
      codec->to_json(evaluation::Answer(view)) ==
      R"({"ticket":"20261121-A001","window":"3","level":5,"tags":["quick \"and\"\nkind","好"],)"
      R"("given_at":"2026-11-21T08:34:56.789Z"})");
}

BOOST_AUTO_TEST_CASE(json_of_an_absent_value_is_null_and_of_a_keyword_its_plain_word) {
  std::string text;
  write_json(text, std::optional<int>{});
  write_json(text, waiting_room::Status::void_);
  write_json(text, Day{20'778});
  BOOST_TEST(text == R"(null"void""2026-11-21")");
}

BOOST_AUTO_TEST_CASE(an_instant_in_json_is_the_instant_as_text) {
  for (const std::int64_t us :
       {std::int64_t{0}, std::int64_t{-1}, std::int64_t{1'795'250'096'789'123},
        std::int64_t{951'782'399'999'999}, std::int64_t{-62'135'596'800'000'000}}) {
    const Instant at{Duration{us}};
    std::string text;
    write_json(text, at);
    BOOST_TEST(text == '"' + to_iso8601(at) + '"');
  }
}

BOOST_AUTO_TEST_CASE(a_schema_that_does_not_fit_its_entity_is_found_when_the_codec_is_made) {
  const auto vault = make_memory_vault();
  using Display = schema::display::Event;
  const auto swapped = [&] {
    make_codec<evaluator::Entity, Display, schema::evaluator::State>(*vault);
  };
  const auto other_state = [&] {
    make_codec<display::Entity, Display, schema::evaluator::State>(*vault);
  };
  BOOST_CHECK_EXCEPTION(swapped(), Defect, [](const Defect& found) {
    return std::string(found.what()).find("evaluator.Event: number 0 is directed") !=
           std::string::npos;
  });
  BOOST_CHECK_EXCEPTION(other_state(), Defect, [](const Defect& found) {
    return std::string(found.what()).find("display.State") != std::string::npos;
  });
}

BOOST_AUTO_TEST_CASE(names_of_schema_and_code_are_told_apart_only_by_their_words) {
  BOOST_TEST(to_camel("calls_max") == "callsMax");
  BOOST_TEST(to_camel("void_") == "void");
  BOOST_TEST(to_snake("noShow") == "no_show");
  static_assert(collide("calls_max", "callsMax") && collide("void_", "void") &&
                !collide("call", "calls"));
}

BOOST_AUTO_TEST_SUITE_END()
