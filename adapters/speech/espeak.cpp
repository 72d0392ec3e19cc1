// Starts the program, reads its WAV from a pipe.
#include "adapters/speech/espeak.hpp"

#include <fmt/format.h>

#include <fcntl.h>
#include <poll.h>
#include <spawn.h>
#include <sys/wait.h>
#include <unistd.h>

#include <array>
#include <cerrno>
#include <chrono>
#include <csignal>
#include <cstring>
#include <string_view>

extern char** environ;

namespace atrium::speech {
namespace {

using namespace std::chrono_literals;

constexpr auto patience = 5s;
constexpr std::size_t bytes_max = 8u << 20;  // Three minutes.
constexpr std::size_t header_min = 44;

tl::unexpected<Failure> no_speech(const std::string& what) {
  return fail(FailureCode::unavailable,
              "espeak-ng " + what + "; install the package espeak-ng, then calls are spoken again");
}

// Everything that the program writes until it ends or is too slow.
std::string read_all(int pipe, bool& in_time) {
  std::string bytes;
  std::array<char, 65'536> buffer{};
  const auto until = std::chrono::steady_clock::now() + patience;
  for (in_time = true; bytes.size() < bytes_max;) {
    const auto left = std::chrono::duration_cast<std::chrono::milliseconds>(
        until - std::chrono::steady_clock::now());
    pollfd ready{pipe, POLLIN, 0};
    const auto found = poll(&ready, 1, static_cast<int>(std::max(left, 0ms).count()));
    if (found < 0 && errno == EINTR) continue;
    if (found <= 0) break;
    const auto count = read(pipe, buffer.data(), buffer.size());
    if (count < 0 && errno == EINTR) continue;
    if (count <= 0) return bytes;
    bytes.append(buffer.data(), static_cast<std::size_t>(count));
  }
  in_time = false;
  return bytes;
}

Result<Samples> samples_of(std::string_view wav) {
  const auto data = wav.find("data");
  if (wav.size() < header_min || !wav.starts_with("RIFF") || data == std::string_view::npos) {
    return no_speech("gave no sound");
  }
  const auto body = wav.substr(data + 8);  // Its length is unknown when it is written to a pipe.
  Samples samples(body.size() / 2);
  std::memcpy(samples.data(), body.data(), samples.size() * 2);
  return samples;
}

}  // namespace

Result<Samples> espeak(const std::string& voice, const std::string& text, int words_per_minute) {
  std::array<int, 2> ends{};
  if (pipe2(ends.data(), O_CLOEXEC) != 0) return no_speech("got no pipe");
  posix_spawn_file_actions_t files;
  posix_spawn_file_actions_init(&files);
  posix_spawn_file_actions_adddup2(&files, ends[1], STDOUT_FILENO);
  posix_spawn_file_actions_addopen(&files, STDIN_FILENO, "/dev/null", O_RDONLY, 0);
  posix_spawn_file_actions_addopen(&files, STDERR_FILENO, "/dev/null", O_WRONLY, 0);
  posix_spawn_file_actions_addclosefrom_np(&files, STDERR_FILENO + 1);
  std::array<std::string, 7> words{
      "espeak-ng", "-v",      voice, "-s", std::to_string(words_per_minute),
      "--stdout",  " " + text};  // A blank first: never an option.
  std::array<char*, 8> arguments{};
  for (std::size_t i = 0; i < words.size(); ++i) arguments.at(i) = words.at(i).data();
  pid_t child = 0;
  const int error = posix_spawnp(&child, arguments[0], &files, nullptr, arguments.data(), environ);
  posix_spawn_file_actions_destroy(&files);
  close(ends[1]);
  if (error != 0) {
    close(ends[0]);
    return no_speech(fmt::format("cannot be started: {}", std::strerror(error)));
  }
  bool in_time = true;
  const auto wav = read_all(ends[0], in_time);
  close(ends[0]);
  if (!in_time) kill(child, SIGKILL);
  int status = 0;
  while (waitpid(child, &status, 0) < 0 && errno == EINTR) {
  }
  if (!in_time) return no_speech("did not end in time");
  if (!WIFEXITED(status) || WEXITSTATUS(status) != 0) return no_speech("failed");
  return samples_of(wav);
}

}  // namespace atrium::speech
