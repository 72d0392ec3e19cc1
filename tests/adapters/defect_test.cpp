// A ticket that breaks a rule: the hall goes on, the ticket stands aside, and comes back once what
// is wrong with it was mended.
#include "actors/waiting_room/waiting_room.hpp"
#include "persistence/codec/entities/codecs.hpp"
#include "tests/adapters/real_hall.hpp"

#include <mutex>
#include <vector>

using namespace atrium;
using namespace atrium::testing;

namespace {

const std::string first_ticket = "20261123-A001";

// Writes a fact into the stopped hall's journal that no rule would have decided.
void plant(RealHall& hall, const waiting_room::Event& fact) {
  const auto store = persistence::make_memory_store(hall.disk);
  const auto journal = store->open(PartitionId("chengmai")).value();
  Commit commit;
  commit.stream = {"waiting_room", "main"};
  static_cast<void>(journal->replay(commit.stream, 0, [&](const Envelope& envelope) {
    commit.after = envelope.version;
    return true;
  }));
  commit.at = hall.clock.now();
  commit.events = {persistence::make_waiting_room_codec(*hall.vault)->encode(fact)};
  commit.reply = "{}";
  journal->append(std::move(commit), nullptr);
  store->close();
}

// The ticket as it would stand if its service were another one.
waiting_room::Undone standing(const std::string& service, waiting_room::Status status) {
  waiting_room::Undone fact;
  fact.ticket = TicketId(first_ticket);
  fact.number = "A001";
  fact.window = WindowId("1");
  fact.current = status == waiting_room::Status::serving;
  fact.back.status = status;
  fact.back.service = ServiceId(service);
  fact.back.window = WindowId("1");
  fact.back.started_at = fact.back.parked_at = fact.at = MondayMorning().now();
  return fact;
}

struct TroubledHall : RealHall {
  TroubledHall() {
    stop();
    host_options.on_defect = [this](const host::DefectReport& report) {
      const std::scoped_lock lock(mutex);
      reports.push_back(report);
    };
    start();
    auto client = this->client();
    act(client, "open", R"({"staff":"clerk01"})");
    service = service_of_window_1(client);
    BOOST_TEST(text(take_ticket(client, service), "id") == first_ticket);
    take_ticket(client, service);
    act(client, "call-next");
    act(client, "start");
    stop();
    plant(*this, standing("a_service_that_is_gone", waiting_room::Status::serving));
    start();
  }

  std::mutex mutex;
  std::vector<host::DefectReport> reports;
  std::string service;
};

}  // namespace

BOOST_AUTO_TEST_SUITE(defects)

BOOST_AUTO_TEST_CASE(a_ticket_that_breaks_a_rule_twice_stands_aside_and_the_hall_goes_on) {
  TroubledHall hall;
  auto client = hall.client();
  const auto broken = act(client, "finish");
  BOOST_TEST(broken.status == 500);
  BOOST_TEST(broken.code() == "defect");
  BOOST_TEST(text(client.get(hall_path + "/tickets/" + first_ticket), "status") == "serving");
  BOOST_TEST(take_ticket(client, hall.service).status == 201);

  BOOST_TEST(act(client, "finish").code() == "defect");
  const auto ticket = client.get(hall_path + "/tickets/" + first_ticket).json();
  BOOST_TEST(ticket.at("status").as_string() == "parked");
  BOOST_TEST(!ticket.at("set_aside").as_object().at("why").as_string().empty());
  BOOST_TEST(client.get(hall_path).json().at("set_aside").as_array().size() == 1);
  BOOST_TEST(text(act(client, "call-next"), "state") == "called");
  BOOST_TEST(act(client, "start").status == 200);
  BOOST_TEST(act(client, "finish").status == 200);

  const std::scoped_lock lock(hall.mutex);
  BOOST_REQUIRE(hall.reports.size() == 2);
  BOOST_TEST(hall.reports[1].command == "finish");
  BOOST_TEST(hall.reports[1].subject == first_ticket);
  BOOST_TEST(hall.reports[1].times == 2U);
}

BOOST_AUTO_TEST_CASE(a_ticket_set_aside_comes_back_once_it_was_mended) {
  TroubledHall hall;
  {
    auto client = hall.client();
    BOOST_TEST(act(client, "finish").code() == "defect");
    BOOST_TEST(act(client, "finish").code() == "defect");
    const auto release = client.post(hall_path + "/tickets/" + first_ticket + "/release", "");
    BOOST_TEST(release.code() == "defect");  // Nothing is mended yet: it would wait for nothing.
  }
  hall.stop();
  plant(hall, standing(hall.service, waiting_room::Status::parked));
  hall.start();
  auto client = hall.client();
  const auto path = hall_path + "/tickets/" + first_ticket;
  BOOST_TEST(text(client.get(path), "status") == "parked");
  const auto released = client.post(path + "/release", "", {{"Idempotency-Key", "release-1"}});
  BOOST_TEST(released.status == 200);
  BOOST_TEST(text(released, "status") == "waiting");
  BOOST_TEST(client.post(path + "/release", "").code() == "ticket.not_set_aside");
  BOOST_TEST(client.post(path + "/release", "", {{"Idempotency-Key", "release-1"}}).body ==
             released.body);
  BOOST_TEST(act(client, "call-next").json().at("ticket").at("id").as_string() == first_ticket);
}

BOOST_AUTO_TEST_SUITE_END()
