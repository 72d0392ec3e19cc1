// The text under test and the comparisons; no rule of its own.
#include "tests/ops/small_hall.hpp"

#include <boost/test/unit_test.hpp>

#include <algorithm>

namespace atrium::halls {

const std::string small_hall = R"(hall = "small"
name = "小厅"
name_en = "Small hall"
time_zone = "Asia/Shanghai"
reset = "04:00"
mode = "both"
[floor]
width = 20
depth = 10
[hours]
monday = ["08:30-12:00", "14:30-17:30"]
[calling]
calls_max = 3
[appointments]
order = "booked_first"
[texts]
welcome = "欢迎"
pause = "暂停"
staff_away = "离开"
closed = "停止"
[texts_en]
welcome = "Welcome"
pause = "Paused"
staff_away = "Away"
closed = "Closed"
[[classes]]
class = "public_service"
name = "公共服务"
[[zones]]
zone = "a"
name = "甲区"
board = "board-a"
[[series]]
prefix = "A"
digits = 3
daily_limit = 500
[[series]]
prefix = "B"
[[services]]
service = "passport"
name = "出入境证件"
series = "A"
class = "public_service"
minutes = 12
[[services]]
service = "tax"
name = "税务"
series = "B"
class = "public_service"
minutes = 10
[[windows]]
window = "1"
name = "1号窗口"
zone = "a"
x = 2
y = 1
class = "public_service"
serves = ["passport", "tax"]
prefers = ["tax"]
displays = ["display-1"]
evaluator = "evaluator-1"
tablet = "tablet-1"
[[windows]]
window = "2"
name = "2号窗口"
zone = "a"
x = 6
y = 1
class = "public_service"
serves = ["passport"]
displays = ["display-2"]
evaluator = "evaluator-2"
[[ticket_machines]]
machine = "machine-1"
zone = "a"
x = 10
y = 9
)";

std::string with(std::string_view line, std::string_view instead) {
  std::string text = small_hall;
  const auto at = text.find(line);
  BOOST_REQUIRE_MESSAGE(at != std::string::npos, "the small hall has no line " << line);
  return text.replace(at, line.size(), instead);
}

std::string without(std::string_view line) { return with(std::string(line) + "\n", ""); }

int line_of(const std::string& text, std::string_view words) {
  const auto at = text.find(words);
  BOOST_REQUIRE_MESSAGE(at != std::string::npos, "no line contains " << words);
  return static_cast<int>(
      1 + std::count(text.begin(), text.begin() + static_cast<std::ptrdiff_t>(at), '\n'));
}

std::vector<Fault> faults_of(const std::string& text) {
  const auto reading = parse(text);
  const auto* faults = std::get_if<std::vector<Fault>>(&reading);
  return faults == nullptr ? std::vector<Fault>{} : *faults;
}

Definition sound(const std::string& text) {
  for (const auto& fault : faults_of(text)) BOOST_ERROR(fault.place.line << ": " << fault.what);
  const auto reading = parse(text);
  BOOST_REQUIRE(std::holds_alternative<Definition>(reading));
  return std::get<Definition>(reading);
}

void check_only_fault(const std::string& text, std::string_view where, std::string_view what,
                      std::string_view mend) {
  const auto faults = faults_of(text);
  for (const auto& fault : faults) {
    BOOST_TEST_INFO(fault.place.line << ":" << fault.place.column << ": " << fault.what << "; "
                                     << fault.mend);
  }
  BOOST_REQUIRE_EQUAL(faults.size(), 1U);
  BOOST_TEST(faults[0].place.line == line_of(text, where));
  BOOST_TEST(faults[0].what.find(what) != std::string::npos, faults[0].what);
  BOOST_TEST(faults[0].mend.find(mend) != std::string::npos, faults[0].mend);
}

}  // namespace atrium::halls
