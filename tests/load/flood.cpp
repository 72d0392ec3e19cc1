// Asks one server for the same thing as often as it can, over many connections, each with several
// requests under way: more than the server can serve. Counts the answers by status. A tool of
// load_test.py; not a measure of how fast anything is.
//
// usage: flood PORT SECONDS CONNECTIONS UNDER_WAY METHOD TARGET [BODY]
// prints {"offered":N,"ok":N,"refused":N,"shed":N,"shed_without_retry_after":N,"lost":N}
#include <arpa/inet.h>
#include <netinet/in.h>
#include <poll.h>
#include <sys/socket.h>
#include <unistd.h>

#include <algorithm>
#include <array>
#include <cerrno>
#include <chrono>
#include <cstdio>
#include <cstdlib>
#include <memory>
#include <string>
#include <string_view>
#include <vector>

namespace {

struct Counts {
  unsigned long offered = 0;
  unsigned long ok = 0;
  unsigned long refused = 0;  // Any answer that is neither of the others.
  unsigned long shed = 0;
  unsigned long shed_without_retry_after = 0;
  unsigned long lost = 0;  // Connections that ended; each is made anew.
};

class Connection {
 public:
  Connection(int port, const std::string& request) : port_(port), request_(request) { dial(); }
  ~Connection() { close(socket_); }
  Connection(const Connection&) = delete;

  [[nodiscard]] pollfd wish() const {
    return {socket_, static_cast<short>(unsent_.empty() ? POLLIN : POLLIN | POLLOUT), 0};
  }

  void keep_under_way(int most, Counts& counts) {
    while (under_way_ < most) {
      unsent_ += request_;
      ++under_way_;
      ++counts.offered;
    }
  }

  void go_on(short events, Counts& counts) {
    if ((events & POLLOUT) != 0) {
      const auto size = send(socket_, unsent_.data(), unsent_.size(), MSG_NOSIGNAL | MSG_DONTWAIT);
      if (size > 0) unsent_.erase(0, static_cast<std::size_t>(size));
    }
    if ((events & (POLLIN | POLLHUP | POLLERR)) == 0) return;
    static std::array<char, 1 << 18> bytes;
    const auto size = recv(socket_, bytes.data(), bytes.size(), MSG_DONTWAIT);
    if (size > 0) return take({bytes.data(), static_cast<std::size_t>(size)}, counts);
    if (size < 0 && (errno == EAGAIN || errno == EWOULDBLOCK)) return;
    ++counts.lost;
    close(socket_);
    dial();
  }

 private:
  void dial() {
    socket_ = socket(AF_INET, SOCK_STREAM, 0);
    sockaddr_in to{};
    to.sin_family = AF_INET;
    to.sin_port = htons(static_cast<std::uint16_t>(port_));
    to.sin_addr.s_addr = htonl(INADDR_LOOPBACK);
    if (connect(socket_, reinterpret_cast<sockaddr*>(&to), sizeof to) != 0) std::perror("connect");
    head_.clear();
    unsent_.clear();
    body_left_ = 0;
    under_way_ = 0;
  }

  void take(std::string_view bytes, Counts& counts) {
    while (!bytes.empty()) {
      if (body_left_ > 0) {
        const auto skipped = std::min(body_left_, bytes.size());
        body_left_ -= skipped;
        bytes.remove_prefix(skipped);
        continue;
      }
      head_ += bytes;
      const auto end = head_.find("\r\n\r\n");
      if (end == std::string::npos) return;
      const auto rest = head_.size() - end - 4;
      count(head_.substr(0, end + 2), counts);
      bytes = bytes.substr(bytes.size() - rest);
      head_.clear();
    }
  }

  void count(const std::string& head, Counts& counts) {
    --under_way_;
    const auto length = head.find("Content-Length: ");
    body_left_ = length == std::string::npos ? 0 : std::stoul(head.substr(length + 16));
    if (head.find(" 503 ") == 8) {
      ++counts.shed;
      if (head.find("Retry-After: ") == std::string::npos) ++counts.shed_without_retry_after;
    } else {
      ++(head.compare(8, 2, " 2") == 0 ? counts.ok : counts.refused);
    }
  }

  int port_;
  const std::string& request_;
  int socket_ = -1;
  std::string unsent_;
  std::string head_;
  std::size_t body_left_ = 0;
  int under_way_ = 0;
};

}  // namespace

int main(int count, char** words) {
  if (count < 7) return std::fputs("flood: see the head of flood.cpp\n", stderr), 2;
  const int under_way = std::atoi(words[4]);
  const std::string body = count > 7 ? words[7] : "";
  const std::string request = std::string(words[5]) + " " + words[6] +
                              " HTTP/1.1\r\nHost: localhost\r\n" +
                              (body.empty() ? "" : "Content-Type: application/json\r\n") +
                              "Content-Length: " + std::to_string(body.size()) + "\r\n\r\n" + body;
  Counts counts;
  std::vector<std::unique_ptr<Connection>> all;
  for (int i = 0; i < std::atoi(words[3]); ++i) {
    all.push_back(std::make_unique<Connection>(std::atoi(words[1]), request));
  }
  const auto end = std::chrono::steady_clock::now() + std::chrono::seconds(std::atoi(words[2]));
  std::vector<pollfd> wishes(all.size());
  while (std::chrono::steady_clock::now() < end) {
    for (std::size_t i = 0; i < all.size(); ++i) {
      all[i]->keep_under_way(under_way, counts);
      wishes[i] = all[i]->wish();
    }
    poll(wishes.data(), wishes.size(), 100);
    for (std::size_t i = 0; i < all.size(); ++i) all[i]->go_on(wishes[i].revents, counts);
  }
  std::printf(
      "{\"offered\":%lu,\"ok\":%lu,\"refused\":%lu,\"shed\":%lu,"
      "\"shed_without_retry_after\":%lu,\"lost\":%lu}\n",
      counts.offered, counts.ok, counts.refused, counts.shed, counts.shed_without_retry_after,
      counts.lost);
}
