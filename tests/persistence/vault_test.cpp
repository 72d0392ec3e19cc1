// What is sealed under a person's key, in memory and on disk.
#include "persistence/vault/vault.hpp"
#include "tests/persistence/journal_fixture.hpp"

#include <boost/mpl/list.hpp>
#include <boost/test/unit_test.hpp>

using namespace atrium;
using namespace atrium::persistence;
using namespace atrium::persistence::test;

namespace {

struct InMemory {
  std::unique_ptr<Vault> open() { return make_memory_vault(); }
};

struct OnDisk {
  std::unique_ptr<Vault> open() {
    auto vault = open_disk_vault(folder.path());
    must(vault);
    return std::move(*vault);
  }
  Folder folder;
};

using Vaults = boost::mpl::list<InMemory, OnDisk>;
const SubjectId zhang{"20261121-A001"}, li{"20261121-A002"};

}  // namespace

BOOST_AUTO_TEST_SUITE(vault)

BOOST_AUTO_TEST_CASE_TEMPLATE(what_is_sealed_is_unreadable_and_opens_again, V, Vaults) {
  V place;
  const auto vault = place.open();
  const auto sealed = vault->seal(zhang, "张三");
  BOOST_TEST(sealed.find("张三") == std::string::npos);
  BOOST_TEST((vault->open(zhang, sealed).value() == "张三"));
  BOOST_TEST((vault->seal(zhang, "张三") != sealed));
}

BOOST_AUTO_TEST_CASE_TEMPLATE(an_erased_person_is_gone_and_others_are_not, V, Vaults) {
  V place;
  const auto vault = place.open();
  const auto gone = vault->seal(zhang, "张三"), stays = vault->seal(li, "李四");
  must(vault->erase(zhang));
  BOOST_TEST((vault->open(zhang, gone).value() == std::nullopt));
  BOOST_TEST((vault->open(li, stays).value() == "李四"));
  must(vault->erase(zhang));
}

BOOST_AUTO_TEST_CASE_TEMPLATE(a_secret_of_the_house_stays_what_it_is, V, Vaults) {
  V place;
  auto vault = place.open();
  const auto secret = vault->secret("~links");
  BOOST_TEST(secret.size() == 32U);
  BOOST_TEST((vault->secret("~links") == secret));
  BOOST_TEST((vault->secret("~other") != secret));
  vault.reset();
  BOOST_TEST((place.open()->secret("~links").size() == 32U));
}

BOOST_AUTO_TEST_CASE_TEMPLATE(a_person_who_comes_again_gets_another_key, V, Vaults) {
  V place;
  const auto vault = place.open();
  const auto before = vault->seal(zhang, "张三");
  must(vault->erase(zhang));
  const auto after = vault->seal(zhang, "张三");
  BOOST_TEST((vault->open(zhang, after).value() == "张三"));
  BOOST_TEST((vault->open(zhang, before).value() == std::nullopt));
}

BOOST_AUTO_TEST_CASE_TEMPLATE(changed_bytes_and_bytes_of_another_person_are_damaged, V, Vaults) {
  V place;
  const auto vault = place.open();
  auto sealed = vault->seal(zhang, "张三");
  sealed.back() = static_cast<char>(sealed.back() ^ 1);
  BOOST_TEST((vault->open(zhang, sealed).error().code == FailureCode::damaged));
  BOOST_TEST((vault->open(zhang, "short").error().code == FailureCode::damaged));
  const auto theirs = vault->seal(li, "李四");
  const auto opened = vault->open(zhang, theirs);
  BOOST_TEST((!opened || !*opened));
}

BOOST_AUTO_TEST_CASE(keys_outlive_the_process_and_erasing_does_too) {
  OnDisk place;
  auto vault = place.open();
  const auto stays = vault->seal(li, "李四"), gone = vault->seal(zhang, "张三");
  must(vault->erase(zhang));
  vault.reset();
  vault = place.open();
  BOOST_TEST((vault->open(li, stays).value() == "李四"));
  BOOST_TEST((vault->open(zhang, gone).value() == std::nullopt));
}

BOOST_AUTO_TEST_CASE(the_keys_can_be_read_by_their_owner_only) {
  OnDisk place;
  const auto vault = place.open();
  const auto mode = std::filesystem::status(place.folder.path() + "/keys").permissions();
  BOOST_TEST((mode == std::filesystem::perms::owner_all));
}

BOOST_AUTO_TEST_CASE(the_same_seed_makes_the_same_bytes) {
  const auto one = make_memory_vault(7), other = make_memory_vault(7);
  BOOST_TEST(one->seal(zhang, "张三") == other->seal(zhang, "张三"));
}

BOOST_AUTO_TEST_SUITE_END()
