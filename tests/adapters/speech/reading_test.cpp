// How announcements are read aloud.
#include "devices/speaker/speech/reading.hpp"

#include <boost/test/unit_test.hpp>

using namespace atrium::speech;
using boost::unit_test::description;

BOOST_AUTO_TEST_SUITE(reading)

BOOST_AUTO_TEST_CASE(a_call_is_read_character_by_character, *description("[Q-26]")) {
  BOOST_TEST(Reading{}.pinyin("请A001号到3号窗口办理") ==
             "qing3 A ling2 ling2 yi1 hao4 dao4 san1 hao4 chuang1 kou3 ban4 li3");
}

BOOST_AUTO_TEST_CASE(no_digit_is_ever_lost, *description("[Q-26]")) {
  const Reading reading;
  BOOST_TEST(reading.pinyin("102") == "yi1 ling2 er4");
  BOOST_TEST(reading.pinyin("012") == "ling2 yi1 er4");
  BOOST_TEST(reading.pinyin("1000") == "yi1 ling2 ling2 ling2");
  BOOST_TEST(reading.pinyin("9876543210") == "jiu3 ba1 qi1 liu4 wu3 si4 san1 er4 yi1 ling2");
}

BOOST_AUTO_TEST_CASE(the_digit_one_is_yi_unless_the_hall_wants_yao) {
  BOOST_TEST(Reading({}, true).pinyin("A121") == "A yao1 er4 yao1");
  BOOST_TEST(Reading({}, true).pinyin("第一窗口") == "di4 yi1 chuang1 kou3");
}

BOOST_AUTO_TEST_CASE(characters_of_several_readings_are_read_by_word) {
  const Reading reading;
  BOOST_TEST(reading.pinyin("长安") == "chang2 an1");
  BOOST_TEST(reading.pinyin("家长") == "jia1 zhang3");
  BOOST_TEST(reading.pinyin("重庆") == "chong2 qing4");
  BOOST_TEST(reading.pinyin("重要") == "zhong4 yao4");
  BOOST_TEST(reading.pinyin("朝阳区") == "chao2 yang2 qu1");
  BOOST_TEST(reading.pinyin("（重呼）") == ", chong2 hu1,");
  BOOST_TEST(reading.pinyin("银行会计") == "yin2 hang2 kuai4 ji4");
  BOOST_TEST(reading.pinyin("行政审批") == "xing2 zheng4 shen3 pi1");
  BOOST_TEST(reading.pinyin("绿色女") == "lü4 se4 nü3");
}

BOOST_AUTO_TEST_CASE(a_hall_adds_readings_of_its_own) {
  const Reading reading({{"长坡", "chang2 po1"}, {"①", "yi1"}});
  BOOST_TEST(reading.pinyin("长坡①") == "chang2 po1 yi1");
  BOOST_TEST(Reading{}.pinyin("长坡") == "zhang3 po1");
}

BOOST_AUTO_TEST_CASE(what_nobody_can_read_is_named_once) {
  const auto unknown = Reading{}.unreadable("★请①★到");
  BOOST_TEST(unknown == (std::vector<std::string>{"★", "①"}), boost::test_tools::per_element());
  BOOST_TEST(Reading{}.pinyin("★请") == "qing3");
}

BOOST_AUTO_TEST_CASE(a_reading_is_syllables_with_their_tones) {
  BOOST_TEST(is_pinyin("chang2 an1"));
  BOOST_TEST(is_pinyin("lü4"));
  for (const auto* bad : {"", "chang", "chang6", "Chang2", "chang2  an1", "chang2 ", "2"}) {
    BOOST_TEST(!is_pinyin(bad), bad << " is no pinyin");
  }
}

BOOST_AUTO_TEST_SUITE_END()
