package ripsaw.spec.tlc;

import tlc2.TLC;
import tlc2.output.EC;
import util.FileUtil;
import util.SimpleFilenameToStream;

/** What TLC's main method does, but for the end of the JVM. */
final class TlcOnce {
  private static final int NOT_UNDERSTOOD = 1;

  private TlcOnce() {}

  /**
   * @return TLC's exit code
   */
  static int run(String[] args) {
    TLC tlc = new TLC();
    if (!tlc.handleParameters(args)) {
      return NOT_UNDERSTOOD;
    }
    tlc.setResolver(new SimpleFilenameToStream(FileUtil.parseDirname(tlc.getMainFile())));
    return EC.ExitStatus.errorConstantToExitStatus(tlc.process());
  }
}
