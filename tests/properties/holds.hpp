// A rapidcheck property as a check of Boost.Test: a counterexample, shrunk, fails the test and is
// printed with its seed. The seed is always the same, so that a red run means a changed program;
// RC_PARAMS="seed=7 max_success=5000" (or only the latter: a random seed) searches further.
#pragma once

#include <rapidcheck.h>
#include <boost/test/unit_test.hpp>

#include <cstdlib>
#include <sstream>
#include <string>
#include <utility>

namespace atrium::properties {

// Under AddressSanitizer, which looks for bad memory and not for broken rules, a course takes forty
// times as long and a quarter of them reaches the same code.
#ifdef __SANITIZE_ADDRESS__
inline constexpr int courses_wanted = 25;
#else
inline constexpr int courses_wanted = 100;
#endif

template <class Property>
void holds(const std::string& rule, Property&& property, int courses = courses_wanted) {
  auto params = rc::detail::configuration().testParams;
  if (std::getenv("RC_PARAMS") == nullptr) {
    params.seed = 20261121;
    params.maxSuccess = courses;
  }
  rc::detail::TestMetadata metadata;
  metadata.id = metadata.description = rule;
  const auto result = rc::detail::checkTestable(std::forward<Property>(property), metadata, params);
  std::ostringstream text;
  text << "seed " << params.seed << ": ";
  rc::detail::printResultMessage(result, text);
  BOOST_TEST_MESSAGE(rule << ", " << text.str());
  BOOST_TEST(result.template is<rc::detail::SuccessResult>(), rule << ", " << text.str());
}

}  // namespace atrium::properties
