package ripsaw.linearizability.lincheck;

import org.junit.jupiter.api.extension.BeforeAllCallback;
import org.junit.jupiter.api.extension.ExtensionContext;

/**
 * Attaches the agent that a worker is started with, so that what Lincheck transforms stays so for
 * all checks: else each attaches one and transforms all classes anew, and takes five times as long.
 * These tests have a JVM without others that use Lincheck, which would attach it in another way.
 *
 * <p>What Lincheck finds without is compared with what a worker finds by the test of that.
 */
final class LincheckJvm implements BeforeAllCallback {
  @Override
  public void beforeAll(ExtensionContext context) throws ReflectiveOperationException {
    // By its name: the class has annotations of a library that is not there, and javac warns.
    Class.forName("net.bytebuddy.agent.ByteBuddyAgent").getMethod("install").invoke(null);
  }
}
