package ripsaw.linearizability.lincheck;

import org.junit.jupiter.api.extension.BeforeAllCallback;
import org.junit.jupiter.api.extension.ExtensionContext;

/**
 * Puts Lincheck's instrumentation in for good, as in a worker: else each check attaches an agent
 * and transforms all classes anew, and a test takes five times as long. So these tests have a JVM
 * without others that use Lincheck.
 *
 * <p>What Lincheck finds without is compared with what a worker finds by the test of that.
 */
final class LincheckJvm implements BeforeAllCallback {
  @Override
  public void beforeAll(ExtensionContext context) throws ReflectiveOperationException {
    // By its name: the class has annotations of a library that is not there, and javac warns.
    Class.forName("net.bytebuddy.agent.ByteBuddyAgent").getMethod("install").invoke(null);
    LincheckAgent.install();
  }
}
