package ripsaw.junit;

import java.lang.reflect.Method;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import java.util.function.Supplier;
import ripsaw.linearizability.explore.OwnCode;
import ripsaw.linearizability.explore.SubjectCode;
import ripsaw.linearizability.guard.Unwatched;
import ripsaw.linearizability.guard.Watchdog;
import ripsaw.linearizability.program.Program;
import ripsaw.machine.order.MemoryModel;
import ripsaw.own.BadSubject;
import ripsaw.own.OwnSubject;
import ripsaw.own.SequentialModel;
import ripsaw.own.World;
import ripsaw.spec.Property;

/** The question of a {@link Ripsaw} test, under one memory model. It is asked once. */
public final class Check {
  private static final String EXPORT = "jdk.internal.vm";

  private final Settings settings;
  private final MemoryModel memory;
  private final Optional<Path> replayed;
  private String type = "";
  private String summary = "";

  private Check(Settings settings, MemoryModel memory, Optional<Path> replayed) {
    this.settings = settings;
    this.memory = memory;
    this.replayed = replayed;
  }

  /** One for each memory model; or for that of the repro that is to be made again. */
  static List<Check> of(Method test) {
    Settings settings = Settings.of(test);
    return ReproFile.given(settings)
        .map(file -> List.of(new Check(settings, file.repro().memory(), Optional.of(file.path()))))
        .orElseGet(
            () ->
                settings.memory().stream()
                    .map(memory -> new Check(settings, memory, Optional.empty()))
                    .toList());
  }

  MemoryModel memory() {
    return memory;
  }

  /** What came of it, in a line. */
  String summary() {
    return summary;
  }

  /**
   * Nothing goes wrong, in any schedule of any of the programs; and a fault that is planted in the
   * subject is found.
   *
   * @param start makes a {@link ripsaw.own.Heap}, or a structure that is to answer as the test's
   *     model does; called for each execution anew
   * @throws AssertionError with the schedule, a picture, and the command that makes it again, if
   *     something does; or why the silence means nothing
   * @throws BadSubject if this is no such thing
   */
  public void holds(Function<World, ?> start) {
    ask(
        () -> {
          OwnSubject own = subject(start);
          if (replayed.isPresent()) {
            return Verdict.again(own.subject(), ReproFile.read(replayed.get()), settings);
          }
          List<Program> programs = Programs.of(settings, own);
          Planted planted = Planted.in(own.subject(), programs, memory);
          return Verdict.of(explore(own, programs, own.subject().promised()), planted, settings);
        });
  }

  /**
   * This property is broken by some schedule of some of the programs: a test of the test, with a
   * fault that somebody might make.
   *
   * @param property such as {@link ripsaw.spec.CommonProperty#NO_DOUBLE_GRANT}
   * @param start as of {@link #holds}
   * @throws AssertionError if it is not
   * @throws BadSubject if the subject is none
   */
  public void violates(Property property, Function<World, ?> start) {
    ask(
        () -> {
          OwnSubject own = subject(start);
          if (!own.subject().promised().contains(property)) {
            throw new BadSubject(
                "%s is not judged by %s: name one of %s"
                    .formatted(own.subject().summary(), property, own.subject().promised()));
          }
          Exploring exploring = explore(own, Programs.of(settings, own), Set.of(property));
          if (exploring.violation().isEmpty()) {
            throw new AssertionError(
                "%s under %s: %s is kept in all %s executions of %s programs"
                    .formatted(
                        settings.id(),
                        memory,
                        property,
                        exploring.executions(),
                        exploring.programs()));
          }
          return "VIOLATED, as was to be: %s, after %s executions"
              .formatted(exploring.violation().get(), exploring.executions());
        });
  }

  /** A test that asks nothing shows nothing. */
  void requireAsked() {
    if (summary.isEmpty()) {
      throw new BadSubject("%s asks nothing: call check.holds(…) in it".formatted(settings.id()));
    }
  }

  private Exploring explore(OwnSubject own, List<Program> programs, Set<Property> sought) {
    return Exploring.of(own.subject(), programs, memory, sought, settings.executions());
  }

  private OwnSubject subject(Function<World, ?> start) {
    OwnSubject own =
        settings
            .model()
            .map(
                model ->
                    OwnSubject.structure(
                        settings.id(), settings.shape(), SequentialModel.of(model), start))
            .orElseGet(() -> OwnSubject.heap(settings.id(), settings.shape(), start));
    type = own.subject().summary();
    SubjectCode.check(own.subject());
    return own;
  }

  private void ask(Supplier<String> question) {
    if (!summary.isEmpty()) {
      throw new BadSubject(
          "%s asks a second question: write a test for each".formatted(settings.id()));
    }
    if (!Object.class.getModule().isExported(EXPORT, Watchdog.class.getModule())) {
      throw new BadSubject(
          ("%s cannot run in this JVM: start it with --add-exports java.base/%s=ALL-UNNAMED, as by"
                  + " Surefire's <argLine>")
              .formatted(settings.id(), EXPORT));
    }
    summary = "asked";
    try {
      summary = memory + ": " + Watchdog.watch(Watchdog.PATIENCE, question);
    } catch (Unwatched e) {
      throw OwnCode.complaint(e, type);
    } catch (BadSubject e) {
      throw new BadSubject(settings.id() + ": " + e.getMessage());
    } catch (Watchdog.Hung e) {
      throw new AssertionError(e.getMessage());
    }
  }
}
