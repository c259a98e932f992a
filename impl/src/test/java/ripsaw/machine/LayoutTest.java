package ripsaw.machine;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.stream.LongStream;
import org.junit.jupiter.api.Test;

class LayoutTest {
  private final Layout layout = new Layout(Shape.small(2, 2, 3));

  /** Two things of one location would be dependent for no reason: more executions, all in vain. */
  @Test
  void noWordOfEitherLayerHasTheLocationOfSomethingElse() {
    long last = layout.lowerSubjectWord(layout.subjectWords() - 1);
    assertThat(Layout.wordLocation(last)).isEqualTo(layout.wordsOfBothLayers() - 1);
    assertThat(
            LongStream.of(
                layout.pageLocation(0),
                layout.pageLocation(2),
                layout.pagesLocation(),
                layout.maskLocation(0),
                layout.maskLocation(1),
                layout.onlineLocation(),
                layout.memoryLocation(),
                layout.freeLocations()))
        .doesNotHaveDuplicates()
        .allMatch(location -> location > Layout.wordLocation(last));
  }

  @Test
  void theLowerLayersWordsLieBehindAllOthers() {
    long ofLastPage = layout.pageWord(layout.firstPage() + 2 * Shape.SMALL_PAGE, 7);
    assertThat(layout.lowerSharedWord(0)).isEqualTo(ofLastPage + 8).isEqualTo(8L * layout.words());
    assertThat(layout.subjectWord(0)).isLessThan(ofLastPage);
  }
}
