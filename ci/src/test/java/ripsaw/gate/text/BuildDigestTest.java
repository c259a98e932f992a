package ripsaw.gate.text;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.File;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.zip.ZipEntry;
import java.util.zip.ZipOutputStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class BuildDigestTest {
  @TempDir private Path temp;

  private Path jar(String name, long time, String... entries) throws IOException {
    Path jar = temp.resolve(name);
    try (OutputStream out = Files.newOutputStream(jar);
        ZipOutputStream zip = new ZipOutputStream(out)) {
      for (String text : entries) {
        ZipEntry entry = new ZipEntry(text.substring(0, text.indexOf('=')));
        entry.setTime(time);
        zip.putNextEntry(entry);
        zip.write(text.getBytes());
      }
    }
    return jar;
  }

  private static String of(Path... entries) {
    String[] names = new String[entries.length];
    for (int i = 0; i < entries.length; i++) {
      names[i] = entries[i].toString();
    }
    return BuildDigest.of(String.join(File.pathSeparator, names), List.of());
  }

  @Test
  void whereAndWhenJarsWereMadeMakesNoDifferenceAndAByteDoes() throws IOException {
    Path one = jar("one.jar", 1_000_000_000_000L, "a=1", "b=2", "META-INF/MANIFEST.MF=x");
    Path same = jar("same.jar", 1_200_000_000_000L, "b=2", "META-INF/MANIFEST.MF=y", "a=1");
    Path changed = jar("changed.jar", 1_000_000_000_000L, "a=1", "b=3");
    Path renamed = jar("renamed.jar", 1_000_000_000_000L, "a=1", "c=2");
    assertThat(of(same)).isEqualTo(of(one));
    assertThat(of(changed)).isNotEqualTo(of(one));
    assertThat(of(renamed)).isNotEqualTo(of(one));
    assertThat(of(one, changed)).isEqualTo(of(changed, one)).isNotEqualTo(of(one));
  }

  @Test
  void aJarThatWasReplacedIsUnpackedAnew() throws IOException {
    Path jar = jar("one.jar", 1_000_000_000_000L, "a=1");
    String before = of(jar);
    jar("one.jar", 1_000_000_000_000L, "a=1", "b=2");
    assertThat(of(jar)).isNotEqualTo(before);
  }

  @Test
  void directoriesAndFilesBesidesCountWithAllThatIsInThem() throws IOException {
    Path classes = Files.createDirectories(temp.resolve("classes").resolve("a")).getParent();
    Files.writeString(classes.resolve("a").resolve("B.class"), "1");
    String before = of(classes);
    Files.writeString(classes.resolve("a").resolve("B.class"), "2");
    assertThat(of(classes)).isNotEqualTo(before);
    Path file = temp.resolve("effort.txt");
    String without = BuildDigest.of(classes.toString(), List.of(file));
    Files.writeString(file, "1 tlc\n");
    assertThat(BuildDigest.of(classes.toString(), List.of(file))).isNotEqualTo(without);
  }
}
