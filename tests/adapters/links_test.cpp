// Links to one visit: what opens with them and what does not.
#include "adapters/front/visit/links.hpp"

#include <boost/test/unit_test.hpp>

#include <set>

using namespace atrium;
using namespace std::chrono_literals;
using front::Link;
using front::LinkKind;
using front::Links;

namespace {

const Instant noon = *from_iso8601("2026-11-23T04:00:00Z");
const std::string secret(front::link_secret_size, 's');
const Links links{secret};
const std::string token = links.make(LinkKind::ticket, "chengmai", "20261123-A001", noon + 1h);

}  // namespace

BOOST_AUTO_TEST_SUITE(links_, *boost::unit_test::description("[EV-13] [Q-36]"))

BOOST_AUTO_TEST_CASE(a_link_says_which_visit_it_is_for) {
  const auto read = links.read(token, noon);
  BOOST_REQUIRE(read.has_value());
  BOOST_TEST((*read == Link{LinkKind::ticket, "chengmai", "20261123-A001", noon + 1h}));
  BOOST_TEST(front::link_path(token) == "/m/" + token);
}

BOOST_AUTO_TEST_CASE(a_link_ends_at_its_expiry_and_is_still_known_as_genuine) {
  BOOST_TEST(links.read(token, noon + 59min + 59s).has_value());
  BOOST_TEST(!links.read(token, noon + 1h).has_value());
  BOOST_TEST(links.genuine(token).has_value());
}

BOOST_AUTO_TEST_CASE(a_token_changed_in_any_character_opens_nothing) {
  for (std::size_t i = 0; i < token.size(); ++i) {
    auto forged = token;
    forged[i] = forged[i] == 'A' ? 'B' : 'A';
    BOOST_TEST(!links.genuine(forged).has_value(), "at " << i);
  }
}

BOOST_AUTO_TEST_CASE(a_token_cut_short_or_made_longer_opens_nothing) {
  for (std::size_t size = 0; size < token.size(); ++size)
    BOOST_TEST(!links.genuine(token.substr(0, size)).has_value(), "of " << size);
  for (const std::string more : {"A", "=", " ", "\n", "%"})
    BOOST_TEST(!links.genuine(token + more).has_value());
  BOOST_TEST(!links.genuine(std::string(100'000, 'A')).has_value());
}

BOOST_AUTO_TEST_CASE(another_houses_secret_opens_nothing) {
  BOOST_TEST(!Links(std::string(32, 't')).genuine(token).has_value());
  BOOST_TEST((front::make_link_secret() != front::make_link_secret()));
}

BOOST_AUTO_TEST_CASE(a_link_of_one_kind_is_not_one_of_another) {
  const auto rating = links.make(LinkKind::rating, "chengmai", "20261123-A001", noon + 1h);
  BOOST_TEST(rating != token);
  BOOST_TEST((links.read(rating, noon)->kind == LinkKind::rating));
  BOOST_TEST((links.read(token, noon)->kind == LinkKind::ticket));
}

BOOST_AUTO_TEST_CASE(a_hall_and_ticket_cannot_be_cut_in_another_place) {
  std::set<std::string> tokens;
  for (const auto& [hall, ticket] : {std::pair("ab", "c"), std::pair("a", "bc")})
    tokens.insert(links.make(LinkKind::ticket, hall, ticket, noon));
  BOOST_TEST(tokens.size() == 2U);
  BOOST_TEST(links.genuine(links.make(LinkKind::ticket, "a", "bc", noon))->hall == "a");
}

BOOST_AUTO_TEST_SUITE_END()
