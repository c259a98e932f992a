package ripsaw.linearizability.lincheck;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import ripsaw.subject.OwnerPrivate;

class PromisesTest {
  private final Promises promises = new Promises();

  /** What it promises, and what it does not. */
  @SuppressWarnings("unused") // found by their names
  private static class Base {
    @OwnerPrivate
    private void looks() {}

    @OwnerPrivate
    protected final void fixed() {}

    @OwnerPrivate
    void open() {}

    @OwnerPrivate
    private void overloaded() {}

    private void overloaded(int other) {}

    void silent() {}
  }

  private static class Inherits extends Base {
    @SuppressWarnings("unused") // found by its name
    private void looks(int other) {}
  }

  private boolean isPromised(String type, String method) {
    return promises.ofType(type) && promises.ofMethod(method);
  }

  @Test
  void whatNobodyCanOverrideIsBelieved() {
    String base = Base.class.getCanonicalName();
    assertThat(isPromised(base, "looks")).isTrue();
    assertThat(isPromised(base, "fixed")).isTrue();
    assertThat(isPromised(base, "open")).isFalse();
    assertThat(isPromised(base, "silent")).isFalse();
  }

  @Test
  void overloadsArePromisedTogetherOrNotAtAll() {
    assertThat(isPromised(Base.class.getName(), "overloaded")).isFalse();
    assertThat(isPromised(Inherits.class.getName(), "looks")).isFalse();
  }

  @Test
  void aPromiseIsInheritedWithTheMethod() {
    assertThat(isPromised(Inherits.class.getCanonicalName(), "fixed")).isTrue();
    Base anonymous = new Base() {};
    assertThat(isPromised(anonymous.getClass().getName(), "fixed")).isTrue();
  }

  @Test
  void anotherClassMethodsOfTheSameNameAreNot() {
    assertThat(isPromised(PromisesTest.class.getName(), "fixed")).isFalse();
    assertThat(isPromised("no.such.Type", "fixed")).isFalse();
  }
}
