// How a hall's file says what is spoken, and what in it nobody could read aloud.
#include "tests/ops/small_hall.hpp"

#include <boost/test/unit_test.hpp>

namespace atrium::halls {
namespace {

std::string speaking(const std::string& lines) {
  return with("[calling]", "[speech]\n" + lines + "\n[calling]");
}

}  // namespace

BOOST_AUTO_TEST_SUITE(a_hall_that_speaks, *boost::unit_test::description("[Q-26]"))

BOOST_AUTO_TEST_CASE(without_a_word_about_it_a_hall_speaks_as_halls_do) {
  const auto speech = sound(small_hall).speech;
  BOOST_TEST(speech.call.zh == "请{number}号到{window}号窗口办理");
  BOOST_TEST(speech.zh);
  BOOST_TEST(speech.en);
  BOOST_TEST(speech.rounds == 2);
  BOOST_TEST(!speech.yao);
  BOOST_TEST((speech.by == Speech::By::board));
}

BOOST_AUTO_TEST_CASE(a_hall_says_what_it_likes_in_its_own_way) {
  const auto speech = sound(speaking("call = \"{number}号请到{window}号{name}\"\n"
                                     "recall_en = \"{number} again to {window}\"\n"
                                     "languages = [\"zh\"]\ntimes = 3\nbell = \"no\"\n"
                                     "digit_one = \"yao\"\nspeakers = \"displays\"\n"
                                     "readings = [\"长坡 chang2 po1\"]"))
                          .speech;
  BOOST_TEST(speech.call.zh == "{number}号请到{window}号{name}");
  BOOST_TEST(speech.recall.en == "{number} again to {window}");
  BOOST_TEST(!speech.en);
  BOOST_TEST(speech.rounds == 3);
  BOOST_TEST(!speech.bell);
  BOOST_TEST(speech.yao);
  BOOST_TEST((speech.by == Speech::By::displays));
  BOOST_TEST(speech.readings.at(0).second == "chang2 po1");
}

BOOST_AUTO_TEST_CASE(a_character_that_nobody_can_read_is_named_with_its_mend) {
  check_only_fault(speaking("call = \"★请{number}到{window}\""), "call =", "\"★\" aloud",
                   "readings = [\"★ xx1\"]");
  const auto mended = speaking("call = \"★请{number}到{window}\"\nreadings = [\"★ xing1\"]");
  BOOST_TEST(sound(mended).speech.readings.size() == 1U);
}

BOOST_AUTO_TEST_CASE(a_name_is_only_to_be_read_where_it_is_spoken) {
  const auto zone = with("name = \"甲区\"", "name = \"①区\"");
  BOOST_TEST(faults_of(zone).empty());
  auto spoken = zone;
  spoken.replace(spoken.find("[calling]"), 9,
                 "[speech]\ncall = \"请{number}到{zone}{window}号\"\n[calling]");
  check_only_fault(spoken, "name = \"①区\"", "\"①\" aloud", "readings");
}

BOOST_AUTO_TEST_CASE(a_template_says_who_is_called_where_and_nothing_unknown) {
  check_only_fault(speaking("call = \"请到{window}\""), "call =", "who is called where",
                   "{number}");
  check_only_fault(speaking("call = \"请{number}到{window}{floor}\""), "call =", "nothing fills",
                   "{zone}");
}

BOOST_AUTO_TEST_CASE(words_that_mean_nothing_are_faults) {
  check_only_fault(speaking("languages = [\"fr\", \"zh\"]"), "languages", "nobody speaks", "zh");
  check_only_fault(speaking("languages = []"), "languages", "no language", "silent");
  check_only_fault(speaking("bell = \"loud\""), "bell", "bell cannot be", "yes, no");
  check_only_fault(speaking("speakers = \"all\""), "speakers", "cannot be", "every_board");
  check_only_fault(speaking("digit_one = \"one\""), "digit_one", "cannot be", "yi, yao");
  check_only_fault(speaking("times = 9"), "times", "", "1 to 5");
  check_only_fault(speaking("readings = [\"长坡 chang po\"]"), "readings", "is no reading",
                   "chang2 an1");
}

BOOST_AUTO_TEST_SUITE_END()

}  // namespace atrium::halls
