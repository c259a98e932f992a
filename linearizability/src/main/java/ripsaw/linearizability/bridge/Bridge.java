package ripsaw.linearizability.bridge;

import java.io.IOException;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Function;
import ripsaw.linearizability.explore.Exploration;
import ripsaw.linearizability.explore.Explorer;
import ripsaw.linearizability.explore.Explorer.Question;
import ripsaw.linearizability.explore.Method;
import ripsaw.linearizability.program.Program;
import ripsaw.machine.order.MemoryModel;
import ripsaw.spec.tlc.Specification;
import ripsaw.subject.Subject;

/** Both directions of the bridge. */
public final class Bridge {
  private Bridge() {}

  /** Drives the Java along every edge of a configuration. */
  public static CodeFollowsSpec codeFollowsSpec(Subject java, ModuleConfig spec)
      throws IOException {
    return CodeFollowsSpec.check(
        new Specification(spec.module(), spec.text()), spec.mapping(), java, spec.shape());
  }

  /**
   * Explores these programs on the Java, every schedule of them, and looks whether all that happens
   * is in the specification. Ends with the first program that has an execution which is not.
   *
   * @param specs the configuration for a program
   */
  public static Followed specFollowsCode(
      Subject java, List<Program> programs, Function<Program, ModuleConfig> specs)
      throws IOException {
    Map<ModuleConfig, List<Program>> configs = new LinkedHashMap<>();
    for (Program program : programs) {
      configs.computeIfAbsent(specs.apply(program), any -> new ArrayList<>()).add(program);
    }
    List<SpecFollowsCode> all = new ArrayList<>();
    int explored = 0;
    // TLC evaluates one specification after the other.
    for (Map.Entry<ModuleConfig, List<Program>> config : configs.entrySet()) {
      SpecFollowsCode spec = new SpecFollowsCode(config.getKey());
      all.add(spec);
      for (Program program : config.getValue()) {
        explored++;
        follow(java, program, spec);
        if (spec.difference().isPresent()) {
          return Followed.of(explored, all);
        }
      }
    }
    return Followed.of(explored, all);
  }

  private static void follow(Subject java, Program program, SpecFollowsCode spec) {
    Exploration explored =
        Explorer.explore(
            new Question(
                java,
                program,
                MemoryModel.SC,
                // Nothing that is violated ends an execution: what follows is compared, too.
                Set.of(),
                Method.EXHAUSTIVE,
                0,
                Long.MAX_VALUE,
                Long.MAX_VALUE),
            spec::follow);
    if (!explored.isExhausted()) {
      spec.leftOut("of %s: %s".formatted(program, explored.bound()));
    }
  }
}
