package ripsaw.gate.worker;

import java.io.IOException;
import java.nio.file.Files;
import java.util.Locale;
import java.util.Scanner;
import ripsaw.dragonfly.kfree.census.KfreeProperty;
import ripsaw.gate.Given;
import ripsaw.spec.Checker;
import ripsaw.spec.CommonProperty;
import ripsaw.spec.Property;
import ripsaw.subject.Catalogue;
import ripsaw.subject.Mutant;

/** Main classes of workers that do not check anything. */
public final class FakeWorkers {
  private FakeWorkers() {}

  /** Believes the museum: finds what is declared, whenever it is asked, and nothing else. */
  public static final class Believing {
    public static void main(String[] args) throws Protocol.Garbled {
      Checker self = Checker.valueOf(args[0].toUpperCase(Locale.ROOT));
      Catalogue catalogue = Catalogue.load();
      Scanner in = new Scanner(System.in, "UTF-8");
      while (in.hasNextLine()) {
        Protocol.Numbered asked = Protocol.readQuestion(in.nextLine());
        Answer answer =
            asked.question().subject().contains("+")
                    || asked.question().sought().size() == 1
                        && isDeclared(catalogue, asked.question(), self)
                ? Given.found(
                    asked.question().sought().iterator().next(),
                    asked.question().subject().length())
                : Given.clean(Given.ENOUGH);
        System.out.println(Protocol.write(asked.number(), answer));
      }
    }

    private static boolean isDeclared(Catalogue catalogue, Question question, Checker self) {
      Property property = question.sought().iterator().next();
      return catalogue.mutants().stream()
          .filter(fault -> fault.subject().id().equals(question.subject()))
          .filter(fault -> fault.property() == property)
          .map(Mutant::killers)
          .anyMatch(killers -> killers.contains(self));
    }
  }

  /** Dies of an error, after it was asked. */
  public static final class Crashing {
    public static void main(String[] args) {
      new Scanner(System.in, "UTF-8").nextLine();
      System.err.println("out of ideas");
      System.exit(0);
    }
  }

  /** Makes a temporary file, says where, and stays. */
  static final class Littering {
    public static void main(String[] args) throws IOException, InterruptedException {
      System.out.println(Files.createTempFile("litter", ""));
      System.out.println("@ripsaw no answer");
      Thread.sleep(60_000);
    }
  }

  /** Says something, but no answer. */
  static final class Garbling {
    public static void main(String[] args) throws InterruptedException {
      System.out.println("a remark of a library");
      System.out.println("@ripsaw all is well");
      Thread.sleep(60_000);
    }
  }

  /** Finds a violation that it was not asked about. */
  static final class Wandering {
    public static void main(String[] args) throws Protocol.Garbled {
      Protocol.Numbered asked = Protocol.readQuestion(new Scanner(System.in, "UTF-8").nextLine());
      Property other =
          asked.question().sought().contains(KfreeProperty.LISTING)
              ? CommonProperty.ZEROING
              : KfreeProperty.LISTING;
      System.out.println(Protocol.write(asked.number(), Given.found(other, 1)));
    }
  }

  /** Never says anything, and is at it. */
  static final class Spinning {
    private static volatile long turns;

    public static void main(String[] args) {
      while (turns >= 0) {
        turns++;
      }
    }
  }

  /** Answers late, and computes all the while. */
  static final class Pondering {
    public static void main(String[] args) throws Protocol.Garbled {
      Scanner in = new Scanner(System.in, "UTF-8");
      while (in.hasNextLine()) {
        Protocol.Numbered asked = Protocol.readQuestion(in.nextLine());
        long begin = System.nanoTime();
        while (System.nanoTime() - begin < 3_000_000_000L) {
          Thread.onSpinWait();
        }
        System.out.println(Protocol.write(asked.number(), Given.clean(Given.ENOUGH)));
      }
    }
  }

  /** Never says anything. */
  public static final class Hanging {
    public static void main(String[] args) throws InterruptedException {
      Thread.sleep(60_000);
    }
  }
}
