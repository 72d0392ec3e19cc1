// Ids under which commands are carried out at most once.
#include "runtime/core/context.hpp"

#include <boost/test/unit_test.hpp>

using namespace atrium;

BOOST_AUTO_TEST_SUITE(command_id)

BOOST_AUTO_TEST_CASE(a_derived_id_tells_its_source_and_grows_with_the_feed) {
  const auto first = derive("policy/show_calls", 41, 255);
  const auto second = derive("policy/show_calls", 42, 0);
  BOOST_TEST(derived(first)->source == "policy/show_calls");
  BOOST_TEST(derived(first)->sequence < derived(second)->sequence);
}

BOOST_AUTO_TEST_CASE(a_client_cannot_take_an_id_of_the_house) {
  BOOST_TEST(!is_client_command_id("~policy/show_calls#1"));
  BOOST_TEST(!is_client_command_id(""));
  BOOST_TEST(!is_client_command_id("two words"));
  BOOST_TEST(!is_client_command_id(std::string(65, 'x')));
  BOOST_TEST(is_client_command_id("0193d4a2-7c1e-7000-8000-000000000001"));
}

BOOST_AUTO_TEST_CASE(a_clients_id_is_not_derived) {
  BOOST_TEST(!derived(CommandId{"0193d4a2"}).has_value());
  BOOST_TEST(!derived(CommandId{"~policy/show_calls#4x"}).has_value());
}

BOOST_AUTO_TEST_SUITE_END()
