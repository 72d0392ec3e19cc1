// The ways to a ticket before the real hall: identities, phone codes, priority by a staff password.
#include "tests/adapters/real_hall.hpp"

#include "adapters/front/people/codes.hpp"
#include "adapters/front/people/staff_password.hpp"

#include <fmt/format.h>

#include <optional>

using namespace atrium;
using namespace atrium::testing;
using boost::unit_test::description;

namespace {

constexpr auto monday_nine = "2026-11-23T01:00:00Z";
constexpr auto hour_s = 3600;

std::int64_t seconds_of(const char* iso) {
  return std::chrono::floor<std::chrono::seconds>(*from_iso8601(iso)).time_since_epoch().count();
}

std::string code(const std::string& kind, int person, std::int64_t from_now_s) {
  return fmt::format("{}:{}:{}", kind, person, seconds_of(monday_nine) + from_now_s);
}

struct OpenHall : RealHall {
  explicit OpenHall(Amend change = {})
      : RealHall(std::string(32, 'k'), std::move(change)), door(client()) {
    act(door, "open");
    service = service_of_window_1(door);
  }
  Answer take(const std::string& more, Fields fields = {}) {
    return door.post(hall_path + "/tickets", R"({"service":")" + service + '"' + more + "}",
                     std::move(fields));
  }
  Answer find(const std::string& person) { return door.post(hall_path + "/tickets/find", person); }
  std::string lease() {
    const auto leased = door.post(hall_path + "/leases", R"({"terminal":"machine-1","epoch":1,)"
                                                         R"("count":5,"service":")" +
                                                             service + R"("})");
    BOOST_REQUIRE_MESSAGE(leased.status == 201, leased.body);
    return text(leased, "lease");
  }
  Answer take_in(const std::string& lease, const std::string& more) {
    const auto body = fmt::format(R"({{"service":"{}","at":"{}",{}}})", service, monday_nine, more);
    return door.post(hall_path + "/leases/" + lease + "/tickets", body);
  }
  Answer take_for(const std::string& holder) { return take(R"(,"holder":)" + holder); }
  Client door;
  std::string service;
};

void one_each(halls::Definition& hall) { hall.tickets.one_per_person = true; }

std::string second_by(const std::string& password) {
  return R"("position":2,"value":2,"priority":1,"staff_password":")" + password + '"';
}
std::string priority_by(const std::string& password) {
  return R"(,"machine":"machine-1","priority":1,"staff_password":")" + password + '"';
}

}  // namespace

BOOST_AUTO_TEST_SUITE(ways_to_a_ticket)

BOOST_AUTO_TEST_CASE(an_id_card_makes_a_ticket_and_is_shown_masked, *description("[Q-02]")) {
  OpenHall hall;
  const auto ticket =
      hall.take_for(R"({"id_type":"id_card","id_number":"11010519491231002x","name":"张三"})");
  BOOST_REQUIRE(ticket.status == 201);
  const auto shown = ticket.json().at("holder_shown").as_object();
  BOOST_TEST(shown.at("id_number").as_string() == "1101***********02X");
  BOOST_TEST(shown.at("name").as_string() == "张*");
  BOOST_TEST(ticket.body.find("11010519491231002") == std::string::npos);
  BOOST_TEST(!ticket.json().contains("warnings"));
}

BOOST_AUTO_TEST_CASE(a_wrong_id_number_is_refused_and_its_field_named, *description("[Q-02]")) {
  OpenHall hall;
  const auto ticket = hall.take_for(R"({"id_type":"id_card","id_number":"110105194912310021"})");
  BOOST_TEST(ticket.status == 422);
  BOOST_TEST(ticket.code() == "holder.bad_id_number");
  BOOST_TEST(ticket.field() == "holder.id_number");
  BOOST_TEST(ticket.body.find("110105194912310021") == std::string::npos);
}

BOOST_AUTO_TEST_CASE(a_card_of_a_kind_not_said_is_known_by_its_look, *description("[Q-08]")) {
  OpenHall hall;
  BOOST_TEST(hall.take_for(R"({"id_number":"932682198501010017"})").status == 201);
  BOOST_TEST(hall.take_for(R"({"id_number":"ABC123456789012"})").status == 201);
  BOOST_TEST(hall.take_for(R"({"id_number":"932682198501010018"})").code() ==
             "holder.bad_id_number");
}

BOOST_AUTO_TEST_CASE(a_phone_number_makes_a_ticket_and_a_doubtful_one_warns,
                     *description("[Q-03]")) {
  OpenHall hall;
  const auto plain = hall.take_for(R"({"phone":"+8613500002696"})");
  BOOST_TEST(plain.json().at("holder_shown").at("phone").as_string() == "135****2696");
  const auto odd = hall.take_for(R"({"phone":"15412345678"})");
  BOOST_REQUIRE(odd.status == 201);
  const auto warning = odd.json().at("warnings").as_array().at(0).as_object();
  BOOST_TEST(warning.at("code").as_string() == "unknown_prefix");
  BOOST_TEST(warning.at("field").as_string() == "holder.phone");
  const auto wrong = hall.take_for(R"({"phone":"12345"})");
  BOOST_TEST(wrong.code() == "holder.bad_phone");
  BOOST_TEST(wrong.field() == "holder.phone");
}

BOOST_AUTO_TEST_CASE(a_code_on_a_phone_tells_the_person, *description("[Q-06] [Q-07]")) {
  OpenHall hall;
  for (const auto* kind : {"ssm", "essc", "csid"}) {
    const auto ticket = hall.take_for(R"({"code":")" + code(kind, 1, hour_s) + "\"}");
    BOOST_TEST(ticket.json().at("holder_shown").at("name").as_string() == "张*");
    BOOST_TEST(ticket.json().at("holder_shown").at("id_number").as_string() ==
               "3101***********014");
  }
}

BOOST_AUTO_TEST_CASE(a_code_too_old_or_unknown_is_refused_each_by_its_own_code,
                     *description("[Q-06] [Q-07]")) {
  OpenHall hall;
  const auto old = hall.take_for(R"({"code":")" + code("ssm", 1, -1) + "\"}");
  BOOST_TEST(old.status == 422);
  BOOST_TEST(old.code() == "code.expired");
  BOOST_TEST(old.field() == "holder.code");
  for (const auto& wrong :
       {code("abc", 1, hour_s), code("ssm", 4, hour_s), std::string("ssm:1"), std::string("x")}) {
    BOOST_TEST(hall.take_for(R"({"code":")" + wrong + "\"}").code() == "code.unknown");
  }
}

BOOST_AUTO_TEST_CASE(a_second_ticket_of_a_person_is_refused_and_the_first_one_found_instead,
                     *description("[Q-01] [Q-02] [Q-11]")) {
  OpenHall hall(one_each);
  const auto card = std::string(R"({"id_number":"11010519491231002x"})");
  const auto first = hall.take_for(card);
  const auto second = hall.take_for(card);
  BOOST_TEST(second.status == 409);
  BOOST_TEST(second.code() == "ticket.one_per_person");
  BOOST_TEST(second.body.find(text(first, "number")) != std::string::npos);
  BOOST_TEST(second.body.find("11010519491231002") == std::string::npos);
  const auto found = hall.find(R"({"id_number":"11010519491231002X"})");
  const auto ticket = found.json().at("tickets").at(0).as_object();
  BOOST_TEST((ticket.at("id") == first.json().at("id")));
  BOOST_TEST((ticket.at("link") == first.json().at("link")));
  const auto again = hall.door.post(hall_path + "/tickets/" + text(first, "id") + "/reprint",
                                    R"({"machine":"machine-1"})");
  BOOST_TEST(again.status == 200);
  BOOST_TEST(hall.door.get(hall_path).json().at("counts").at("issued").as_int64() == 1);
}

BOOST_AUTO_TEST_CASE(a_phone_finds_its_tickets_and_does_not_open_their_pages,
                     *description("[Q-03]")) {
  OpenHall hall;
  const auto number = text(hall.take_for(R"({"phone":"+8613500002696"})"), "number");
  hall.take("");
  const auto found = hall.find(R"({"phone":"13500002696"})").json().at("tickets").as_array();
  BOOST_REQUIRE(found.size() == 1);
  BOOST_TEST(found[0].at("number").as_string() == number);
  BOOST_TEST(!found[0].as_object().contains("link"));
  BOOST_TEST(hall.find(R"({"phone":"1"})").code() == "holder.bad_phone");
  BOOST_TEST(hall.find("{}").code() == "tickets.whose");
  BOOST_TEST(hall.find(R"({"shoe":"1"})").code() == "request.invalid");
}

BOOST_AUTO_TEST_CASE(another_ones_phone_beside_ones_own_card_opens_nothing,
                     *description("[Q-02] [Q-03]")) {
  OpenHall hall;
  const std::string own = R"({"id_number":"11010519491231002X")";
  const auto number = text(hall.take_for(own + "}"), "number");
  hall.take_for(R"({"phone":"13500002696"})");
  const auto found = hall.find(own + R"(,"phone":"13500002696"})");
  const auto tickets = found.json().at("tickets").as_array();
  BOOST_REQUIRE(tickets.size() == 1);
  BOOST_TEST(tickets[0].at("number").as_string() == number);
  BOOST_TEST(tickets[0].as_object().contains("link"));
}

BOOST_AUTO_TEST_CASE(a_code_finds_the_tickets_that_its_persons_card_took,
                     *description("[Q-06] [Q-02]")) {
  OpenHall hall;
  const auto shown = code("ssm", 1, hour_s);
  hall.take_for(R"({"id_number":"310105199003070014"})");
  const auto found = hall.find(R"({"code":")" + shown + "\"}").json().at("tickets").as_array();
  BOOST_REQUIRE(found.size() == 1);
  BOOST_TEST(found[0].as_object().contains("link"));
}

BOOST_AUTO_TEST_CASE(a_machine_gives_priority_only_after_the_staff_password,
                     *description("[Q-05]")) {
  OpenHall hall;
  const auto bare = hall.take(R"(,"machine":"machine-1","priority":1)");
  BOOST_TEST(bare.status == 403);
  BOOST_TEST(bare.code() == "priority.not_released");
  BOOST_TEST(hall.take(priority_by("wrong")).code() == "priority.wrong_password");
  const auto released = hall.take(priority_by("atrium-demo"));
  BOOST_TEST(released.status == 201);
  BOOST_TEST(released.json().at("priority").as_int64() == 1);
}

BOOST_AUTO_TEST_CASE(no_page_or_phone_of_people_gives_priority_without_the_staff_password,
                     *description("[Q-05]")) {
  OpenHall hall;
  for (const auto* channel : {"phone_page", "web", "kiosk"}) {
    const auto own = fmt::format(R"(,"priority":9,"channel":"{}")", channel);
    BOOST_TEST(hall.take(own).code() == "priority.not_released");
    BOOST_TEST(hall.take(own + R"(,"staff_password":"no")").code() == "priority.wrong_password");
    BOOST_TEST(hall.take(own + R"(,"staff_password":"atrium-demo")").status == 201);
  }
  BOOST_TEST(hall.take(R"(,"priority":9,"channel":"counter")").status == 201);
}

BOOST_AUTO_TEST_CASE(a_terminal_that_was_cut_off_gave_priority_by_the_staff_password_only,
                     *description("[Q-05] [Q-01]")) {
  OpenHall hall;
  const auto lease = hall.lease();
  // The paper is out, so that nobody is left out: without the password, without priority.
  const auto bare = hall.take_in(lease, R"("position":1,"value":1,"priority":1)");
  BOOST_REQUIRE_MESSAGE(bare.status == 201, bare.body);
  BOOST_TEST(bare.json().at("priority").as_int64() == 0);
  BOOST_TEST(bare.json().at("warnings").at(0).at("code").as_string() == "priority.not_released");
  const auto taken = hall.take_in(lease, second_by("atrium-demo"));
  BOOST_REQUIRE_MESSAGE(taken.status == 201, taken.body);
  BOOST_TEST(taken.json().at("priority").as_int64() == 1);
  BOOST_TEST(!taken.json().contains("warnings"));
}

BOOST_AUTO_TEST_CASE(guesses_of_the_password_count_together_whatever_lease_they_name,
                     *description("[Q-05]")) {
  OpenHall hall;
  for (int i = 0; i < 5; ++i) hall.take_in(fmt::format("made-up-{}", i), second_by("wrong"));
  const auto taken = hall.take_in(hall.lease(), second_by("atrium-demo"));
  BOOST_REQUIRE_MESSAGE(taken.status == 201, taken.body);
  BOOST_TEST(taken.json().at("priority").as_int64() == 0);
}

BOOST_AUTO_TEST_CASE(who_got_a_ticket_while_the_terminal_was_cut_off_is_known_like_anybody,
                     *description("[Q-02] [Q-03] [Q-06] [Q-01]")) {
  OpenHall hall(one_each);
  const auto lease = hall.lease();
  const auto given = [&](int position, const std::string& holder) {
    return hall.take_in(
        lease, fmt::format(R"("position":{0},"value":{0},"holder":{1})", position, holder));
  };
  BOOST_TEST(given(1, R"({"id_number":"33010219200403064 x","phone":"+86 13812345678"})").status ==
             201);
  BOOST_TEST(hall.take_for(R"({"id_number":"33010219200403064X"})").code() ==
             "ticket.one_per_person");
  const auto shown = given(2, R"({"code":")" + code("ssm", 1, hour_s) + R"("})");
  BOOST_TEST(shown.json().at("holder_shown").at("name").as_string() == "张*");
  const auto wrong = given(3, R"({"id_number":"110105194912310021","phone":"12"})");
  BOOST_REQUIRE_MESSAGE(wrong.status == 201, wrong.body);
  const auto warned = wrong.json().at("warnings").as_array();
  BOOST_REQUIRE(warned.size() == 2);
  BOOST_TEST(warned[0].at("field").as_string() == "holder.id_number");
  BOOST_TEST(warned[1].at("field").as_string() == "holder.phone");
  const auto old = given(4, R"({"code":")" + code("ssm", 1, -1) + R"(","name":"李四"})");
  BOOST_TEST(old.json().at("warnings").at(0).at("code").as_string() == "code.expired");
  BOOST_TEST(old.json().at("holder_shown").at("name").as_string() == "李*");
  // A terminal cannot say that it read the code on a day on which it was valid still.
  const auto earlier = hall.door.post(
      hall_path + "/leases/" + lease + "/tickets",
      fmt::format(R"({{"service":"{}","at":"2026-11-01T01:00:00Z","position":5,"value":5,)"
                  R"("holder":{{"code":"{}"}}}})",
                  hall.service, code("ssm", 1, -3 * 24 * hour_s)));
  BOOST_TEST(earlier.json().at("warnings").at(0).at("code").as_string() == "code.expired");
}

BOOST_AUTO_TEST_CASE(a_refused_ticket_names_the_field_as_it_was_asked, *description("[Q-24]")) {
  OpenHall hall;
  const auto closed = hall.take(R"(,"window":"20")");
  BOOST_TEST(closed.code() == "transfer.window_closed");
  BOOST_TEST(closed.json().at("field").as_string() == "window");
}

BOOST_AUTO_TEST_CASE(five_wrong_passwords_lock_the_machine, *description("[Q-05]")) {
  OpenHall hall;
  for (int i = 0; i < 5; ++i) hall.take(priority_by("wrong"));
  const auto locked = hall.take(priority_by("atrium-demo"));
  BOOST_TEST(locked.status == 403);
  BOOST_TEST(locked.code() == "priority.too_many_attempts");
  BOOST_TEST(locked.json().at("retry_after_s").as_int64() > 290);
  BOOST_TEST(hall.take(R"(,"machine":"machine-1")").status == 201);
}

BOOST_AUTO_TEST_CASE(a_lock_ends_after_five_minutes_and_a_right_password_forgets_wrong_ones,
                     *description("[Q-05]")) {
  using front::StaffPasswords;
  using Verdict = StaffPasswords::Verdict;
  const auto hash = front::hash_staff_password("secret", "salt");
  StaffPasswords passwords;
  StaffPasswords::Time now{};
  const auto check = [&](const char* machine, const char* password) {
    return passwords.check(hash, machine, password, now);
  };
  for (int i = 0; i < 4; ++i) BOOST_TEST((check("m1", "no") == Verdict::wrong));
  BOOST_TEST((check("m1", "secret") == Verdict::right));
  for (int i = 0; i < 5; ++i) check("m1", "no");
  BOOST_TEST((check("m1", "secret") == Verdict::locked));
  BOOST_TEST((check("m2", "secret") == Verdict::right));
  now += std::chrono::minutes{5};
  BOOST_TEST((check("m1", "secret") == Verdict::right));
  BOOST_TEST((passwords.check("", "m1", "secret", now) == Verdict::none_set));
  BOOST_TEST(!front::is_staff_password("pbkdf2-sha256$x$salt$00", "secret"));
}

BOOST_AUTO_TEST_CASE(items_come_from_the_catalogue_with_what_their_slips_tell,
                     *description("[Q-35] [Q-12]")) {
  OpenHall hall;
  const auto items = hall.door.get(hall_path + "/items").json().at("items").as_array();
  BOOST_TEST(items.size() == 16);
  const auto& first = items.at(0).as_object();
  BOOST_TEST(first.at("service").as_string() == "enterprise_registration");
  BOOST_TEST(first.at("label").as_bool());
  BOOST_TEST(!first.at("directions").as_string().empty());
  BOOST_TEST(!first.at("materials").as_array().empty());
  BOOST_TEST(!items.at(1).at("slip").as_array().empty());
}

BOOST_AUTO_TEST_CASE(scanning_a_label_stamps_each_step_of_its_papers, *description("[Q-15]")) {
  OpenHall hall;
  const auto id = text(hall.take(""), "id");
  const auto label = hall_path + "/labels/" + id;
  BOOST_TEST(hall.door.get(label).code() == "label.not_stamped");
  const auto scan = [&](const std::string& step) {
    return hall.door.post(label + "/stamps", R"({"step":")" + step + R"(","window":"1"})");
  };
  BOOST_TEST(scan("handling").code() == "label.step_missing");
  BOOST_TEST(scan("receipt").status == 200);
  BOOST_TEST(scan("receipt").code() == "label.already_stamped");
  BOOST_TEST(scan("handling").status == 200);
  BOOST_TEST(scan("completion").json().at("stamps").as_array().size() == 3);
  BOOST_TEST(hall.door.post(label + "/withdraw", R"({"step":"receipt"})").code() ==
             "label.not_the_last");
  BOOST_TEST(hall.door.post(label + "/withdraw", R"({"step":"completion"})").status == 200);
  BOOST_TEST(hall.door.get(label).json().at("stamps").as_array().size() == 2);
  BOOST_TEST(scan("folding").code() == "request.invalid");
}

BOOST_AUTO_TEST_CASE(a_barcode_that_the_hall_never_gave_is_refused, *description("[Q-15]")) {
  OpenHall hall;
  const auto answer =
      hall.door.post(hall_path + "/labels/20261123-Z999/stamps", R"({"step":"receipt"})");
  BOOST_TEST(answer.status == 404);
  BOOST_TEST(answer.code() == "label.unknown");
}

BOOST_AUTO_TEST_SUITE_END()
