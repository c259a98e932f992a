package ripsaw.gate.hunt;

import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.Set;
import java.util.concurrent.CancellationException;
import java.util.function.Predicate;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import ripsaw.gate.hunt.Hunted.Races;
import ripsaw.gate.shard.Work;
import ripsaw.linearizability.guard.InOrder;
import ripsaw.linearizability.guard.Unwatched;
import ripsaw.linearizability.mutation.Mutation;
import ripsaw.linearizability.mutation.Mutations;
import ripsaw.linearizability.mutation.RacingPair;
import ripsaw.linearizability.mutation.Reach;
import ripsaw.linearizability.mutation.Replica;
import ripsaw.linearizability.mutation.Trial;
import ripsaw.linearizability.program.Suite;
import ripsaw.spec.kept.Digest;
import ripsaw.subject.Subject;
import ripsaw.subject.SubjectProvider;

/**
 * Asks about mutants of a subject, on all processors, each until something kills it. The same
 * subject, sample and seed give the same answers, whatever was asked before.
 */
public final class Hunt {
  /** Nearly all that jqwik kills dies in so many. */
  public static final int RANDOM_PROGRAMS = 2_000;

  /**
   * Of these programs, whatever the sample: people look at what lives with them. With others a
   * mutant that hardly ever dies would live that nobody has looked at.
   */
  private static final long SEED_OF_PROGRAMS = 1;

  /**
   * How much is asked.
   *
   * @param seed of the sample and of the search
   * @param randomPrograms of jqwik, for each mutant at most
   * @param sample mutants at most, picked by the seed: if not all, of those that are not called
   *     equivalent, of which nothing is to be heard
   * @param comparesRaces whether to compare the racing pairs of jqwik's programs with the
   *     explorer's
   * @param search among so many random programs for what the explorer's programs lack
   * @param tests directories of the family's compiled unit tests, to be run on survivors
   * @param lincheck survivors that Lincheck is asked about, the first in the order of the code
   */
  public record Effort(
      long seed,
      int randomPrograms,
      int sample,
      boolean comparesRaces,
      int search,
      List<Path> tests,
      int lincheck) {
    /** What is asked about mutants, and nothing else. */
    public Effort(long seed, int randomPrograms, int sample) {
      this(seed, randomPrograms, sample, false, 0, List.of(), 0);
    }
  }

  private final Subject subject;
  private final Effort effort;
  private final Triage triage;
  private final Optional<AnswerCache> cache;
  private final Mutations mutations;
  private final Replica replica;
  private final List<Suite> suite;
  private final Reach reach;
  private final Optional<UnitTests> tests;
  private final List<Asked> questions;

  /** The digest of all that the mutants have in common: the judges' code and the subject's. */
  private final String common;

  /** A question, and the digest of its text. */
  private record Asked(Question question, String digest) {
    static Asked of(Question question) {
      return new Asked(question, Digest.of(question.text()));
    }
  }

  private Hunt(
      Subject subject,
      SubjectProvider provider,
      Effort effort,
      Triage triage,
      Optional<AnswerCache> cache) {
    this.subject = subject;
    this.effort = effort;
    this.triage = triage;
    this.cache = cache;
    this.mutations = Mutations.of(subject);
    this.replica = new Replica(subject, provider, mutations);
    this.suite = Suite.of(subject.family());
    this.reach = Reach.of(subject, replica, mutations, ExplorerQuestion.EXECUTIONS);
    this.tests =
        effort.tests.isEmpty()
            ? Optional.empty()
            : Optional.of(new UnitTests(replica, effort.tests));
    this.common =
        Digest.of(CodeDigest.ofJudges(replica::isReplicated), CodeDigest.of(replica.loaded()));
    this.questions =
        Stream.concat(ExplorerQuestion.all(suite, reach).stream(), Stream.of(jqwik()))
            .map(Asked::of)
            .toList();
  }

  /**
   * @param provider that brings the subject
   * @param triage of its mutants
   * @param cache file where answers are kept, if they are
   */
  public static Hunt of(
      Subject subject,
      SubjectProvider provider,
      Effort effort,
      Triage triage,
      Optional<Path> cache) {
    return new Hunt(subject, provider, effort, triage, cache.map(AnswerCache::load));
  }

  /** The mutants that the seed picks, in the order of the code; all if there are not more. */
  public List<Mutation> sample() {
    return sample(mutations, effort, triage);
  }

  /** The {@linkplain Work tasks} of a hunt: its {@link #sample}. */
  public static List<String> tasks(Subject subject, Effort effort, Triage triage) {
    return sample(Mutations.of(subject), effort, triage).stream()
        .map(mutation -> task(subject, mutation))
        .toList();
  }

  /** With the package of the class, as classes of two packages may have one name. */
  public static String task(Subject subject, Mutation mutation) {
    int dot = mutation.type().lastIndexOf('.');
    return lot(subject) + mutation.type().substring(0, dot + 1) + mutation;
  }

  /** What the tasks of a hunt begin with: they share what is made ready for all of them. */
  public static String lot(Subject subject) {
    return Work.MUTANT + subject + " ";
  }

  private static List<Mutation> sample(Mutations mutations, Effort effort, Triage triage) {
    int count = effort.sample;
    List<Mutation> all = mutations.all();
    if (count >= all.size()) {
      return all;
    }
    List<Mutation> shuffled =
        all.stream()
            .filter(one -> triage.of(one).stream().noneMatch(Triage.Entry::isEquivalent))
            .collect(Collectors.toCollection(ArrayList::new));
    Collections.shuffle(shuffled, new Random(effort.seed));
    Set<Mutation> picked = shuffled.stream().limit(count).collect(Collectors.toSet());
    return all.stream().filter(picked::contains).toList();
  }

  /**
   * @param chosen at least one, each with an answer from the work
   * @param wantsMore is told of each that is done, in order; ends the hunt if it says no
   */
  public Hunted run(List<Mutation> chosen, Work work, Predicate<Judged> wantsMore)
      throws IOException {
    List<Judged> judged = new ArrayList<>();
    try {
      InOrder.run(
          InOrder.processors(),
          chosen.size(),
          number -> judge(chosen.get(number), work),
          (Judged one) -> {
            judged.add(one);
            return wantsMore.test(one);
          });
      if (effort.lincheck > 0) {
        lincheck(judged);
      }
    } finally { // whatever ends it: what was asked need not be asked again
      if (cache.isPresent()
          && chosen.stream().anyMatch(mutation -> work.asks(task(subject, mutation)))) {
        cache.get().save(judged.size() == mutations.all().size());
      }
    }
    boolean all = judged.size() == mutations.all().size();
    return new Hunted(
        subject,
        judged,
        chosen.size(),
        mutations.all().size(),
        reach,
        triage.isWritten(),
        all ? gone() : List.of(),
        effort.comparesRaces ? Optional.of(races()) : Optional.empty(),
        Optional.empty());
  }

  private void lincheck(List<Judged> judged) {
    int[] asked =
        IntStream.range(0, judged.size())
            .filter(i -> judged.get(i).hasSurvived() && !judged.get(i).isEquivalent())
            .limit(effort.lincheck)
            .toArray();
    for (int number : asked) { // one at a time: each uses all processors
      Mutation mutation = judged.get(number).mutation();
      Answer answer = LincheckJvm.ask(subject, mutation, mutations.bytes(mutation));
      judged.set(number, judged.get(number).with(answer));
    }
  }

  private Races races() {
    List<String> missed =
        reach.pairsMissed(jqwik()::ask).stream().map(RacingPair::toString).distinct().toList();
    return new Races(effort.randomPrograms, missed);
  }

  private RandomQuestion jqwik() {
    return new RandomQuestion(subject.family().workload(), SEED_OF_PROGRAMS, effort.randomPrograms);
  }

  /**
   * Looks among random programs for those that kill survivors, or come where no program comes.
   *
   * @param hunted by this hunt
   * @param progress is told of each survivor that was asked about
   */
  public Hunted search(Hunted hunted, Runnable progress) {
    List<Mutation> survivors = hunted.survivors().stream().map(Judged::mutation).toList();
    ProgramSearch search = new ProgramSearch(subject, mutations, replica, reach, effort.seed);
    return hunted.with(search.among(effort.search, survivors, progress));
  }

  /** Unit tests that are not asked, because they fail on the subject itself. */
  public Set<String> redTests() {
    return tests.map(UnitTests::red).orElse(Set.of());
  }

  /** What is triaged and is no mutant any more. */
  private List<String> gone() {
    Set<String> names =
        mutations.all().stream().map(Mutation::toString).collect(Collectors.toSet());
    return triage.mutants().stream().filter(mutant -> !names.contains(mutant)).toList();
  }

  private Judged judge(Mutation mutation, Work work) {
    Answer answer =
        work.answer(task(subject, mutation), Answer.class, () -> answer(mutation)).orElseThrow();
    return new Judged(
        mutation,
        answer,
        reach.programs(mutation).stream().map(number -> suite.get(number).name()).toList(),
        triage.of(mutation),
        answer.isEnd() ? Optional.empty() : unitTest(mutation));
  }

  private Optional<String> unitTest(Mutation mutation) {
    if (tests.isEmpty()) {
      return Optional.empty();
    }
    Map<String, byte[]> changed = Map.of(mutation.type(), mutations.bytes(mutation));
    try (Trial trial = Trial.of(replica, changed)) {
      return tests.get().failing(trial, changed);
    }
  }

  /**
   * The first that is not that it survived. Its code is loaded only if something is to be asked.
   */
  private Answer answer(Mutation mutation) {
    Map<String, byte[]> changed = Map.of(mutation.type(), mutations.bytes(mutation));
    String digest = Digest.of(common, CodeDigest.of(changed));
    Trial trial = null;
    try {
      for (Asked asked : questions) {
        if (!asked.question.concerns(mutation)) {
          continue;
        }
        Optional<Answer> known = cache.flatMap(answers -> answers.get(digest, asked.digest));
        if (known.isEmpty() && trial == null) {
          trial = Trial.of(replica, changed);
        }
        Answer answer = known.isPresent() ? known.get() : ask(asked.question, trial);
        if (Thread.currentThread().isInterrupted()) {
          // Nobody wants it any more, and who was disturbed may have said anything.
          throw new CancellationException("interrupted");
        }
        cache.ifPresent(answers -> answers.put(digest, asked.digest, answer));
        if (answer.isEnd()) {
          return answer;
        }
      }
      return Answer.SURVIVED;
    } finally {
      if (trial != null) {
        trial.close();
      }
    }
  }

  private static Answer ask(Question question, Trial trial) {
    try {
      Answer answer = question.ask(trial);
      return trial.ranOut() ? Answer.STUCK : answer;
    } catch (Unwatched e) {
      return Answer.STUCK;
    } catch (IllegalStateException e) {
      if (trial.ranOut()) {
        return Answer.STUCK;
      }
      throw e;
    }
  }
}
