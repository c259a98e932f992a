package ripsaw.spec.tlc;

import static org.assertj.core.api.Assertions.assertThat;

import java.lang.management.ManagementFactory;
import javax.management.MBeanServer;
import javax.management.ObjectName;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class TlcChildTest {
  private static final MBeanServer BEANS = ManagementFactory.getPlatformMBeanServer();

  /** What TLC shows to a management console. */
  public interface RunMBean {
    long getStatesGenerated();

    long getDistinctStatesGenerated();

    long getStateQueueSize();
  }

  public static final class Run implements RunMBean {
    @Override
    public long getStatesGenerated() {
      return 70;
    }

    @Override
    public long getDistinctStatesGenerated() {
      return 30;
    }

    @Override
    public long getStateQueueSize() {
      return 4;
    }
  }

  /** One that shows nothing any more. */
  public interface EndedMBean {}

  public static final class Ended implements EndedMBean {}

  private static void show(Object bean) throws Exception {
    BEANS.registerMBean(bean, new ObjectName("tlc2.tool:type=ModelChecker"));
  }

  @AfterEach
  void hide() throws Exception {
    ObjectName checker = new ObjectName("tlc2.tool:type=ModelChecker");
    if (BEANS.isRegistered(checker)) {
      BEANS.unregisterMBean(checker);
    }
  }

  @Test
  void aRunIsToldByItsStates() throws Exception {
    show(new Run());
    assertThat(TlcChild.progress(50)).contains(new TlcProgress(70, 30, 4, 20));
  }

  @Test
  void whereNothingRunsNothingIsTold() {
    assertThat(TlcChild.progress(0)).isEmpty();
  }

  /** The next run in the same JVM is told again. */
  @Test
  void aRunThatEndsAsItIsLookedAtIsNotTheLast() throws Exception {
    show(new Ended());
    assertThat(TlcChild.progress(0)).isEmpty();
    hide();
    show(new Run());
    assertThat(TlcChild.progress(0)).contains(new TlcProgress(70, 30, 4, 70));
  }
}
