// Names of commands and events from their types.
#include "runtime/core/name_of.hpp"

#include <boost/test/unit_test.hpp>

namespace {

struct CallNext {};
struct Void_ {};
struct Recall {};
using Command = std::variant<CallNext, Void_, Recall>;

}  // namespace

BOOST_AUTO_TEST_SUITE(name_of)

BOOST_AUTO_TEST_CASE(a_command_is_called_by_its_type_in_snake_case) {
  static_assert(atrium::name_of(Command{CallNext{}}) == "call_next");
  static_assert(atrium::name_of(Command{Void_{}}) == "void");
  BOOST_TEST(atrium::name_of(Command{Recall{}}) == "recall");
}

BOOST_AUTO_TEST_SUITE_END()
