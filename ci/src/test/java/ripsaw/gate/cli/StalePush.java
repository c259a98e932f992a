package ripsaw.gate.cli;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URL;
import java.net.URLClassLoader;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import ripsaw.dragonfly.kfree.KfreeFamily;
import ripsaw.dragonfly.kfree.ParkedWord;
import ripsaw.dragonfly.kfree.RemoteWord;
import ripsaw.dragonfly.kfree.SlabAllocator;
import ripsaw.dragonfly.kfree.census.KfreeEvent;
import ripsaw.gate.worker.Worker;
import ripsaw.machine.Cpu;
import ripsaw.machine.Machine;
import ripsaw.subject.Subject;
import ripsaw.subject.SubjectProvider;

/**
 * A user's allocator with a livelock: a remote free reads the head of the list once, before its
 * loop. If another comes in between, its compare-and-set can never succeed. In no catalogue but
 * that of a thread with {@link #loader}.
 */
public final class StalePush implements SubjectProvider {
  static final String ID = "user/stale-push";

  @Override
  public List<Subject> subjects() {
    return List.of(
        new Subject(
            ID,
            "the head that a push expects is read once",
            Optional.empty(),
            new KfreeFamily(),
            Subject.Kind.SEEDED,
            Set.of(),
            Set.of(),
            machine -> new SlabAllocator(machine, new ParkedWord(machine, new Word(machine)))));
  }

  private static final class Word extends RemoteWord {
    Word(Machine machine) {
      super(machine);
    }

    @Override
    public boolean link(Cpu cpu, long word, long chunk) {
      long head = readHead(cpu, word);
      do {
        memory.setPlain(cpu, chunk, chain(head));
      } while (!publish(cpu, word, head, chunk));
      machine.watch().happened(cpu, KfreeEvent.LINKED, chunk, 0);
      return owesSignal(head);
    }
  }

  /** As if the user's jar stood on the class path, too. */
  static ClassLoader loader() {
    return loader(StalePush.class);
  }

  /** The same with another jar. */
  static ClassLoader loader(Class<? extends SubjectProvider> provider) {
    try {
      Path jar = Files.createTempDirectory("user");
      Path file = jar.resolve("META-INF/services/" + SubjectProvider.class.getName());
      Files.createDirectories(file.getParent());
      Files.writeString(file, provider.getName());
      return new URLClassLoader(new URL[] {jar.toUri().toURL()}, StalePush.class.getClassLoader());
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** A worker that knows it. */
  static final class Workers {
    public static void main(String[] args) throws Exception {
      Thread.currentThread().setContextClassLoader(loader());
      Worker.main(args);
    }
  }
}
