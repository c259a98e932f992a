package ripsaw.spec.kept;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;

/** A number for texts and for code: another one if a byte of it is another (SHA-256, cut). */
public final class Digest {
  private static final int DIGITS = 20;

  private final MessageDigest sha;

  public Digest() {
    try {
      this.sha = MessageDigest.getInstance("SHA-256");
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException(e); // every Java has it
    }
  }

  /** Of texts without a zero in them. */
  public static String of(String... parts) {
    Digest digest = new Digest();
    for (String part : parts) {
      digest.sha.update((part + "\0").getBytes(StandardCharsets.UTF_8));
    }
    return digest.text();
  }

  /** Adds what has this name, such as a file. */
  public void add(String name, byte[] bytes) {
    sha.update((name + "\0" + bytes.length + "\0").getBytes(StandardCharsets.UTF_8));
    sha.update(bytes);
  }

  /** Of all that was added since the last time. */
  public String text() {
    return HexFormat.of().formatHex(sha.digest()).substring(0, DIGITS);
  }
}
