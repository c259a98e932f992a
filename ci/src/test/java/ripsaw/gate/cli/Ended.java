package ripsaw.gate.cli;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import ripsaw.gate.worker.FakeWorkers;
import ripsaw.gate.worker.WorkerCommand;

/** How a command ended. */
record Ended(int exitCode, String out, String err) {
  /** A command that needs no worker. */
  static Ended run(String... args) {
    return run(FakeWorkers.Hanging.class, args);
  }

  static Ended run(Class<?> workers, String... args) {
    return run(Map.of(), workers, args);
  }

  static Ended run(Map<String, String> environment, Class<?> workers, String... args) {
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    ByteArrayOutputStream err = new ByteArrayOutputStream();
    int exitCode =
        Main.run(
            args,
            new PrintStream(out, true, StandardCharsets.UTF_8),
            new PrintStream(err, true, StandardCharsets.UTF_8),
            new WorkerCommand(workers.getName()),
            environment);
    return new Ended(
        exitCode, out.toString(StandardCharsets.UTF_8), err.toString(StandardCharsets.UTF_8));
  }

  JsonNode json() throws IOException {
    return new ObjectMapper().readTree(out);
  }
}
