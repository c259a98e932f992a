package ripsaw.spec.tlc;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import ripsaw.spec.tla.Manifest;
import ripsaw.spec.tla.Model;
import util.FilenameToStream;

class SpecificationTest {
  private static Specification read(String module) throws IOException {
    Model model =
        Manifest.load().all().stream()
            .filter(one -> one.module().equals(module))
            .findFirst()
            .orElseThrow();
    return Specification.of(model);
  }

  @Test
  void onceAnotherWasReadASpecificationSaysSoInsteadOfTakingItsNamesForItsOwn() throws IOException {
    Specification first = read("RemoteFree");
    Specification.State state = first.initial().get(0);
    assertThat(first.steps(state)).isNotEmpty();

    Specification second = read("KmallocObj");
    assertThatThrownBy(first::initial)
        .isInstanceOf(IllegalStateException.class)
        .hasMessage(
            "RemoteFree: another specification was read since, and TLC knows one at a time");
    assertThatThrownBy(() -> first.steps(state)).isInstanceOf(IllegalStateException.class);
    assertThat(second.initial()).isNotEmpty();
  }

  /** Two processes were seen to take TLC's own modules from each other. */
  @Test
  void whatTlcUnpacksIsForThisProcessAlone() throws IOException {
    read("RemoteFree");
    assertThat(FilenameToStream.TMPDIR).isNotEqualTo(System.getProperty("java.io.tmpdir"));
    assertThat(Path.of(FilenameToStream.TMPDIR)).isDirectory();
  }
}
