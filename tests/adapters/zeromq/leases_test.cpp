// Integrators lease numbers for their terminals, tell what was given out, and end leases, by the
// same rules as over HTTP.
#include "tests/adapters/real_hall.hpp"
#include "tests/adapters/zeromq/door.hpp"

using namespace atrium;
using namespace atrium::testing;
using boost::unit_test::description;

namespace {

using Said = atrium::testing::Message;

constexpr auto first_lease = "20261123-L1";
constexpr Instant nine_ten = std::chrono::sys_days{std::chrono::year{2026} / 11 / 23} +
                             std::chrono::hours{1} + std::chrono::minutes{10};

struct LeasingDoor {
  LeasingDoor() {
    zeromq::GatewayOptions options{"tcp://127.0.0.1:*", "tcp://127.0.0.1:*", 4};
    gateway = zeromq::Gateway::make(hall.assembly->host(), options).value();
    integrator.connect(*gateway);
    act(client, "open", R"({"staff":"clerk01"})");
    service = service_of_window_1(client);
  }
  ~LeasingDoor() { gateway.reset(); }

  Said lease(int count, const std::string& terminal = "kiosk-1", int epoch = 7) {
    return integrator.ask([&](auto request) {
      request.setId("");
      auto ask = request.initLeaseNumbers();
      ask.setTerminal(terminal);
      ask.setEpoch(epoch);
      ask.setService(service);
      ask.setCount(count);
      ask.setMinutes(60);
    });
  }
  Said take_in(int position, int value, Instant at = nine_ten) {
    return integrator.ask([&](auto request) {
      request.setId("");
      auto ask = request.initTakeIn();
      ask.setLease(first_lease);
      ask.setPosition(position);
      ask.setValue(value);
      ask.setService(service);
      ask.setAt(at.time_since_epoch().count());
      ask.initHolder().setPhone("13500002696");
    });
  }
  Said end() {
    return integrator.ask([](auto request) {
      request.setId("");
      request.setEndLease(first_lease);
    });
  }

  RealHall hall;
  Client client = hall.client();
  std::string service;
  std::unique_ptr<zeromq::Gateway> gateway;
  Integrator integrator;
};

// The code and field of a refusal; empty when it is none.
std::string refused(Said message) {
  const auto response = message.as<wire::Response>();
  if (!response.isRefused()) return "";
  return std::string(response.getRefused().getCode().cStr()) + " " +
         response.getRefused().getField().cStr();
}

}  // namespace

BOOST_AUTO_TEST_SUITE(integrators_lease)

BOOST_AUTO_TEST_CASE(a_terminals_block_is_leased_told_of_and_ended, *description("[Q-01]")) {
  LeasingDoor door;
  auto leased = door.lease(3);
  const auto lease = leased.as<wire::Response>().getAccepted().getLease();
  BOOST_TEST(lease.getLease().cStr() == first_lease);
  BOOST_TEST(lease.getTerminal().cStr() == "kiosk-1");
  BOOST_TEST(lease.getEpoch() == 7);
  BOOST_TEST(lease.getFirst() == 1);
  BOOST_TEST(lease.getLast() == 3);
  BOOST_TEST(lease.getDigits() > 0);
  const auto until = door.hall.clock.now() + std::chrono::hours{1};
  BOOST_TEST(lease.getUntil() == until.time_since_epoch().count());
  door.hall.clock.be_after_nine(std::chrono::minutes{30});
  auto taken = door.take_in(1, 2);
  const auto ticket = taken.as<wire::Response>().getAccepted().getTicket();
  BOOST_TEST((ticket.getStatus() == wire::Status::WAITING));
  BOOST_TEST(ticket.getIssuedAt() == nine_ten.time_since_epoch().count());
  auto ended = door.end();
  BOOST_TEST(ended.as<wire::Response>().getAccepted().getLease().getEnded());
  auto listed = door.integrator.ask([](auto request) { request.setReadLeases(); });
  const auto leases = listed.as<wire::Response>().getAccepted().getLeases();
  BOOST_REQUIRE(leases.size() == 1U);
  BOOST_TEST(leases[0].getTakenIn() == 1);
  BOOST_TEST(leases[0].getSeries().cStr() == lease.getPrefix().cStr());
}

BOOST_AUTO_TEST_CASE(what_the_hall_refuses_comes_with_its_code, *description("[Q-01]")) {
  LeasingDoor door;
  BOOST_TEST(refused(door.end()) == "lease.unknown lease");
  BOOST_TEST(refused(door.lease(0)) == "lease.out_of_range count");
  BOOST_TEST(refused(door.lease(501)) == "lease.out_of_range count");
  door.lease(3);
  BOOST_TEST(refused(door.take_in(1, 4)) == "lease.number_outside value");
  BOOST_TEST(refused(door.take_in(1, 2)) == "");
  BOOST_TEST(refused(door.take_in(1, 2)) == "");
  BOOST_TEST(refused(door.take_in(2, 2)) == "lease.number_taken value");
  BOOST_TEST(refused(door.take_in(1, 3)) == "lease.position_used position");
  door.end();
  BOOST_TEST(refused(door.take_in(3, 3)) == "lease.ended lease");
}

BOOST_AUTO_TEST_CASE(what_is_wrong_in_form_names_the_field) {
  LeasingDoor door;
  BOOST_TEST(refused(door.lease(3, "")) == "request.invalid terminal");
  BOOST_TEST(refused(door.lease(3, "kiosk-1", -1)) == "request.invalid epoch");
  BOOST_TEST(refused(door.take_in(0, 1)) == "request.invalid position");
  for (const auto at : {Instant{}, Instant::min(), Instant::max()}) {
    BOOST_TEST(refused(door.take_in(1, 1, at)) == "request.invalid at");
  }
}

BOOST_AUTO_TEST_CASE(the_python_example_gives_out_a_leased_number, *description("[Q-01]")) {
  LeasingDoor door;
  const auto said = run_example(*door.gateway, "offline " + door.service);
  BOOST_TEST(said.find(R"("takenIn": 1, "ended": true)") != std::string::npos, said);
}

BOOST_AUTO_TEST_SUITE_END()
